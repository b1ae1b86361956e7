import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { packComparison, packText, unpackComparison, unpackText } from "../../src/compare/packed.ts";
import { type Clause, eachClause, type ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { PAIRS, readText } from "../reader/texts.ts";

const TABLE = `# Fees

## 1 Fees

The **fees** of a *berth* are these, and no others:

| Length | Fee |
|---|---|
| up to 6 m | $100 |

(a) they are due in March; and

(b) they are not given back.
`;

const effects = { cited: [{ clause: "1", by: ["2"] }], terms: [] };
const overWire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** As a page gets it: without where words stand in their file. */
function withoutSource({ title, clauses }: ParsedBylaws): ParsedBylaws {
  const strip = (clause: Clause): Clause => ({
    ...clause,
    source: { from: 0, to: 0, line: 0 },
    titleRuns: [],
    textRuns: [],
    clauses: clause.clauses.map(strip),
  });
  return { title, clauses: clauses.map(strip), notLaw: [], problems: [] };
}

const pairs = [
  ...PAIRS.map((pair) => [pair.join(" → "), ...pair.map(readText)] as const),
  ["a table that goes", parseBylaws(TABLE), parseBylaws(TABLE.replace(/\|[\s\S]*\|\n/, "There are none.\n"))] as const,
  ["a table that comes", parseBylaws(TABLE.replace(/\|[\s\S]*\|\n/, "There are none.\n")), parseBylaws(TABLE)] as const,
] as [string, ParsedBylaws, ParsedBylaws][];

test.each(pairs)("what a page unpacks is what was compared: %s", (_, before, after) => {
  const comparison = compareBylaws(before, after);
  const shown = unpackComparison(overWire(packComparison({ before, after, comparison, effects })));
  expect(shown.before).toEqual(withoutSource(before));
  expect(shown.after).toEqual(withoutSource(after));
  expect(shown.effects).toEqual(effects);
  const plain = (clause: Clause | undefined) => clause && withoutSource({ ...before, clauses: [clause] }).clauses[0];
  expect(shown.comparison.rows).toEqual(
    comparison.rows.map((row) => ({
      ...row,
      ...(row.before && { before: plain(row.before) }),
      ...(row.after && { after: plain(row.after) }),
    })),
  );
  // Rows hold the very clauses of the two texts: they are looked up by them.
  const clauses = new Set([...eachClause(shown.before.clauses), ...eachClause(shown.after.clauses)]);
  for (const row of shown.comparison.rows) {
    for (const clause of [row.before, row.after]) if (clause) expect(clauses.has(clause)).toBe(true);
  }
});

test("words that stay are sent once", () => {
  const before = readText("harbour-commons/versions/2024-05-15.md");
  const one = JSON.stringify(packText(before)).length;
  const comparison = compareBylaws(before, before);
  const two = JSON.stringify(packComparison({ before, after: before, comparison, effects })).length;
  expect(two).toBeLessThan(1.5 * one);
});

test("a text alone comes back as it was", () => {
  const text = parseBylaws(TABLE);
  expect(unpackText(overWire(packText(text)))).toEqual(withoutSource(text));
});
