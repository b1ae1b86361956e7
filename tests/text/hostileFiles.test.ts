import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readLibrary } from "../../src/text/library.ts";
import { printProblem } from "../../src/text/problem.ts";
import { expectSteadyGrowth } from "../growth.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const DOCUMENT = `title: Bylaws
organisation: Ferry Club
versions:
  - on: 2020-01-15
    file: versions/2020-01-15.md
    kind: in force
`;
const TEXT = "# Bylaws\n\n## 1 Name\n\nThe club is the Ferry Club.\n";

function read(files: Record<string, string>) {
  const all = { "ferry/document.yaml": DOCUMENT, "ferry/versions/2020-01-15.md": TEXT, ...files };
  return readLibrary(
    new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    sha256,
  );
}
const readYaml = (yaml: string) => read({ "ferry/document.yaml": yaml }).library;

/** Ten levels of nine aliases each: three thousand million words, if they were followed. */
const LAUGHS = `a0: &a0 [ha, ha]\n${Array.from({ length: 10 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]\n`).join("")}`;

test.each([
  ["aliases that explode", `${DOCUMENT}${LAUGHS}`, "yaml-alias"],
  ["an alias of itself", `${DOCUMENT}notes: &x [*x]\n`, "yaml-alias"],
  ["a field taken over from another", `${DOCUMENT}rules: &r {noticeDays: 1}\nabout: *r\n`, "yaml-alias"],
  ["brackets 100,000 deep", `${DOCUMENT}notes: ${"[".repeat(100_000)}`, "yaml-unreadable"],
  ["braces 50,000 deep", `${DOCUMENT}notes: ${"{a: ".repeat(50_000)}`, "yaml-unreadable"],
  ["lists 50,000 deep", `${DOCUMENT}notes:\n  ${"- ".repeat(50_000)}x`, "yaml-unreadable"],
  [
    "fields 600 deep by indent",
    `${DOCUMENT}rules:\n${Array.from({ length: 600 }, (_, at) => `${" ".repeat(at + 1)}a:\n`).join("")}`,
    "unknown-field",
  ],
  [
    "a prototype",
    `${DOCUMENT}__proto__: {title: Polluted}\nconstructor: {prototype: {title: Polluted}}\n`,
    "unknown-field",
  ],
  ["a prototype in place of the rules", `${DOCUMENT}rules:\n  __proto__: {noticeDays: 1}\n`, "unknown-field"],
  [
    "a tag that makes an object of a program",
    `${DOCUMENT}about: !!js/function "function () { return 1 }"\n`,
    "yaml-unreadable",
  ],
  ["a file that is too long", `${DOCUMENT}about: "${"x".repeat(256 * 1024)}"\n`, "file-too-long"],
  ["two documents in one file", `${DOCUMENT}---\n${DOCUMENT}`, "yaml-unreadable"],
])("%s: a mistake that is named, and nothing else", (_, yaml, code) => {
  const { problems } = readYaml(yaml);
  expect(problems.map((problem) => problem.code)).toContain(code);
  expect(problems.length).toBeLessThanOrEqual(300);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("title");
  expect(({} as { title?: string }).title).toBeUndefined();
});

test("a field named like a property of everything is not taken for one", () => {
  const { documents } = readYaml(`${DOCUMENT}rules:\n  toString: 3\n  valueOf: 4\n`);
  expect(documents[0]?.rules).toEqual({});
});

test("a file made of mistakes is told of in two hundred lines, and still as serious", () => {
  const { problems } = readYaml(`${"- x\n".repeat(3)}`);
  expect(problems.some(({ serious }) => serious)).toBe(true);
  const many = readYaml(`${DOCUMENT}${Array.from({ length: 20_000 }, (_, at) => `k${at}: 1\n`).join("")}`);
  expect(many.problems.length).toBeLessThanOrEqual(201);
  const versions = readYaml(`title: Bylaws\norganisation: Club\nversions:\n${"  - x\n".repeat(20_000)}`);
  expect(versions.problems.length).toBeLessThanOrEqual(201);
  expect(versions.problems.some(({ serious }) => serious)).toBe(true);
});

test.each([
  ["many fields", "", "k#: 1\n"],
  ["one field over and over", "", "k: 1\n"],
  ["many fields in braces", "a: {", "k#: 1, "],
  ["many items", "a:\n", "- x\n"],
  ["many items in brackets", "a: [", "x, "],
  ["many anchors", "a: ", "&x# "],
  ["quotation marks", "a: ", "'"],
  ["double quotation marks", "a: ", '"'],
  ["backslashes", 'a: "', "\\"],
  ["colons", "a", ":"],
  ["colons and blanks", "a", ": "],
  ["exclamation marks", "a: ", "!"],
  ["tabulators", "a:", "\t"],
  ["line ends in a folded text", "a: >\n", "\n"],
  ["lines of a folded text", "a: >\n", "  y\n z\n"],
  ["question marks", "", "? "],
  ["numbers", "a: ", "1_"],
  ["stars", "a: ", "*"],
  ["percent signs", "", "%"],
])("%s cost what they are long", (_, before, piece) => {
  let number = 0;
  expectSteadyGrowth((text) => readYaml(text.replaceAll("#", () => `${number++}`)), piece, before);
});

test.each([
  "account",
  "api",
  "assets",
  "feed.atom",
  "healthz",
  "metrics",
  "people",
  "readyz",
  "sign-in",
  "who-may-do-what",
])("no document can be called “%s”: the address leads to another page", (name) => {
  const { library } = read({ [`${name}/document.yaml`]: DOCUMENT, [`${name}/versions/2020-01-15.md`]: TEXT });
  expect(library.documents.map(({ slug }) => slug)).toEqual(["ferry"]);
  expect(library.problems).toMatchObject([{ code: "slug-odd", file: `${name}/`, serious: true }]);
  expect(library.problems[0]?.message).toContain(`/${name} leads to another page`);
});

test.each([
  ["a title", DOCUMENT.replace("Bylaws", "Byl\u202eaws"), 1],
  ["a title, written as an escape", DOCUMENT.replace("Bylaws", '"Byl\\u202eaws"'), 1],
  ["an organisation", DOCUMENT.replace("Ferry Club", "Fer\u200bry Club"), 2],
  ["a note of a version", `${DOCUMENT}    note: "A\u2066b"\n`, 7],
  ["a note, written as an escape", `${DOCUMENT}    note: "A\\u2066b"\n`, 7],
  ["a list", `${DOCUMENT}notes: [a, b\u200fc]\n`, 7],
  ["the name of a field", `${DOCUMENT}no\u200btes: [x]\n`, 7],
  ["a comment that would read as a field", `${DOCUMENT}# \u2067 :eltit\n`, 7],
  ["an order to a terminal, written as an escape", `${DOCUMENT}about: "\\e[2J"\n`, 7],
])("a direction control or a mark nobody sees in %s is named with its line, and no hindrance", (_, yaml, line) => {
  const { documents, problems } = readYaml(yaml);
  const found = problems.filter(({ code }) => code === "odd-character");
  expect(found).toMatchObject([{ file: "ferry/document.yaml", line }]);
  expect(found[0]?.serious).toBeUndefined();
  expect(documents).toHaveLength(1);
});

test("no order to a terminal comes out of a file into what is printed of it", () => {
  const { problems } = readYaml(`${DOCUMENT}"\\e[31m\\u202e\\a": 1\nlanguage: "\\e[2J"\n`);
  expect(problems.length).toBeGreaterThan(1);
  for (const problem of problems) expect(printProblem(problem)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
