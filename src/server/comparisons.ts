import { compareBylaws } from "../compare/compare.ts";
import { findEffects } from "../compare/effects.ts";
import { packComparison, packText } from "../compare/packed.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { parseBylaws } from "../text/parse.ts";

/** A text as clauses, as JSON. */
export function printClauses(source: string): string {
  return JSON.stringify(packText(parseBylaws(source)));
}

/** Two texts compared, as JSON; see `PackedComparison`. */
export function printComparison(before: string, after: string): string {
  const [old, now]: [ParsedBylaws, ParsedBylaws] = [parseBylaws(before), parseBylaws(after)];
  const comparison = compareBylaws(old, now);
  return JSON.stringify(
    packComparison({ before: old, after: now, comparison, effects: findEffects(old, now, comparison) }),
  );
}
