import type { WordBag } from "./likeness.ts";
import { type Pairing, range } from "./pairing.ts";

/** A run of words that is looked for anywhere, and how often it may stand to count as rare. */
const RARE_WORDS = 4;
const RARE_TIMES = 2;
/** A paragraph shorter than this is not looked for elsewhere, and never told as moved when it stands alone. */
export const LONE_WORDS = 9;

/** Finds paragraphs that moved and were amended, by runs of words that are rare among what is left. */
export function pairAnywhere(pairing: Pairing, least: number): void {
  const olds = range(0, pairing.toAfter.length).filter(
    (place) => pairing.toAfter[place]! < 0 && pairing.oldBag(place).size >= LONE_WORDS,
  );
  const nows = range(0, pairing.toBefore.length).filter(
    (place) => pairing.toBefore[place]! < 0 && pairing.nowBag(place).size >= LONE_WORDS,
  );
  if (olds.length === 0 || nows.length === 0) return;
  const where = new Map<number, number[]>();
  for (const old of olds) {
    for (const run of runsOf(pairing.oldBag(old))) {
      const places = where.get(run);
      if (!places) where.set(run, [old]);
      else if (places.at(-1) !== old && places.length <= RARE_TIMES) places.push(old);
    }
  }
  const found: { old: number; now: number; value: number }[] = [];
  for (const now of nows) {
    const votes = new Map<number, number>();
    for (const run of runsOf(pairing.nowBag(now))) {
      const places = where.get(run);
      if (places && places.length <= RARE_TIMES) for (const old of places) votes.set(old, (votes.get(old) ?? 0) + 1);
    }
    for (const [old] of [...votes].sort((a, b) => b[1] - a[1]).slice(0, 3)) {
      const value = pairing.likeness(old, now);
      if (value >= least) found.push({ old, now, value });
    }
  }
  found.sort((a, b) => b.value - a.value);
  for (const { old, now, value } of found) if (pairing.isFree(old, now)) pairing.pair(old, now, value);
}

/** A number for each run of words; that two runs share one is rare, and harmless: candidates are compared in full. */
function runsOf({ ids }: WordBag): number[] {
  const runs: number[] = [];
  for (let i = 0; i + RARE_WORDS <= ids.length; i++) {
    let hash = 0;
    for (let k = i; k < i + RARE_WORDS; k++) hash = (hash * 1_000_003 + ids[k]! + 1) % HASH_LIMIT;
    runs.push(hash);
  }
  return runs;
}

/** Times the factor above it stays a whole number. */
const HASH_LIMIT = 2 ** 33;
