import { splitWords } from "./words.ts";

/** The words of a paragraph as sorted ids, for counting what two paragraphs share. */
export interface WordBag {
  /** Number of words, signs left out. */
  size: number;
  /** Ids in order of the text. */
  ids: Int32Array;
  /** Ids sorted. */
  words: Int32Array;
  /** Ids of neighbouring words, joined and sorted. */
  pairs: Float64Array;
}

const ID_LIMIT = 2 ** 26;

/** Makes bags that can be compared with each other; one for each comparison. */
export class WordBags {
  readonly #ids = new Map<string, number>();

  make(text: string): WordBag {
    const ids: number[] = [];
    for (const { key, weight } of splitWords(text)) {
      // Signs stand everywhere and say nothing about which paragraph this is.
      if (weight < 0.2) continue;
      const word = key.toLowerCase();
      const id = this.#ids.get(word) ?? this.#ids.size;
      if (id === this.#ids.size) this.#ids.set(word, id);
      ids.push(id);
    }
    const pairs = new Float64Array(Math.max(0, ids.length - 1));
    for (let i = 0; i < pairs.length; i++) pairs[i] = ids[i]! * ID_LIMIT + ids[i + 1]!;
    return { size: ids.length, ids: Int32Array.from(ids), words: Int32Array.from(ids).sort(), pairs: pairs.sort() };
  }
}

/** 0 to 1: how much two paragraphs share, words and neighbouring words counting half each. */
export function likeness(a: WordBag, b: WordBag): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  const most = (2 * Math.min(a.size, b.size)) / (a.size + b.size);
  if (most < 0.2) return most * 0.5;
  const words = (2 * countShared(a.words, b.words)) / (a.size + b.size);
  if (a.pairs.length + b.pairs.length === 0) return words;
  return (words + (2 * countShared(a.pairs, b.pairs)) / (a.pairs.length + b.pairs.length)) / 2;
}

/** Neighbouring words of `whole` that `kept` has not, and how many of them `other` has. */
export function lostAndFound(whole: WordBag, kept: WordBag, other: WordBag): { lost: number; found: number } {
  const lost: number[] = [];
  let at = 0;
  for (const pair of whole.pairs) {
    while (at < kept.pairs.length && kept.pairs[at]! < pair) at++;
    if (kept.pairs[at] === pair) at++;
    else lost.push(pair);
  }
  return { lost: lost.length, found: countShared(Float64Array.from(lost), other.pairs) };
}

function countShared(a: Int32Array | Float64Array, b: Int32Array | Float64Array): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return shared;
}
