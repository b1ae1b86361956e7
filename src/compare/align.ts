import { diffArrays } from "diff";

/** A stretch of words kept on both sides: `length` words from `before` and `after` on. */
export interface Kept {
  before: number;
  after: number;
  length: number;
}

/** One side of an alignment: equal words have equal ids. */
export interface Side {
  ids: Int32Array;
  weights: Float32Array;
}

/** What an unchanged island between two changes costs, in words: the alignment keeps together what it can. */
const ISLAND_PRICE = 1.2;
/** Table cells (one byte each) that the weighted alignment may fill in one go. */
const CELLS = 1_500_000;
/** Edits up to which the plain alignment is tried first. */
const PLAIN_EDITS = 40;
const ROUGH_EDITS = 4_000;
/** Words of a run that, standing once on each side, ties the sides together. */
const ANCHOR_WORDS = 5;

/**
 * Says which words were kept, as a reader would: fewest words marked, but no
 * unchanged island that carries less than it costs.
 */
export function alignWords(before: Side, after: Side): Kept[] {
  const kept: Kept[] = [];
  align(before, after, { from: 0, to: before.ids.length }, { from: 0, to: after.ids.length }, kept);
  return joinRuns(kept);
}

interface Part {
  from: number;
  to: number;
}

function align(before: Side, after: Side, old: Part, now: Part, kept: Kept[]): void {
  let [a0, a1, b0, b1] = [old.from, old.to, now.from, now.to];
  while (a0 < a1 && b0 < b1 && before.ids[a0] === after.ids[b0]) {
    a0++;
    b0++;
  }
  if (a0 > old.from) kept.push({ before: old.from, after: now.from, length: a0 - old.from });
  while (a1 > a0 && b1 > b0 && before.ids[a1 - 1] === after.ids[b1 - 1]) {
    a1--;
    b1--;
  }
  if (a1 > a0 && b1 > b0) alignMiddle(before, after, { from: a0, to: a1 }, { from: b0, to: b1 }, kept);
  if (old.to > a1) kept.push({ before: a1, after: b1, length: old.to - a1 });
}

function alignMiddle(before: Side, after: Side, old: Part, now: Part, kept: Kept[]): void {
  const plain = alignPlainly(before, after, old, now, PLAIN_EDITS);
  if (plain?.every((run) => weigh(before, run) >= 2 * ISLAND_PRICE)) {
    kept.push(...plain);
    return;
  }
  if ((old.to - old.from) * (now.to - now.from) <= CELLS) {
    alignWeighted(before, after, old, now, kept);
    return;
  }
  const anchors = findAnchors(before, after, old, now);
  if (anchors.length === 0) {
    const rough = alignPlainly(before, after, old, now, ROUGH_EDITS) ?? [];
    kept.push(...rough.filter((run) => weigh(before, run) >= ISLAND_PRICE));
    return;
  }
  let [a, b] = [old.from, now.from];
  for (const anchor of anchors) {
    align(before, after, { from: a, to: anchor.before }, { from: b, to: anchor.after }, kept);
    kept.push(anchor);
    a = anchor.before + anchor.length;
    b = anchor.after + anchor.length;
  }
  align(before, after, { from: a, to: old.to }, { from: b, to: now.to }, kept);
}

/** The shortest list of changes, from the diff package; `undefined` when it takes more than `edits`. */
function alignPlainly(before: Side, after: Side, old: Part, now: Part, edits: number): Kept[] | undefined {
  const parts = diffArrays(
    Array.from(before.ids.subarray(old.from, old.to)),
    Array.from(after.ids.subarray(now.from, now.to)),
    { maxEditLength: edits },
  );
  if (!parts) return undefined;
  const kept: Kept[] = [];
  let [a, b] = [old.from, now.from];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) kept.push({ before: a, after: b, length: count });
    if (!added) a += count;
    if (!removed) b += count;
  }
  return kept;
}

function weigh({ weights }: Side, { before, length }: Kept): number {
  let sum = 0;
  for (let i = before; i < before + length; i++) sum += weights[i]!;
  return sum;
}

/** Steps of the walk through the table. */
const SKIP_BEFORE = 0;
const SKIP_AFTER = 1;
const KEEP = 2;

/** Heaviest kept words less the price of each island they stand in. */
function alignWeighted(before: Side, after: Side, old: Part, now: Part, kept: Kept[]): void {
  const [rows, columns] = [old.to - old.from, now.to - now.from];
  // best: any end; run: ends with a kept word. Filled from the ends so that the walk back reads forwards.
  let [best, run] = [new Float32Array(columns + 1), new Float32Array(columns + 1).fill(Number.NEGATIVE_INFINITY)];
  let [nextBest, nextRun] = [
    new Float32Array(columns + 1),
    new Float32Array(columns + 1).fill(Number.NEGATIVE_INFINITY),
  ];
  const bestStep = new Uint8Array((rows + 1) * (columns + 1));
  const runGoesOn = new Uint8Array((rows + 1) * (columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    [best, nextBest] = [nextBest, best];
    [run, nextRun] = [nextRun, run];
    best[columns] = 0;
    run[columns] = Number.NEGATIVE_INFINITY;
    const id = before.ids[old.from + i]!;
    const weight = before.weights[old.from + i]!;
    for (let j = columns - 1; j >= 0; j--) {
      const cell = i * (columns + 1) + j;
      let kept = Number.NEGATIVE_INFINITY;
      if (id === after.ids[now.from + j]) {
        const alone = nextBest[j + 1]!;
        const onwards = nextRun[j + 1]!;
        // A run pays once, at its last word; the first cell of the walk back starts it.
        if (onwards >= alone - ISLAND_PRICE) {
          kept = weight + onwards;
          runGoesOn[cell] = 1;
        } else kept = weight + alone - ISLAND_PRICE;
      }
      run[j] = kept;
      let value = nextBest[j]!;
      let step: number = SKIP_BEFORE;
      if (best[j + 1]! > value) {
        value = best[j + 1]!;
        step = SKIP_AFTER;
      }
      if (kept > value) {
        value = kept;
        step = KEEP;
      }
      best[j] = value;
      bestStep[cell] = step;
    }
  }
  let [i, j] = [0, 0];
  let inRun = false;
  while (i < rows && j < columns) {
    const cell = i * (columns + 1) + j;
    if (inRun || bestStep[cell] === KEEP) {
      kept.push({ before: old.from + i, after: now.from + j, length: 1 });
      inRun = runGoesOn[cell] === 1;
      i++;
      j++;
    } else if (bestStep[cell] === SKIP_BEFORE) i++;
    else j++;
  }
}

/** Runs of words that stand once on each side, in the order of both. */
function findAnchors(before: Side, after: Side, old: Part, now: Part): Kept[] {
  const inBefore = onceIn(before.ids, old);
  const inAfter = onceIn(after.ids, now);
  const pairs: { before: number; after: number }[] = [];
  for (const [key, at] of inBefore) {
    const other = inAfter.get(key);
    if (at >= 0 && other !== undefined && other >= 0) pairs.push({ before: at, after: other });
  }
  pairs.sort((a, b) => a.before - b.before);
  const anchors: Kept[] = [];
  for (const pair of increasing(pairs)) {
    const last = anchors.at(-1);
    const isNext =
      last && pair.before - last.before === pair.after - last.after && pair.before <= last.before + last.length;
    if (isNext) last.length = pair.before - last.before + ANCHOR_WORDS;
    else if (!last || (pair.before >= last.before + last.length && pair.after >= last.after + last.length))
      anchors.push({ ...pair, length: ANCHOR_WORDS });
  }
  return anchors;
}

function onceIn(ids: Int32Array, { from, to }: Part): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = from; i + ANCHOR_WORDS <= to; i++) {
    let key = "";
    for (let k = i; k < i + ANCHOR_WORDS; k++) key += `${ids[k]} `;
    found.set(key, found.has(key) ? -1 : i);
  }
  return found;
}

/** The longest list of pairs that run forwards on both sides. */
function increasing(pairs: { before: number; after: number }[]): { before: number; after: number }[] {
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
  const chain: { before: number; after: number }[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) chain.push(pairs[i]!);
  return chain.reverse();
}

function joinRuns(kept: Kept[]): Kept[] {
  const joined: Kept[] = [];
  for (const run of kept) {
    const last = joined.at(-1);
    if (last && last.before + last.length === run.before && last.after + last.length === run.after)
      last.length += run.length;
    else joined.push({ ...run });
  }
  return joined;
}
