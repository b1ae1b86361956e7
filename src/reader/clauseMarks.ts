import type { ChangeGroup } from "../compare/kinds.ts";
import { groupsIn } from "./filter.ts";
import type { Group } from "./groups.ts";

/** A sign in the contents for what happened to a section. */
export interface ClauseMark {
  sign: string;
  name: string;
  /** What a filter must show for it to stand out. */
  group: ChangeGroup | "quiet";
}

const MARKS = {
  added: { sign: "+", name: "added", group: "added" },
  removed: { sign: "−", name: "struck", group: "removed" },
  moved: { sign: "⇄", name: "moved", group: "moved" },
  left: { sign: "→", name: "moved away", group: "moved" },
  split: { sign: "÷", name: "split", group: "divided" },
  merged: { sign: "∪", name: "merged", group: "divided" },
  amended: { sign: "±", name: "amended", group: "words" },
  retitled: { sign: "T", name: "new title", group: "retitled" },
  renumbered: { sign: "#", name: "renumbered", group: "renumbered" },
  quiet: { sign: "·", name: "only references, capitals or typography", group: "quiet" },
} satisfies Record<string, ClauseMark>;

/** All there are, for a legend. */
export const CLAUSE_MARKS: readonly ClauseMark[] = Object.values(MARKS);

/** What happened in a section, in the order of a legend; nothing where nothing did. */
export function marksOf({ head, rows, state }: Group): ClauseMark[] {
  if (state === "unchanged") return [];
  const { fate, movedTo } = head.row;
  if (movedTo !== undefined) return [MARKS.left];
  const kinds = new Set(rows.flatMap(({ row }) => groupsIn(row)));
  // What is new or struck as a whole is amended nowhere inside.
  const isWhole = fate.added || fate.removed;
  const isAmended =
    !isWhole && (kinds.has("words") || rows.some(({ row }) => row !== head.row && isSubstance(groupsIn(row))));
  const marks = [
    fate.added && !fate.split && MARKS.added,
    fate.removed && !fate.merged && MARKS.removed,
    fate.moved && MARKS.moved,
    rows.some(({ row }) => row.fate.split) && MARKS.split,
    rows.some(({ row }) => row.fate.merged) && MARKS.merged,
    isAmended && MARKS.amended,
    groupsIn(head.row).includes("retitled") && MARKS.retitled,
    groupsIn(head.row).includes("renumbered") && MARKS.renumbered,
  ].filter((mark) => mark !== false);
  return marks.length > 0 ? marks : [MARKS.quiet];
}

/** A paragraph that came, went or moved amends the section it stands in. */
function isSubstance(kinds: readonly ChangeGroup[]): boolean {
  return kinds.some((kind) => kind === "added" || kind === "removed" || kind === "moved");
}
