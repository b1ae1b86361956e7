import type { Kept } from "./align.ts";
import type { Word } from "./words.ts";

/** A change in words: some of the old ones give way to some new ones. Indexes, `to` exclusive. */
export interface WordChange {
  before: { from: number; to: number };
  after: { from: number; to: number };
}

/** Below this share of words in common, old and new are shown as two whole blocks. */
const COMMON_SHARE = 0.4;
/**
 * What an unchanged island must carry, in words: between two changed words
 * little, inside a sentence that was rewritten much, or it says nothing there.
 */
const ISLAND_LEAST = 0.25;
/** For each word of the smaller, and of the larger, of the changes beside it. */
const ISLAND_BESIDE_SMALL = 0.35;
const ISLAND_BESIDE_LARGE = 0.04;
const ISLAND_MOST = 3;

/** The changes between kept runs, each as one unit and ending where a phrase ends. */
export function joinPhrases(kept: readonly Kept[], before: readonly Word[], after: readonly Word[]): WordChange[] {
  const weights = { before: sumsOf(before), after: sumsOf(after) };
  const changes = joinWeak(gapsBetween(kept, before.length, after.length), weights);
  if (changes.length > 2 && commonShare(changes, weights) < COMMON_SHARE) return [blockOf(changes)];
  const slid: WordChange[] = [];
  changes.forEach((change, index) => {
    slid.push(
      closeBrackets(slide(change, slid.at(-1), changes[index + 1], before, after), changes[index + 1], before, after),
    );
  });
  return slid;
}

/** Weight of the words before each place. */
interface Sums {
  before: Float64Array;
  after: Float64Array;
}

function sumsOf(words: readonly Word[]): Float64Array {
  const sums = new Float64Array(words.length + 1);
  words.forEach(({ weight }, index) => {
    sums[index + 1] = sums[index]! + weight;
  });
  return sums;
}

function sizeOf({ before, after }: WordChange, sums: Sums): number {
  return Math.max(sums.before[before.to]! - sums.before[before.from]!, sums.after[after.to]! - sums.after[after.from]!);
}

/** Joins changes across islands that carry less than they cost the reader, weakest first. */
function joinWeak(changes: WordChange[], sums: Sums): WordChange[] {
  let joined = changes;
  for (;;) {
    const strengths = joined.slice(1).map((change, index) => {
      const last = joined[index]!;
      const island = sums.after[change.after.from]! - sums.after[last.after.to]!;
      const sizes = [sizeOf(last, sums), sizeOf(change, sums)];
      const price = ISLAND_LEAST + ISLAND_BESIDE_SMALL * Math.min(...sizes) + ISLAND_BESIDE_LARGE * Math.max(...sizes);
      return island / Math.min(ISLAND_MOST, price);
    });
    const next: WordChange[] = [];
    joined.forEach((change, index) => {
      const strength = strengths[index - 1] ?? Number.POSITIVE_INFINITY;
      const isWeakest =
        strength <= (strengths[index - 2] ?? Number.POSITIVE_INFINITY) &&
        strength <= (strengths[index] ?? Number.POSITIVE_INFINITY);
      if (strength < 1 && isWeakest) next.push(blockOf([next.pop()!, change]));
      else next.push(change);
    });
    if (next.length === joined.length) return joined;
    joined = next;
  }
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

function commonShare(changes: readonly WordChange[], sums: Sums): number {
  const [before, after] = [sums.before.at(-1)!, sums.after.at(-1)!];
  const struck = changes.reduce(
    (sum, change) => sum + sums.before[change.before.to]! - sums.before[change.before.from]!,
    0,
  );
  return (before - struck) / Math.max(1e-9, Math.min(before, after));
}

function blockOf(changes: readonly WordChange[]): WordChange {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  return {
    before: { from: first.before.from, to: last.before.to },
    after: { from: first.after.from, to: last.after.to },
  };
}

/**
 * Slides a one-sided change to where a phrase starts and ends.
 *
 * `the {+and discuss …, the+} Board` and `{+and discuss …, the +}the Board` say
 * the same; a reader expects `{+and discuss …,+} the Board`.
 */
function slide(
  change: WordChange,
  previous: WordChange | undefined,
  next: WordChange | undefined,
  before: readonly Word[],
  after: readonly Word[],
): WordChange {
  const isInsertion = change.before.from === change.before.to;
  if (!isInsertion && change.after.from !== change.after.to) return change;
  const words = isInsertion ? after : before;
  const { from, to } = isInsertion ? change.after : change.before;
  const room = isInsertion
    ? { low: previous?.after.to ?? 0, high: next?.after.from ?? words.length }
    : { low: previous?.before.to ?? 0, high: next?.before.from ?? words.length };
  // One kept word must stay between two changes, or they would touch.
  const low = previous ? room.low + 1 : room.low;
  const high = next ? room.high - 1 : room.high;
  let [best, bestScore] = [0, scorePlace(words, from, to)];
  for (let by = -1; from + by >= low && words[from + by]!.key === words[to + by]!.key; by--) {
    const score = scorePlace(words, from + by, to + by);
    if (score > bestScore) [best, bestScore] = [by, score];
  }
  for (let by = 1; to + by <= high && words[to + by - 1]!.key === words[from + by - 1]!.key; by++) {
    const score = scorePlace(words, from + by, to + by);
    if (score > bestScore) [best, bestScore] = [by, score];
  }
  const shift = (part: { from: number; to: number }) => ({ from: part.from + best, to: part.to + best });
  return { before: shift(change.before), after: shift(change.after) };
}

/** How well words `from` to `to` stand as a phrase of their own. */
function scorePlace(words: readonly Word[], from: number, to: number): number {
  const [ahead, first, last, behind] = [words[from - 1]?.key, words[from]!.key, words[to - 1]!.key, words[to]?.key];
  let score = 0;
  const startsSentence = ahead === undefined || /^[.;:!?。；：]$/.test(ahead);
  if (startsSentence && (behind === undefined || /^[.;:!?。；]$/.test(last))) score += 5;
  else if (ahead === "," && last === ",") score += 4;
  else if (ahead !== undefined && /^[,、]$/.test(ahead)) score += 1.5;
  else if (last === "," || last === "、") score += 1;
  if (startsSentence) score += 1;
  if (/^(?:and|or|und|oder|et|ou|y|o)$/i.test(first)) score += 1;
  if (/^(?:and|or|und|oder|et|ou|y|o)$/i.test(last)) score += 0.4;
  if (/^(?:the|a|an|of|to|in|by)$/i.test(last)) score -= 1.2;
  if (/^(?:of|to|in|by|for|with|at|on|from|as)$/i.test(first)) score += 0.5;
  if (/^[.,;:!?)\]]$/.test(first)) score -= 0.6;
  if (behind !== undefined && /^[.,;:!?)\]]$/.test(behind) && !/^[.,;:!?]$/.test(last)) score += 0.3;
  score -= 3 * openBrackets(words, from, to);
  return score;
}

/** `five (5` gives way to `four (4`: the bracket that closes it belongs to it. */
function closeBrackets(
  change: WordChange,
  next: WordChange | undefined,
  before: readonly Word[],
  after: readonly Word[],
): WordChange {
  const [a, b] = [change.before.to, change.after.to];
  const isOpen = (words: readonly Word[], { from, to }: { from: number; to: number }): boolean =>
    from < to && openBrackets(words, from, to) === 1 && words.slice(from, to).some(({ key }) => key === "(");
  const room = next ? next.before.from - a > 1 : true;
  if (!room || before[a]?.key !== ")" || after[b]?.key !== ")") return change;
  if (!isOpen(before, change.before) || !isOpen(after, change.after)) return change;
  return { before: { ...change.before, to: a + 1 }, after: { ...change.after, to: b + 1 } };
}

function openBrackets(words: readonly Word[], from: number, to: number): number {
  let [depth, unmatched] = [0, 0];
  for (let i = from; i < to; i++) {
    const { key } = words[i]!;
    if (key === "(" || key === "[") depth++;
    else if (key === ")" || key === "]") {
      if (depth > 0) depth--;
      else unmatched++;
    }
  }
  return depth + unmatched;
}
