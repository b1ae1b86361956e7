import { heaviestChain } from "./chain.ts";
import type { Decided } from "./decided.ts";
import type { FlatText } from "./flat.ts";
import { pairAnywhere, WORDS_TO_MOVE } from "./pairAnywhere.ts";
import { pairDecided } from "./pairDecided.ts";
import { pairFacing } from "./pairFacing.ts";
import { type Block, Pairing } from "./pairing.ts";

/** Which paragraph became which: indexes of clauses, -1 for none. */
export interface TextMatch {
  /** For each clause of the old text, the clause of the new one whose text its text became. */
  toAfter: Int32Array;
  toBefore: Int32Array;
  /** For each clause of the new text: its text stands elsewhere in the order. */
  moved: Uint8Array;
  /** For each clause of the new text: how alike the two paragraphs are, 0 to 1. */
  alike: Float64Array;
}

/**
 * Pairs the paragraphs of two texts by their words, never by their numbers:
 * equal ones that stand once, their equal neighbours, what faces each other
 * between them, and what is left by rare runs of words, wherever it went.
 */
export function matchTexts(before: FlatText, after: FlatText, decided: Decided): TextMatch {
  const pairing = new Pairing(before, after, decided);
  pairDecided(pairing);
  pairUnique(pairing);
  pairNeighbours(pairing);
  pairByEnds(pairing);
  pairNeighbours(pairing);
  // Before facing paragraphs are paired for being somewhat alike, those that went away must be found.
  pairAnywhere(pairing, "without twins");
  pairFacing(pairing);
  pairAnywhere(pairing, "with twins");
  pairNeighbours(pairing);
  pairFacing(pairing);
  return finish(pairing);
}

function pairUnique(pairing: Pairing): void {
  const { old, now } = pairing;
  const inOld = placesOnce(old);
  placesOnce(now).forEach((place, id) => {
    if (place >= 0 && (inOld[id] ?? -1) >= 0) {
      if (pairing.isFree(inOld[id]!, place)) pairing.pair(inOld[id]!, place, 1);
    }
  });
}

/** Where each text stands, or -2 when it stands more than once, -1 when not at all. */
function placesOnce({ texts, ids }: FlatText): Int32Array {
  let last = -1;
  for (const clause of texts) last = Math.max(last, ids[clause]!);
  const places = new Int32Array(last + 1).fill(-1);
  texts.forEach((clause, place) => {
    const id = ids[clause]!;
    places[id] = places[id] === -1 ? place : -2;
  });
  return places;
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
  if (pairing.isFree(old, now) && pairing.isEqual(old, now)) pairing.pair(old, now, 1);
}

/** Share of the letters that two paragraphs between pairs must have in common at their ends to be one, amended. */
const MOST_LETTERS = 0.6;

/** Pairs paragraphs that face each other between pairs and begin and end alike: nearly all that was amended, and no word need be cut for it. */
function pairByEnds(pairing: Pairing): void {
  for (let old = 0; old < pairing.toAfter.length; old++) {
    const now = old === 0 ? 0 : pairing.toAfter[old - 1]! + 1;
    if (old > 0 && now === 0) continue;
    if (now >= pairing.toBefore.length || !pairing.isFree(old, now)) continue;
    const alike = likeAtEnds(pairing.oldClause(old).text, pairing.nowClause(now).text);
    if (alike >= MOST_LETTERS) pairing.pair(old, now, alike);
  }
}

function likeAtEnds(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  const most = Math.max(a.length, b.length);
  if (least < MOST_LETTERS * most) return 0;
  let start = 0;
  while (start < least && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < least - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  return (start + end) / most;
}

/** Counted where the letters leave it open: a few of them are many words in a script without spaces. */
function wordsOf(pairing: Pairing, { before, lastBefore, words }: Block): number {
  if (words > 2 * WORDS_TO_MOVE) return words;
  let count = 0;
  for (let place = before; place <= lastBefore; place++) {
    const other = pairing.toAfter[place]!;
    if (other >= 0) count += Math.min(pairing.oldBag(place).size, pairing.nowBag(other).size);
  }
  return count;
}

/** Tells what moved from what stayed, and lets go of short paragraphs that seem to have moved alone. */
function finish(pairing: Pairing): TextMatch {
  const { old, now } = pairing;
  const match: TextMatch = {
    toAfter: new Int32Array(old.clauses.length).fill(-1),
    toBefore: new Int32Array(now.clauses.length).fill(-1),
    moved: new Uint8Array(now.clauses.length),
    alike: new Float64Array(now.clauses.length),
  };
  const blocks = pairing.blocks();
  const stayed = new Set(heaviestChain(blocks));
  for (const block of blocks) {
    const hasMoved = !stayed.has(block);
    const isShort = hasMoved && wordsOf(pairing, block) < WORDS_TO_MOVE;
    for (let place = block.before; place <= block.lastBefore; place++) {
      const other = pairing.toAfter[place]!;
      if (other < 0) continue;
      const [a, b] = [old.texts[place]!, now.texts[other]!];
      if (isShort && pairing.decided.toAfter[a] !== b) continue;
      match.toAfter[a] = b;
      match.toBefore[b] = a;
      match.moved[b] = hasMoved ? 1 : 0;
      match.alike[b] = pairing.alike[other]!;
    }
  }
  return match;
}
