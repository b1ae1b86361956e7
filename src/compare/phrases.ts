import { endsSentence, fitEnd } from "./fitEnd.ts";
import type { Kept, WordChange } from "./kept.ts";
import { slide } from "./slide.ts";
import { SMALL_WEIGHT, type Word } from "./words.ts";

/** Below this share of words in common, old and new are shown as two whole blocks; between one change and the ends of the text there may be less. */
const COMMON_SHARE = 0.4;
const COMMON_SHARE_OF_ONE = 0.2;
/** Only a sentence of so many words can be rewritten: a name of three is one word for another. */
const SENTENCE_WEIGHT = 5;
/**
 * What an unchanged island must carry, in words: between two changed words
 * little, inside a sentence that was rewritten much, or it says nothing there.
 */
const ISLAND_LEAST = 0.25;
/** For each word of the smaller of the changes beside it. */
const ISLAND_BESIDE_SMALL = 0.4;
/** For each word of the larger: less where words were only put in or only struck, for the island is read once. */
const ISLAND_BESIDE_LARGE = { replacements: 0.14, one: 0.08, none: 0.04 };
/** Beyond so many words, the larger change needs no more. */
const LARGE = 6;
const ISLAND_MOST = 3;
/** A word kept with other capitals says this much of what it says else. */
const CAPITALS_SHARE = 0.5;
/** Rounds in which the weakest islands go first; whatever is left then goes in order, so that it takes no longer. */
const ROUNDS = 40;

/**
 * The changes between kept runs, each as one unit and ending where a phrase
 * ends; no two touch.
 *
 * @param isWhole The words are the whole text, not what stands around its changes.
 */
export function joinPhrases(
  kept: readonly Kept[],
  before: readonly Word[],
  after: readonly Word[],
  isWhole: boolean,
): WordChange[] {
  const sums = {
    before: sumsOf(before),
    after: sumsOf(after, capitalsIn(kept, before, after)),
    depths: { before: depthsOf(before), after: depthsOf(after) },
  };
  const changes = joinWeak(gapsBetween(kept, before.length, after.length), sums);
  if (isWhole && isRewritten(changes, sums, before))
    return [{ before: { from: 0, to: before.length }, after: { from: 0, to: after.length } }];
  const placed: WordChange[] = [];
  changes.forEach((change, index) => {
    const next = changes[index + 1];
    const slid = slide(change, placed.at(-1), next, before, after);
    const here = fitEnd(slid, (next?.before.from ?? before.length) - slid.before.to, before, after);
    const last = placed.at(-1);
    if (last && here.before.from <= last.before.to) placed[placed.length - 1] = join(last, here);
    else placed.push(here);
  });
  return placed;
}

/** Weight of the words before each place, and how many brackets are open there. */
interface Sums {
  before: Float64Array;
  after: Float64Array;
  depths: { before: Int32Array; after: Int32Array };
}

function depthsOf(words: readonly Word[]): Int32Array {
  const depths = new Int32Array(words.length + 1);
  for (let i = 0; i < words.length; i++) {
    const { key } = words[i]!;
    depths[i + 1] = depths[i]! + (key === "(" || key === "[" ? 1 : key === ")" || key === "]" ? -1 : 0);
  }
  return depths;
}

function sumsOf(words: readonly Word[], light?: ReadonlySet<number>): Float64Array {
  const sums = new Float64Array(words.length + 1);
  for (let i = 0; i < words.length; i++)
    sums[i + 1] = sums[i]! + words[i]!.weight * (light?.has(i) ? CAPITALS_SHARE : 1);
  return sums;
}

/** Where kept words differ in capitals, in the new text. */
function capitalsIn(kept: readonly Kept[], before: readonly Word[], after: readonly Word[]): Set<number> {
  const places = new Set<number>();
  for (const run of kept)
    for (let i = 0; i < run.length; i++)
      if (before[run.before + i]!.key !== after[run.after + i]!.key) places.add(run.after + i);
  return places;
}

/** Joins changes across islands that carry less than they cost the reader, weakest first. */
function joinWeak(changes: WordChange[], sums: Sums): WordChange[] {
  let joined = changes;
  for (let round = 0; round < ROUNDS; round++) {
    const strengths = joined.slice(1).map((change, index) => strengthBetween(joined[index]!, change, sums));
    const next: WordChange[] = [];
    joined.forEach((change, index) => {
      const strength = strengths[index - 1] ?? Number.POSITIVE_INFINITY;
      const isWeakest =
        strength <= (strengths[index - 2] ?? Number.POSITIVE_INFINITY) &&
        strength <= (strengths[index] ?? Number.POSITIVE_INFINITY);
      if (strength < 1 && isWeakest) next.push(join(next.pop()!, change));
      else next.push(change);
    });
    if (next.length === joined.length) return joined;
    joined = next;
  }
  return joinWeakInOrder(joined, sums);
}

function joinWeakInOrder(changes: readonly WordChange[], sums: Sums): WordChange[] {
  const joined: WordChange[] = [];
  for (let change of changes) {
    for (let last = joined.at(-1); last && strengthBetween(last, change, sums) < 1; last = joined.at(-1))
      change = join(joined.pop()!, change);
    joined.push(change);
  }
  return joined;
}

/** What the island between two changes carries, over what it costs the reader: below 1 it is better marked with them. */
function strengthBetween(last: WordChange, change: WordChange, sums: Sums): number {
  const island = sums.after[change.after.from]! - sums.after[last.after.to]!;
  if (island <= ISLAND_MOST && isBracketed(last, change, sums)) return 0;
  const [a, b] = [sizeOf(last, sums), sizeOf(change, sums)];
  const beside = ISLAND_BESIDE_LARGE[a.isOneSided === b.isOneSided ? (a.isOneSided ? "none" : "replacements") : "one"];
  const [small, large] = [Math.min(a.words, b.words), Math.min(LARGE, Math.max(a.words, b.words))];
  const price = ISLAND_LEAST + ISLAND_BESIDE_SMALL * small + beside * large;
  return island / Math.min(ISLAND_MOST, price);
}

/** `{+Steering Committee (+}SC{+)+}`: what a bracket opens is read up to where it closes; brackets alone may come and go. */
function isBracketed(last: WordChange, change: WordChange, sums: Sums): boolean {
  const { depths } = sums;
  const opens =
    depths.before[last.before.to]! > depths.before[last.before.from]! ||
    depths.after[last.after.to]! > depths.after[last.after.from]!;
  const closes =
    depths.before[change.before.to]! < depths.before[change.before.from]! ||
    depths.after[change.after.to]! < depths.after[change.after.from]!;
  return opens && closes && Math.max(sizeOf(last, sums).words, sizeOf(change, sums).words) >= SMALL_WEIGHT;
}

function sizeOf({ before, after }: WordChange, sums: Sums): { words: number; isOneSided: boolean } {
  const struck = sums.before[before.to]! - sums.before[before.from]!;
  const put = sums.after[after.to]! - sums.after[after.from]!;
  return { words: Math.max(struck, put), isOneSided: before.from === before.to || after.from === after.to };
}

function gapsBetween(kept: readonly Kept[], beforeLength: number, afterLength: number): WordChange[] {
  const changes: WordChange[] = [];
  let [a, b] = [0, 0];
  for (const run of [...kept, { before: beforeLength, after: afterLength, length: 0 }]) {
    if (run.before > a || run.after > b)
      changes.push({ before: { from: a, to: run.before }, after: { from: b, to: run.after } });
    a = run.before + run.length;
    b = run.after + run.length;
  }
  return changes;
}

/** Is so little left that the text reads better as an old one and a new one? A sentence that stayed at either end says no. */
function isRewritten(changes: readonly WordChange[], sums: Sums, before: readonly Word[]): boolean {
  if (changes.length === 0) return false;
  const smaller = Math.min(sums.before.at(-1)!, sums.after.at(-1)!);
  if (changes.length < 3 && smaller < SENTENCE_WEIGHT) return false;
  let struck = 0;
  for (const { before: old } of changes) struck += sums.before[old.to]! - sums.before[old.from]!;
  const share = (sums.before.at(-1)! - struck) / smaller;
  if (share >= (changes.length === 1 ? COMMON_SHARE_OF_ONE : COMMON_SHARE)) return false;
  const [first, last] = [changes[0]!.before.from, changes.at(-1)!.before.to];
  return !before.some(({ key }, at) => (at < first || (at >= last && at < before.length - 1)) && endsSentence(key));
}

function join(first: WordChange, last: WordChange): WordChange {
  return {
    before: { from: first.before.from, to: Math.max(first.before.to, last.before.to) },
    after: { from: first.after.from, to: Math.max(first.after.to, last.after.to) },
  };
}
