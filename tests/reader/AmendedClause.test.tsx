// @vitest-environment jsdom
import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { AmendedClause } from "../../src/reader/AmendedClause.tsx";
import type { Column, Mark } from "../../src/reader/pieces.ts";
import type { ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { draw } from "./draw.tsx";
import { compareTexts, PAIRS, PHRASE } from "./texts.ts";

const SECTION = compareTexts(PAIRS[0]!).comparison.rows.find(({ after }) => after?.address === "4.16")!;

function show(row: typeof SECTION, column: Column = "redline", marks: readonly Mark[] = []) {
  return draw(
    <AmendedClause
      row={row}
      index={0}
      depth={0}
      column={column}
      marks={marks}
      isHead
      isFirst
      showsFate
      isCurrent={false}
    />,
  ).container;
}

const words = (elements: Iterable<Element>) => Array.from(elements, ({ textContent }) => textContent);

/** The row of a clause of two small texts, by its address in either. */
function rowOf(address: string, before: string, after: string) {
  const texts = [before, after].map((words) => parseBylaws(`# B\n\n${words}\n`)) as [ParsedBylaws, ParsedBylaws];
  return compareBylaws(...texts).rows.find((row) => (row.after ?? row.before)!.address === address)!;
}

test("Section 4.16 shows one insertion, exactly the phrase, and nothing struck", () => {
  const page = show(SECTION);
  expect(words(page.querySelectorAll("ins"))).toEqual([PHRASE]);
  expect(page.querySelectorAll("del")).toHaveLength(0);
  expect(page.querySelector("h3")?.textContent).toBe("4.16Open Meetings and Records");
  expect(page.querySelector("p.text")?.textContent).toBe(SECTION.after!.text);
});

test("in force and proposed are plain texts", () => {
  for (const [column, clause] of [
    ["in-force", SECTION.before!],
    ["proposed", SECTION.after!],
  ] as const) {
    const page = show(SECTION, column);
    expect(page.querySelectorAll("ins, del")).toHaveLength(0);
    expect(page.querySelector("p.text")?.textContent).toBe(clause.text);
  }
});

test("an item inside the sentence can be linked to", () => {
  expect(show(SECTION).querySelector('[id="clause-4.16(ii)"]')?.textContent).toMatch(/^\(ii\) publish/);
});

test("words with two threads are marked once, with both", () => {
  const from = SECTION.after!.text.indexOf("and discuss");
  const mark = (seq: number): Mark => ({ seq, side: "after", part: "text", from, to: from + 11, isActive: seq === 2 });
  const marks = show(SECTION, "redline", [mark(1), mark(2)]).querySelectorAll<HTMLElement>("mark");
  expect(words(marks)).toEqual(["and discuss"]);
  expect(marks[0]?.dataset).toMatchObject({ marks: "1 2", active: "true", many: "true" });
  expect(marks[0]?.closest("ins")).not.toBeNull();
});

test("a replacement shows what goes first, then what comes", () => {
  const row = rowOf("1.1", "1.1 Notice. It may close the door.", "1.1 Notice. It shall close the door.");
  expect(words(show(row).querySelectorAll("del, ins"))).toEqual(["may", "shall"]);
});

test("a section that is new, or struck, says so in words, and is inserted or deleted as a whole", () => {
  const kept = "1.1 Name. The association is called the Harbour Commons Association.";
  const more = "1.2 Fees. The Treasurer shall collect the yearly fee from each member.";
  const added = show(rowOf("1.2", kept, `${kept}\n\n${more}`));
  expect(added.querySelector(".fate")?.textContent).toBe("New section");
  expect(words(added.querySelectorAll("ins"))).toEqual([
    "Fees",
    "The Treasurer shall collect the yearly fee from each member.",
  ]);
  const removed = show(rowOf("1.2", `${kept}\n\n${more}`, kept));
  expect(removed.querySelector(".fate")?.textContent).toBe("This section is struck");
  expect(removed.querySelectorAll("ins")).toHaveLength(0);
});

test("a table stays a table", () => {
  const row = compareTexts(PAIRS[1]!).comparison.rows.find(({ after }) => after?.rows)!;
  const page = show(row);
  expect(page.querySelectorAll("th").length).toBe(row.after!.rows![0]!.cells.length);
  expect(page.querySelectorAll("tbody tr").length).toBe(row.after!.rows!.length - 1);
});
