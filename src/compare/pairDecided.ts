import { clausesIn, NONE } from "./decided.ts";
import type { FlatText } from "./flat.ts";
import { alignGap } from "./pairFacing.ts";
import type { Pairing } from "./pairing.ts";

/** Pairs what a secretary decided, then what stands inside these clauses among itself, before anything else may claim it. */
export function pairDecided(pairing: Pairing): void {
  const { old, now, decided } = pairing;
  decided.toAfter.forEach((after, before) => {
    const [a, b] = [old.textPlace[before]!, after >= 0 ? now.textPlace[after]! : -1];
    if (a >= 0 && b >= 0) pairing.pair(a, b, pairing.likeness(a, b));
    else if (a >= 0 && after === NONE) pairing.toAfter[a] = NONE;
  });
  decided.toBefore.forEach((before, after) => {
    if (before === NONE && now.textPlace[after]! >= 0) pairing.toBefore[now.textPlace[after]!] = NONE;
  });
  for (const { befores, afters } of decided.groups) {
    const olds = freePlaces(old, allIn(old, befores), pairing.toAfter);
    const nows = freePlaces(now, allIn(now, afters), pairing.toBefore);
    if (olds.length > 0 && nows.length > 0) alignGap(pairing, { olds, nows });
    // What is a part of one clause takes no words of another.
    for (const place of freePlaces(old, befores, pairing.toAfter)) pairing.toAfter[place] = NONE;
    for (const place of freePlaces(now, afters, pairing.toBefore)) pairing.toBefore[place] = NONE;
  }
}

/** The clauses and all inside them, each once, in order. */
function allIn(side: FlatText, clauses: readonly number[]): number[] {
  return [...new Set(clauses.flatMap((clause) => clausesIn(side, clause)))].sort((a, b) => a - b);
}

/** Of the clauses themselves, not of those inside them. */
function freePlaces(side: FlatText, clauses: readonly number[], paired: Int32Array): number[] {
  return clauses.map((clause) => side.textPlace[clause]!).filter((place) => place >= 0 && paired[place] === -1);
}
