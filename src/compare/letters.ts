import type { Change, Stretch } from "./comparison.ts";
import type { WordChange } from "./kept.ts";
import { wholeCharacters } from "./wholeCharacters.ts";
import { plainTypography, type Word } from "./words.ts";

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
 *
 * @param span Where in the texts the words begin and end; around it both are the same.
 */
export function toLetters(changes: readonly WordChange[], before: Worded, after: Worded, span: Span): Change[] {
  const found = new Found(before.text, after.text);
  let [a, b] = [0, 0];
  let [oldEnd, newEnd] = [span.from, span.from];
  const keep = (untilBefore: number): void => {
    const count = untilBefore - a;
    const [lastOld, lastNow] = [before.words[untilBefore - 1], after.words[b + count - 1]];
    if (count > 0 && found.isSame(oldEnd, lastOld!.to, newEnd, lastNow!.to)) {
      [a, b, oldEnd, newEnd] = [untilBefore, b + count, lastOld!.to, lastNow!.to];
      return;
    }
    for (; a < untilBefore; a++, b++) {
      const [old, now] = [before.words[a]!, after.words[b]!];
      found.addQuiet(oldEnd, old.from, newEnd, now.from, "typography");
      found.addQuiet(old.from, old.to, now.from, now.to, quietOf(old, now));
      [oldEnd, newEnd] = [old.to, now.to];
    }
  };
  for (const change of changes) {
    keep(change.before.from);
    const oldTo = before.words[change.before.to]?.from ?? span.beforeTo;
    const newTo = after.words[change.after.to]?.from ?? span.afterTo;
    found.addTrimmed(oldEnd, oldTo, newEnd, newTo);
    [a, b] = [change.before.to, change.after.to];
    [oldEnd, newEnd] = [oldTo, newTo];
  }
  keep(before.words.length);
  found.addQuiet(oldEnd, span.beforeTo, newEnd, span.afterTo, "typography");
  return wholeCharacters(found.changes, before.text, after.text);
}

/** A part of two texts: from the same place in both, to one in each. */
export interface Span {
  from: number;
  beforeTo: number;
  afterTo: number;
}

/** The stretch without white space at its ends; empty at its start where nothing is left. */
export function trimStretch(text: string, stretch: Stretch): Stretch {
  let { from, to } = stretch;
  while (from < to && isSpace(text[from])) from++;
  while (to > from && isSpace(text[to - 1])) to--;
  return { from, to };
}

function isSpace(unit: string | undefined): boolean {
  return unit !== undefined && /\s/.test(unit);
}

function quietOf(old: Word, now: Word): Change["quiet"] {
  if (old.key === now.key) return "typography";
  return old.folded === now.folded ? "case" : "reference";
}

class Found {
  readonly changes: Change[] = [];
  readonly #before: string;
  readonly #after: string;

  constructor(before: string, after: string) {
    this.#before = before;
    this.#after = after;
  }

  isSame(a0: number, a1: number, b0: number, b1: number): boolean {
    return a1 - a0 === b1 - b0 && (a1 === a0 || this.#before.slice(a0, a1) === this.#after.slice(b0, b1));
  }

  addQuiet(a0: number, a1: number, b0: number, b1: number, quiet: Change["quiet"]): void {
    if (this.isSame(a0, a1, b0, b1)) return;
    const last = this.changes.at(-1);
    // Capitals of several words in a row are one change: THE MEMBERS SHALL.
    if (quiet === "case" && last?.quiet === "case" && this.#isBlankBetween(last, a0, b0)) {
      last.before.to = a1;
      last.after.to = b1;
    } else this.changes.push({ before: { from: a0, to: a1 }, after: { from: b0, to: b1 }, quiet });
  }

  /** White space that both sides have at the ends stays outside; what says the same is quiet. */
  addTrimmed(a0: number, a1: number, b0: number, b1: number): void {
    const [before, after] = [this.#before, this.#after];
    while (a0 < a1 && b0 < b1 && before[a0] === after[b0] && isSpace(before[a0])) {
      a0++;
      b0++;
    }
    while (a1 > a0 && b1 > b0 && before[a1 - 1] === after[b1 - 1] && isSpace(before[a1 - 1])) {
      a1--;
      b1--;
    }
    if (a0 === a1 && b0 === b1) return;
    const change: Change = { before: { from: a0, to: a1 }, after: { from: b0, to: b1 } };
    const [old, now] = [plainSigns(before.slice(a0, a1)), plainSigns(after.slice(b0, b1))];
    if (old === now || isStrayStop(old, now, before[a1]) || isStrayStop(now, old, after[b1]))
      change.quiet = "typography";
    else if (old.toLowerCase() === now.toLowerCase()) change.quiet = "case";
    this.changes.push(change);
  }

  #isBlankBetween(last: Change, a0: number, b0: number): boolean {
    const between = this.#before.slice(last.before.to, a0);
    return between.trim() === "" && between === this.#after.slice(last.after.to, b0);
  }
}

/** A full stop that ends no sentence, written on to the next word, is a misprint: `a uniform.plan`. */
function isStrayStop(one: string, other: string, behind: string | undefined): boolean {
  return one === "." && other === "" && behind !== undefined && /\p{Ll}/u.test(behind);
}

/**
 * `non-profit` is `non profit`, `5 %` is `5%`, and a full stop stands before or
 * after a quotation mark as a house likes it. Between two letters or two digits
 * a space is law: `may be` is not `maybe`.
 */
function plainSigns(text: string): string {
  return plainTypography(text)
    .replace(/(?<=\p{L})[-\s]+(?=\p{L})/gu, " ")
    .replace(/(?<!\p{L})\s+(?=\P{N})|(?<!\p{N})\s+(?=\P{L})/gu, "")
    .replace(/(["'])([.,])/g, "$2$1")
    .trim();
}
