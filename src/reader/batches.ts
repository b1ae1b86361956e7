import type { View } from "./address.ts";
import { clauseOf, type Group, type Row, stretchesOf } from "./groups.ts";

/** Sections that are drawn and laid out together. */
export interface Batch {
  groups: readonly Group[];
  rows: number;
}

/** Laid out one by one, paragraphs make scrolling slow; so many at a time do not. */
const ROWS = 30;

export function batchesOf(groups: readonly Group[]): Batch[] {
  const batches: { groups: Group[]; rows: number }[] = [];
  for (const group of groups) {
    const last = batches.at(-1);
    if (last && last.rows + group.rows.length <= ROWS) {
      last.groups.push(group);
      last.rows += group.rows.length;
    } else {
      batches.push({ groups: [group], rows: group.rows.length });
    }
  }
  return batches;
}

/** What of a group is folded: `folded` as a whole, `partly` its long unchanged stretches, `open` nothing. */
export type Fold = "folded" | "partly" | "open";

/** Measures of the page in pixels, near enough for what nobody sees. */
const LINE_PX = 30;
const GAP_PX = 10;
const FOLD_PX = 42;

/** How high a batch will about be, in pixels, before it is laid out. @param folds One for each group. */
export function heightOf(
  { groups }: Batch,
  folds: readonly Fold[],
  lines: number,
  view: View,
  isNarrow: boolean,
): number {
  const unitsInLine = view === "side-by-side" ? 62 : isNarrow ? 40 : 72;
  let height = lines * FOLD_PX;
  groups.forEach((group, at) => {
    if (folds[at] === "folded") return;
    height += 2 * GAP_PX;
    for (const { rows, folds: isLong } of stretchesOf(group)) {
      if (isLong && folds[at] === "partly") height += FOLD_PX;
      else for (const row of rows) height += heightOfRow(row, unitsInLine);
    }
  });
  return Math.round(height);
}

export function heightOfRow({ row }: Row, unitsInLine: number): number {
  const { title, text } = clauseOf(row);
  const linesOf = (words: string) => Math.ceil(words.length / unitsInLine);
  return (linesOf(title) + linesOf(text)) * LINE_PX + GAP_PX;
}
