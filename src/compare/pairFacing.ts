import { diffArrays } from "diff";
import type { FlatText } from "./flat.ts";
import type { Pairing } from "./pairing.ts";
import { pairPlaces } from "./pairPlaces.ts";

/** Paragraphs this much alike, facing each other, are one paragraph amended. */
const LIKE_FACING = 0.32;
/** Facing paragraphs (old times new) that are compared each with each; longer gaps are halved. */
const FACING_CELLS = 12_000;

/** Free paragraphs of both sides between two pairs. */
interface Gap {
  olds: number[];
  nows: number[];
}

/** Pairs what stands between two pairs that follow each other: first between neighbours, inside what moved too, then between what stayed. */
export function pairFacing(pairing: Pairing): void {
  for (const gap of gapsOfNeighbours(pairing)) alignGap(pairing, gap);
  for (const gap of gapsOfStayed(pairing)) alignGap(pairing, gap);
}

function gapsOfNeighbours({ toAfter, toBefore }: Pairing): Gap[] {
  const next = nextPaired(toBefore);
  const gaps: Gap[] = [];
  for (let place = -1; place < toAfter.length; ) {
    let end = place + 1;
    while (end < toAfter.length && toAfter[end]! < 0) end++;
    const from = place < 0 ? 0 : toAfter[place]! + 1;
    const to = from < toBefore.length ? next[from]! : toBefore.length;
    const isSame = end < toAfter.length ? toAfter[end] === to : to === toBefore.length;
    if (isSame && end > place + 1 && to > from)
      gaps.push({ olds: freeIn(toAfter, place + 1, end), nows: freeIn(toBefore, from, to) });
    place = end;
  }
  return gaps;
}

function gapsOfStayed(pairing: Pairing): Gap[] {
  const { toAfter, toBefore } = pairing;
  const stayed = pairing.stayed();
  const gaps: Gap[] = [];
  let [old, now] = [0, 0];
  for (let place = 0; place <= toAfter.length; place++) {
    if (place < toAfter.length && !stayed[place]) continue;
    const other = place < toAfter.length ? toAfter[place]! : toBefore.length;
    if (place > old && other > now) {
      const gap: Gap = { olds: freeIn(toAfter, old, place), nows: freeIn(toBefore, now, other) };
      if (gap.olds.length > 0 && gap.nows.length > 0) gaps.push(gap);
    }
    [old, now] = [place + 1, other + 1];
  }
  return gaps;
}

function freeIn(paired: Int32Array, from: number, to: number): number[] {
  const free: number[] = [];
  for (let place = from; place < to; place++) if (paired[place] === -1) free.push(place);
  return free;
}

/** Pairs free paragraphs of both sides, given in order: equal ones, then those most alike. */
export function alignGap(pairing: Pairing, gap: Gap): void {
  // Among equal texts ("[Reserved.]") only the label tells one from another.
  const labelled = pairSame(pairing, gap, (side, clause) => `${side.ids[clause]} ${side.clauses[clause]!.address}`);
  const equal = labelled.flatMap((part) => pairSame(pairing, part, (side, clause) => String(side.ids[clause])));
  for (const part of equal) for (const half of halves(part)) alignAlike(pairing, half);
}

/** In a very long gap what faces each other stands at about the same share of it. */
function halves(gap: Gap): Gap[] {
  const { olds, nows } = gap;
  if (olds.length * nows.length <= FACING_CELLS) return [gap];
  const [a, b] = [olds.length >> 1, nows.length >> 1];
  return [
    ...halves({ olds: olds.slice(0, a), nows: nows.slice(0, b) }),
    ...halves({ olds: olds.slice(a), nows: nows.slice(b) }),
  ];
}

/** Pairs what has equal keys, in order. @returns The gaps that are left between the pairs. */
function pairSame(pairing: Pairing, gap: Gap, keyOf: (side: FlatText, clause: number) => string): Gap[] {
  const { olds, nows } = gap;
  const oldKeys = olds.map((place) => keyOf(pairing.old, pairing.old.texts[place]!));
  const nowKeys = nows.map((place) => keyOf(pairing.now, pairing.now.texts[place]!));
  const [inOld, inNow] = [new Set(oldKeys), new Set(nowKeys)];
  const sharedOld = range(0, olds.length).filter((i) => inNow.has(oldKeys[i]!));
  const sharedNow = range(0, nows.length).filter((j) => inOld.has(nowKeys[j]!));
  if (sharedOld.length === 0) return [gap];
  const gaps: Gap[] = [];
  let [i, j, oldEnd, nowEnd] = [0, 0, 0, 0];
  const parts = diffArrays(
    sharedOld.map((at) => oldKeys[at]!),
    sharedNow.map((at) => nowKeys[at]!),
    { maxEditLength: MOST_EDITS },
  );
  for (const { added, removed, count } of parts ?? []) {
    for (let k = 0; k < count && !added && !removed; k++) {
      const [a, b] = [sharedOld[i + k]!, sharedNow[j + k]!];
      pairing.pair(olds[a]!, nows[b]!, 1);
      gaps.push({ olds: olds.slice(oldEnd, a), nows: nows.slice(nowEnd, b) });
      [oldEnd, nowEnd] = [a + 1, b + 1];
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  gaps.push({ olds: olds.slice(oldEnd), nows: nows.slice(nowEnd) });
  return gaps.filter((part) => part.olds.length > 0 && part.nows.length > 0);
}

/** Equal paragraphs that were shuffled more than this are paired by their likeness. */
const MOST_EDITS = 500;

/** Pairs facing paragraphs in order so that most words are shared. */
function alignAlike(pairing: Pairing, { olds, nows }: Gap): void {
  const [rows, columns] = [olds.length, nows.length];
  if (rows === 0 || columns === 0) return;
  const width = columns + 1;
  const alike = new Float64Array(rows * width);
  const worth = new Float64Array(rows * width);
  const score = new Float64Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const at = i * width + j;
      const [old, now] = [olds[i]!, nows[j]!];
      alike[at] = pairing.likeness(old, now);
      if (alike[at]! >= LIKE_FACING) worth[at] = alike[at]! * Math.min(pairing.oldWeight(old), pairing.nowWeight(now));
      const paired = worth[at]! > 0 ? worth[at]! + score[at + width + 1]! : 0;
      score[at] = Math.max(score[at + width]!, score[at + 1]!, paired);
    }
  }
  let [i, j] = [0, 0];
  let [freeOld, freeNow]: [number[], number[]] = [[], []];
  while (i < rows || j < columns) {
    const at = i * width + j;
    const paired = i < rows && j < columns ? worth[at]! : 0;
    if (paired > 0 && score[at] === paired + score[at + width + 1]!) {
      pairPlaces(pairing, freeOld, freeNow);
      [freeOld, freeNow] = [[], []];
      pairing.pair(olds[i++]!, nows[j++]!, alike[at]!);
    } else if (j >= columns || (i < rows && score[at + width]! >= score[at + 1]!)) freeOld.push(olds[i++]!);
    else freeNow.push(nows[j++]!);
  }
  pairPlaces(pairing, freeOld, freeNow);
}

/** For each place, the first paired one from it on. */
function nextPaired(pairing: Int32Array): Int32Array {
  const next = new Int32Array(pairing.length);
  let at = pairing.length;
  for (let place = pairing.length - 1; place >= 0; place--) {
    if (pairing[place]! >= 0) at = place;
    next[place] = at;
  }
  return next;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
