import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { listOperations } from "../../src/compare/operations.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const LINES = [
  "# Bylaws",
  "## Article 1. Name",
  "## Article II",
  "### 1.1 Name",
  "### 1.2 Seal",
  "1.2 Seal. It has a seal.",
  "(a) one thing or another;",
  "(b) two",
  "    (i) three",
  "- point",
  "1. first",
  "",
  "",
  "",
  "[Reserved.]",
  "It is called the Association, and has members.",
  "**Section 4.2. Votes.** Each member has one vote in every meeting.",
  "| a | b |",
  "|---|---|",
  "| 1 | 2 |",
  "“Quoted” -- text",
  "<!-- x -->",
  "第三条",
  "a &amp; b",
  "General",
  "====",
  "The Board of Directors shall meet once in every month, and oftener when it is called.",
];

const source = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...LINES) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
    ),
    { maxLength: 30 },
  )
  .map((lines) => lines.join("\n"));

describe("for any two texts", () => {
  test("comparing never throws; every clause has its row, and every character its operation", () => {
    fc.assert(
      fc.property(source, source, (before, after) => {
        const [old, now] = [parseBylaws(before), parseBylaws(after)];
        const comparison = compareBylaws(old, now);
        const [rowsOld, rowsNew] = [
          new Set(comparison.rows.map((row) => row.before?.address)),
          new Set(comparison.rows.map((row) => row.after?.address)),
        ];
        for (const { address } of eachClause(old.clauses)) expect(rowsOld.has(address), address).toBe(true);
        for (const { address } of eachClause(now.clauses)) expect(rowsNew.has(address), address).toBe(true);
        const listed = listChanges(comparison);
        expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
        for (const { sentence } of listed) expect(sentence).toMatch(/^\S.*\.$/su);
        expect(summarise(comparison).changes).toBe(listed.filter(({ quiet }) => !quiet).length);
        const operations = listOperations(comparison, { source: before, parsed: old }, { source: after, parsed: now });
        for (const [side, text] of [
          ["old", before],
          ["new", after],
        ] as const) {
          const told = new Uint8Array(text.length);
          for (const operation of operations)
            for (let at = operation[side]?.[0] ?? 0; at < (operation[side]?.[1] ?? 0); at++) told[at]!++;
          for (let at = 0; at < text.length; at++)
            if (!/\s/.test(text[at]!)) expect(told[at], `${side} ${at} of ${JSON.stringify(text)}`).toBe(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a text compared with itself has no changes", () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(listChanges(compareBylaws(parseBylaws(text), parseBylaws(text)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
