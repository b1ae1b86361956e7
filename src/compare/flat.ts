import type { Clause } from "../text/clause.ts";
import { Interned } from "./interned.ts";

/** A text with its clauses in a row, outer before inner, and each one's place in the tree as an index (-1 for none). */
export interface FlatText {
  clauses: readonly Clause[];
  parents: Int32Array;
  /** The nearest clause with a heading, itself among them. */
  heads: Int32Array;
  /** 1 for a clause with a title, or with nothing but clauses inside it. */
  hasHead: Uint8Array;
  /** Clauses with a text, in order. */
  texts: Int32Array;
  /** The place of each clause in `texts`, or -1. */
  textPlace: Int32Array;
  /** For each clause: equal texts have equal numbers, on both sides; -1 without a text. */
  ids: Int32Array;
  /** The same of titles, capitals apart. */
  titleIds: Int32Array;
  /** About how many words the text has. */
  weights: Float64Array;
}

/** Both sides of a comparison, with equal numbers for equal texts. */
export function flattenBoth(before: readonly Clause[], after: readonly Clause[]): [FlatText, FlatText] {
  const [old, now] = [flatten(before), flatten(after)];
  const texts = new Interned();
  const titles = new Interned();
  const sides = [old, now] as const;
  for (const { clauses, ids, titleIds } of sides) {
    for (let index = 0; index < clauses.length; index++) {
      ids[index] = texts.idOf(clauses[index]!.text);
      titleIds[index] = titles.idOf(clauses[index]!.title.toLowerCase());
    }
  }
  texts.joinTwins(old.ids, now.ids);
  titles.joinTwins(old.titleIds, now.titleIds);
  return [old, now];
}

function flatten(clauses: readonly Clause[]): FlatText {
  const flat: Clause[] = [];
  const parentOf: number[] = [];
  const add = (inner: readonly Clause[], parent: number): void => {
    for (const clause of inner) {
      const index = flat.push(clause) - 1;
      parentOf.push(parent);
      if (clause.clauses.length > 0) add(clause.clauses, index);
    }
  };
  add(clauses, -1);
  const count = flat.length;
  const parents = Int32Array.from(parentOf);
  const hasHead = new Uint8Array(count);
  const heads = new Int32Array(count);
  const textPlace = new Int32Array(count).fill(-1);
  const weights = new Float64Array(count);
  const texts = new Int32Array(count);
  let textCount = 0;
  for (let index = 0; index < count; index++) {
    const { title, text } = flat[index]!;
    const parent = parents[index]!;
    if (title !== "" || text === "") hasHead[index] = 1;
    heads[index] = hasHead[index] ? index : parent < 0 ? -1 : heads[parent]!;
    if (text === "") continue;
    textPlace[index] = textCount;
    texts[textCount++] = index;
    weights[index] = 1 + text.length / 6;
  }
  return {
    clauses: flat,
    parents,
    heads,
    hasHead,
    texts: texts.subarray(0, textCount),
    textPlace,
    ids: new Int32Array(count),
    titleIds: new Int32Array(count),
    weights,
  };
}

/** The heading that a clause, itself a heading or not, stands under; -1 at the top. */
export function headAbove({ parents, heads }: FlatText, clause: number): number {
  const parent = parents[clause]!;
  return parent < 0 ? -1 : heads[parent]!;
}
