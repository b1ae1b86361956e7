import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { type ListedChange, listChanges } from "../compare/describe.ts";
import { type ChangeGroup, groupOf } from "../compare/kinds.ts";
import { type Filter, filterGroups, makeFilter } from "./filter.ts";
import type { Group } from "./groups.ts";

/** A comparison of more rows is drawn first, and its changes told after. */
const LONG_ROWS = 1_500;
const NOTHING: Comparison = { rows: [] };

/** The changes of the text on the screen: all of them, those the filter shows, and the one a reader has come to. */
export interface ChangesShown {
  all: readonly ListedChange[];
  byRow: ReadonlyMap<number, readonly ListedChange[]>;
  filter: Filter;
  /** What the filter shows, in reading order. */
  told: readonly ListedChange[];
  /** False while they are still being told, in a long text. */
  isTold: boolean;
  groups: readonly Group[];
  /** Number in `told`; -1 before the first. */
  at: number;
  /** The next or the previous one that is shown. */
  step: (by: number) => ListedChange | undefined;
  come: (change: ListedChange) => void;
}

/** @param show What the address asks for. @param isPlain A text without changes. */
export function useChanges(
  comparison: Comparison,
  groups: readonly Group[],
  show: readonly ChangeGroup[] | undefined,
  isPlain: boolean,
): ChangesShown {
  const listed = useDeferredValue(comparison, comparison.rows.length > LONG_ROWS ? NOTHING : comparison);
  const all = useMemo(() => (isPlain ? [] : listChanges(listed)), [listed, isPlain]);
  const byRow = useMemo(() => {
    const found = new Map<number, ListedChange[]>();
    for (const change of all) found.set(change.row, [...(found.get(change.row) ?? []), change]);
    return found;
  }, [all]);
  const key = show?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read anew each time; what it says counts
  const filter = useMemo(() => makeFilter(all, show), [all, key]);
  const told = useMemo(() => all.filter(({ kind }) => filter.shown.has(groupOf(kind))), [all, filter]);
  // The button first, then the text.
  const settled = useDeferredValue(filter);
  const shownGroups = useMemo(() => filterGroups(groups, settled), [groups, settled]);
  const [current, come] = useState<ListedChange>();
  const at = current ? told.indexOf(current) : -1;
  const step = useCallback(
    (by: number) => told[(at + by + told.length + (at < 0 && by < 0 ? 1 : 0)) % told.length],
    [told, at],
  );
  return { all, byRow, filter, told, isTold: listed === comparison, groups: shownGroups, at, step, come };
}
