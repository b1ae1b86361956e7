import type { Stretch } from "../compare/comparison.ts";
import { SMALL_WEIGHT, splitWords, type Word } from "../compare/words.ts";

/** Not a sign: a comma is nobody's counterpart. */
export function isWord({ weight }: Word): boolean {
  return weight >= SMALL_WEIGHT;
}

/** The words of a stretch of a text, without signs. */
export function wordsIn(text: string, { from, to }: Stretch = { from: 0, to: text.length }): Word[] {
  return splitWords(text, from, to).filter(isWord);
}

/** What words say beside others: see `Word.weight`. */
export function weightOf(words: readonly { weight: number }[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}
