import fc from "fast-check";
import { expect, test } from "vitest";
import { type Anchor, makeAnchor } from "../../src/anchor/anchor.ts";
import { Carrier } from "../../src/anchor/carrier.ts";
import { reverseComparison } from "../../src/anchor/reverseComparison.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Comparison } from "../../src/compare/comparison.ts";
import { type Clause, eachClause, type ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { amendedTexts, anyLines } from "../compare/randomTexts.ts";
import { expectAlways } from "../expectAlways.ts";

const RUNS = 150;
const ANCHORS = 12;

interface Case {
  before: ParsedBylaws;
  after: ParsedBylaws;
  comparison: Comparison;
  anchors: Anchor[];
}

/** Numbers that choose words of a text, so that what fails is made smaller. */
const choices = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(60)), {
  minLength: ANCHORS,
  maxLength: ANCHORS,
});

function makeCase({ before, after }: { before: string; after: string }, chosen: [number, number, number][]): Case {
  const [old, now] = [parseBylaws(before), parseBylaws(after)];
  const parts = Array.from(eachClause(old.clauses)).flatMap((clause) =>
    (["title", "text"] as const).filter((part) => clause[part] !== "").map((part) => ({ clause, part })),
  );
  const anchors = chosen.flatMap(([which, start, length]) => {
    const { clause, part } = parts[which % Math.max(1, parts.length)] ?? {};
    if (!clause) return [];
    const from = start % clause[part!].length;
    const to = Math.min(clause[part!].length, from + 1 + length);
    return makeAnchor({ text: "", side: "after", clause, part: part!, from, to }) ?? [];
  });
  return { before: old, after: now, comparison: compareBylaws(old, now), anchors };
}

const find = ({ clauses }: ParsedBylaws, address: string): Clause =>
  Array.from(eachClause(clauses)).find((clause) => clause.address === address)!;

/** Capitals, quotation marks, spaces and the numbers of references may follow quietly. */
const said = (words: string): string =>
  words
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, "");

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function check(law: (made: Case) => void): void {
  const texts = fc.oneof(
    { weight: 4, arbitrary: amendedTexts },
    { weight: 1, arbitrary: fc.tuple(anyLines, anyLines).map(([before, after]) => ({ before, after })) },
  );
  expectAlways(
    fc.property(texts, choices, (pair, chosen) => law(makeCase(pair, chosen))),
    RUNS,
  );
}

test("law: words that are told to be the same are the same", () => {
  check(({ after, comparison, anchors }) => {
    const carrier = new Carrier([comparison]);
    for (const anchor of anchors) {
      const placement = carrier.carry(anchor);
      if (placement.state !== "intact" && placement.state !== "moved") continue;
      const { clause, part, from, to } = placement;
      expect(said(find(after, clause)[part].slice(from, to)), JSON.stringify({ anchor, placement })).toBe(
        said(anchor.quote),
      );
    }
  });
});

test("law: onto the same text everything is where it was", () => {
  check(({ before, anchors }) => {
    const carrier = new Carrier([compareBylaws(before, before)]);
    for (const { clause, part, from, to } of anchors)
      expect(carrier.carry({ clause, part, from, to })).toEqual({ state: "intact", clause, part, from, to });
  });
});

test("law: no place is empty, past the end, or cuts a grapheme, and a lost one still is somewhere", () => {
  check(({ after, comparison, anchors }) => {
    const carrier = new Carrier([comparison]);
    const addresses = new Set(Array.from(eachClause(after.clauses), ({ address }) => address));
    for (const anchor of anchors) {
      const placement = carrier.carry(anchor);
      const message = JSON.stringify({ anchor, placement });
      expect(placement.state, message).not.toBe("missing");
      if (placement.state === "gone" && placement.behind !== undefined)
        expect(addresses.has(placement.behind), message).toBe(true);
      if (placement.state === "clause")
        expect(placement.at, message).toBeLessThanOrEqual(find(after, placement.clause)[placement.part].length);
      const places = placement.state === "ambiguous" ? placement.places : "from" in placement ? [placement] : [];
      if (placement.state === "ambiguous") expect(places.length, message).toBeGreaterThan(0);
      for (const { clause, part, from, to } of places) {
        const words = find(after, clause)[part];
        const borders = new Set(Array.from(graphemes.segment(words), ({ index }) => index)).add(words.length);
        expect([from < to, borders.has(from), borders.has(to)], message).toEqual([true, true, true]);
      }
    }
  });
});

test("law: what is carried stands where the comparison kept some of the words", () => {
  check(({ comparison, anchors }) => {
    const carrier = new Carrier([comparison]);
    for (const anchor of anchors) {
      const placement = carrier.carry(anchor);
      const rows = comparison.rows.filter(
        ({ before, after, movedTo }) => before?.address === anchor.clause && after && movedTo === undefined,
      );
      // All words are kept, in one row: there is nothing to doubt.
      const row = rows.length === 1 ? rows[0]! : undefined;
      const isKept = row?.[anchor.part].every(({ before: { from, to } }) => to <= anchor.from || anchor.to <= from);
      if (!row || !isKept || placement.state === "ambiguous") continue;
      const shift = row[anchor.part]
        .filter(({ before }) => before.to <= anchor.from)
        .reduce((sum, { before, after }) => sum + after.to - after.from - before.to + before.from, 0);
      const message = JSON.stringify({ anchor, placement });
      // Between rewritten words a phrase that stands elsewhere too is no sign that anything was kept.
      if (placement.state === "clause") continue;
      expect(placement, message).toMatchObject({ clause: row.after!.address, part: anchor.part });
      expect("from" in placement && placement.from <= anchor.from + shift, message).toBe(true);
      expect("to" in placement && placement.to >= anchor.to + shift, message).toBe(true);
    }
  });
});

test("law: carried there and back, the same words stand where they were", () => {
  check(({ comparison, anchors }) => {
    const [there, back] = [new Carrier([comparison]), new Carrier([comparison, reverseComparison(comparison)])];
    for (const { clause, part, from, to } of anchors) {
      const placement = there.carry({ clause, part, from, to });
      if (placement.state !== "intact" && placement.state !== "moved") continue;
      const returned = back.carry({ clause, part, from, to });
      if (returned.state === "ambiguous") expect(returned.places).toContainEqual({ clause, part, from, to });
      else expect(returned).toMatchObject({ clause, part, from, to });
    }
  });
});
