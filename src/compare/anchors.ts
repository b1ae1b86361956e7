import type { Kept, Part } from "./kept.ts";

/**
 * Runs of so many words that stand once on each side, in the order of both:
 * the longest list of them that runs forwards.
 */
export function findAnchors(before: Int32Array, after: Int32Array, old: Part, now: Part, words: number): Kept[] {
  const pairs = pairsOf(before, after, old, now, words);
  const anchors: Kept[] = [];
  for (const pair of increasing(pairs)) {
    const last = anchors.at(-1);
    const isNext =
      last && pair.before - last.before === pair.after - last.after && pair.before <= last.before + last.length;
    if (isNext) last.length = pair.before - last.before + words;
    else if (!last || (pair.before >= last.before + last.length && pair.after >= last.after + last.length))
      anchors.push({ ...pair, length: words });
  }
  return anchors;
}

interface Pair {
  before: number;
  after: number;
}

const FREE = -1;
const TWICE = -2;

/** Every run of words that stands once on each side, in the order of `before`. */
function pairsOf(before: Int32Array, after: Int32Array, old: Part, now: Part, words: number): Pair[] {
  const [lastOld, lastNow] = [old.to - words, now.to - words];
  // Open addressing: twice as many places as runs, each with where its run was seen first on either side.
  const places = 1 << (33 - Math.clz32(Math.max(1, lastOld - old.from + 1)));
  const seen = new Int32Array(places).fill(FREE);
  const inBefore = new Int32Array(places).fill(FREE);
  const inAfter = new Int32Array(places).fill(FREE);
  for (let at = old.from; at <= lastOld; at++) {
    const place = placeOf(before, at, before, seen, words);
    if (seen[place] === FREE) seen[place] = at;
    inBefore[place] = inBefore[place] === FREE ? at : TWICE;
  }
  for (let at = now.from; at <= lastNow; at++) {
    const place = placeOf(after, at, before, seen, words);
    if (seen[place] !== FREE) inAfter[place] = inAfter[place] === FREE ? at : TWICE;
  }
  const pairs: Pair[] = [];
  for (let place = 0; place < places; place++)
    if (inBefore[place]! >= 0 && inAfter[place]! >= 0) pairs.push({ before: inBefore[place]!, after: inAfter[place]! });
  return pairs.sort((a, b) => a.before - b.before);
}

/** Where the run that starts at `at` has its place, or would have it. */
function placeOf(ids: Int32Array, at: number, before: Int32Array, seen: Int32Array, words: number): number {
  let hash = 0;
  for (let k = 0; k < words; k++) hash = Math.imul(hash ^ ids[at + k]!, 0x9e3779b1) ^ (hash >>> 15);
  const mask = seen.length - 1;
  for (let place = (hash ^ (hash >>> 16)) & mask; ; place = (place + 1) & mask) {
    const first = seen[place]!;
    if (first === FREE) return place;
    let k = 0;
    while (k < words && before[first + k] === ids[at + k]) k++;
    if (k === words) return place;
  }
}

/** The longest list of pairs that run forwards on both sides. */
function increasing(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  for (let i = 0; i < pairs.length; i++) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]!.after < pairs[i]!.after) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  }
  const chain: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) chain.push(pairs[i]!);
  return chain.reverse();
}
