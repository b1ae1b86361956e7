import type { ParsedBylaws } from "../text/clause.ts";
import type { Comparison } from "./comparison.ts";

/** What a comparison means for clauses whose own words stay. Addresses are those of the new text; of a removed clause, the old one. */
export interface Effects {
  /** Clauses that changed in substance, were removed or renumbered, and who cites them. */
  cited: { clause: string; by: string[] }[];
  /** Defined terms whose definition changed, and the clauses that use them. */
  terms: { term: string; clause: string; usedBy: string[] }[];
}

export function findEffects(_before: ParsedBylaws, _after: ParsedBylaws, _comparison: Comparison): Effects {
  return { cited: [], terms: [] };
}
