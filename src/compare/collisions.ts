import type { Comparison, Stretch } from "./comparison.ts";

/** Where two amendments of one text cannot both be adopted as they are written, or not in either order. */
export interface Collision {
  /**
   * `words`: both change the same words. `place`: both put words in at the same
   * place, so their order matters. `removed`: one strikes or moves the clause the
   * other amends. `number`: both give the same number to different clauses.
   */
  kind: "words" | "place" | "removed" | "number";
  /** Address in the text both amend; of `number`, the address both give. */
  clause: string;
  part: "title" | "text" | "clause";
  /** In the text both amend; missing when the whole clause is meant. */
  words?: Stretch;
  /** One plain sentence each: what the first and the second do there. */
  first: string;
  second: string;
}

/** @param first, second Two comparisons whose old side is the same text. Symmetric but for the order of sentences. */
export function findCollisions(_first: Comparison, _second: Comparison): Collision[] {
  return [];
}
