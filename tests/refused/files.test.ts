import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { BEFORE, startOwnServer } from "../server/started.ts";

/** Each of nine lists names the one before it nine times: 3 GB, were it unfolded. */
const LAUGHS = [
  "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]",
  ...[..."bcdefghi"].map((name, at) => {
    const before = "abcdefgh"[at];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
  }),
].join("\n");

const BAD_YAML: [string, string][] = [
  ["aliases that explode", `title: x\norganisation: x\n${LAUGHS}\nversions: *i\n`],
  ["a map merged into itself", "a: &a\n  <<: *a\n  title: x\n"],
  ["lists 20,000 deep", `title: ${"[".repeat(20_000)}`],
  ["maps 20,000 deep", `${"{a: ".repeat(20_000)}`],
  ["a key of every object", "__proto__:\n  trapped: 1\nconstructor: {prototype: {trapped: 1}}\ntitle: x\n"],
  [
    "tags of other languages",
    "title: !!js/function 'function(){}'\norganisation: !!python/object/apply:os.system [id]\n",
  ],
  ["a hundred documents in one file", "---\ntitle: x\n".repeat(100)],
  ["a number as large as the sun", `title: 1${"0".repeat(100_000)}\norganisation: 0x${"f".repeat(10_000)}\n`],
  ["100,000 fields", Array.from({ length: 100_000 }, (_, at) => `f${at}: 1`).join("\n")],
];

test.each(BAD_YAML)("a document.yaml with %s takes down no other document, and is named", async (_, yaml) => {
  const server = await startOwnServer();
  const file = join(server.bylaws, "hostile/document.yaml");
  mkdirSync(join(dirname(file), "versions"), { recursive: true });
  writeFileSync(join(dirname(file), "versions/1.md"), BEFORE);
  writeFileSync(file, yaml);
  const problems = async () => {
    const answer = await fetch(`${server.address}/api/library`);
    const library = (await answer.json()) as { documents: { slug: string }[]; problems: { file?: string }[] };
    expect(library.documents.map(({ slug }) => slug)).toContain("ferry");
    return library.problems.filter((one) => one.file?.startsWith("hostile/")).length;
  };
  await expect.poll(problems, { timeout: 20_000, interval: 100 }).toBeGreaterThan(0);
  expect(({} as Record<string, unknown>).trapped).toBeUndefined();
  const browser = server.browser();
  await browser.name();
  expect((await browser.ask("/healthz")).status).toBe(200);
});

test("a document whose files explode is served as it was read last", async () => {
  const server = await startOwnServer();
  writeFileSync(join(server.bylaws, "ferry/document.yaml"), `title: x\n${LAUGHS}\n`);
  const library = async () => (await fetch(`${server.address}/api/library`)).json();
  await expect.poll(async () => (await library()).problems.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await library()).toMatchObject({
    documents: [{ slug: "ferry", title: "Bylaws", organisation: "Ferry Club" }],
  });
});
