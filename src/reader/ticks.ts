import type { Change } from "../compare/comparison.ts";
import { type Batch, type Fold, heightOfRow } from "./batches.ts";
import type { Row } from "./groups.ts";

/** A place on the page worth a mark beside the scroll bar: how far down its batch, 0 to 1, and what is there. */
export interface Tick {
  at: number;
  kind: "ins" | "del" | "moved" | "thread";
}

/** Where in a batch the changes and the threads are. */
export function ticksOf({ groups }: Batch, folds: readonly Fold[], hasThread: (row: number) => boolean): Tick[] {
  const places: { height: number; kinds: Tick["kind"][] }[] = [];
  groups.forEach((group, at) => {
    if (folds[at] === "folded") return;
    for (const row of group.rows) places.push({ height: heightOfRow(row, 72), kinds: kindsOf(row, hasThread) });
  });
  const whole = places.reduce((sum, { height }) => sum + height, 0);
  let past = 0;
  return places.flatMap(({ height, kinds }) => {
    const at = past / whole;
    past += height;
    return kinds.map((kind) => ({ at, kind }));
  });
}

function kindsOf({ row, index }: Row, hasThread: (row: number) => boolean): Tick["kind"][] {
  const { fate, movedTo } = row;
  const has = (side: "before" | "after") => {
    const isMarked = (change: Change) => !change.quiet && change[side].from < change[side].to;
    return row.title.some(isMarked) || row.text.some(isMarked);
  };
  const kinds: Tick["kind"][] = [];
  if (fate.added || has("after")) kinds.push("ins");
  if (fate.removed || has("before")) kinds.push("del");
  if (fate.moved && movedTo === undefined) kinds.push("moved");
  if (hasThread(index)) kinds.push("thread");
  return kinds;
}
