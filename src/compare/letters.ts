import type { Change } from "./comparison.ts";
import type { WordChange } from "./phrases.ts";
import type { Word } from "./words.ts";

/** A text and its words. */
export interface Worded {
  text: string;
  words: readonly Word[];
}

/**
 * Turns changed words into letters, so that what is left on both sides is equal
 * letter for letter, and no character that is written as several units is cut.
 *
 * The blank between a change and its neighbours belongs to the end of the
 * change where both sides leave the choice. Kept words that are written
 * differently, and white space between them, become quiet changes.
 */
export function toLetters(changes: readonly WordChange[], before: Worded, after: Worded): Change[] {
  const found: Change[] = [];
  let [a, b] = [0, 0];
  let [oldEnd, newEnd] = [0, 0];
  const keep = (untilBefore: number): void => {
    for (; a < untilBefore; a++, b++) {
      const [old, now] = [before.words[a]!, after.words[b]!];
      addQuiet(found, before.text, after.text, oldEnd, old.from, newEnd, now.from);
      addQuiet(
        found,
        before.text,
        after.text,
        old.from,
        old.to,
        now.from,
        now.to,
        old.key === now.key ? "typography" : "reference",
      );
      [oldEnd, newEnd] = [old.to, now.to];
    }
  };
  for (const change of changes) {
    keep(change.before.from);
    const oldTo = before.words[change.before.to]?.from ?? before.text.length;
    const newTo = after.words[change.after.to]?.from ?? after.text.length;
    addTrimmed(found, before.text, after.text, oldEnd, oldTo, newEnd, newTo);
    [a, b] = [change.before.to, change.after.to];
    [oldEnd, newEnd] = [oldTo, newTo];
  }
  keep(before.words.length);
  addQuiet(found, before.text, after.text, oldEnd, before.text.length, newEnd, after.text.length);
  return wholeCharacters(found, before.text, after.text);
}

/** The stretch without white space at its ends; empty at its start where nothing is left. */
export function trimStretch(text: string, stretch: { from: number; to: number }): { from: number; to: number } {
  let { from, to } = stretch;
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { from, to };
}

function addQuiet(
  found: Change[],
  before: string,
  after: string,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  quiet: Change["quiet"] = "typography",
): void {
  if (a1 - a0 === b1 - b0 && (a1 === a0 || before.slice(a0, a1) === after.slice(b0, b1))) return;
  found.push({ before: { from: a0, to: a1 }, after: { from: b0, to: b1 }, quiet });
}

function addTrimmed(
  found: Change[],
  before: string,
  after: string,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
): void {
  const isSpace = (unit: string | undefined): boolean => unit !== undefined && /\s/.test(unit);
  while (a0 < a1 && b0 < b1 && before[a0] === after[b0] && isSpace(before[a0])) {
    a0++;
    b0++;
  }
  while (a1 > a0 && b1 > b0 && before[a1 - 1] === after[b1 - 1] && isSpace(before[a1 - 1])) {
    a1--;
    b1--;
  }
  if (a0 < a1 || b0 < b1) found.push({ before: { from: a0, to: a1 }, after: { from: b0, to: b1 } });
}

/** Marks, joiners, variation selectors, second halves: what never starts a character. Also regional letters and jamo, which may not. */
const JOINS = /\p{M}|\p{RI}|\p{EMod}|\u200C|\u200D|[\uDC00-\uDFFF]|[\u1160-\u11FF]/u;
let characters: Intl.Segmenter | undefined;

function wholeCharacters(changes: Change[], before: string, after: string): Change[] {
  const whole: Change[] = [];
  for (const change of changes) {
    let { before: old, after: now } = change;
    const last = whole.at(-1);
    const low = last?.before.to ?? 0;
    while (
      old.from > low &&
      (isCut(before, old.from) ||
        isCut(after, now.from) ||
        isCut(before, old.to, old.from) ||
        isCut(after, now.to, now.from))
    ) {
      if (!isCut(before, old.from) && !isCut(after, now.from)) break;
      old = { ...old, from: old.from - 1 };
      now = { ...now, from: now.from - 1 };
    }
    while (
      old.to < before.length &&
      now.to < after.length &&
      before[old.to] === after[now.to] &&
      (isCut(before, old.to) || isCut(after, now.to))
    ) {
      old = { ...old, to: old.to + 1 };
      now = { ...now, to: now.to + 1 };
    }
    const widened = { ...change, before: old, after: now };
    if (last && (old.from < last.before.to || now.from < last.after.to)) {
      // It grew into the one before it: together they are one change.
      last.before.to = Math.max(last.before.to, old.to);
      last.after.to = Math.max(last.after.to, now.to);
      if (change.quiet !== last.quiet) delete last.quiet;
    } else whole.push(widened);
  }
  return whole;
}

/** Would a cut at this position part what is read as one character? */
function isCut(text: string, at: number, _from = 0): boolean {
  if (at <= 0 || at >= text.length || text.charCodeAt(at) < 0x300) return text[at - 1] === "\r" && text[at] === "\n";
  const around = text.slice(Math.max(0, at - 1), at + 2);
  const code = text.codePointAt(at)!;
  if (!JOINS.test(String.fromCodePoint(code)) && !/\u200D/.test(around)) return false;
  characters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const start = Math.max(0, at - 32);
  return characters.segment(text.slice(start, at + 32)).containing(at - start)?.index !== at - start;
}
