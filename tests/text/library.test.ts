import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepLastGood, readLibrary } from "../../src/text/library.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (text: string) => new TextEncoder().encode(text);

const DOCUMENT = `title: Bylaws
organisation: Ferry Club
versions:
  - on: 2020-01-15
    file: versions/2020-01-15.md
    kind: in force
`;
const AMENDMENT = `title: Open sittings
base: 2020-01-15
comment:
  opens: 2026-01-01
  closes: 2026-02-01
revisions:
  - number: 1
`;
const TEXT =
  "# Bylaws of the Ferry Club\n\n## 1 Name\n\nThe club is the Ferry Club.\n\n## 2 Seat\n\nIts seat is Skerrow.\n";

const PATHS = {
  document: "ferry/document.yaml",
  version: "ferry/versions/2020-01-15.md",
  amendment: "ferry/amendments/open-sittings/amendment.yaml",
  revision: "ferry/amendments/open-sittings/1.md",
} as const;

type Files = Record<string, string | Uint8Array | undefined>;

function read(changes: Files = {}) {
  const files: Files = {
    [PATHS.document]: DOCUMENT,
    [PATHS.version]: TEXT,
    [PATHS.amendment]: AMENDMENT,
    [PATHS.revision]: TEXT.replace("Skerrow", "Skerrow Quay"),
    ...changes,
  };
  const given = Object.entries(files).flatMap(([path, content]): [string, Uint8Array][] =>
    content === undefined ? [] : [[path, typeof content === "string" ? bytesOf(content) : content]],
  );
  return readLibrary(new Map(given), sha256);
}

test("a folder without mistakes is read whole", () => {
  const { library, texts } = read();
  expect(library.problems).toEqual([]);
  expect(library.documents).toMatchObject([
    {
      slug: "ferry",
      title: "Bylaws",
      organisation: "Ferry Club",
      language: "en",
      invented: false,
      versions: [{ on: "2020-01-15", kind: "in force", hash: sha256(bytesOf(TEXT)) }],
      amendments: [
        {
          slug: "open-sittings",
          base: "2020-01-15",
          comment: { opens: "2026-01-01", closes: "2026-02-01" },
          revisions: [{ number: 1, note: "" }],
        },
      ],
    },
  ]);
  expect(texts.get(sha256(bytesOf(TEXT)))).toBe(TEXT);
  expect(texts.size).toBe(2);
});

test("the documents that come with Openfloor have no mistake in a YAML file", () => {
  const folder = join(import.meta.dirname, "../../bylaws");
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.(?:md|yaml)$/.test(path),
  );
  const { library } = readLibrary(new Map(paths.map((path) => [path, readFileSync(join(folder, path))])), sha256);
  expect(library.problems.filter(({ file, serious }) => serious || file?.endsWith(".yaml"))).toEqual([]);
  expect(library.documents.map(({ slug, versions, amendments }) => [slug, versions.length, amendments.length])).toEqual(
    [
      ["harbour-commons", 4, 5],
      ["openstack-foundation", 1, 1],
    ],
  );
});

const added = (lines: string) => DOCUMENT + lines;
const latin1 = Uint8Array.from([...TEXT.replace("Skerrow", "Skérrow")], (letter) => letter.charCodeAt(0));

test.each<[string, Files, { code: string; file: string; line?: number; field?: string; serious?: true }]>([
  [
    "a field nobody knows",
    { [PATHS.document]: added("colour: blue\n") },
    { code: "unknown-field", file: PATHS.document, line: 7, field: "colour" },
  ],
  [
    "a field nobody knows inside another",
    { [PATHS.amendment]: AMENDMENT.replace("  closes", "  close") },
    { code: "unknown-field", file: PATHS.amendment, line: 5, field: "comment.close" },
  ],
  [
    "no title",
    { [PATHS.document]: DOCUMENT.replace("title: Bylaws\n", "") },
    { code: "field-missing", file: PATHS.document, line: 1, field: "title", serious: true },
  ],
  [
    "an empty title",
    { [PATHS.document]: DOCUMENT.replace("Bylaws", '""') },
    { code: "field-missing", file: PATHS.document, line: 1, field: "title", serious: true },
  ],
  [
    "a list for a title",
    { [PATHS.document]: DOCUMENT.replace("Bylaws", "[a, b]") },
    { code: "wrong-type", file: PATHS.document, line: 1, field: "title", serious: true },
  ],
  [
    "a text for a yes or no",
    { [PATHS.document]: added("invented: maybe\n") },
    { code: "wrong-type", file: PATHS.document, line: 7, field: "invented" },
  ],
  [
    "notes that are no list",
    { [PATHS.document]: added("notes: one\n") },
    { code: "wrong-type", file: PATHS.document, line: 7, field: "notes", serious: true },
  ],
  [
    "days that are no number",
    { [PATHS.document]: added("rules:\n  noticeDays: two\n") },
    { code: "wrong-type", file: PATHS.document, line: 8, field: "rules.noticeDays" },
  ],
  [
    "a language that is none",
    { [PATHS.document]: added("language: plain english\n") },
    { code: "language-unknown", file: PATHS.document, line: 7, field: "language" },
  ],
  [
    "a day that is not in the calendar",
    { [PATHS.amendment]: AMENDMENT.replace("2026-02-01", "2026-02-30") },
    { code: "not-a-day", file: PATHS.amendment, line: 5, field: "comment.closes", serious: true },
  ],
  [
    "a day written otherwise",
    { [PATHS.amendment]: AMENDMENT.replace("2026-02-01", "1 Feb 2026") },
    { code: "not-a-day", file: PATHS.amendment, line: 5, field: "comment.closes", serious: true },
  ],
  [
    "comments that close before they open",
    { [PATHS.amendment]: AMENDMENT.replace("2026-02-01", "2025-02-01") },
    { code: "closes-before-opens", file: PATHS.amendment, line: 5, field: "comment.closes", serious: true },
  ],
  [
    "a base that is no version",
    { [PATHS.amendment]: AMENDMENT.replace("2020-01-15", "2019-01-15") },
    { code: "base-unknown", file: PATHS.amendment, line: 2, field: "base", serious: true },
  ],
  [
    "a revision without its file",
    { [PATHS.revision]: undefined },
    { code: "file-missing", file: PATHS.amendment, line: 7, field: "revisions[0].number", serious: true },
  ],
  [
    "a revision that stands there twice",
    { [PATHS.amendment]: `${AMENDMENT}  - number: 1\n` },
    { code: "revision-twice", file: PATHS.amendment, line: 8, serious: true },
  ],
  [
    "a credit that names nobody",
    { [PATHS.amendment]: `${AMENDMENT}    credits:\n      - { comment: 12 }\n` },
    { code: "field-missing", file: PATHS.amendment, line: 9, field: "revisions[0].credits[0].to", serious: true },
  ],
  [
    "a credit for no comment",
    { [PATHS.amendment]: `${AMENDMENT}    credits:\n      - { comment: 0, to: Ada }\n` },
    { code: "credit-number", file: PATHS.amendment, line: 9, field: "revisions[0].credits[0].comment" },
  ],
  [
    "a credit that stands there twice",
    {
      [PATHS.amendment]: `${AMENDMENT}    credits:\n      - { comment: 1, to: Ada }\n      - { comment: 1, to: Ada }\n`,
    },
    { code: "credit-twice", file: PATHS.amendment, line: 10, field: "revisions[0].credits[1].to" },
  ],
  [
    "a credit with a field nobody knows",
    { [PATHS.amendment]: `${AMENDMENT}    credits:\n      - { comment: 1, to: Ada, by: Bob }\n` },
    { code: "unknown-field", file: PATHS.amendment, line: 9, field: "revisions[0].credits[0].by" },
  ],
  [
    "no revision",
    { [PATHS.amendment]: AMENDMENT.replace(/revisions:(?:.|\n)*/, "") },
    { code: "field-missing", file: PATHS.amendment, line: 1, field: "revisions", serious: true },
  ],
  [
    "a version without its file",
    { [PATHS.version]: undefined },
    { code: "file-missing", file: PATHS.document, line: 5, field: "versions[0].file", serious: true },
  ],
  [
    "a version from outside",
    { [PATHS.document]: DOCUMENT.replace("versions/2020", "../../secret") },
    { code: "file-outside", file: PATHS.document, line: 5, serious: true },
  ],
  [
    "a version of an unknown kind",
    { [PATHS.document]: DOCUMENT.replace("in force", "draft") },
    { code: "wrong-type", file: PATHS.document, line: 6, field: "versions[0].kind", serious: true },
  ],
  ["no document.yaml", { [PATHS.document]: undefined }, { code: "file-missing", file: PATHS.document, serious: true }],
  [
    "no amendment.yaml",
    { [PATHS.amendment]: undefined },
    { code: "file-missing", file: PATHS.amendment, serious: true },
  ],
  [
    "an empty amendment.yaml",
    { [PATHS.amendment]: "" },
    { code: "wrong-type", file: PATHS.amendment, line: 1, serious: true },
  ],
  [
    "a YAML file that breaks off",
    { [PATHS.amendment]: `${AMENDMENT}summary: "half` },
    { code: "yaml-unreadable", file: PATHS.amendment, line: 8, serious: true },
  ],
  [
    "a field that stands there twice",
    { [PATHS.document]: added("title: Other\n") },
    { code: "field-twice", file: PATHS.document, line: 7, serious: true },
  ],
  [
    "an alias",
    { [PATHS.document]: added("about: &a x\nnotes: [*a, *a]\n") },
    { code: "yaml-alias", file: PATHS.document, line: 8, serious: true },
  ],
  [
    "a tag that makes something of a text",
    { [PATHS.document]: added("about: !!js/function 'x'\n") },
    { code: "yaml-unreadable", file: PATHS.document, line: 7, serious: true },
  ],
  [
    "brackets without end",
    { [PATHS.document]: "[".repeat(100_000) },
    { code: "yaml-unreadable", file: PATHS.document, serious: true },
  ],
  [
    "a YAML file as long as a book",
    { [PATHS.document]: added(`about: ${"x".repeat(300_000)}\n`) },
    { code: "file-too-long", file: PATHS.document, serious: true },
  ],
  [
    "an empty text",
    { [PATHS.revision]: " \n\n" },
    { code: "file-empty", file: PATHS.revision, line: 1, serious: true },
  ],
  [
    "a text that is not UTF-8",
    { [PATHS.version]: latin1 },
    { code: "not-utf-8", file: PATHS.version, line: 9, serious: true },
  ],
  [
    "a text that ends in a word",
    { [PATHS.version]: TEXT.slice(0, -6) },
    { code: "file-cut-off", file: PATHS.version, line: 9, serious: true },
  ],
  [
    "a text with zero bytes",
    { [PATHS.version]: `${TEXT}\0\0\0` },
    { code: "file-cut-off", file: PATHS.version, serious: true },
  ],
  [
    "a text nobody shows",
    { "ferry/versions/2018-01-01.md": `${TEXT}\n3 More.\n` },
    { code: "file-unused", file: "ferry/versions/2018-01-01.md" },
  ],
  [
    "a revision nobody shows",
    { "ferry/amendments/open-sittings/2.md": `${TEXT}\n3 More.\n` },
    { code: "file-unused", file: "ferry/amendments/open-sittings/2.md" },
  ],
  [
    "a folder that makes no address",
    { "Ferry Club/document.yaml": DOCUMENT },
    { code: "slug-odd", file: "Ferry Club/", serious: true },
  ],
  [
    "a folder whose address leads elsewhere",
    { "api/document.yaml": DOCUMENT },
    { code: "slug-odd", file: "api/", serious: true },
  ],
  [
    "an amendment that makes no address",
    { "ferry/amendments/Öffnung/amendment.yaml": AMENDMENT },
    { code: "slug-odd", file: "ferry/amendments/Öffnung/", serious: true },
  ],
  [
    "in force without a decision",
    { [PATHS.amendment]: `${AMENDMENT}inForce: 2020-01-15\n` },
    { code: "in-force-undecided", file: PATHS.amendment, line: 8, field: "inForce" },
  ],
  [
    "in force without a version",
    { [PATHS.amendment]: `${AMENDMENT}decision: {outcome: adopted, on: 2026-03-01}\ninForce: 2026-03-02\n` },
    { code: "in-force-without-version", file: PATHS.amendment, line: 9, field: "inForce" },
  ],
  [
    "an outcome nobody knows",
    { [PATHS.amendment]: `${AMENDMENT}decision:\n  outcome: agreed\n  on: 2026-03-01\n` },
    { code: "wrong-type", file: PATHS.amendment, line: 9, field: "decision.outcome", serious: true },
  ],
  [
    "votes below nothing",
    {
      [PATHS.amendment]: `${AMENDMENT}decision:\n  outcome: rejected\n  on: 2026-03-01\n  votes: {for: -1, against: 2}\n`,
    },
    { code: "wrong-type", file: PATHS.amendment, line: 11, field: "decision.votes.for", serious: true },
  ],
])("%s is named with its place", (_, changes, expected) => {
  const { problems } = read(changes).library;
  const found = problems.find(({ code, file }) => code === expected.code && file === expected.file);
  expect(found, JSON.stringify(problems, null, 1)).toMatchObject(expected);
  expect(found!.serious).toBe(expected.serious);
  expect(found!.message).toMatch(/^\S.*\.$/);
});

test("two versions on one day, and one in the wrong order, are named", () => {
  const version = (on: string) => `  - {on: ${on}, file: versions/2020-01-15.md, kind: recorded}\n`;
  expect(read({ [PATHS.document]: DOCUMENT + version("2020-01-15") }).library.problems).toMatchObject([
    { code: "version-twice", line: 7 },
  ]);
  const { library } = read({ [PATHS.document]: DOCUMENT + version("2018-01-01") });
  expect(library.problems).toMatchObject([{ code: "version-order", line: 7 }]);
  expect(library.documents[0]!.versions.map(({ on }) => on)).toEqual(["2018-01-01", "2020-01-15"]);
});

test("what a text has wrong in its numbers is named with its file", () => {
  const { library } = read({ [PATHS.version]: `${TEXT}\n## 2 Seat\n\nAgain.\n` });
  expect(library.problems).toMatchObject([{ file: PATHS.version, line: 11 }]);
  expect(library.problems[0]!.serious).toBeUndefined();
});

test.each([
  ["a byte order mark", `\uFEFF${TEXT}`],
  ["Windows line ends", TEXT.replaceAll("\n", "\r\n")],
  ["no line end at the end", TEXT.trimEnd()],
])("%s is no mistake, and the text is read", (_, content) => {
  const { library, texts } = read({ [PATHS.version]: content });
  expect(library.problems).toEqual([]);
  const source = texts.get(library.documents[0]!.versions[0]!.hash)!;
  expect(source.replaceAll("\r\n", "\n").trimEnd()).toBe(TEXT.trimEnd());
});

test("a text that is not UTF-8 is read as well as can be", () => {
  const { library, texts } = read({ [PATHS.version]: latin1 });
  expect(texts.get(library.documents[0]!.versions[0]!.hash)).toContain("Sk\uFFFDrrow");
});

test("UTF-16 is read, and named", () => {
  const { library, texts } = read({ [PATHS.version]: new Uint8Array(Buffer.from(`\uFEFF${TEXT}`, "utf16le")) });
  expect(texts.get(library.documents[0]!.versions[0]!.hash)).toBe(TEXT);
  expect(library.problems).toMatchObject([{ code: "not-utf-8", file: PATHS.version, line: 1 }]);
  expect(library.problems[0]!.serious).toBeUndefined();
});

test("letters that stand for others in UTF-8 too are no mistake", () => {
  expect(read({ [PATHS.version]: `${TEXT}\n## 3 Sign\n\nA \uFFFD.\n` }).library.problems).toEqual([]);
});

test("a text of 100,000 lines is read", () => {
  const long = Array.from({ length: 33_334 }, (_, n) => `## ${n + 1} Clause\n\nWords.\n`).join("");
  expect(read({ [PATHS.version]: long }).library.documents[0]!.versions).toHaveLength(1);
});

test("a mistake in one document leaves the others as they are", () => {
  const { library } = read({ "other/document.yaml": "title: [\n", "other/versions/1.md": "x" });
  expect(library.documents.map(({ slug }) => slug)).toEqual(["ferry"]);
});

test("a mistake in one amendment leaves the document readable", () => {
  const { library } = read({ [PATHS.amendment]: "title: [\n" });
  expect(library.documents).toMatchObject([{ slug: "ferry", versions: [{}], amendments: [] }]);
});

test("never throws, whatever a file holds", () => {
  const words = [
    "title:",
    " ",
    "\n",
    "- ",
    "versions:",
    "[",
    "{",
    "}",
    "*a",
    "&a",
    "? ",
    "|",
    ">",
    "'",
    '"',
    "\t",
    "!!map",
    "%",
    "@",
    "\0",
    "---",
    "on: 2020-01-15",
    "<<: ",
    ": ",
  ];
  for (let seed = 1; seed <= 500; seed++) {
    let state = seed;
    const next = () => (state = (state * 48_271) % 2_147_483_647);
    const text = Array.from({ length: 30 }, () => words[next() % words.length]).join("");
    const path = seed % 2 ? PATHS.document : PATHS.amendment;
    expect(() => read({ [path]: text }), `seed ${seed}: ${JSON.stringify(text)}`).not.toThrow();
  }
});

test("a broken file leaves the last good reading, with the mistake named", () => {
  const good = read();
  const broken = read({ [PATHS.amendment]: "title: [\n", [PATHS.version]: TEXT.replace("Ferry Club.", "Boat Club.") });
  const served = keepLastGood(good, broken);
  expect(served.library.documents).toEqual(good.library.documents);
  expect(served.library.problems).toEqual(broken.library.problems);
  expect(served.library.stamp).not.toBe(good.library.stamp);
  expect(served.library.stamp).not.toBe(broken.library.stamp);
  for (const [hash, source] of good.texts) expect(served.texts.get(hash)).toBe(source);
});

test("a second mistake leaves the reading before the first", () => {
  const good = read();
  const served = keepLastGood(
    keepLastGood(good, read({ [PATHS.amendment]: "title: [\n" })),
    read({ [PATHS.amendment]: "" }),
  );
  expect(served.library.documents).toEqual(good.library.documents);
});

test("the other documents go on while one is broken, and a mended one comes back", () => {
  const other = { "other/document.yaml": DOCUMENT, "other/versions/2020-01-15.md": TEXT };
  const good = read(other);
  const broken = { ...other, [PATHS.document]: "title: [\n" };
  const served = keepLastGood(good, read({ ...broken, "other/document.yaml": DOCUMENT.replace("Bylaws", "Charter") }));
  expect(served.library.documents.map(({ slug, title }) => [slug, title])).toEqual([
    ["ferry", "Bylaws"],
    ["other", "Charter"],
  ]);
  const mended = read(other);
  expect(keepLastGood(served, mended)).toBe(mended);
});

test("a small mistake, or a folder that was taken away, keeps nothing back", () => {
  const good = read();
  const small = read({ [PATHS.document]: added("colour: blue\n") });
  expect(keepLastGood(good, small)).toBe(small);
  const gone = readLibrary(new Map(), sha256);
  expect(keepLastGood(good, gone)).toBe(gone);
});

test("the stamp changes with any file, and only then", () => {
  expect(read().library.stamp).toBe(read().library.stamp);
  expect(read({ [PATHS.version]: `${TEXT}\n` }).library.stamp).not.toBe(read().library.stamp);
});

test("who asked for the words of a revision is read with it", () => {
  const credits = "    credits:\n      - { comment: 12, to: Ada }\n      - { comment: 12, to: 7 of 9 }\n";
  const { library } = read({ [PATHS.amendment]: AMENDMENT + credits });
  expect(library.problems).toEqual([]);
  expect(library.documents[0]!.amendments[0]!.revisions[0]).toMatchObject({
    number: 1,
    credits: [
      { comment: 12, to: "Ada" },
      { comment: 12, to: "7 of 9" },
    ],
  });
});
