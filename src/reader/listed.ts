import type { Comparison } from "../compare/comparison.ts";
import { nameOfAddress } from "../compare/name.ts";
import type { ListedThread } from "../discuss/threadIndex.ts";
import type { Clause } from "../text/clause.ts";
import { aboutOf, clauseOf, nameOf } from "./groups.ts";
import type { PlacedThread } from "./placed.ts";

/** A thread with where it stands on the text. */
export interface Listed extends ListedThread {
  placed: PlacedThread;
  /** `Section 4.16`, or `the whole amendment`. */
  about: string;
}

/** @param whole What a thread is about that is about no clause: `the whole amendment`. */
export function listed(placed: PlacedThread, comparison: Comparison, whole: string): Listed {
  const { row, state, thread } = placed;
  const clause = row === undefined ? undefined : clauseOf(comparison.rows[row]!);
  return {
    placed,
    thread,
    clause: clause?.address ?? "",
    label: clause ? labelOf(clause) : whole.replace("t", "T"),
    about: aboutOf(comparison, row, whole),
    order: row ?? -1,
    // What was made on a text that is shown, or is about no words, has not been carried anywhere.
    ...(state !== "exact" && state !== "seeking" && { placement: state === "struck" ? "gone" : state }),
  };
}

/** `4.16 Open Meetings`, `Section 6.5(b)`: the label of an item says little without what it stands in. */
const labelOf = (clause: Clause): string =>
  clause.kind === "item" || (clause.label === "" && clause.title === "" && clause.kind !== "preamble")
    ? nameOfAddress(clause.address)
    : nameOf(clause);

/** What a filter leaves, and the open thread in its place, or first where the newest word is. */
export function withOpen(
  list: readonly Listed[],
  items: readonly Listed[],
  active: number | undefined,
  isByTime: boolean,
): readonly Listed[] {
  const isOpen = ({ thread }: Listed) => thread.comment.seq === active;
  const open = list.some(isOpen) ? undefined : items.find(isOpen);
  if (!open) return list;
  const at = isByTime ? 0 : list.findIndex(({ order }) => order > open.order);
  return at < 0 ? [...list, open] : [...list.slice(0, at), open, ...list.slice(at)];
}

/** Of the clauses that are spoken about, by address, in reading order. */
export const labelsOf = (items: readonly Listed[]) =>
  new Map([...items].sort((a, b) => a.order - b.order).map(({ clause, label }) => [clause, label]));
