import { type ComparedClause, NO_FATE } from "../compare/comparison.ts";
import { hashWords } from "../compare/hashWords.ts";
import { runsOf } from "../compare/likeness.ts";
import { compareWording } from "../compare/wording.ts";

/** Words in a row by which clauses are told to be nearly the same. */
const RUN = 4;
/** Share of them that a twin has too. */
const ALIKE = 0.45;
/** Of one that stands under the address the moved one had. */
const ALIKE_IN_PLACE = 0.25;
/** Shorter clauses are like many. */
const LEAST_RUNS = 5;

/**
 * Clauses that may have become another one than the comparison says: it says
 * that a clause moved, and nearly the same words stand in another clause too.
 * Two members' classes with one rule each, a paragraph that was copied: nothing
 * in their words tells which is which.
 *
 * @returns For a row, those that would be in its place: its old clause beside the twin.
 */
export function findTwins(rows: readonly ComparedClause[]): Map<ComparedClause, ComparedClause[]> {
  const twins = new Map<ComparedClause, ComparedClause[]>();
  const loose = rows.filter(
    ({ before, after, fate, movedTo }) => after && movedTo === undefined && (!before || fate.moved),
  );
  if (loose.length === 0) return twins;
  const sizes = loose.map(() => 0);
  const holders = new Map<number, number[]>();
  loose.forEach(({ before, after }, index) => {
    const runs = new Set(runsOf(hashWords((before ?? after)!.text), RUN));
    sizes[index] = runs.size;
    for (const run of runs) {
      const known = holders.get(run);
      if (known) known.push(index);
      else holders.set(run, [index]);
    }
  });
  const places = new Places(rows);
  const add = (row: ComparedClause, other: ComparedClause): void => {
    const rival = makeRival(row, other);
    if (rival) twins.set(row, [...(twins.get(row) ?? []), rival]);
  };
  for (const row of rows) {
    if (row.movedTo !== undefined || !row.after) continue;
    const like = new Set<number>();
    for (const text of new Set([row.before?.text ?? "", row.after.text])) {
      const runs = new Set(runsOf(hashWords(text), RUN));
      const shared = new Map<number, number>();
      for (const run of runs)
        for (const index of holders.get(run) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
      for (const [index, count] of shared) {
        const isInPlace = loose[index]!.before?.address === row.after.address;
        const least = (isInPlace ? ALIKE_IN_PLACE : ALIKE) * Math.max(sizes[index]!, runs.size);
        if (sizes[index]! >= LEAST_RUNS && count >= least) like.add(index);
      }
    }
    for (const index of like) {
      const other = loose[index]!;
      if (other === row || other.after!.address === row.after.address) continue;
      const isDoubtful = places.mayBe(other, row) || places.mayBe(row, other);
      if (!isDoubtful) continue;
      add(other, row);
      // Of two that are loose, each has its turn.
      if (row.before && !row.fate.moved) add(row, other);
    }
  }
  return twins;
}

/** Where clauses stand among others. */
class Places {
  readonly #oldParents = new Map<string, string>();
  readonly #newParents = new Map<string, string>();
  /** What the heading of an old clause became. */
  readonly #heirs = new Map<string, string>();
  readonly #moved = new Set<string>();

  constructor(rows: readonly ComparedClause[]) {
    for (const { before, after, part, movedTo, fate } of rows) {
      if (before && fate.moved && movedTo === undefined) this.#moved.add(before.address);
      for (const inner of before?.clauses ?? []) this.#oldParents.set(inner.address, before!.address);
      for (const inner of after?.clauses ?? []) this.#newParents.set(inner.address, after!.address);
      if (before && after && movedTo === undefined && part !== "text") this.#heirs.set(before.address, after.address);
    }
  }

  /** Would the old clause of a row, taken for the new one of another, have stayed in its place? */
  mayBe(row: ComparedClause, other: ComparedClause): boolean {
    if (!row.before) return false;
    const { address, label } = row.before;
    const there = other.after!.address;
    // A copy leaves no doubt about one that stayed where it was, with its label.
    if (!other.before && (row.fate.moved || this.#isCarried(address) || label !== row.after!.label)) return true;
    if (this.#heirs.get(address) === there) return row.part === "text";
    const parent = this.#oldParents.get(address);
    if (parent === undefined || this.#heirs.get(parent) !== this.#newParents.get(there)) return false;
    return row.fate.moved || (other.before !== undefined && other.fate.moved);
  }

  /** Did the clause around it move? */
  #isCarried(address: string): boolean {
    const parent = this.#oldParents.get(address);
    return parent !== undefined && (this.#moved.has(parent) || this.#isCarried(parent));
  }
}

/** The old clause of a row beside the new one of another. */
function makeRival({ before }: ComparedClause, { after }: ComparedClause): ComparedClause | undefined {
  if (!before || !after) return undefined;
  return {
    before,
    after,
    fate: { ...NO_FATE },
    title: compareWording(before.title, after.title),
    text: compareWording(before.text, after.text),
    confidence: 0,
  };
}
