import { runsOf } from "./likeness.ts";
import type { Pairing } from "./pairing.ts";
import { RunIndex } from "./runIndex.ts";

/** A run of this many words is looked for anywhere. */
const RUN_WORDS = 4;
/** A paragraph shorter than this is not looked for elsewhere, and never told as moved when it stands alone. */
export const WORDS_TO_MOVE = 9;
/** Of the paragraphs that share most rare runs with one, so many are compared with it in full. */
const CANDIDATES = 3;

/** Finds paragraphs that moved and were amended, by runs of words that are rare among what is left. */
export function pairAnywhere(pairing: Pairing, least: number): void {
  const olds = freePlaces(pairing.toAfter, (place) => pairing.oldBag(place).size);
  const nows = freePlaces(pairing.toBefore, (place) => pairing.nowBag(place).size);
  if (olds.length === 0 || nows.length === 0) return;
  const index = new RunIndex(olds.reduce((sum, place) => sum + pairing.oldBag(place).size, 0));
  for (const old of olds) for (const run of runsOf(pairing.oldBag(old).words, RUN_WORDS)) index.add(run, old);
  const found: { old: number; now: number; alike: number }[] = [];
  for (const now of nows) {
    const votes = new Map<number, number>();
    const vote = (old: number): void => void votes.set(old, (votes.get(old) ?? 0) + 1);
    for (const run of runsOf(pairing.nowBag(now).words, RUN_WORDS)) index.eachPlace(run, vote);
    for (const [old] of [...votes].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES)) {
      const alike = pairing.likeness(old, now);
      if (alike >= least) found.push({ old, now, alike });
    }
  }
  found.sort((a, b) => b.alike - a.alike);
  for (const { old, now, alike } of found) if (pairing.isFree(old, now)) pairing.pair(old, now, alike);
}

function freePlaces(paired: Int32Array, sizeOf: (place: number) => number): number[] {
  const places: number[] = [];
  for (let place = 0; place < paired.length; place++)
    if (paired[place]! < 0 && sizeOf(place) >= WORDS_TO_MOVE) places.push(place);
  return places;
}
