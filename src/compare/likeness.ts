import { hashWords } from "./hashWords.ts";

/** The words of a paragraph as numbers, for counting what two paragraphs share. */
export class WordBag {
  /** A number for each word in order of the text; signs and capitals left out. */
  readonly words: Int32Array;
  #sortedWords: Int32Array | undefined;
  #sortedPairs: Int32Array | undefined;

  constructor(text: string) {
    this.words = hashWords(text);
  }

  get size(): number {
    return this.words.length;
  }

  get sortedWords(): Int32Array {
    this.#sortedWords ??= this.words.slice().sort();
    return this.#sortedWords;
  }

  /** Neighbouring words, joined. */
  get sortedPairs(): Int32Array {
    this.#sortedPairs ??= runsOf(this.words, 2).sort();
    return this.#sortedPairs;
  }
}

/** A number for each run of `length` neighbouring words. */
export function runsOf(words: Int32Array, length: number): Int32Array {
  const runs = new Int32Array(Math.max(0, words.length - length + 1));
  for (let at = 0; at < runs.length; at++) {
    let hash = 0;
    for (let k = at; k < at + length; k++) hash = Math.imul(hash ^ words[k]!, 0x01000193) ^ (hash >>> 15);
    runs[at] = hash;
  }
  return runs;
}

/** 0 to 1: how much two paragraphs share, words and neighbouring words counting half each. */
export function likeness(a: WordBag, b: WordBag): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  const most = (2 * Math.min(a.size, b.size)) / (a.size + b.size);
  if (most < 0.2) return most * 0.5;
  const words = (2 * countShared(a.sortedWords, b.sortedWords)) / (a.size + b.size);
  if (a.size + b.size === 2) return words;
  return (words + (2 * countShared(a.sortedPairs, b.sortedPairs)) / (a.size + b.size - 2)) / 2;
}

/** Neighbouring words of `whole` that `kept` has not, and how many of them `other` has. */
export function lostAndFound(whole: WordBag, kept: WordBag, other: WordBag): { lost: number; found: number } {
  const lost: number[] = [];
  let at = 0;
  for (const pair of whole.sortedPairs) {
    while (at < kept.sortedPairs.length && kept.sortedPairs[at]! < pair) at++;
    if (kept.sortedPairs[at] === pair) at++;
    else lost.push(pair);
  }
  return { lost: lost.length, found: countShared(Int32Array.from(lost), other.sortedPairs) };
}

/** How many numbers two sorted lists share, each as often as it stands in both. */
function countShared(a: Int32Array, b: Int32Array): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) {
      shared++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  return shared;
}
