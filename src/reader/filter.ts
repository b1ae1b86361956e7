import type { Change, ComparedClause } from "../compare/comparison.ts";
import type { ListedChange } from "../compare/describe.ts";
import { type ChangeGroup, countGroups, groupOf, type KindCount, kindOfChange } from "../compare/kinds.ts";
import type { Group } from "./groups.ts";
import type { Part } from "./pieces.ts";

/** Which changes a reader sees marked; the others are drawn quietly or folded, and counted. */
export interface Filter {
  /** The groups that occur. */
  counts: readonly KindCount[];
  shown: ReadonlySet<ChangeGroup>;
  /** Nothing was chosen: all that changes the law is shown. */
  isDefault: boolean;
}

/** @param show What the address asks for. */
export function makeFilter(changes: readonly ListedChange[], show: readonly ChangeGroup[] | undefined): Filter {
  const counts = countGroups(changes);
  const usual = counts.filter(({ quiet }) => !quiet).map(({ group }) => group);
  const shown = new Set(show ?? usual);
  return { counts, shown, isDefault: counts.every(({ group, quiet }) => shown.has(group) !== quiet) };
}

/** What the address asks for once this group is shown, or not; nothing, when that is the usual. */
export function toggleGroup({ counts, shown }: Filter, group: ChangeGroup): readonly ChangeGroup[] | undefined {
  const next = counts.filter((each) => shown.has(each.group) !== (each.group === group));
  const isUsual = counts.every((each) => next.includes(each) !== each.quiet);
  return isUsual ? undefined : next.map((each) => each.group);
}

/** Groups of kinds that are marked in a redline by themselves, and are to be drawn quietly now. */
export function dimmedGroups({ counts, shown }: Filter): ChangeGroup[] {
  return counts.filter(({ group, quiet }) => !quiet && !shown.has(group)).map(({ group }) => group);
}

/** The sections as the filter shows them: one in which it shows nothing folds. Those that stay as they are, are the same objects. */
export function filterGroups(groups: readonly Group[], { shown, isDefault }: Filter): readonly Group[] {
  if (isDefault) return groups;
  return groups.map((group) => {
    if (group.state === "unchanged") return group;
    const kinds = group.rows.flatMap(({ row }) => groupsIn(row));
    if (kinds.some((kind) => shown.has(kind)))
      return group.state === "changed" ? group : { ...group, state: "changed" };
    return group.state === "quiet" ? group : { ...group, state: "quiet", isFiltered: true };
  });
}

/** What is true of one row, in a filter's words. */
export function groupsIn(row: ComparedClause): ChangeGroup[] {
  const { fate, movedTo } = row;
  if (movedTo !== undefined) return ["moved"];
  const groups = new Set<ChangeGroup>();
  if (fate.added) groups.add("added");
  if (fate.removed) groups.add("removed");
  if (fate.moved) groups.add("moved");
  if (fate.split || fate.merged) groups.add("divided");
  if (fate.renumbered && !fate.moved) groups.add("renumbered");
  for (const part of ["title", "text"] as const) {
    for (const change of row[part]) if (change.quiet !== "elsewhere") groups.add(groupOfChange(row, part, change));
  }
  return [...groups];
}

/** Without making its sentence: every piece on the page is asked for it. */
export function groupOfChange(row: ComparedClause, part: Part, change: Change): ChangeGroup {
  return groupOf(kindOfChange(row, part, change));
}
