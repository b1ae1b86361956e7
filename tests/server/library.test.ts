import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { sha256 } from "../../src/store/sqlite.ts";
import type { Library } from "../../src/text/document.ts";
import { listen } from "./events.ts";
import { AFTER, anchorOn, BEFORE, COMMENT, FILES, startOwnServer } from "./started.ts";

const soon = { timeout: 5000, interval: 20 };

test("the library lists documents, versions and amendments, and names texts by their hash", async () => {
  const browser = (await startOwnServer()).browser();
  const { json, headers } = await browser.ask("/api/library");
  expect(json).toMatchObject({
    stamp: expect.any(String),
    problems: [],
    documents: [{ slug: "ferry", versions: [{ hash: sha256(BEFORE) }] }],
  });
  expect(json.documents[0].amendments.map(({ slug }: { slug: string }) => slug)).toEqual([
    "closed",
    "draft",
    "open",
    "other",
  ]);
  expect((await browser.ask("/api/library", { headers: { "if-none-match": headers.get("etag")! } })).status).toBe(304);
});

test("a text is served for ever under its hash, compressed for whoever takes it", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const path = `/api/texts/${sha256(AFTER)}`;
  const { text, headers } = await browser.ask(path, { headers: { "accept-encoding": "identity" } });
  expect(text).toBe(AFTER);
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(headers.get("vary")).toBe("Accept-Encoding");
  for (const [accepted, given] of [
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
  ] as const) {
    const found = await browser.ask(path, { headers: { "accept-encoding": accepted } });
    expect([found.headers.get("content-encoding"), found.text]).toEqual([given, AFTER]);
  }
  const { get } = await import("node:http");
  const raw = await new Promise<Buffer>((resolve) => {
    get(server.address + path, { headers: { "accept-encoding": "br" } }, async (response) => {
      resolve(Buffer.concat(await response.toArray()));
    });
  });
  expect(brotliDecompressSync(raw).toString()).toBe(AFTER);
});

test("clauses and comparisons are asked for again after a new release, and not before", async () => {
  const browser = (await startOwnServer()).browser();
  for (const path of [`clauses/${sha256(AFTER)}`, `comparisons/${sha256(BEFORE)}/${sha256(AFTER)}`]) {
    const { status, headers, text } = await browser.await(`/api/${path}`);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(text).toContain("by every Member");
    expect(await browser.ask(`/api/${path}`, { headers: { "if-none-match": headers.get("etag")! } })).toMatchObject({
      status: 304,
    });
    const gone = path.replace(sha256(AFTER), "0".repeat(64));
    expect(await browser.ask(`/api/${gone}`)).toMatchObject({ status: 404, json: { code: "text-unknown" } });
  }
});

test("a text there is not, and a hash that is none, are refused", async () => {
  const browser = (await startOwnServer()).browser();
  expect(await browser.ask(`/api/texts/${"0".repeat(64)}`)).toMatchObject({
    status: 404,
    json: { code: "text-unknown" },
  });
  expect(await browser.ask("/api/texts/xyz")).toMatchObject({ status: 400, json: { field: "hash" } });
  expect(await browser.ask("/api/texts/..%2f..%2fsecret")).toMatchObject({ status: 400 });
});

test("a changed file shows on the open page, and a broken one leaves the last good reading", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const read = async (): Promise<Library> => (await browser.ask("/api/library")).json;
  const stream = await listen(`${server.address}/api/events?document=ferry&amendment=open`);
  await expect.poll(stream.hello, soon).toBeTruthy();
  const path = join(server.bylaws, "ferry/amendments/open/1.md");

  const mended = AFTER.replace("every Member", "any Member");
  writeFileSync(path, mended);
  await expect.poll(stream.stamps, soon).toHaveLength(1);
  const changed = await read();
  expect(changed.stamp).toBe(stream.stamps()[0]);
  const open = () => changed.documents[0]!.amendments.find(({ slug }) => slug === "open")!;
  expect(open().revisions[0]!.hash).toBe(sha256(mended));

  writeFileSync(path, "");
  await expect.poll(stream.stamps, soon).toHaveLength(2);
  const broken = await read();
  expect(broken.documents).toEqual(changed.documents);
  expect(broken.problems).toMatchObject([{ file: "ferry/amendments/open/1.md", line: 1, code: "file-empty" }]);
  expect((await browser.ask(`/api/texts/${sha256(mended)}`)).text).toBe(mended);
  expect(server.logged.join("\n")).toContain("ferry/amendments/open/1.md:1: The file is empty.");

  // Saved again as it is: nothing new, and nobody is disturbed.
  writeFileSync(path, "");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(stream.stamps()).toHaveLength(2);

  // As an editor saves: another file, put in the place of this one.
  writeFileSync(`${path}~`, AFTER);
  renameSync(`${path}~`, path);
  await expect.poll(stream.stamps, soon).toHaveLength(3);
  expect((await read()).problems).toEqual([]);
});

test("a new document shows, and one that is taken away does not", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const slugs = async () =>
    (await browser.ask("/api/library")).json.documents.map(({ slug }: { slug: string }) => slug);
  mkdirSync(join(server.bylaws, "charter/versions"), { recursive: true });
  writeFileSync(join(server.bylaws, "charter/versions/2020-01-15.md"), BEFORE);
  writeFileSync(join(server.bylaws, "charter/document.yaml"), FILES["ferry/document.yaml"]!);
  await expect.poll(slugs, soon).toEqual(["charter", "ferry"]);
  rmSync(join(server.bylaws, "charter"), { recursive: true });
  await expect.poll(slugs, soon).toEqual(["ferry"]);
});

test("words a comment was made on are served after the file was changed", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  await browser.name();
  await browser.say({ ...COMMENT, anchor: anchorOn("by every Member") }, "k1");
  writeFileSync(join(server.bylaws, "ferry/amendments/open/1.md"), AFTER.replace("every", "any"));
  const hashes = async () => JSON.stringify((await browser.ask("/api/library")).json);
  await expect.poll(hashes, soon).not.toContain(sha256(AFTER));
  expect((await browser.ask(`/api/texts/${sha256(AFTER)}`)).text).toBe(AFTER);
  // Somebody who still reads the old text can be quoted from it.
  expect((await browser.say({ ...COMMENT, anchor: anchorOn("publish its minutes") }, "k2")).status).toBe(201);
  expect(
    (await browser.say({ ...COMMENT, anchor: { ...anchorOn("publish its minutes"), from: 3, to: 22 } }, "k3")).status,
  ).toBe(400);
});

test("a server that reads changed files later than another one answers with them whoever was told of them there", async () => {
  const servers = [await startOwnServer(), await startOwnServer()];
  const [early, late] = servers as [(typeof servers)[number], (typeof servers)[number]];
  const change = ({ bylaws }: { bylaws: string }) =>
    writeFileSync(join(bylaws, "ferry/versions/2020-01-15.md"), BEFORE.replace("fourteen", "twenty"));
  const stampOf = async (server: typeof early) => (await server.browser().ask("/api/library")).json.stamp as string;
  const old = await stampOf(late);
  change(early);
  await expect.poll(() => stampOf(early), soon).not.toBe(old);
  const told = await stampOf(early);
  const asked = late.browser().ask(`/api/library?stamp=${told}`);
  change(late);
  expect((await asked).json.stamp).toBe(told);
  // Who asks for what no file says is answered all the same.
  expect((await late.browser().ask("/api/library?stamp=none")).json.stamp).toBe(told);
});
