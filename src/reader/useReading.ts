import { startTransition, useCallback, useMemo, useState } from "react";
import type { Comparison, Stretch } from "../compare/comparison.ts";
import type { ListedChange } from "../compare/describe.ts";
import { isWriting } from "./browser.ts";
import type { Group } from "./groups.ts";
import type { Part, Side } from "./pieces.ts";
import { isNarrow } from "./useNarrow.ts";

/** What a reader has tapped, selected or come to with the keyboard: what a comment would be about. */
export interface Picked {
  row: number;
  words?: Stretch & { side: Side; part: Part };
  /** He chose it with his hand: what can be done with it is offered. Whoever only came here is left to read. */
  isOffered?: boolean;
  /** He asked for that with a key: it takes the focus. */
  takesFocus?: boolean;
  /** The change it is, or the words stand in. */
  change?: ListedChange;
}

/** A place inside a row: a change, or an item inside its sentence, by address. */
interface Target {
  change?: ListedChange;
  item?: string;
  /** A link led here: the clause is marked until one goes on. */
  marks?: boolean;
  /** To the words that the address leads to. */
  toLinked?: boolean;
  /** To the words of a thread, by the number of its comment: the thread has the focus then, and not the clause. */
  thread?: number;
}

/** Where a reader is in the text on the screen: what is unfolded, what he has picked, and how to go elsewhere. */
export interface Reading {
  unfolded: ReadonlySet<number>;
  unfold: (groups: readonly Group[]) => void;
  fold: () => void;
  picked?: Picked;
  pick: (picked?: Picked) => void;
  /** Picks nothing any more; the focus goes back to the clause. */
  leave: () => void;
  /** Opens what folds the row, brings it into view and gives it the focus. */
  goTo: (row: number, to?: Target) => void;
  /** The group a row stands in. */
  groupOf: (row: number) => Group | undefined;
  /** What he wants to know the history of. */
  traced?: Picked;
  trace: (picked?: Picked) => void;
}

export function useReading(comparison: Comparison, groups: readonly Group[]): Reading {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [picked, setPicked] = useState<Picked>();
  const [traced, trace] = useState<Picked>();
  const groupByRow = useMemo(() => {
    const byRow = new Map<number, Group>();
    for (const group of groups) for (const { index } of group.rows) byRow.set(index, group);
    return byRow;
  }, [groups]);

  const unfold = useCallback((run: readonly Group[]) => {
    startTransition(() => setUnfolded((before) => withAll(before, run)));
  }, []);
  const fold = useCallback(() => setUnfolded(new Set()), []);
  const groupOf = useCallback((row: number) => groupByRow.get(row), [groupByRow]);

  const pick = useCallback((next?: Picked) => {
    document.querySelector(".law [data-arrived]")?.removeAttribute("data-arrived");
    setPicked(next);
  }, []);

  const row = picked?.row;
  const leave = useCallback(() => {
    if (document.activeElement?.closest(".picked-bar")) {
      document.querySelector<HTMLElement>(`.law [data-row="${row}"]`)?.focus({ preventScroll: true });
    }
    pick();
  }, [row, pick]);

  const goTo = useCallback(
    (row: number, to: Target = {}) => {
      const group = groupByRow.get(row);
      if (group) setUnfolded((before) => withAll(before, [group]));
      const { change } = to;
      pick({ row, words: change && wordsOf(change), isOffered: change !== undefined, change });
      // On arrival it may be among those that are drawn last.
      untilDone(() => showRow(row, to, comparison));
    },
    [groupByRow, comparison, pick],
  );

  return { unfolded, unfold, fold, picked, pick, leave, goTo, groupOf, traced, trace };
}

/** The same set, when they are in it already: nothing is drawn anew for that. */
function withAll(unfolded: ReadonlySet<number>, groups: readonly Group[]): ReadonlySet<number> {
  const fresh = groups.map(({ head }) => head.index).filter((index) => !unfolded.has(index));
  return fresh.length === 0 ? unfolded : new Set([...unfolded, ...fresh]);
}

/** The words of a change that a comment on it is about: what is put in, or what is struck. */
export function wordsOf({ change, part }: ListedChange): Picked["words"] {
  if (!change || part === "clause") return undefined;
  const side = change.after.from < change.after.to ? "after" : "before";
  return { side, part, ...change[side] };
}

/** About two seconds. */
const MOST_FRAMES = 120;

/** Tries before each frame, until what it needs is drawn. */
export function untilDone(tryNow: () => boolean, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    if (!tryNow() && frames > 1) untilDone(tryNow, frames - 1);
  });
}

/** @returns Whether the row is drawn, unfolded and as the one that is picked. */
function showRow(
  row: number,
  { change: listed, item, marks, toLinked, thread }: Target,
  { rows }: Comparison,
): boolean {
  const clause = document.querySelector<HTMLElement>(`.law [data-row="${row}"][data-current]`);
  if (!clause || clause.closest(".foldable[hidden]")) return false;
  const number = listed?.change && listed.part !== "clause" ? rows[row]![listed.part].indexOf(listed.change) : -1;
  const spot = toLinked
    ? "mark[data-linked]"
    : thread !== undefined
      ? `mark[data-marks~="${thread}"]`
      : number < 0
        ? `#${CSS.escape(`clause-${item}`)}`
        : `[data-part="${listed!.part}"] [data-change="${number}"]`;
  const words = clause.querySelector(spot);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // On a phone the sheet with the thread covers the lower half: the words stand above it.
  const isUpper = !words || (thread !== undefined && isNarrow());
  (words ?? clause).scrollIntoView({ block: isUpper ? "start" : "center", behavior: isStill ? "instant" : "auto" });
  if (thread === undefined && !isWriting()) clause.focus({ preventScroll: true });
  // An item inside a sentence has no box of its own: its words are marked.
  if (marks || (words && item !== undefined))
    (item === undefined ? clause : (words ?? clause)).setAttribute("data-arrived", "");
  return true;
}
