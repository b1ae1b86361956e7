import type { Kept, Part } from "./kept.ts";

/**
 * Runs of so many words that stand once on each side, in the order of both:
 * the longest list of them that runs forwards.
 */
export function findAnchors(before: Int32Array, after: Int32Array, old: Part, now: Part, words: number): Kept[] {
  const pairs = pairsOf(before, after, old, now, words);
  const anchors: Kept[] = [];
  for (const index of increasing(pairs.after)) {
    const [a, b] = [pairs.before[index]!, pairs.after[index]!];
    const last = anchors.at(-1);
    const isNext = last && a - last.before === b - last.after && a <= last.before + last.length;
    if (isNext) last.length = a - last.before + words;
    else if (!last || (a >= last.before + last.length && b >= last.after + last.length))
      anchors.push({ before: a, after: b, length: words });
  }
  return anchors;
}

/** Where runs stand: those at the same index are equal. */
interface Pairs {
  before: Int32Array;
  after: Int32Array;
}

const FREE = -1;
const TWICE = -2;

/** Every run of words that stands once on each side, in the order of `before`. */
function pairsOf(before: Int32Array, after: Int32Array, old: Part, now: Part, words: number): Pairs {
  const [lastOld, lastNow] = [old.to - words, now.to - words];
  const runs = Math.max(0, lastOld - old.from + 1);
  // Open addressing: twice as many places as runs, each with where its run was seen first on either side.
  const places = 1 << (33 - Math.clz32(Math.max(1, runs)));
  const seen = new Int32Array(places).fill(FREE);
  const inAfter = new Int32Array(places).fill(FREE);
  const isTwice = new Uint8Array(places);
  const placeAt = new Int32Array(runs);
  for (let at = old.from; at <= lastOld; at++) {
    const place = placeOf(before, at, before, seen, words);
    placeAt[at - old.from] = place;
    if (seen[place] === FREE) seen[place] = at;
    else isTwice[place] = 1;
  }
  for (let at = now.from; at <= lastNow; at++) {
    const place = placeOf(after, at, before, seen, words);
    if (seen[place] !== FREE) inAfter[place] = inAfter[place] === FREE ? at : TWICE;
  }
  const pairs: Pairs = { before: new Int32Array(runs), after: new Int32Array(runs) };
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const place = placeAt[run]!;
    if (isTwice[place] || inAfter[place]! < 0) continue;
    pairs.before[count] = old.from + run;
    pairs.after[count++] = inAfter[place]!;
  }
  return { before: pairs.before.subarray(0, count), after: pairs.after.subarray(0, count) };
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

/** The longest list of indexes at which the numbers rise. */
function increasing(numbers: Int32Array): Int32Array {
  const tails = new Int32Array(numbers.length);
  const previous = new Int32Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    let [low, high] = [0, count];
    // Mostly it goes on where it was.
    if (count > 0 && numbers[tails[count - 1]!]! < number) low = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[tails[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
    if (low === count) count++;
  }
  const chain = new Int32Array(count);
  for (let i = count > 0 ? tails[count - 1]! : -1, at = count - 1; i >= 0; i = previous[i]!) chain[at--] = i;
  return chain;
}
