import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { clauseOf, groupsOf, nameOf, stretchesOf, unchangedRows } from "../../src/reader/groups.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { compareTexts, PAIRS, readText } from "./texts.ts";

const BEFORE = `# Bylaws

## Article 1 Name

1.1 Name. The association is called the Harbour Commons Association and sits at the old slip.

1.2 Members. A member is

(a) a person who has paid the yearly fee; or

(b) a family that keeps a boat at the pontoons.

1.3 Notice. The Secretary shall give fourteen days’ notice of every General Meeting to all members.
`;

function groups(after: string) {
  const texts = [parseBylaws(BEFORE), parseBylaws(after)] as const;
  return groupsOf(compareBylaws(...texts), texts).map(
    ({ head, rows, state }) => `${nameOf(clauseOf(head.row))} (${rows.length}): ${state}`,
  );
}

test("a heading and everything under it up to the next heading stand together", () => {
  expect(groups(BEFORE)).toEqual([
    "Article 1 Name (1): unchanged",
    "1.1 Name (1): unchanged",
    "1.2 Members (3): unchanged",
    "1.3 Notice (1): unchanged",
  ]);
});

test("an item that changes makes its section a changed one, and no other", () => {
  expect(groups(BEFORE.replace("keeps a boat", "keeps two boats"))).toEqual([
    "Article 1 Name (1): unchanged",
    "1.1 Name (1): unchanged",
    "1.2 Members (3): changed",
    "1.3 Notice (1): unchanged",
  ]);
});

test("what is only renumbered or set differently is quiet", () => {
  const after = BEFORE.replace("1.3 Notice", "1.4 Notice").replace(
    "1.2 Members",
    "1.2 Language. The language of the association is that of the harbour office.\n\n1.3 Members",
  );
  expect(groups(after)).toEqual([
    "Article 1 Name (1): unchanged",
    "1.1 Name (1): unchanged",
    "1.2 Language (1): changed",
    "1.3 Members (3): quiet",
    "1.4 Notice (1): quiet",
  ]);
  expect(groups(BEFORE.replace("days’", "days'"))).toContain("1.3 Notice (1): quiet");
});

test("a struck section is a group of its own where it stood", () => {
  expect(groups(BEFORE.replace(/1\.1 Name\..*\n\n/, ""))).toContain("1.1 Name (1): changed");
});

test("law: the groups hold every row of a comparison once, in order", () => {
  for (const pair of PAIRS) {
    const { before, after, comparison } = compareTexts(pair);
    const rows = groupsOf(comparison, [before, after]).flatMap(({ rows }) => rows.map(({ index }) => index));
    expect(rows, pair.join(" → ")).toEqual(comparison.rows.map((_, index) => index));
  }
});

test("a text that is only read has no change in it, and every clause once", () => {
  const text = readText("harbour-commons/versions/2024-05-15.md");
  const shown = groupsOf(unchangedRows(text), [text]);
  expect(shown.every(({ state }) => state === "unchanged")).toBe(true);
  expect(shown.flatMap(({ rows }) => rows).length).toBe([...eachClause(text.clauses)].length);
});

test("a clause is named by label and title, or by its first words where it has neither", () => {
  const text = parseBylaws(
    "# Bylaws\n\n1.1 Name. The association has one.\n\nThe members of this association have agreed on these rules together.\n",
  );
  expect([...eachClause(text.clauses)].map(nameOf)).toEqual(["1.1 Name", "The members of this association have agr…"]);
});

/** A section with so many lettered items; those whose number is given are worded anew. `3 shown, 5 folded`. */
function fold(items: number, ...changed: number[]): string {
  const print = (isNew: boolean) =>
    parseBylaws(
      `# B\n\n1.1 Terms. In these Bylaws the following words have a meaning of their own:\n\n${Array.from(
        { length: items },
        (_, at) =>
          `(${String.fromCharCode(97 + at)}) “term ${at}” means thing number ${at} of the ${
            isNew && changed.includes(at) ? "harbour office" : "association"
          };`,
      ).join("\n\n")}\n`,
    );
  const texts = [print(false), print(true)] as const;
  const group = groupsOf(compareBylaws(...texts), texts).find(({ rows }) => rows.length > 1)!;
  return stretchesOf(group)
    .map(({ rows, folds }) => `${rows.length} ${folds ? "folded" : "shown"}`)
    .join(", ");
}

test.each<[string, string, string]>([
  [
    "around one change in the middle of a long list, the list folds",
    fold(20, 10),
    "1 shown, 9 folded, 3 shown, 8 folded",
  ],
  ["a change at the end shows the end", fold(20, 19), "1 shown, 18 folded, 2 shown"],
  ["a short list stays whole", fold(5, 2), "6 shown"],
  ["few between two changes are not worth a fold", fold(9, 1, 7), "10 shown"],
  ["a section without a change folds as a whole, not in pieces", fold(20), "21 shown"],
])("%s", (_, folded, expected) => {
  expect(
    folded.replace(
      /(\d+) shown(?:, (\d+) shown)+/g,
      (all) =>
        `${all
          .match(/\d+/g)!
          .map(Number)
          .reduce((a, b) => a + b)} shown`,
    ),
  ).toBe(expected);
});
