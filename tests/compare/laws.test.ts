import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { compareWording } from "../../src/compare/wording.ts";
import { eachClause } from "../../src/text/clause.ts";
import { sourceOffset } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { printBylaws } from "../../src/text/print.ts";
import { expectAlways } from "../expectAlways.ts";
import { expectExact, expectLaws, pairsOf, shownUnder } from "./laws.ts";
import { amendedTexts, anyLines, applyEdit, type Edit, madeText, printText, twoWordings } from "./randomTexts.ts";

/** White space, and signs that are shown as such. */
const BLANK = /[\s\p{Cc}]/gu;
const anyPair = fc.oneof(
  { weight: 3, arbitrary: amendedTexts.map(({ before, after }) => [before, after] as const) },
  { weight: 1, arbitrary: fc.tuple(anyLines, anyLines) },
);

describe("for any two texts", () => {
  test("both come back letter for letter: every letter shown once, told once, every change with its sentence", () => {
    expectAlways(
      fc.property(anyPair, ([before, after]) => void expectLaws(before, after)),
      400,
    );
  });

  test("of any two wordings the changes give the one from the other, white space included", () => {
    expectAlways(
      fc.property(twoWordings, ({ before, after }) => expectExact(before, after, compareWording(before, after))),
      2_000,
    );
  });

  test("a text has no changes against itself", () => {
    expectAlways(
      fc.property(fc.oneof(madeText.map(printText), anyLines), (text) => {
        const comparison = compareBylaws(parseBylaws(text), parseBylaws(text));
        expect(listChanges(comparison)).toEqual([]);
        expect(comparison.rows.every(({ before, after }) => before?.address === after?.address)).toBe(true);
      }),
      200,
    );
  });

  test("the way back pairs the same clauses", () => {
    expectAlways(
      fc.property(amendedTexts, ({ before, after }) => {
        const [old, now] = [parseBylaws(before), parseBylaws(after)];
        expect(pairsOf(compareBylaws(now, old), "back")).toEqual(pairsOf(compareBylaws(old, now), "forth"));
      }),
      300,
    );
  });

  test("an edit of words in one article changes nothing shown in another", () => {
    const inPlace = fc.constantFrom<Edit["kind"]>("put words in", "replace a word", "strike words");
    const at = fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 });
    const later = fc.record<Edit>({
      kind: inPlace,
      at,
      words: fc.array(fc.nat(10_000), { minLength: 1, maxLength: 3 }),
    });
    expectAlways(
      fc.property(madeText, fc.array(later, { maxLength: 5 }), later, (text, edits, last) => {
        const amended = edits.reduce(applyEdit, text);
        const again = applyEdit(amended, last);
        const before = parseBylaws(printText(text));
        const [one, other] = [amended, again].map((made) => compareBylaws(before, parseBylaws(printText(made))));
        const touched = last.at[0]! % text.articles.length;
        before.clauses.forEach((article, index) => {
          if (before.clauses.length !== text.articles.length || index === touched) return;
          const inside = new Set(Array.from(eachClause([article]), ({ address }) => address));
          const isInside = ({ address }: { address: string }) => inside.has(address);
          expect(shownUnder(other!, isInside), article.address).toEqual(shownUnder(one!, isInside));
        });
      }),
      150,
    );
  });
});

describe("for any one text", () => {
  test("every letter of a clause stands where its source says", () => {
    expectAlways(
      fc.property(fc.oneof(madeText.map(printText), anyLines), (source) => {
        for (const clause of eachClause(parseBylaws(source).clauses))
          for (const [part, runs] of [
            ["title", clause.titleRuns],
            ["text", clause.textRuns],
          ] as const)
            for (const run of runs) {
              const shown = clause[part].slice(run.at, run.at + run.length);
              expect(source.slice(run.source, run.source + run.length).replace(BLANK, " ")).toBe(
                shown.replace(BLANK, " "),
              );
              expect(sourceOffset(clause, part, run.at)).toBe(run.source);
            }
      }),
      300,
    );
  });

  test("printed and read again it says the same, and printed again it is the same", () => {
    expectAlways(
      fc.property(fc.oneof(madeText.map(printText), anyLines), (source) => {
        const printed = printBylaws(parseBylaws(source));
        const again = parseBylaws(printed);
        expect(listChanges(compareBylaws(parseBylaws(source), again))).toEqual([]);
        expect(printBylaws(again)).toBe(printed);
      }),
      100,
    );
  });
});
