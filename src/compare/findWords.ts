import type { WordsPlace } from "./instruction.ts";
import { QuoteFinder } from "./quoteFinder.ts";
import { splitWords, type Word } from "./words.ts";

/** Words of context before a place, at least and at most. */
const LEAST_WORDS = 2;
const MOST_WORDS = 12;
const SHORT_UNITS = 12;
/** Signs do not count as words of context. */
const WORD_WEIGHT = 0.2;

/**
 * Where words to be struck start, or where words are to be put in.
 *
 * @returns UTF-16 units; `undefined` where the quoted words do not stand there.
 */
export function findWords(finder: QuoteFinder, { behind, strike, occurrence }: WordsPlace): number | undefined {
  const quoted = behind + strike;
  if (quoted === "") return occurrence === 1 ? 0 : undefined;
  let at = -1;
  for (let count = 0; count < occurrence; count++) {
    at = finder.find(quoted, at + 1);
    if (at < 0) return undefined;
  }
  return at + behind.length;
}

/** Makes the quotes by which places of one text are found again, as short as they can be while there is only one such place. */
export function makeQuoter(text: string): (from: number, to: number) => WordsPlace {
  const finder = new QuoteFinder(text);
  let words: Word[] | undefined;
  return (from, to) => {
    const strike = text.slice(from, to);
    if (from === 0 && strike === "") return { behind: "", strike, occurrence: 1 };
    // A sign alone is overlooked, and so is a short word in a long text: they are quoted with the words before them.
    const saysMuch = /[\p{L}\p{N}]/u.test(strike) && !(finder.isLong && strike.length < SHORT_UNITS);
    if (saysMuch && finder.isAlone(strike)) return { behind: "", strike, occurrence: 1 };
    words ??= splitWords(text);
    let first = firstBehind(words, from);
    for (let count = 0; first > 0 && count < MOST_WORDS; ) {
      first--;
      if (words[first]!.weight > WORD_WEIGHT) count++;
      if (count < LEAST_WORDS && first > 0) continue;
      const behind = text.slice(words[first]!.from, from);
      if (finder.isAlone(behind + strike)) return { behind, strike, occurrence: 1 };
    }
    const behind = text.slice(first < words.length ? Math.min(from, words[first]!.from) : from, from);
    if (behind + strike === "") return { behind: text.slice(0, from), strike, occurrence: 1 };
    let occurrence = 1;
    const target = from - behind.length;
    for (let at = finder.find(behind + strike); at < target; at = finder.find(behind + strike, at + 1)) occurrence++;
    return { behind, strike, occurrence };
  };
}

/** Index of the first word that does not end before a position. */
function firstBehind(words: readonly Word[], position: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.to <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
