import { diffArrays } from "diff";
import { heaviestChain } from "./chain.ts";
import type { FlatText } from "./flat.ts";
import { type Pairing, range } from "./pairing.ts";

/** Paragraphs this much alike, facing each other, are one paragraph amended. */
const LIKE_FACING = 0.32;
/** Facing paragraphs (old times new) that are compared each with each. */
const FACING_CELLS = 12_000;

/** What stands between two pairs that follow each other, inside what moved first. */
export function pairFacing(pairing: Pairing): void {
  const lastOld = pairing.toAfter.length;
  const lastNow = pairing.toBefore.length;
  const nextNow = nextPaired(pairing.toBefore);
  const gaps: [number, number, number, number][] = [];
  for (let place = -1; place < lastOld; ) {
    let next = place + 1;
    while (next < lastOld && pairing.toAfter[next]! < 0) next++;
    const now = place < 0 ? -1 : pairing.toAfter[place]!;
    const follow = now + 1 < lastNow ? nextNow[now + 1]! : lastNow;
    const isSame = next < lastOld ? pairing.toAfter[next] === follow : follow === lastNow;
    if (isSame && next > place + 1 && follow > now + 1) gaps.push([place + 1, next, now + 1, follow]);
    place = next;
  }
  for (const [a, b, c, d] of gaps) alignGap(pairing, range(a, b), range(c, d));
  const stayed = heaviestChain(pairing.pairs());
  let [old, now] = [0, 0];
  for (const pair of [...stayed, { before: lastOld, after: lastNow, weight: 0 }]) {
    const olds = range(old, pair.before).filter((place) => pairing.toAfter[place]! < 0);
    const nows = range(now, pair.after).filter((place) => pairing.toBefore[place]! < 0);
    alignGap(pairing, olds, nows);
    [old, now] = [pair.before + 1, pair.after + 1];
  }
}

function alignGap(pairing: Pairing, olds: number[], nows: number[]): void {
  // Among equal texts ("[Reserved.]") only the label tells one from another.
  const labelled = pairSame(
    pairing,
    [olds, nows],
    (side, clause) => `${side.ids[clause]} ${side.clauses[clause]!.address}`,
  );
  const equal = labelled.flatMap((gap) => pairSame(pairing, gap, (side, clause) => String(side.ids[clause])));
  for (const [x, y] of equal) if (x.length * y.length <= FACING_CELLS) alignAlike(pairing, x, y);
}

/** Pairs what has equal keys, in order. @returns The gaps that are left between the pairs. */
function pairSame(
  pairing: Pairing,
  [olds, nows]: [number[], number[]],
  keyOf: (side: FlatText, clause: number) => string,
): [number[], number[]][] {
  if (olds.length === 0 || nows.length === 0) return [];
  const oldKeys = olds.map((place) => keyOf(pairing.old, pairing.old.texts[place]!));
  const nowKeys = nows.map((place) => keyOf(pairing.now, pairing.now.texts[place]!));
  const [inOld, inNow] = [new Set(oldKeys), new Set(nowKeys)];
  const [sharedOld, sharedNow] = [
    range(0, olds.length).filter((i) => inNow.has(oldKeys[i]!)),
    range(0, nows.length).filter((j) => inOld.has(nowKeys[j]!)),
  ];
  if (sharedOld.length === 0) return [[olds, nows]];
  const gaps: [number[], number[]][] = [];
  let [i, j, oldEnd, nowEnd] = [0, 0, 0, 0];
  const parts = diffArrays(
    sharedOld.map((at) => oldKeys[at]!),
    sharedNow.map((at) => nowKeys[at]!),
  );
  for (const { added, removed, count } of parts) {
    for (let k = 0; k < count && !added && !removed; k++) {
      const [a, b] = [sharedOld[i + k]!, sharedNow[j + k]!];
      pairing.pair(olds[a]!, nows[b]!, 1);
      gaps.push([olds.slice(oldEnd, a), nows.slice(nowEnd, b)]);
      [oldEnd, nowEnd] = [a + 1, b + 1];
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  gaps.push([olds.slice(oldEnd), nows.slice(nowEnd)]);
  return gaps.filter(([a, b]) => a.length > 0 && b.length > 0);
}

/** Pairs facing paragraphs in order so that most words are shared. */
function alignAlike(pairing: Pairing, olds: number[], nows: number[]): void {
  const [rows, columns] = [olds.length, nows.length];
  if (rows === 0 || columns === 0) return;
  const score = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const alike = olds.map((old) => nows.map((now) => pairing.likeness(old, now)));
  const worth = (i: number, j: number): number => {
    const value = alike[i]![j]!;
    return value < LIKE_FACING ? 0 : value * Math.min(pairing.oldWeight(olds[i]!), pairing.nowWeight(nows[j]!));
  };
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const paired = worth(i, j);
      score[i]![j] = Math.max(score[i + 1]![j]!, score[i]![j + 1]!, paired > 0 ? paired + score[i + 1]![j + 1]! : 0);
    }
  }
  let [i, j] = [0, 0];
  let [freeOld, freeNow]: [number[], number[]] = [[], []];
  while (i < rows || j < columns) {
    const paired = i < rows && j < columns ? worth(i, j) : 0;
    if (paired > 0 && score[i]![j] === paired + score[i + 1]![j + 1]!) {
      pairPlaces(pairing, freeOld, freeNow);
      [freeOld, freeNow] = [[], []];
      pairing.pair(olds[i]!, nows[j]!, alike[i]![j]!);
      i++;
      j++;
    } else if (j >= columns || (i < rows && score[i + 1]![j]! >= score[i]![j + 1]!)) freeOld.push(olds[i++]!);
    else freeNow.push(nows[j++]!);
  }
  pairPlaces(pairing, freeOld, freeNow);
}

/** Paragraphs under the same labels in one place, in order: rewritten, although no words are left. */
function pairPlaces(pairing: Pairing, olds: number[], nows: number[]): void {
  let next = 0;
  for (const old of olds) {
    const a = pairing.oldClause(old);
    const isPlace = (now: number): boolean => {
      const b = pairing.nowClause(now);
      const isOnly = olds.length === 1 && nows.length === 1;
      return (
        a.kind === b.kind &&
        a.label === b.label &&
        a.title === b.title &&
        (a.label !== "" || isOnly) &&
        isUnderSame(pairing, old, now)
      );
    };
    const at = nows.findIndex((now, index) => index >= next && pairing.isFree(old, now) && isPlace(now));
    if (at < 0) continue;
    pairing.pair(old, nows[at]!, Math.max(0.1, pairing.likeness(old, nows[at]!)));
    next = at + 1;
  }
}

/** Do both stand under headings of the same words? */
function isUnderSame(pairing: Pairing, old: number, now: number): boolean {
  const [a, b] = [pairing.old.heads[pairing.old.texts[old]!]!, pairing.now.heads[pairing.now.texts[now]!]!];
  return a < 0 || b < 0 ? a === b : pairing.old.clauses[a]!.title === pairing.now.clauses[b]!.title;
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
