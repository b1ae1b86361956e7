import type { ComparedClause } from "../compare/comparison.ts";
import { clauseOf } from "./groups.ts";

/**
 * In a few words what happened to a clause as a whole; empty when nothing did.
 *
 * @param isHead Of a section more is told than of a paragraph in it.
 */
export function tellFate(row: ComparedClause, isHead: boolean): string {
  const { before, after, fate, from } = row;
  const kind = clauseOf(row).kind === "section" ? "section" : clauseOf(row).kind;
  const words = [
    fate.added && !fate.split && `New ${kind}`,
    fate.removed && !fate.merged && `This ${kind} is struck`,
    fate.moved && before && `Moved here from ${before.address}`,
    isHead && fate.split && (fate.added ? `Split off from ${from?.join(" and ") ?? "another clause"}` : "Split"),
    isHead &&
      fate.merged &&
      (fate.removed ? "Merged into another clause" : `Merged with ${from?.join(" and ") ?? "another clause"}`),
    isHead && fate.renumbered && !fate.moved && before && after && `Renumbered, was ${before.label || before.address}`,
    isHead && fate.retitled && "New title",
  ].filter(Boolean);
  return words.join(" · ");
}
