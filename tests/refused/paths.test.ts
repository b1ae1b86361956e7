import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../src/store/sqlite.ts";
import { BEFORE, startOwnServer } from "../server/started.ts";
import { makeFolder } from "../store/folder.ts";
import { rawRequest } from "./rawRequest.ts";

const SECRET = "trapped: root:x:0:0";
const HTML = `<!doctype html><html lang="en"><head><title>Openfloor</title></head><body><div id="page"></div></body></html>`;

/** Pages in a folder with secrets beside, above and hidden in it. */
function buildPages(): string {
  const folder = makeFolder();
  const pages = join(folder, "dist/pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  mkdirSync(join(pages, ".git"), { recursive: true });
  mkdirSync(join(folder, "dist/pages-of-others"), { recursive: true });
  writeFileSync(join(pages, "index.html"), HTML);
  writeFileSync(join(pages, "assets/index-abc.js"), "export const x = 1;");
  for (const path of [
    "package.json",
    "openfloor.db",
    ".env",
    "dist/openfloor.js",
    "dist/pages-of-others/a.js",
    "dist/pages/.env",
    "dist/pages/.git/config",
    "dist/pages/assets/index-abc.js.map.html",
  ]) {
    writeFileSync(join(folder, path), SECRET);
  }
  return pages;
}

const UP = [
  "..",
  "%2e%2e",
  "%2E%2E",
  ".%2e",
  "%252e%252e",
  "..%00",
  "..;",
  "....",
  "%c0%ae%c0%ae",
  "%uff0e%uff0e",
  "..%5c..",
];
const BETWEEN = ["/", "%2f", "%252f", "\\", "%5c", "%255c", "//", "/./"];
const GOALS = ["openfloor.js", "package.json", "etc/passwd", ".env", "pages-of-others/a.js", "openfloor.db"];

test("no way of writing .. leads out of the folder of pages", async () => {
  const { address } = await startOwnServer({ pages: buildPages() });
  const paths = UP.flatMap((up) =>
    BETWEEN.flatMap((between) =>
      GOALS.flatMap((goal, at) => {
        const climb = Array.from({ length: 1 + (at % 6) }, () => up + between).join("");
        return [`/${climb}${goal}`, `/assets/${climb}${goal}`];
      }),
    ),
  );
  expect(paths.length).toBeGreaterThan(1000);
  // As they are: a client would tidy them up before it asks. Several over one connection.
  for (let from = 0; from < paths.length; from += 40) {
    const some = paths.slice(from, from + 40);
    const asked = some.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const answered = await rawRequest(address, asked.join("") + last);
    expect([some[0], answered.includes("root:")]).toEqual([some[0], false]);
    expect(answered.match(/HTTP\/1\.1 200/g) ?? []).toHaveLength(1);
    expect(answered.match(/HTTP\/1\.1 /g)!.length).toBe(some.length + 1);
  }
});

test.each([
  "/.git/config",
  "/.env",
  "/%2eenv",
  "/package.json",
  "/dist/openfloor.js",
  "/openfloor.db",
  "/data/openfloor.db",
  "/people.yaml",
  "/bylaws/ferry/document.yaml",
  "/assets/",
  "/assets",
  "/assets/index-abc.js.map",
  "/assets/index-abc.js%00.html",
  "/assets/index-abc.js/",
  "/.vite/manifest.json",
  "/src/server/main.ts",
  "/node_modules/fastify/package.json",
])("%s is not there", async (path) => {
  const { address } = await startOwnServer({ pages: buildPages() });
  const answer = await fetch(address + path);
  const text = await answer.text();
  expect(answer.status).toBe(404);
  expect(text).not.toMatch(/root:|Ferry Club\\n|title: Bylaws/);
});

test("a text is found by its hash alone", async () => {
  const { address } = await startOwnServer();
  const hash = sha256(BEFORE);
  expect((await fetch(`${address}/api/texts/${hash}`)).status).toBe(200);
  for (const other of [
    `..%2f${hash}`,
    `${hash}%00`,
    `${hash.toUpperCase()}`,
    `${hash}/../x`,
    "__proto__",
    `${hash}%2e`,
  ]) {
    const answer = await fetch(`${address}/api/texts/${other}`);
    await answer.text();
    expect([other, answer.status >= 400]).toEqual([other, true]);
  }
});

test("a link that leads out of the bylaws folder is not followed, and is named; one within it is", async () => {
  const outside = makeFolder();
  writeFileSync(join(outside, "secret.md"), `# ${SECRET}\n\n1.1 Words of the secret.\n`);
  mkdirSync(join(outside, "whole/versions"), { recursive: true });
  writeFileSync(join(outside, "whole/document.yaml"), `title: ${SECRET}\n`);
  const server = await startOwnServer();
  symlinkSync(join(outside, "secret.md"), join(server.bylaws, "ferry/versions/linked.md"));
  symlinkSync(join(outside, "whole"), join(server.bylaws, "whole"));
  symlinkSync("2020-01-15.md", join(server.bylaws, "ferry/versions/same.md"));
  const yaml = `title: Bylaws
organisation: Ferry Club
versions:
  - {on: 2020-01-15, file: versions/2020-01-15.md, kind: in force}
  - {on: 2020-01-16, file: versions/same.md, kind: in force}
  - {on: 2020-01-17, file: versions/linked.md, kind: in force}
  - {on: 2020-01-18, file: ../../secret.md, kind: in force}
`;
  writeFileSync(join(server.bylaws, "ferry/document.yaml"), yaml);
  const library = async () => (await fetch(`${server.address}/api/library`)).text();
  await expect.poll(library, { timeout: 10_000 }).toMatch(/linked\.md/);
  expect(await library()).not.toContain("root:");
  const { problems } = JSON.parse(await library()) as { problems: { code: string; file: string }[] };
  const outsiders = problems.filter(({ code }) => code === "file-outside").map(({ file }) => file);
  expect(outsiders).toEqual(expect.arrayContaining(["ferry/versions/linked.md", "whole"]));
});

test.each(["..", "../data", "ferry/../../data", "..%2f..", "ferry\\..\\..", "ferry\0", "__proto__", "constructor"])(
  "a document called “%s” is not there",
  async (document) => {
    const browser = (await startOwnServer()).browser();
    await browser.name();
    const { status, json } = await browser.say(
      { kind: "comment", document, amendment: "open", revision: 1, text: "x" },
      "k",
    );
    expect([status, json.code]).toEqual([404, "document-unknown"]);
    const read = await browser.ask(`/api/entries?document=${encodeURIComponent(document)}`);
    expect(read.json.entries).toEqual([]);
  },
);
