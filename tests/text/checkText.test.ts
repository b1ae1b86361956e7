import fc from "fast-check";
import { expect, test } from "vitest";
import { checkText } from "../../src/text/checkText.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { findReferences } from "../../src/text/references.ts";
import { findTerms } from "../../src/text/terms.ts";
import { anyLines } from "../compare/randomTexts.ts";
import { expectAlways } from "../expectAlways.ts";

function check(source: string): string[] {
  return checkText({ parsed: parseBylaws(source), source }).map(
    ({ line, remark, message }) => `${line} ${remark ? "remark" : "mistake"}: ${message}`,
  );
}

test("a reference to a clause that is not there is a mistake, with its line and the nearest clauses", () => {
  const source =
    "# B\n\n## 4.1 Name\n\nIt is the Club.\n\n## 4.2 Seat\n\nIt sits, as\nSection 4.5 says.\n\n## 4.3 Dues\n\nTen.\n";
  expect(check(source)).toEqual([
    "10 mistake: “Section 4.5” in 4.2 names a clause that is not in this text. Correct it. The nearest are: 4.3, 4.2, 4.1.",
  ]);
});

test("a term defined twice, and one that is never used, are remarks", () => {
  const source =
    "# B\n\n## 1 Words\n\n“Boat” means a vessel, and “Crane” means a machine.\n\n## 2 Fleet\n\nA Boat floats.\n\n## 3 Again\n\n“Boat” means a ship.\n";
  expect(check(source)).toEqual([
    "5 remark: “Crane” is defined here and used nowhere else. Leave the definition out, or use the term.",
    "13 remark: “Boat” is defined in 1 and again in 3. Leave one out, or make sure that both say the same.",
  ]);
});

test("a term that holds in one section only may be defined otherwise in another", () => {
  const source =
    "# B\n\n## 1 Dues\n\nIn this Section, “Year” means the calendar year. Each Year.\n\n## 2 Crew\n\nIn this Section, “Year” means the season. A Year.\n";
  expect(check(source)).toEqual([]);
});

test("whatever the text, it is read without an exception, and everything found stands where it says", () => {
  const pieces = fc.constantFrom(
    "Section 4.2",
    "§§ 3, 4",
    "Abs. 2",
    "(a)",
    "of the Act",
    "“Boat” means",
    "(the “Club”)",
    "第三條第二款",
    "4.2(ii)",
    " and ",
    ", ",
    "\u200B",
    "Bоat",
    "\n\n## 4.2 ",
  );
  const source = fc.oneof(
    anyLines,
    fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 4 }))).map((all) => all.join("")),
  );
  expectAlways(
    fc.property(source, (text) => {
      const parsed = parseBylaws(text);
      const clauses = new Map(Array.from(eachClause(parsed.clauses), (clause) => [clause.address, clause]));
      const lines = text.split(/\r\n?|\n/).length;
      for (const { line } of checkText({ parsed, source: text })) expect(line! >= 1 && line! <= lines).toBe(true);
      const places = findTerms(parsed).flatMap(({ definitions, uses }) => [...definitions, ...uses]);
      for (const { clause, part, from, to } of [...places, ...findReferences(parsed)]) {
        expect(from >= 0 && from < to && to <= clauses.get(clause)![part].length).toBe(true);
      }
      for (const { kind, address } of findReferences(parsed)) expect(kind === "clause").toBe(address !== undefined);
    }),
    500,
  );
});
