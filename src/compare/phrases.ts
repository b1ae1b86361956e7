import { fitEnd } from "./fitEnd.ts";
import type { Kept, WordChange } from "./kept.ts";
import { slide } from "./slide.ts";
import type { Word } from "./words.ts";

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
/** For each word of the smaller, and of the larger, of the changes beside it. */
const ISLAND_BESIDE_SMALL = 0.35;
const ISLAND_BESIDE_LARGE = 0.08;
/** Where words were only put in or only struck on either side, nobody has to read the island twice. */
const ISLAND_BESIDE_ONE_SIDED = 0.04;
const ISLAND_MOST = 3;
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
  const sums = { before: sumsOf(before), after: sumsOf(after) };
  const changes = joinWeak(gapsBetween(kept, before.length, after.length), sums);
  if (isWhole && isRewritten(changes, sums))
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

/** Weight of the words before each place. */
interface Sums {
  before: Float64Array;
  after: Float64Array;
}

function sumsOf(words: readonly Word[]): Float64Array {
  const sums = new Float64Array(words.length + 1);
  for (let i = 0; i < words.length; i++) sums[i + 1] = sums[i]! + words[i]!.weight;
  return sums;
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
  const [a, b] = [sizeOf(last, sums), sizeOf(change, sums)];
  const beside = a.isOneSided && b.isOneSided ? ISLAND_BESIDE_ONE_SIDED : ISLAND_BESIDE_LARGE;
  const price = ISLAND_LEAST + ISLAND_BESIDE_SMALL * Math.min(a.words, b.words) + beside * Math.max(a.words, b.words);
  return island / Math.min(ISLAND_MOST, price);
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

/** Is so little left of a sentence that it reads better as an old one and a new one? */
function isRewritten(changes: readonly WordChange[], sums: Sums): boolean {
  if (changes.length === 0) return false;
  const smaller = Math.min(sums.before.at(-1)!, sums.after.at(-1)!);
  let struck = 0;
  for (const { before } of changes) struck += sums.before[before.to]! - sums.before[before.from]!;
  const common = sums.before.at(-1)! - struck;
  if (changes.length > 2) return common < COMMON_SHARE * smaller;
  if (smaller < SENTENCE_WEIGHT) return false;
  return common < (changes.length === 1 ? COMMON_SHARE_OF_ONE : COMMON_SHARE) * smaller;
}

function join(first: WordChange, last: WordChange): WordChange {
  return {
    before: { from: first.before.from, to: Math.max(first.before.to, last.before.to) },
    after: { from: first.after.from, to: Math.max(first.after.to, last.after.to) },
  };
}
