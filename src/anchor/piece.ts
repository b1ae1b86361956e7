import { splitWords } from "../compare/words.ts";
import type { PlacedWords } from "./placement.ts";
import { isWord } from "./wordsIn.ts";

/** Words on their way from text to text. */
export interface Piece extends PlacedWords {
  /** How many words they are. */
  count: number;
  /** What these say beside others: see `Word.weight`. */
  weight: number;
}

/** Signs have little weight, and count as no words. */
export function measureWords(text: string, from: number, to: number): Pick<Piece, "count" | "weight"> {
  let [count, weight] = [0, 0];
  for (const word of splitWords(text, from, to)) {
    if (isWord(word)) count++;
    weight += word.weight;
  }
  return { count, weight };
}

/** The pieces in the part of a clause that has most of the words; of two that have as many, the first. */
export function largestGroup(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length < 2) return pieces;
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = `${piece.part} ${piece.clause}`;
    const group = groups.get(key);
    if (group) group.push(piece);
    else groups.set(key, [piece]);
  }
  return [...groups.values()].reduce((best, group) => (countOf(group) > countOf(best) ? group : best));
}

const countOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { count }) => sum + count, 0);
