import type { Word } from "../compare/words.ts";

/** Words that are looked for among new ones: those around the lost ones help to tell the place. */
export interface LostWords {
  words: readonly Word[];
  /** Which of them are wanted: places in `words`, `to` exclusive. */
  from: number;
  to: number;
  /** They are a clause that is gone, whole. */
  isWhole: boolean;
}

/** Words on each side of lost ones that help to find them. */
const CONTEXT_WORDS = 12;
/** A clause that is gone is looked for whole, up to so many words. */
const LONGEST_WORDS = 600;

/**
 * What is looked for where words of a title or a text are lost.
 *
 * @param words All that stand in the text.
 * @param from, to UTF-16 units into the text.
 * @param isGone Its clause is gone as well.
 * @returns `undefined` where there are no words, but signs.
 */
export function makeLostWords(
  words: readonly Word[],
  from: number,
  to: number,
  isGone: boolean,
): LostWords | undefined {
  const first = words.findIndex((word) => word.to > from);
  const behind = words.findIndex((word) => word.from >= to);
  const end = behind < 0 ? words.length : behind;
  if (first < 0 || first >= end) return undefined;
  if (isGone && words.length <= LONGEST_WORDS) return { words, from: first, to: end, isWhole: true };
  const near = Math.max(0, first - CONTEXT_WORDS);
  return { words: words.slice(near, end + CONTEXT_WORDS), from: first - near, to: end - near, isWhole: false };
}
