import { alignWords, type Side } from "./align.ts";
import type { Change } from "./comparison.ts";
import { type FollowReference, followReferences } from "./followReferences.ts";
import { type Span, toLetters } from "./letters.ts";
import { joinPhrases } from "./phrases.ts";
import { splitWords, type Word } from "./words.ts";

/** What stands around the changes and is read with them, in UTF-16 units: a phrase may slide along it. */
const AROUND_UNITS = 160;
/** Around one word for another, most often a number, which slides nowhere. */
const AROUND_ONE_UNITS = 40;
/** No paragraph is so long; a dictionary would take seconds. */
const LONG_UNITS = 50_000;

/**
 * Finds what differs between two wordings of one clause.
 *
 * @param before, after Plain text of the clause, white space already single
 *   (any other text is compared exactly too).
 * @param follow Where the numbers of clauses went; a reference that follows
 *   its clause is a quiet change.
 * @returns Changes in reading order; no two of substance touch, and outside
 *   them both sides are the same, letter for letter. Positions are UTF-16
 *   units into `before` or `after`; `to` is exclusive.
 */
export function compareWording(before: string, after: string, follow?: FollowReference): Change[] {
  if (before === after) return [];
  const span = spanOfChanges(before, after);
  const isLong = Math.max(span.beforeTo, span.afterTo) - span.from > LONG_UNITS;
  const old = { text: before, words: splitWords(before, span.from, span.beforeTo, isLong) };
  const now = { text: after, words: splitWords(after, span.from, span.afterTo, isLong) };
  const [ids, folded] = [new Map<string, number>(), new Map<string, number>()];
  const nowSide = sideOf(now.words, ids, folded);
  const oldSide = sideOf(follow ? followReferences(old.words, now.words, follow) : old.words, ids, folded);
  const kept = alignWords(oldSide, nowSide);
  const isWhole = span.from === 0 && span.beforeTo === before.length;
  return toLetters(joinPhrases(kept, old.words, now.words, isWhole), old, now, span);
}

/**
 * Where the two texts differ, with what stands around it: long texts are not
 * read where they are the same. The whole texts where little is the same: they
 * may have to be shown as old and new.
 */
function spanOfChanges(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  if (start + end < shorter / 2) return { from: 0, beforeTo: before.length, afterTo: after.length };
  const isOne = isOneWord(before, start, before.length - end) && isOneWord(after, start, after.length - end);
  const around = isOne ? AROUND_ONE_UNITS : AROUND_UNITS;
  const from = borderBefore(before, start - around);
  const rest = before.length - borderAfter(before, before.length - end + around);
  return { from, beforeTo: before.length - rest, afterTo: after.length - rest };
}

/** Is a stretch, with the letters it is written on to, one word? */
function isOneWord(text: string, from: number, to: number): boolean {
  const [start, end] = [borderBefore(text, from), borderAfter(text, to)];
  // The last letter may be the border itself.
  for (let at = start; at < end - 1; at++) if (BORDER.test(text[at]!)) return false;
  return start < end;
}

/** Words begin and end where white space, or a sign of a script without white space, stands. */
const BORDER = /[\s。，；：、！？]/;

function borderBefore(text: string, at: number): number {
  while (at > 0 && !BORDER.test(text[at - 1]!)) at--;
  return Math.max(0, at);
}

function borderAfter(text: string, at: number): number {
  while (at < text.length && !BORDER.test(text[at - 1]!)) at++;
  return Math.min(text.length, at);
}

function sideOf(words: readonly Word[], ids: Map<string, number>, foldedIds: Map<string, number>): Side {
  const side = {
    ids: new Int32Array(words.length),
    folded: new Int32Array(words.length),
    weights: new Float32Array(words.length),
  };
  words.forEach(({ key, folded, weight }, index) => {
    side.ids[index] = idOf(key, ids);
    side.folded[index] = idOf(folded, foldedIds);
    side.weights[index] = weight;
  });
  return side;
}

function idOf(key: string, ids: Map<string, number>): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}
