import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clause, ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { printBylaws } from "../../src/text/print.ts";
import { garbled } from "./garbled.ts";

/** Everything that printing must keep. */
function structureOf({ title, clauses }: ParsedBylaws): unknown {
  const keep = ({ kind, label, address, title, text, spans, items, rows, clauses }: Clause): unknown => {
    return { kind, label, address, title, text, spans, items, rows, clauses: clauses.map(keep) };
  };
  return { title, clauses: clauses.map(keep) };
}

/** What is no law, as words. */
function asidesOf(source: string): string[] {
  return parseBylaws(source)
    .notLaw.filter(({ kind }) => kind !== "markup")
    .map(({ from, to }) => source.slice(from, to).replace(/^<!--\n|\n-->$/g, ""));
}

describe("for any source", () => {
  const runs = { numRuns: 600 };

  test("what is printed is read as the same clauses, and printed again as the same text", () => {
    fc.assert(
      fc.property(garbled, (source) => {
        const parsed = parseBylaws(source);
        const printed = printBylaws(parsed);
        const again = parseBylaws(printed);
        expect(structureOf(again)).toEqual(structureOf(parsed));
        expect(printBylaws(again)).toBe(printed);
      }),
      runs,
    );
  });

  test("front matter, contents lists and comments are printed with it", () => {
    fc.assert(
      fc.property(garbled, (source) => {
        const printed = printBylaws(parseBylaws(source), source);
        expect(structureOf(parseBylaws(printed))).toEqual(structureOf(parseBylaws(source)));
        expect(asidesOf(printed)).toEqual(asidesOf(source));
      }),
      runs,
    );
  });
});
