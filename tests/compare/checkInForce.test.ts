import { expect, test } from "vitest";
import { checkInForce, tellUnexplained } from "../../src/compare/checkInForce.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const TEXT =
  "# Bylaws\n\n### 4.1 Quorum\n\nA quorum is seven members who are present.\n\n### 4.2 Chair\n\nThe chair is elected for one year.\n";
const compare = (before: string, after: string) => compareBylaws(parseBylaws(before), parseBylaws(after));
const nine = TEXT.replace("seven", "nine");

function check(now: string, ...revisions: string[]) {
  const adopted = revisions.map((revision) => ({
    title: "Quorum",
    isModified: false,
    comparison: compare(TEXT, revision),
  }));
  return checkInForce("2021-05-12", "2018-05-26", compare(TEXT, now), adopted);
}

test("a text in force that is what was adopted is right, and so is one that changes only in quotation marks", () => {
  expect(check(nine, nine)).toEqual({ problems: [] });
  expect(check(TEXT)).toEqual({ problems: [] });
});

test("words that no amendment brought in are told in full", () => {
  const { unexplained } = check(nine);
  expect(tellUnexplained([unexplained!], (on) => `versions/${on}.md`, "document.yaml")).toEqual([
    {
      code: "in-force-unexplained",
      file: "versions/2021-05-12.md",
      line: 1,
      remark: true,
      message:
        "This text differs from the one before it (2018-05-26) in 1 change, and no amendment here made it: Section 4.1: replaces ‘seven’ with ‘nine’. If one did, add it with “inForce: 2021-05-12”; if none did, one of the two texts is wrong.",
    },
  ]);
});

test("what the text in force has beside the amendment, and what it lacks of it, is a mistake", () => {
  const both = nine.replace("one year", "two years");
  expect(check(both, nine).problems.map(({ message, remark }) => [message, remark])).toEqual([
    [
      "This text has 1 change that “Quorum”, in force from 2021-05-12, did not make: Section 4.2: replaces ‘one year’ with ‘two years’. Correct the text, or say how it came about.",
      undefined,
    ],
  ]);
  expect(check(TEXT.replace("one year", "two years"), both).problems[0]!.message).toMatch(
    /^This text lacks 1 change that “Quorum”/,
  );
});

test("a history taken over without its amendments is told at once", () => {
  const found = ["2001", "2002", "2003", "2004"].map((year) => ({ ...check(nine).unexplained!, on: `${year}-01-01` }));
  expect(tellUnexplained(found, () => "", "document.yaml")).toMatchObject([
    {
      file: "document.yaml",
      message: expect.stringMatching(
        /^4 texts in force differ from the one before them, and no amendment here made the changes: 2001-01-01 \(1 change\), /,
      ),
    },
  ]);
});
