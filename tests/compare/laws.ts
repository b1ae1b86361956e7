import { expect } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Change, ComparedClause, Comparison } from "../../src/compare/comparison.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { isTwin, type Operation } from "../../src/compare/links.ts";
import { listOperations } from "../../src/compare/operations.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { type Clause, eachClause, type ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

// What must hold of any two texts. Each throws, with the place, where it does not.

/** All laws that speak of two sources and their comparison. */
export function expectLaws(before: string, after: string, name = ""): Comparison {
  const [old, now] = [parseBylaws(before), parseBylaws(after)];
  const comparison = compareBylaws(old, now);
  for (const row of comparison.rows)
    if (row.before && row.after && row.movedTo === undefined)
      for (const part of ["title", "text"] as const)
        expectExact(row.before[part], row.after[part], row[part], `${name} ${row.after.address} ${part}`);
  expectShownOnce(comparison, old, "before", name);
  expectShownOnce(comparison, now, "after", name);
  expectOperations(
    listOperations(comparison, { source: before, parsed: old }, { source: after, parsed: now }),
    before,
    after,
    name,
  );
  const retitled = old.title === now.title ? undefined : { before: old.title, after: now.title };
  expect(comparison.title, `${name}: the title of the whole`).toEqual(retitled);
  expectList(comparison, name);
  return comparison;
}

/** The changes give the new wording from the old one, letter for letter with white space; they stand in order and cut no character. */
export function expectExact(before: string, after: string, changes: readonly Change[], name = ""): void {
  let [a, b, made] = [0, 0, ""];
  const [ofBefore, ofAfter] = [characterEnds(before), characterEnds(after)];
  for (const change of changes) {
    const { before: old, after: now } = change;
    const where = `${name}: ${JSON.stringify(change)} of ${JSON.stringify([before, after])}`;
    if (old.from < a || now.from < b || old.to < old.from || now.to < now.from) expect.fail(`out of order, ${where}`);
    if (old.from === old.to && now.from === now.to) expect.fail(`a change of nothing, ${where}`);
    const isWhole =
      [old.from, old.to].every((at) => ofBefore.has(at)) && [now.from, now.to].every((at) => ofAfter.has(at));
    if (!isWhole) expect.fail(`cuts a character, ${where}`);
    if (old.from - a !== now.from - b) expect.fail(`not the same between, ${where}`);
    made += before.slice(a, old.from) + after.slice(now.from, now.to);
    [a, b] = [old.to, now.to];
  }
  if (made + before.slice(a) !== after)
    expect.fail(`${name} is not exact: ${JSON.stringify([before, after, changes])}`);
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Where one character as a reader sees it ends and the next begins. */
function characterEnds(text: string): Set<number> {
  return new Set([...Array.from(characters.segment(text), ({ index }) => index), text.length]);
}

/** Every letter of a text is shown in one row and in no other. */
function expectShownOnce({ rows }: Comparison, text: ParsedBylaws, side: "before" | "after", name: string): void {
  const shown = new Map<string, Record<"title" | "text", Uint8Array>>();
  for (const { address, title, text: words } of eachClause(text.clauses))
    shown.set(address, { title: new Uint8Array(title.length), text: new Uint8Array(words.length) });
  const seen = new Set<string>();
  for (const row of rows) {
    const clause = row[side];
    if (!clause || row.movedTo !== undefined) continue;
    seen.add(clause.address);
    for (const part of ["title", "text"] as const) {
      const letters = shown.get(clause.address)![part];
      const isElsewhere = new Uint8Array(letters.length);
      for (const change of row[part])
        if (change.quiet === "elsewhere") isElsewhere.fill(1, change[side].from, change[side].to);
      for (let at = 0; at < letters.length; at++) if (isElsewhere[at] === 0) letters[at]!++;
    }
  }
  for (const clause of eachClause(text.clauses)) {
    if (!seen.has(clause.address)) expect.fail(`${name}: ${side} ${clause.address} has no row`);
    for (const part of ["title", "text"] as const) {
      const wrong = shown
        .get(clause.address)!
        [part].findIndex((times, at) => times !== 1 && /\S/.test(clause[part][at]!));
      if (wrong >= 0)
        expect.fail(
          `${name}: ${side} ${clause.address} ${part} is shown ${shown.get(clause.address)![part][wrong]} times at ${wrong}: ${clause[part].slice(wrong, wrong + 40)}`,
        );
    }
  }
}

/** Both sources come back from the operations: each character that is no white space once, what is equal or moved from either side. */
function expectOperations(operations: readonly Operation[], before: string, after: string, name = ""): void {
  for (const [side, source] of [
    ["old", before],
    ["new", after],
  ] as const) {
    const told = new Uint8Array(source.length);
    for (const { [side]: span } of operations) for (let at = span?.[0] ?? 0; at < (span?.[1] ?? 0); at++) told[at]!++;
    const wrong = told.findIndex((times, at) => times !== 1 && !/\s/.test(source[at]!));
    if (wrong >= 0)
      expect.fail(
        `${name}: the ${side} character ${wrong} is told ${told[wrong]} times: ${source.slice(Math.max(0, wrong - 20), wrong + 20)}`,
      );
  }
  for (const { op, old, new: now } of operations) {
    if (op !== "equal" && op !== "move") continue;
    const [a, b] = [solid(before.slice(...old!)), solid(after.slice(...now!))];
    if (a !== b && !(a.length === b.length && a.split("").every((unit, at) => isTwin(unit, b[at]!))))
      expect.fail(`${name}: ${op} joins ${JSON.stringify(a)} to ${JSON.stringify(b)}`);
  }
}

const solid = (text: string): string => text.replace(/\s+/g, "");

/** Every change has an id of its own and one plain sentence, and the counts are theirs. */
function expectList(comparison: Comparison, name: string): void {
  const listed = listChanges(comparison);
  expect(new Set(listed.map(({ id }) => id)).size, `${name}: ids`).toBe(listed.length);
  for (const { sentence } of listed) expect(sentence, name).toMatch(/^\S.*\.$/su);
  const { changes, clauses } = summarise(comparison);
  expect(changes, name).toBe(listed.filter(({ quiet }) => !quiet).length);
  for (const count of Object.values(clauses)) expect(count, name).toBeGreaterThanOrEqual(0);
}

/** Whose title and whose text became whose: `4.16 → 4.17 text`, sorted; the way back read the same way. */
export function pairsOf({ rows }: Comparison, direction: "forth" | "back"): string[] {
  const pairs = rows.flatMap((row) => {
    const { before, after } = row;
    if (!before || !after || row.movedTo !== undefined) return [];
    const [from, to] = direction === "forth" ? [before, after] : [after, before];
    return (["title", "text"] as const)
      .filter((part) => isShown(row, part, "before") && isShown(row, part, "after"))
      .map((part) => `${from.address} → ${to.address} ${part}`);
  });
  return [...new Set(pairs)].sort();
}

/** Is any letter of this part shown in this row? */
function isShown(row: ComparedClause, part: "title" | "text", side: "before" | "after"): boolean {
  const elsewhere = row[part]
    .filter(({ quiet }) => quiet === "elsewhere")
    .reduce((sum, change) => sum + change[side].to - change[side].from, 0);
  return row[side]![part].length > elsewhere;
}

/** What is shown of the clauses that stand under one article: fates and marked words, without labels of other articles. */
export function shownUnder(comparison: Comparison, isInside: (clause: Clause) => boolean): unknown[] {
  return comparison.rows
    .filter(({ before, after }) => isInside((after ?? before)!))
    .map(({ before, after, part, fate, title, text, movedTo }) => ({
      before: before && [before.address, before.title, before.text],
      after: after && [after.address, after.title, after.text],
      part,
      fate,
      title,
      text,
      movedTo,
    }));
}
