import type { ClausePairing } from "../text/document.ts";
import type { FlatText } from "./flat.ts";

/** Nothing is decided about a clause; it was decided that it became, or was, no other; or that it is one of several parts. */
export const [OPEN, NONE] = [-1, -2];
const PART = -3;

/** A secretary's pairings as indexes of clauses. */
export interface Decided {
  /** For each clause of the old text, what it became; of a divided one, its first part. */
  toAfter: Int32Array;
  toBefore: Int32Array;
  /** Clauses that became each other, several where they were divided or joined. */
  groups: DecidedGroup[];
}

interface DecidedGroup {
  befores: number[];
  afters: number[];
}

/** Reads pairings; one that names a clause which is not there, or which an earlier one has decided, is left out. */
export function readDecided(pairings: readonly ClausePairing[], old: FlatText, now: FlatText): Decided {
  const decided: Decided = {
    toAfter: new Int32Array(old.clauses.length).fill(OPEN),
    toBefore: new Int32Array(now.clauses.length).fill(OPEN),
    groups: [],
  };
  if (pairings.length === 0) return decided;
  const [inOld, inNow] = [indexesOf(old), indexesOf(now)];
  for (const { before, after } of pairings) {
    const befores = before.map((address) => inOld.get(address) ?? -1);
    const afters = after.map((address) => inNow.get(address) ?? -1);
    const isOpen =
      befores.every((index) => index >= 0 && decided.toAfter[index] === OPEN) &&
      afters.every((index) => index >= 0 && decided.toBefore[index] === OPEN);
    if (!isOpen || befores.length + afters.length === 0) continue;
    decided.groups.push({ befores, afters });
    if (afters.length === 0) for (const index of befores) closeInside(old, index, decided.toAfter);
    if (befores.length === 0) for (const index of afters) closeInside(now, index, decided.toBefore);
    if (befores.length === 0 || afters.length === 0) continue;
    befores.forEach((index, at) => void decided.toAfter.fill(afters[at] ?? PART, index, index + 1));
    afters.forEach((index, at) => void decided.toBefore.fill(befores[at] ?? PART, index, index + 1));
  }
  return decided;
}

/** A clause that was struck, or is new, takes along what is inside it, unless that is decided otherwise. */
function closeInside(side: FlatText, clause: number, paired: Int32Array): void {
  for (const index of clausesIn(side, clause)) if (paired[index] === OPEN) paired[index] = NONE;
}

/** The clause itself and all inside it, in order. */
export function clausesIn({ parents }: FlatText, clause: number): number[] {
  const inside = [clause];
  for (let index = clause + 1; index < parents.length && parents[index]! >= clause; index++) inside.push(index);
  return inside;
}

function indexesOf({ clauses }: FlatText): Map<string, number> {
  return new Map(clauses.map(({ address }, index) => [address, index]));
}
