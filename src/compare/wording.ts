import { alignWords, type Side } from "./align.ts";
import type { Change } from "./comparison.ts";
import { toLetters } from "./letters.ts";
import { joinPhrases } from "./phrases.ts";
import { splitWords, type Word } from "./words.ts";

/**
 * What a cross-reference of the old text is called in the new one.
 *
 * @returns `undefined` when the words are no reference, or it kept its number.
 */
export type FollowReference = (number: string, wordBefore: string) => string | undefined;

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
  const old = { text: before, words: splitWords(before) };
  const now = { text: after, words: splitWords(after) };
  const ids = new Map<string, number>();
  const nowSide = sideOf(now.words, ids);
  const oldSide = sideOf(follow ? followed(old.words, now.words, follow) : old.words, ids);
  const kept = alignWords(oldSide, nowSide);
  return toLetters(joinPhrases(kept, old.words, now.words), old, now);
}

function sideOf(words: readonly Word[], ids: Map<string, number>): Side {
  const side = { ids: new Int32Array(words.length), weights: new Float32Array(words.length) };
  words.forEach(({ key, weight }, index) => {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    side.ids[index] = id;
    side.weights[index] = weight;
  });
  return side;
}

/** The old words with each reference under the number it follows to, where the new text has that number. */
function followed(old: readonly Word[], now: readonly Word[], follow: FollowReference): Word[] {
  const there = new Set(now.map(({ key }) => key));
  return old.map((word, index) => {
    const number = /[\dIVXLC]/.test(word.key) ? follow(word.key, old[index - 1]?.key ?? "") : undefined;
    return number !== undefined && number !== word.key && there.has(number) ? { ...word, key: number } : word;
  });
}
