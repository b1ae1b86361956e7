import type { ComparedClause } from "../compare/comparison.ts";
import type { ChangeGroup } from "../compare/kinds.ts";
import { groupOfChange } from "./filter.ts";
import { clauseOf } from "./groups.ts";

/** One thing that happened to a clause as a whole, in a few words. */
export interface FatePart {
  words: string;
  group: ChangeGroup;
  /** Address of the place it has left; the page has an entry there. */
  stood?: string;
}

/** @param isHead Of a section more is told than of a paragraph in it. */
export function fateParts(row: ComparedClause, isHead: boolean): FatePart[] {
  const { before, after, fate, from } = row;
  const kind = clauseOf(row).kind;
  const parts: (FatePart | false | undefined)[] = [
    fate.added && !fate.split && { words: `New ${kind}`, group: "added" },
    fate.removed && !fate.merged && { words: `This ${kind} is struck`, group: "removed" },
    fate.moved && before && { words: "Moved here from", group: "moved", stood: before.address },
    isHead &&
      fate.split && {
        words: fate.added ? `Split off from ${from?.join(" and ") ?? "another clause"}` : "Split",
        group: "divided",
      },
    isHead &&
      fate.merged && {
        words: fate.removed ? "Merged into another clause" : `Merged with ${from?.join(" and ") ?? "another clause"}`,
        group: "divided",
      },
    isHead &&
      fate.renumbered &&
      !fate.moved &&
      before &&
      after && { words: `Renumbered, was ${before.label || before.address}`, group: "renumbered" },
    isHead &&
      fate.retitled && {
        words: "New title",
        group: row.title[0] ? groupOfChange(row, "title", row.title[0]) : "retitled",
      },
  ];
  return parts.filter((part) => part !== false && part !== undefined);
}

/** In a few words what happened to a clause as a whole; empty when nothing did. */
export function tellFate(row: ComparedClause, isHead: boolean): string {
  return fateParts(row, isHead)
    .map(({ words, stood }) => (stood === undefined ? words : `${words} ${stood}`))
    .join(" · ");
}
