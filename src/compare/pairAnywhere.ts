import { type FlatText, headAbove } from "./flat.ts";
import { runsOf } from "./likeness.ts";
import type { Pairing } from "./pairing.ts";
import { RunIndex } from "./runIndex.ts";
import { StockPhrases } from "./stockPhrases.ts";

/** A run of this many words is looked for anywhere. */
const RUN_WORDS = 4;
/** A paragraph shorter than this is not looked for elsewhere, and never told as moved when it stands alone. */
export const WORDS_TO_MOVE = 9;
/** Away from its place a paragraph this much alike is the same one; from the lower mark on, if half of what they share is said nowhere else. */
const LIKE_SURELY = 0.9;
const LIKE_IN_OWN_WORDS = 0.6;
/** Of the paragraphs that share most rare runs with one, so many are compared with it in full. */
const CANDIDATES = 3;

/**
 * Finds paragraphs that moved and were amended, by runs of words that are rare among what is left.
 *
 * @param twins With those whose very words stand on both sides: which one became which, those facing them may tell.
 */
export function pairAnywhere(pairing: Pairing, twins: "with twins" | "without twins"): void {
  const { old: before, now: after } = pairing;
  const isTwin = twins === "with twins" ? () => false : twinsOf(before, after);
  const olds = freePlaces(before, pairing.toAfter, isTwin).filter((old) => pairing.oldBag(old).size >= WORDS_TO_MOVE);
  const nows = freePlaces(after, pairing.toBefore, isTwin).filter((now) => pairing.nowBag(now).size >= WORDS_TO_MOVE);
  if (olds.length === 0 || nows.length === 0) return;
  const index = new RunIndex(olds.reduce((sum, place) => sum + pairing.oldBag(place).size, 0));
  for (const old of olds) for (const run of runsOf(pairing.oldBag(old).words, RUN_WORDS)) index.add(run, old);
  const found: { old: number; now: number; alike: number; headings: number }[] = [];
  let stock: StockPhrases | undefined;
  for (const now of nows) {
    const runs = runsOf(pairing.nowBag(now).words, RUN_WORDS);
    const votes = new Map<number, number>();
    const vote = (old: number): void => void votes.set(old, (votes.get(old) ?? 0) + 1);
    for (const run of runs) index.eachPlace(run, vote);
    for (const [old] of [...votes].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES)) {
      const alike = pairing.likeness(old, now);
      if (alike < LIKE_IN_OWN_WORDS) continue;
      if (alike < LIKE_SURELY) {
        stock ??= new StockPhrases(pairing, RUN_WORDS);
        const share = stock.share(runs, runsOf(pairing.oldBag(old).words, RUN_WORDS));
        if (share > 0.5 + (0.5 * (alike - LIKE_IN_OWN_WORDS)) / (LIKE_SURELY - LIKE_IN_OWN_WORDS)) continue;
      }
      found.push({ old, now, alike, headings: countSameHeadings(pairing, old, now) });
    }
  }
  // Two that say the same are as much alike to a third: their headings tell which of them it was.
  found.sort((a, b) => b.alike - a.alike || b.headings - a.headings);
  for (const { old, now, alike } of found) if (pairing.isFree(old, now)) pairing.pair(old, now, alike);
}

/** Under how many headings of the same words two paragraphs stand: the nearest one counts 2, the one above it 1. */
function countSameHeadings({ old, now }: Pairing, oldPlace: number, nowPlace: number): number {
  const [a, b] = [old.heads[old.texts[oldPlace]!]!, now.heads[now.texts[nowPlace]!]!];
  if (a < 0 || b < 0) return 0;
  const [above, aboveNow] = [headAbove(old, a), headAbove(now, b)];
  const isSame = (one: number, other: number): boolean =>
    one >= 0 && other >= 0 && old.clauses[one]!.title !== "" && old.titleIds[one] === now.titleIds[other];
  return (isSame(a, b) ? 2 : 0) + (isSame(above, aboveNow) ? 1 : 0);
}

function freePlaces({ texts, ids }: FlatText, paired: Int32Array, isTwin: (id: number) => boolean): number[] {
  const places: number[] = [];
  for (let place = 0; place < paired.length; place++)
    if (paired[place] === -1 && !isTwin(ids[texts[place]!]!)) places.push(place);
  return places;
}

function twinsOf(before: FlatText, after: FlatText): (id: number) => boolean {
  const inOld = new Set(before.ids);
  const twins = new Set<number>();
  for (const id of after.ids) if (inOld.has(id)) twins.add(id);
  return (id) => twins.has(id);
}
