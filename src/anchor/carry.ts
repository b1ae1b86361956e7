import { type Change, type Comparison, findRow, type Stretch } from "../compare/comparison.ts";
import type { Anchor } from "./anchor.ts";

/**
 * What became of commented words on a later text.
 *
 * - `intact`: the same words in the same clause.
 * - `moved`: the same words; their clause stands elsewhere or has another number.
 * - `changed`: a change touches the words; the stretch covers what they became.
 * - `clause`: the words are gone, their clause lives.
 * - `gone`: the clause is gone too; `clause` is where it stood on the old text.
 */
export type Placement =
  | { state: "intact" | "moved" | "changed"; clause: string; part: "title" | "text"; from: number; to: number }
  | { state: "clause" | "gone"; clause: string };

/**
 * Follows an anchor from the text it was made on to the next one.
 *
 * @param next That text (`before`) compared with the next (`after`).
 * @returns Where the words stand on `after`; for `gone`, where they stood on `before`.
 */
export function carryAnchor(anchor: Pick<Anchor, "clause" | "part" | "from" | "to">, next: Comparison): Placement {
  const row = findRow(next, "before", anchor.clause, anchor.part, anchor.from);
  if (!row?.after) return { state: "gone", clause: anchor.clause };
  const clause = row.after.address;
  const changes = row[anchor.part];
  const words = carryStretch(anchor, changes);
  if (!words) return { state: "clause", clause };
  const isTouched = changes.some(({ before, quiet }) => !quiet && touches(before, anchor));
  const state = isTouched ? "changed" : row.fate.moved || row.fate.renumbered ? "moved" : "intact";
  return { state, clause, part: anchor.part, ...words };
}

/** A change touches words when it takes one of them, or puts something between them. */
function touches({ from, to }: Stretch, words: Stretch): boolean {
  return from === to ? words.from < from && from < words.to : from < words.to && words.from < to;
}

/**
 * Where a stretch of the old text stands in the new one; an edge inside a
 * change goes to the change's edge.
 *
 * @returns `undefined` when none of its words are left.
 */
function carryStretch(words: Stretch, changes: readonly Change[]): Stretch | undefined {
  const struck = changes.some(({ before, quiet }) => !quiet && before.from <= words.from && words.to <= before.to);
  if (struck && words.from < words.to) return undefined;
  const from = carryPosition(words.from, changes, "from");
  const to = carryPosition(words.to, changes, "to");
  return from < to ? { from, to } : undefined;
}

function carryPosition(position: number, changes: readonly Change[], edge: "from" | "to"): number {
  let shift = 0;
  for (const { before, after } of changes) {
    const isPast = edge === "from" ? before.to <= position : before.to < position;
    if (isPast) {
      shift = after.to - before.to;
    } else if (before.from < position) {
      return edge === "from" ? after.from : after.to;
    }
  }
  return position + shift;
}
