import type { Clause } from "../text/clause.ts";
import { plainTypography } from "./words.ts";

/** A text with its clauses in a row, outer before inner, and each one's place in the tree as an index (-1 for none). */
export interface FlatText {
  clauses: Clause[];
  parents: Int32Array;
  /** The nearest clause with a heading, itself among them. */
  heads: Int32Array;
  hasHead: boolean[];
  /** Clauses with a text, in order. */
  texts: number[];
  /** The place of each clause in `texts`, or -1. */
  textPlace: Int32Array;
  /** For each clause with a text: equal texts have equal ids, on both sides. */
  ids: Int32Array;
  /** About how many words the text has. */
  weights: Float64Array;
  indexOf: Map<Clause, number>;
}

export function flatten(clauses: readonly Clause[], ids: Map<string, number>): FlatText {
  const flat: Clause[] = [];
  const parents: number[] = [];
  const add = (clause: Clause, parent: number): void => {
    const index = flat.push(clause) - 1;
    parents.push(parent);
    for (const inner of clause.clauses) add(inner, index);
  };
  for (const clause of clauses) add(clause, -1);
  const hasHead = flat.map((clause) => clause.title !== "" || clause.text === "");
  const heads = new Int32Array(flat.length);
  const textPlace = new Int32Array(flat.length).fill(-1);
  const textIds = new Int32Array(flat.length).fill(-1);
  const weights = new Float64Array(flat.length);
  const texts: number[] = [];
  flat.forEach(({ text }, index) => {
    const parent = parents[index]!;
    heads[index] = hasHead[index] ? index : parent < 0 ? -1 : heads[parent]!;
    if (text === "") return;
    textPlace[index] = texts.push(index) - 1;
    const key = plainTypography(text);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    textIds[index] = id;
    weights[index] = 1 + text.length / 6;
  });
  return {
    clauses: flat,
    parents: Int32Array.from(parents),
    heads,
    hasHead,
    texts,
    textPlace,
    ids: textIds,
    weights,
    indexOf: new Map(flat.map((clause, index) => [clause, index])),
  };
}
