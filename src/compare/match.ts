import { heaviestChain, type Pair } from "./chain.ts";
import type { FlatText } from "./flat.ts";
import { LONE_WORDS, pairAnywhere } from "./pairAnywhere.ts";
import { pairFacing } from "./pairFacing.ts";
import { Pairing } from "./pairing.ts";

/** Which paragraph became which: indexes of clauses, -1 for none. */
export interface TextMatch {
  /** For each clause of the old text, the clause of the new one whose text its text became. */
  toAfter: Int32Array;
  toBefore: Int32Array;
  /** For each clause of the new text: its text stands elsewhere in the order. */
  moved: Uint8Array;
  /** For each clause of the new text: 0 to 1. */
  sureness: Float64Array;
}

/** Away from its place a paragraph needs more to be the same one. */
const LIKE_ANYWHERE = 0.6;
const LIKE_SURELY = 0.75;

/**
 * Pairs the paragraphs of two texts by their words, never by their numbers:
 * equal ones that stand once, their equal neighbours, what faces each other
 * between them, and what is left by rare runs of words, wherever it went.
 */
export function matchTexts(before: FlatText, after: FlatText): TextMatch {
  const pairing = new Pairing(before, after);
  pairUnique(pairing);
  pairNeighbours(pairing);
  // Before facing paragraphs are paired for being somewhat alike, those that went away must be found.
  pairAnywhere(pairing, LIKE_SURELY);
  pairFacing(pairing);
  pairAnywhere(pairing, LIKE_ANYWHERE);
  pairNeighbours(pairing);
  pairFacing(pairing);
  return finish(pairing);
}

function pairUnique(pairing: Pairing): void {
  const inOld = placesOnce(pairing.old);
  for (const [id, place] of placesOnce(pairing.now)) {
    const other = inOld.get(id);
    if (place >= 0 && other !== undefined && other >= 0) pairing.pair(other, place, 1);
  }
}

/** Equal paragraphs beside a pair belong together, however often they stand elsewhere. */
function pairNeighbours(pairing: Pairing): void {
  const { length } = pairing.toAfter;
  for (let place = 0; place < length; place++)
    if (pairing.toAfter[place]! >= 0) pairEqual(pairing, place + 1, pairing.toAfter[place]! + 1);
  for (let place = length - 1; place >= 0; place--)
    if (pairing.toAfter[place]! >= 0) pairEqual(pairing, place - 1, pairing.toAfter[place]! - 1);
}

function pairEqual(pairing: Pairing, old: number, now: number): void {
  if (pairing.isFree(old, now) && pairing.oldId(old) === pairing.nowId(now)) pairing.pair(old, now, 1);
}

/** Tells what moved from what stayed, and lets go of short paragraphs that seem to have moved alone. */
function finish(pairing: Pairing): TextMatch {
  const pairs = pairing.pairs();
  const stayed = new Set(heaviestChain(pairs).map(({ before }) => before));
  const movers = pairs.filter(({ before }) => !stayed.has(before)).sort((a, b) => a.before - b.before);
  const movedPlaces = new Set<number>();
  for (let start = 0; start < movers.length; ) {
    let end = start + 1;
    while (end < movers.length && runsOn(pairing, movers[end - 1]!, movers[end]!)) end++;
    const run = movers.slice(start, end);
    const words = run.reduce(
      (sum, { before, after }) => sum + Math.min(pairing.oldBag(before).size, pairing.nowBag(after).size),
      0,
    );
    for (const { before, after } of run) {
      if (words >= LONE_WORDS) movedPlaces.add(after);
      else {
        pairing.toAfter[before] = -1;
        pairing.toBefore[after] = -1;
      }
    }
    start = end;
  }
  return result(pairing, movedPlaces);
}

/** Does the second follow the first on both sides, with nothing between them that stayed? */
function runsOn(pairing: Pairing, first: Pair, second: Pair): boolean {
  if (second.after <= first.after) return false;
  for (let place = first.before + 1; place < second.before; place++) if (pairing.toAfter[place]! >= 0) return false;
  for (let place = first.after + 1; place < second.after; place++) if (pairing.toBefore[place]! >= 0) return false;
  return true;
}

function result(pairing: Pairing, movedPlaces: ReadonlySet<number>): TextMatch {
  const match: TextMatch = {
    toAfter: new Int32Array(pairing.old.clauses.length).fill(-1),
    toBefore: new Int32Array(pairing.now.clauses.length).fill(-1),
    moved: new Uint8Array(pairing.now.clauses.length),
    sureness: new Float64Array(pairing.now.clauses.length),
  };
  pairing.toAfter.forEach((now, old) => {
    if (now < 0) return;
    const [a, b] = [pairing.old.texts[old]!, pairing.now.texts[now]!];
    match.toAfter[a] = b;
    match.toBefore[b] = a;
    match.moved[b] = movedPlaces.has(now) ? 1 : 0;
    match.sureness[b] = pairing.sureness[now]!;
  });
  return match;
}

/** Where each text stands, or -1 when it stands more than once. */
function placesOnce({ texts, ids }: FlatText): Map<number, number> {
  const places = new Map<number, number>();
  texts.forEach((clause, place) => {
    const id = ids[clause]!;
    places.set(id, places.has(id) ? -1 : place);
  });
  return places;
}
