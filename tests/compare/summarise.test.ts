import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { countGroups, groupOf, isQuietKind, kindOfChange } from "../../src/compare/kinds.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const NOTICE = "Notice of every meeting is sent to each member in writing at least thirty days before the day itself.";
const QUORUM =
  "A quorum is one fifth of the members entitled to vote, present in person or by proxy, as Section 1.1 says.";
const MINUTES =
  "The Secretary keeps the minutes of every meeting and publishes them on the board within fourteen days.";
const RECORDS =
  "Any person may inspect the books and records of the club at the office during the usual hours of work.";
const section = (number: string, title: string, text: string) => `### ${number} ${title}\n\n${text}`;
const compare = (before: string[], after: string[]) =>
  compareBylaws(parseBylaws(before.join("\n\n")), parseBylaws(after.join("\n\n")));

test("every count of a comparison with one of each", () => {
  const before = [
    section("1.1", "Notice", NOTICE),
    section("1.2", "Quorum", QUORUM),
    section("1.3", "Minutes", MINUTES),
    section("1.4", "Records", RECORDS),
  ];
  const after = [
    section("1.1", "Dues", "Dues are payable on the first day of every January."),
    section("1.2", "Notice", NOTICE.replace("thirty days", "forty two days")),
    section("1.3", "Quorum", QUORUM.replace("1.1", "1.2")),
    section("1.4", "Books", RECORDS),
  ];
  expect(summarise(compare(before, after))).toEqual({
    // Title and words of 1.1, “forty two”, “Books”.
    wordsInserted: 1 + 10 + 2 + 1,
    // Title and words of the old 1.3, “thirty”, “Records”.
    wordsDeleted: 1 + 17 + 1 + 1,
    changes: 4,
    clauses: {
      unchanged: 0,
      amended: 1,
      added: 1,
      removed: 1,
      moved: 0,
      renumbered: 2,
      retitled: 1,
      split: 0,
      merged: 0,
    },
    typographyOnly: 0,
    renumberOnly: 1,
  });
});

test.each<[fact: string, after: string[], counted: object]>([
  [
    "nothing differs",
    [section("1.1", "Notice", NOTICE), section("1.2", "Quorum", QUORUM)],
    { clauses: { unchanged: 2 } },
  ],
  [
    "only a dash differs",
    [section("1.1", "Notice", NOTICE), section("1.2", "Quorum", QUORUM.replace("vote,", "vote –"))],
    { clauses: { unchanged: 1 } },
  ],
  [
    "only capitals differ",
    [section("1.1", "Notice", NOTICE.replace("member", "Member")), section("1.2", "Quorum", QUORUM)],
    { typographyOnly: 1, renumberOnly: 0, wordsInserted: 0, wordsDeleted: 0, clauses: { unchanged: 1, amended: 0 } },
  ],
  [
    "only numbers differ, and the reference that follows",
    [section("2.1", "Notice", NOTICE), section("2.2", "Quorum", QUORUM.replace("1.1", "2.1"))],
    { typographyOnly: 0, renumberOnly: 2, wordsInserted: 0, changes: 0, clauses: { unchanged: 0, renumbered: 2 } },
  ],
])("%s", (_, after, counted) => {
  const before = [section("1.1", "Notice", NOTICE), section("1.2", "Quorum", QUORUM)];
  expect(summarise(compare(before, after))).toMatchObject(counted);
});

test("words of the title of the whole are counted with the others", () => {
  const comparison = compare(
    ["# Bylaws of the Old Rowing Club", section("1.1", "Notice", NOTICE)],
    ["# Bylaws of the Rowing and Sailing Club", section("1.1", "Notice", NOTICE)],
  );
  const summary = summarise(comparison);
  // “and Sailing” for “Old”.
  expect([summary.wordsInserted, summary.wordsDeleted, summary.clauses.unchanged]).toEqual([2, 1, 1]);
});

test("a clause whose reference alone follows is counted with the renumbered ones", () => {
  const before = [section("1.1", "Quorum", QUORUM.replace("1.1", "1.2")), section("1.2", "Notice", NOTICE)];
  const after = [
    section("1.1", "Quorum", QUORUM.replace("1.1", "1.3")),
    section("1.2", "Minutes", MINUTES),
    section("1.3", "Notice", NOTICE),
  ];
  const summary = summarise(compare(before, after));
  expect(summary).toMatchObject({ renumberOnly: 2, typographyOnly: 0, changes: 1 });
  expect(summary.clauses).toMatchObject({ added: 1, renumbered: 1, unchanged: 0 });
});

test("the place a section left counts for nothing", () => {
  const sections = [
    section("1.1", "Notice", NOTICE),
    section("1.2", "Quorum", QUORUM),
    section("1.3", "Minutes", MINUTES),
    section("1.4", "Records", RECORDS),
  ];
  const [first, ...rest] = sections;
  const { clauses, wordsDeleted, wordsInserted } = summarise(compare(sections, [...rest, first!]));
  expect([clauses.moved, clauses.removed, clauses.unchanged, wordsDeleted, wordsInserted]).toEqual([1, 0, 3, 0, 0]);
});

test("words of a paragraph that was divided are counted in neither part", () => {
  const comparison = compare(
    [section("1.1", "Meetings", `${NOTICE} ${MINUTES}`)],
    [section("1.1", "Meetings", `${NOTICE}\n\n${MINUTES}`)],
  );
  expect(summarise(comparison)).toMatchObject({
    wordsInserted: 0,
    wordsDeleted: 0,
    typographyOnly: 0,
    renumberOnly: 0,
  });
});

test("each change has its kind, and a filter its counts", () => {
  const comparison = compare(
    [section("1.1", "Notice", NOTICE), section("1.2", "Quorum of Members", QUORUM), section("1.3", "Minutes", MINUTES)],
    [
      section("1.1", "Notices", `${NOTICE.replace("thirty", "forty")} It is free.`),
      section("1.2", "Quorum", QUORUM.replace(" in person or by proxy,", "")),
      section("1.3", "Minutes", MINUTES.replace("board", "Board")),
    ],
  );
  const kinds = listChanges(comparison).map(({ kind }) => kind);
  expect(kinds).toEqual(["retitled", "replaced", "inserted", "deleted", "deleted", "case"]);
  expect(countGroups(kinds.map((kind) => ({ kind })))).toEqual([
    { group: "words", name: "Words changed", count: 4, quiet: false },
    { group: "retitled", name: "Retitled", count: 1, quiet: false },
    { group: "case", name: "Capitals", count: 1, quiet: true },
  ]);
  expect(["case", "renumbered", "moved", "inserted"].map((kind) => isQuietKind(kind as "case"))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const [notice, quorum] = comparison.rows;
  expect(groupOf(kindOfChange(notice!, "title", notice!.title[0]!))).toBe("retitled");
  expect(groupOf(kindOfChange(quorum!, "title", quorum!.title[0]!))).toBe("words");
  expect(kindOfChange(quorum!, "text", { ...quorum!.text[0]!, quiet: "reference" })).toBe("reference");
});

test.each([
  ["the first word of a title for another", "Quorum of Members", "Assembly of Members", "replaced"],
  ["all of a title for another", "Quorum", "Attendance", "retitled"],
])("%s is told as such", (_, before, after, kind) => {
  const comparison = compare([section("1.1", before, QUORUM)], [section("1.1", after, QUORUM)]);
  expect(listChanges(comparison).map((change) => change.kind)).toEqual([kind]);
});

test("all of a text for another, as long as its title, is no new title", () => {
  const comparison = compare(
    [section("1.1", "Harbour", "Row it."), section("1.2", "Notice", NOTICE)],
    [section("1.1", "Harbour", "Be calm"), section("1.2", "Notice", NOTICE)],
  );
  expect(listChanges(comparison).map(({ kind }) => kind)).toEqual(["replaced"]);
});

test("a whole text put in is no title", () => {
  const [row] = compare(
    [section("1.1", "Notice", "Old words stand here.")],
    [section("1.1", "Notice", "Yet others.")],
  ).rows;
  const whole = { before: { from: 0, to: row!.before!.text.length }, after: { from: 0, to: row!.after!.text.length } };
  expect(kindOfChange(row!, "text", whole)).toBe("replaced");
});
