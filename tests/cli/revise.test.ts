import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import type { Said } from "../../src/discuss/said.ts";
import { skeletonOf } from "../../src/discuss/skeleton.ts";
import { openStore } from "../../src/store/openStore.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { makeFolder } from "../store/folder.ts";
import { run } from "./command.ts";

const BASE = `# Bylaws of the Ferry Club

## 4.16 Open Meetings

The Board shall meet.

## 4.17 Books

The **books** may be seen
by members, on request, at any   time &amp; place.

## 4.18 Records

The Secretary keeps the records of the Club.
`;
/** Revision 1, wrapped by hand. */
const FIRST = BASE.replace(
  "The Board shall meet.",
  "The Board shall *meet in public*,\nand publish its minutes within ten days.",
);

const DOCUMENT = `title: Bylaws
organisation: Ferry Club
versions:
  - on: 2025-05-12
    kind: in force
    file: versions/2025-05-12.md
`;
const AMENDMENT = `title: Open meetings   # in a few words
base: 2025-05-12
notice: 2026-01-01
revisions:
  # The oldest first.
  - number: 1
    on: 2026-01-01
    note: As moved.

pairings: []
`;
const NAMES: Record<string, string> = {
  ada: "Ada Lindqvist",
  jonas: "Jonas “J” Weber",
  dora: "Dora",
  mia: "Mia",
  gus: "Gus",
};

/** An organisation with one open amendment, and an empty record. */
function makeClub({ amendment = AMENDMENT, revisions = [FIRST] }: { amendment?: string; revisions?: string[] } = {}) {
  const folder = makeFolder();
  const own = join(folder, "bylaws/ferry/amendments/open");
  mkdirSync(own, { recursive: true });
  mkdirSync(join(folder, "bylaws/ferry/versions"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "bylaws/ferry/document.yaml"), DOCUMENT);
  writeFileSync(join(folder, "bylaws/ferry/versions/2025-05-12.md"), BASE);
  writeFileSync(join(own, "amendment.yaml"), amendment);
  revisions.forEach((text, index) => {
    writeFileSync(join(own, `${index + 1}.md`), text);
  });
  const read = (name: string) => readFileSync(join(own, name), "utf8");
  const revise = (...args: string[]) =>
    run(["revise", "ferry/open", "--bylaws", join(folder, "bylaws"), "--data", join(folder, "data"), ...args]);
  return { folder, own, read, revise };
}

/** What is asked for: the words of a text, and what shall stand there. */
function asks(quote: string, wording: string, { text = FIRST, clause = "4.16" } = {}): Said {
  const found = Array.from(eachClause(parseBylaws(text).clauses)).find(({ address }) => address === clause)!;
  const from = found.text.indexOf(quote);
  const place = { text: sha256(text), side: "after", part: "text", from, to: from + quote.length } as const;
  return {
    kind: "comment",
    text: "Please.",
    mark: "request",
    anchor: makeAnchor({ ...place, clause: found })!,
    wording,
  };
}
const grants = (
  answers: number,
  outcome: "accepted" | "accepted-in-part" | "declined" = "accepted",
  wording?: string,
): Said => ({
  kind: "disposition",
  text: "So be it.",
  answers,
  outcome,
  ...(wording !== undefined && { wording }),
});
const signs = (seq: number): Said => ({ kind: "co-signature", signs: seq });

async function say(folder: string, ...said: [by: string, said: Said, revision?: number][]): Promise<void> {
  const store = await openStore({ data: join(folder, "data") });
  try {
    const at = "2026-02-01T12:00:00.000Z";
    for (const [id, name] of Object.entries(NAMES))
      await store.people.add(name, at, { id, skeleton: skeletonOf(name) });
    await store.database.updateTable("people").set({ same: "mia", claimedAt: at }).where("id", "=", "gus").execute();
    for (const source of [BASE, FIRST]) await store.texts.keep(sha256(source), source);
    for (const [by, body, revision = 1] of said) {
      const key = `${by}/${(await store.ledger.last()) + 1}`;
      await store.ledger.append({ document: "ferry", amendment: "open", revision, key, by, at, ...body } as never);
    }
  } finally {
    await store.close();
  }
}

test("the next revision has exactly the accepted words in it, and who asked for them is thanked", async () => {
  const { folder, read, revise } = makeClub();
  await say(
    folder,
    ["ada", asks("ten days", "five working days")],
    ["jonas", asks("books may", "books and *accounts* may", { clause: "4.17" })],
    ["mia", asks("The Secretary", "A Secretary", { clause: "4.18" })],
    ["gus", signs(1)],
    ["mia", signs(1)],
    ["ada", signs(2)],
    ["dora", grants(1)],
    ["dora", grants(2, "accepted-in-part", "books & accounts may")],
    ["dora", grants(3, "declined")],
  );
  const { code, stdout, stderr } = await revise();
  expect([code, stderr]).toEqual([0, ""]);
  expect(read("2.md")).toBe(
    FIRST.replace("ten days", "five working days").replace("**books** may", "**books** & accounts may"),
  );
  const today = new Date().toISOString().slice(0, 10);
  expect(read("amendment.yaml")).toBe(
    AMENDMENT.replace(
      "    note: As moved.\n",
      `    note: As moved.
  - number: 2
    on: ${today}
    note: "With wording requests 1 and 2."
    credits:
      - { comment: 1, to: "Ada Lindqvist" }
      - { comment: 1, to: "Mia" }
      - { comment: 2, to: "Jonas “J” Weber" }
      - { comment: 2, to: "Ada Lindqvist" }
`,
    ),
  );
  expect(read("1.md")).toBe(FIRST);
  expect(stdout).toContain("1 on 4.16, by Ada Lindqvist and Mia: “ten days” becomes “five working days”");
  expect(stdout).toContain("[-ten-]{+five working+} days");
  expect(stdout).toContain("{+& accounts+}");
  expect(stdout).toMatch(/Left to do: read it through/);
  const check = await run(["check", join(folder, "bylaws")]);
  expect([check.stdout, check.code]).toEqual(["1 document, 1 version, 1 amendment: no mistakes.\n", 0]);
});

test("what was written once is not written again; later requests follow their words", async () => {
  const { folder, read, revise } = makeClub();
  await say(
    folder,
    ["ada", asks("ten days", "five days")],
    ["dora", grants(1)],
    ["ada", asks("The Secretary", "The Keeper", { clause: "4.18" })],
  );
  expect((await revise()).code).toBe(0);
  const again = await revise();
  expect([again.code, again.stdout]).toEqual([2, ""]);
  expect(again.stderr).toMatch(/^There is nothing to write. No wording request is accepted and in no revision yet/);
  // Made on revision 1, accepted when there is a second one.
  await say(folder, ["dora", grants(3), 2]);
  expect((await revise()).code).toBe(0);
  expect(read("3.md")).toBe(FIRST.replace("ten days", "five days").replace("The Secretary", "The Keeper"));
  expect(read("amendment.yaml").match(/comment: \d+/g)).toEqual(["comment: 1", "comment: 3"]);
});

test("people who asked for the same get it once, and are all thanked", async () => {
  const { folder, read, revise } = makeClub();
  await say(
    folder,
    ["ada", asks("ten", "five")],
    ["jonas", asks("ten", "five")],
    ["dora", grants(1)],
    ["dora", grants(2)],
  );
  expect((await revise()).code).toBe(0);
  expect(read("2.md")).toBe(FIRST.replace("ten days", "five days"));
  expect(read("amendment.yaml")).toContain('note: "With wording requests 1 and 2."');
});

test("words that Markdown would read otherwise are written so that they read as asked for", async () => {
  const { folder, read, revise } = makeClub();
  await say(folder, ["ada", asks("and publish", "(a) <b>publish</b> & *keep*")], ["dora", grants(1)]);
  expect((await revise()).code).toBe(0);
  const clauses = Array.from(eachClause(parseBylaws(read("2.md")).clauses));
  expect(clauses.map(({ address }) => address)).toEqual(["4.16", "4.17", "4.18"]);
  expect(clauses[0]!.text).toBe(
    "The Board shall meet in public, (a) <b>publish</b> & *keep* its minutes within ten days.",
  );
});

test.each<[string, [string, Said, number?][], message: RegExp, without?: string]>([
  [
    "two that overlap",
    [
      ["ada", asks("within ten days", "within five days")],
      ["jonas", asks("ten days", "a week")],
      ["dora", grants(1)],
      ["dora", grants(2)],
    ],
    /^Requests 1 and 2 want other words for the same ones of 4\.16: “within ten days” and “ten days”\. Leave one out, with --without 1 or --without 2/,
    "2",
  ],
  [
    "one that was accepted in part, in nobody’s words",
    [
      ["ada", asks("ten", "five")],
      ["dora", grants(1, "accepted-in-part")],
    ],
    /^Request 1 was accepted in part, and nobody said with which words\. Answer it again with them, or leave it out with --without 1\./,
  ],
  [
    "one that is hidden",
    [
      ["ada", asks("ten", "five")],
      ["dora", grants(1)],
      ["dora", { kind: "moderation", text: "Spam.", hides: 1 }],
    ],
    /^Request 1 is hidden\. Show it again/,
  ],
  [
    "one that was opened again",
    [
      ["ada", asks("ten", "five")],
      ["dora", grants(1)],
      ["ada", { kind: "resolution", text: "", resolves: 1 }],
      ["ada", { kind: "resolution", text: "No!", reopens: 1 }],
    ],
    /^Request 1 was opened again after it was accepted\./,
  ],
  [
    "one on words that are in the base only",
    [
      ["ada", asks("meet", "sit", { text: "# Other bylaws\n\n## 4.16 Open Meetings\n\nWe meet.\n" })],
      ["dora", grants(1)],
    ],
    /^Request 1 is about “meet” of 4\.16, on a text that is no longer kept\./,
  ],
  [
    "one whose words somebody found nowhere",
    [
      ["ada", asks("ten", "five")],
      ["dora", grants(1)],
      ["ada", { kind: "placement", places: 1, on: sha256(FIRST) }],
    ],
    /^Request 1 is about “ten”, which stands nowhere any more/,
  ],
])("%s: named with the way out, and nothing is written", async (_, said, message, without) => {
  const { folder, own, read, revise } = makeClub();
  await say(folder, ...said);
  const { code, stdout, stderr } = await revise();
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/\nNothing was written\.\n$/);
  expect([code, stdout]).toEqual([1, ""]);
  expect(readdirSync(own).sort()).toEqual(["1.md", "amendment.yaml"]);
  expect(read("amendment.yaml")).toBe(AMENDMENT);
  if (!without) return;
  expect((await revise("--without", without)).code).toBe(0);
  expect(read("2.md")).toBe(FIRST.replace("ten days", "five days"));
});

test("a request whose words were changed since is not laid over the new ones", async () => {
  const SECOND = FIRST.replace("within ten days", "within twelve days");
  const amendment = AMENDMENT.replace("    note: As moved.\n", "    note: As moved.\n  - number: 2\n");
  const { folder, own, revise } = makeClub({ amendment, revisions: [FIRST, SECOND] });
  await say(folder, ["ada", asks("within ten days", "within five days")], ["dora", grants(1)]);
  const { code, stderr } = await revise();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^Request 1 is about “within ten days” of 4\.16; revision 2 has “within twelve days” there now\./,
  );
  expect(existsSync(join(own, "3.md"))).toBe(false);
});

test("a request follows its words to another clause, and keeps what else is new", async () => {
  const SECOND = FIRST.replace(
    "## 4.18 Records",
    "## 4.18 Boats\n\nThe Club keeps boats for its members.\n\n## 4.19 Records",
  );
  const amendment = AMENDMENT.replace("    note: As moved.\n", "    note: As moved.\n  - number: 2\n");
  const { folder, read, revise } = makeClub({ amendment, revisions: [FIRST, SECOND] });
  await say(folder, ["ada", asks("The Secretary", "The Keeper", { clause: "4.18" })], ["dora", grants(1)]);
  const { code, stdout } = await revise();
  expect(code).toBe(0);
  expect(stdout).toContain("1 on 4.19, by Ada Lindqvist");
  expect(read("3.md")).toBe(SECOND.replace("The Secretary", "The Keeper"));
});

test("--dry-run shows everything and writes nothing", async () => {
  const { folder, own, read, revise } = makeClub();
  await say(folder, ["ada", asks("ten", "five")], ["dora", grants(1)]);
  const { code, stdout } = await revise("--dry-run");
  expect(code).toBe(0);
  expect(stdout).toContain("[-ten-]{+five+} days");
  expect(stdout).toMatch(/Nothing was written, since --dry-run was given/);
  expect(readdirSync(own).sort()).toEqual(["1.md", "amendment.yaml"]);
  expect(read("amendment.yaml")).toBe(AMENDMENT);
});

test.each<[string, { amendment?: string; file?: string; args?: string[] }, RegExp]>([
  ["a file that is there already", { file: "2.md" }, /2\.md is there already, and amendment\.yaml does not name it/],
  [
    "an amendment that was decided",
    { amendment: `${AMENDMENT}decision: { outcome: adopted, on: 2026-03-01 }\n` },
    /^ferry\/open was decided on 2026-03-01 \(adopted\)/,
  ],
  [
    "revisions in one line",
    { amendment: AMENDMENT.replace(/revisions:[\s\S]*\n\n/, "revisions: [{ number: 1 }]\n\n") },
    /this would be added:\n- number: 2\n {2}on: /,
  ],
  [
    "a number that is none",
    { args: ["--without", "twelve"] },
    /--without takes numbers of comments, as 12 or 12,15; “twelve” is none/,
  ],
  [
    "a request that was not accepted",
    { args: ["--without", "7"] },
    /^There is no accepted wording request 7 to be left out\. Accepted and in no revision yet: 1\./,
  ],
  ["nothing left", { args: ["--without", "1"] }, /^There is nothing to write/],
  [
    "files with a mistake",
    { amendment: AMENDMENT.replace("base: 2025-05-12", "base: soon") },
    /^First mend what openfloor check finds: ferry\/amendments\/open\/amendment\.yaml:2: base must be a day/,
  ],
])("%s: refused, and nothing is written", async (_, { amendment, file, args = [] }, message) => {
  const { folder, own, read, revise } = makeClub({ amendment });
  if (file) writeFileSync(join(own, file), "Mine.\n");
  await say(folder, ["ada", asks("ten", "five")], ["dora", grants(1)]);
  const { code, stderr, stdout } = await revise(...args);
  expect(stderr).toMatch(message);
  expect([code, stdout]).toEqual([2, ""]);
  if (file) expect(read(file)).toBe("Mine.\n");
  else expect(existsSync(join(own, "2.md"))).toBe(false);
  expect(read("amendment.yaml")).toBe(amendment ?? AMENDMENT);
});

test("the amendment is named by its folder, too; one that is not there is told with those that are", async () => {
  const { folder, own, read } = makeClub();
  await say(folder, ["ada", asks("ten", "five")], ["dora", grants(1)]);
  const args = ["--bylaws", join(folder, "bylaws"), "--data", join(folder, "data")];
  const wrong = await run(["revise", "ferry/opened", ...args]);
  expect([wrong.code, wrong.stderr]).toEqual([
    2,
    expect.stringMatching(/^There is no amendment “ferry\/opened” in .*\. Undecided there: ferry\/open\.\n$/),
  ]);
  expect((await run(["revise", ...args])).stderr).toMatch(/^revise takes one amendment: openfloor revise/);
  expect((await run(["revise", `${own}/`, ...args])).code).toBe(0);
  expect(read("2.md")).toBe(FIRST.replace("ten", "five"));
});
