import type { Change, Stretch } from "./comparison.ts";

/** Widens changes until none cuts what a reader sees as one character: a letter with its accent, a flag, a family. */
export function wholeCharacters(changes: readonly Change[], before: string, after: string): Change[] {
  const whole: Change[] = [];
  for (const change of changes) {
    let [old, now] = [change.before, change.after];
    const last = whole.at(-1);
    while (old.from > (last?.before.to ?? 0) && (isCut(before, old.from) || isCut(after, now.from))) {
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
    const isOver = last !== undefined && (old.from < last.before.to || now.from < last.after.to);
    const touches = last !== undefined && old.from === last.before.to && !last.quiet && !change.quiet;
    if (last && (isOver || touches)) joinInto(last, change, old, now);
    else whole.push({ ...change, before: { ...old }, after: { ...now } });
  }
  return whole;
}

/** It grew into the one before it: together they are one change. */
function joinInto(last: Change, change: Change, old: Stretch, now: Stretch): void {
  last.before.to = Math.max(last.before.to, old.to);
  last.after.to = Math.max(last.after.to, now.to);
  if (change.quiet !== last.quiet) delete last.quiet;
}

/** Marks, joiners, tags, second halves: what never starts a character. Also regional letters and jamo, which may not. */
const JOINS = /\p{M}|\p{RI}|\p{EMod}|\u200C|\u200D|[\u{E0020}-\u{E007F}\uDC00-\uDFFF\u1160-\u11FF]/u;
/** A character may reach back so far, in UTF-16 units. */
const CHARACTER_UNITS = 32;

let characters: Intl.Segmenter | undefined;

/** Would a cut at this position part what is read as one character? */
function isCut(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  if (text.charCodeAt(at) < 0x300) return text[at] === "\n" && text[at - 1] === "\r";
  // After a mark too: in Indic scripts it may tie the next letter to the last one.
  if (!JOINS.test(String.fromCodePoint(text.codePointAt(at)!)) && !JOINS.test(text[at - 1]!)) return false;
  characters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const start = Math.max(0, at - CHARACTER_UNITS);
  return characters.segment(text.slice(start, at + CHARACTER_UNITS)).containing(at - start)?.index !== at - start;
}
