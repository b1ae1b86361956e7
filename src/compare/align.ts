import { diffArrays } from "diff";
import { findAnchors } from "./anchors.ts";
import type { Kept, Part } from "./kept.ts";

/** One side of an alignment: equal words have equal ids, and words equal but for capitals equal folded ids. */
export interface Side {
  ids: Int32Array;
  folded: Int32Array;
  weights: Float32Array;
}

/** What an unchanged island between two changes costs, in words: the alignment keeps together what it can. */
const ISLAND_PRICE = 0.55;
/** Runs that all carry this much are beyond doubt. */
const SURE_WEIGHT = 2.4;
/** What keeping a word that differs in capitals costs: the same word is preferred. */
const CAPITALS_PRICE = 0.05;
/** Table cells (one byte each) that the weighted alignment may fill in one go. */
const CELLS = 600_000;
/** Up to so many, the plain alignment need not be tried first: it takes as long. */
const FEW_CELLS = 100_000;
/** Edits up to which the plain alignment is tried first. */
const PLAIN_EDITS = 40;
/** Words in a row that, standing once on each side, tie the sides together; and what to try where there are none. */
const ANCHOR_WORDS = [5, 3, 1];
/** How often a part may be cut at anchors before it is read through a window. */
const DEPTH = 5;
/** Where nothing ties the sides together, they are aligned so many words at a time; fewer where there are many. */
const WINDOW_WORDS_MOST = 160;
const WINDOW_WORDS_LEAST = 24;
const WINDOW_CELLS = 20_000_000;

/**
 * Says which words were kept, as a reader would: fewest words marked, but no
 * unchanged island that carries less than it costs.
 *
 * Takes time in proportion to the words, however unlike the sides are: long
 * parts are cut at words that stand once on each side, or read through a window.
 */
export function alignWords(before: Side, after: Side): Kept[] {
  const kept: Kept[] = [];
  align(before, after, { from: 0, to: before.ids.length }, { from: 0, to: after.ids.length }, kept, DEPTH);
  return joinRuns(kept);
}

function align(before: Side, after: Side, old: Part, now: Part, kept: Kept[], depth: number): void {
  let [a0, a1, b0, b1] = [old.from, old.to, now.from, now.to];
  while (a0 < a1 && b0 < b1 && before.folded[a0] === after.folded[b0]) {
    a0++;
    b0++;
  }
  if (a0 > old.from) kept.push({ before: old.from, after: now.from, length: a0 - old.from });
  while (a1 > a0 && b1 > b0 && before.folded[a1 - 1] === after.folded[b1 - 1]) {
    a1--;
    b1--;
  }
  if (a1 > a0 && b1 > b0) alignMiddle(before, after, { from: a0, to: a1 }, { from: b0, to: b1 }, kept, depth);
  if (old.to > a1) kept.push({ before: a1, after: b1, length: old.to - a1 });
}

function alignMiddle(before: Side, after: Side, old: Part, now: Part, kept: Kept[], depth: number): void {
  const cells = (old.to - old.from) * (now.to - now.from);
  const plain = cells > FEW_CELLS ? alignPlainly(before, after, old, now) : undefined;
  if (plain?.every((run) => weigh(before, run) >= SURE_WEIGHT)) {
    kept.push(...plain);
    return;
  }
  if (cells <= CELLS) {
    kept.push(...alignWeighted(before, after, old, now));
    return;
  }
  for (const words of depth > 0 ? ANCHOR_WORDS : []) {
    const anchors = findAnchors(before.folded, after.folded, old, now, words);
    if (anchors.length === 0) continue;
    let [a, b] = [old.from, now.from];
    for (const anchor of [...anchors, { before: old.to, after: now.to, length: 0 }]) {
      align(before, after, { from: a, to: anchor.before }, { from: b, to: anchor.after }, kept, depth - 1);
      if (anchor.length > 0) kept.push(anchor);
      a = anchor.before + anchor.length;
      b = anchor.after + anchor.length;
    }
    return;
  }
  alignThroughWindow(before, after, old, now, kept);
}

/** Aligns two long parts through a window: each time what the first half of it shows is taken. */
function alignThroughWindow(before: Side, after: Side, old: Part, now: Part, kept: Kept[]): void {
  const all = old.to - old.from + now.to - now.from;
  const words = Math.min(WINDOW_WORDS_MOST, Math.max(WINDOW_WORDS_LEAST, Math.floor(WINDOW_CELLS / all)));
  const half = words >> 1;
  let [a, b] = [old.from, now.from];
  while (a < old.to && b < now.to) {
    const [oldPart, nowPart] = [
      { from: a, to: Math.min(old.to, a + words) },
      { from: b, to: Math.min(now.to, b + words) },
    ];
    const isLast = oldPart.to === old.to && nowPart.to === now.to;
    const found = alignWeighted(before, after, oldPart, nowPart);
    const taken = isLast ? found : found.filter((run) => run.before < a + half || run.after < b + half);
    kept.push(...taken);
    if (isLast) return;
    const last = taken.at(-1);
    a = last ? last.before + last.length : a + half;
    b = last ? last.after + last.length : b + half;
  }
}

/** The shortest list of changes, from the diff package; `undefined` when it takes more than a few. */
function alignPlainly(before: Side, after: Side, old: Part, now: Part): Kept[] | undefined {
  if (Math.abs(old.to - old.from - now.to + now.from) > PLAIN_EDITS) return undefined;
  const parts = diffArrays(
    Array.from(before.ids.subarray(old.from, old.to)),
    Array.from(after.ids.subarray(now.from, now.to)),
    { maxEditLength: PLAIN_EDITS },
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
/** With any step: a run kept here has the next words too. */
const GOES_ON = 4;

/** Heaviest kept words less the price of each island they stand in. */
function alignWeighted(before: Side, after: Side, old: Part, now: Part): Kept[] {
  const found: Kept[] = [];
  const [rows, columns] = [old.to - old.from, now.to - now.from];
  // best: any end; run: ends with a kept word. Filled from the ends so that the walk back reads forwards.
  let [best, run] = [new Float32Array(columns + 1), new Float32Array(columns + 1).fill(Number.NEGATIVE_INFINITY)];
  let [nextBest, nextRun] = [
    new Float32Array(columns + 1),
    new Float32Array(columns + 1).fill(Number.NEGATIVE_INFINITY),
  ];
  const steps = new Uint8Array(rows * columns);
  for (let i = rows - 1; i >= 0; i--) {
    [best, nextBest] = [nextBest, best];
    [run, nextRun] = [nextRun, run];
    best[columns] = 0;
    run[columns] = Number.NEGATIVE_INFINITY;
    const id = before.folded[old.from + i]!;
    const exact = before.ids[old.from + i]!;
    const weight = before.weights[old.from + i]!;
    for (let j = columns - 1; j >= 0; j--) {
      let kept = Number.NEGATIVE_INFINITY;
      let goesOn = 0;
      if (id === after.folded[now.from + j]) {
        const gain = exact === after.ids[now.from + j] ? weight : weight - CAPITALS_PRICE;
        const alone = nextBest[j + 1]!;
        const onwards = nextRun[j + 1]!;
        // A run pays once, at its last word; the first cell of the walk back starts it.
        if (onwards >= alone - ISLAND_PRICE) {
          kept = gain + onwards;
          goesOn = GOES_ON;
        } else kept = gain + alone - ISLAND_PRICE;
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
      steps[i * columns + j] = step | goesOn;
    }
  }
  let [i, j] = [0, 0];
  let inRun = false;
  while (i < rows && j < columns) {
    const step = steps[i * columns + j]!;
    const move = step & ~GOES_ON;
    if (inRun || move === KEEP) {
      const last = found.at(-1);
      if (inRun && last) last.length++;
      else found.push({ before: old.from + i, after: now.from + j, length: 1 });
      inRun = (step & GOES_ON) !== 0;
      i++;
      j++;
    } else if (move === SKIP_BEFORE) i++;
    else j++;
  }
  return found;
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
