import type { Anchor } from "../anchor/anchor.ts";
import { carryAnchor, type Placement } from "../anchor/carry.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Part, Side } from "./pieces.ts";

/** Where a thread, or a comment that is being written, stands in the comparison on the screen. */
export interface Spot {
  /** Number of the row; `undefined`: about the amendment as a whole, or its clause is nowhere here. */
  row?: number;
  words?: { side: Side; part: Part; from: number; to: number };
  /** `exact`: it was made on one of the two texts shown. `unknown`: its own text is not to be had. */
  state: Placement["state"] | "exact" | "unknown";
}

export interface PlacedThread extends Spot {
  thread: Thread;
}

/** The two texts on the screen, and older ones that comments were made on, compared with the new one. */
export interface Shown {
  before: string;
  after: string;
  comparison: Comparison;
  /** By the hash of the older text. */
  older: ReadonlyMap<string, Comparison>;
}

/** Numbers of the rows of a clause by its address on one side, made once for a comparison; two where its parts went different ways. */
const indexes = new WeakMap<Comparison, Record<Side, Map<string, number[]>>>();

function indexOf(comparison: Comparison): Record<Side, Map<string, number[]>> {
  const known = indexes.get(comparison);
  if (known) return known;
  const made: Record<Side, Map<string, number[]>> = { before: new Map(), after: new Map() };
  comparison.rows.forEach((row, index) => {
    for (const side of ["before", "after"] as const) {
      const address = row[side]?.address;
      if (address === undefined || row.movedTo !== undefined) continue;
      made[side].set(address, [...(made[side].get(address) ?? []), index]);
    }
  });
  indexes.set(comparison, made);
  return made;
}

/** The row in which a word of a clause stands; `findRow` for a page, which asks a thousand times. */
export function rowOf(
  comparison: Comparison,
  side: Side,
  address: string,
  part: Part = "title",
  position = 0,
): number | undefined {
  const rows = indexOf(comparison)[side].get(address) ?? [];
  if (rows.length < 2) return rows[0];
  const holds = (index: number) =>
    !comparison.rows[index]![part].some(
      (change) => change.quiet === "elsewhere" && change[side].from <= position && position < change[side].to,
    );
  return rows.find(holds) ?? rows[0];
}

/** The row a clause's address leads to: as it would read first, else as it read. */
export function rowAt(comparison: Comparison, address: string): number | undefined {
  return rowOf(comparison, "after", address) ?? rowOf(comparison, "before", address);
}

/**
 * Finds the place of what was said about words, a clause, or the whole.
 *
 * @param made Hash of the text the clause's address belongs to, where there is no anchor.
 */
export function spotOf(said: { clause?: string; anchor?: Anchor }, made: string | undefined, shown: Shown): Spot {
  const { anchor } = said;
  const clause = anchor?.clause ?? said.clause;
  if (clause === undefined) return { state: "exact" };
  const text = anchor?.text ?? made;
  const find = (side: Side, address: string, part = anchor?.part, position = anchor?.from) =>
    rowOf(shown.comparison, side, address, part, position);
  if (text === shown.before || text === shown.after) {
    const side: Side = text === shown.after ? "after" : "before";
    // Words kept on both sides stand on the new one; struck ones can only stand on the old one.
    const row = find(side, clause) ?? find("before", clause);
    if (row === undefined) return { state: "unknown" };
    return {
      row,
      state: "exact",
      ...(anchor && { words: { side, part: anchor.part, from: anchor.from, to: anchor.to } }),
    };
  }
  const older = text === undefined ? undefined : shown.older.get(text);
  if (!older) return { row: rowAt(shown.comparison, clause), state: "unknown" };
  const placement = carryAnchor(anchor ?? { clause, part: "text", from: 0, to: 0 }, older);
  // Where it stood: a new clause under the old number is a stranger.
  const isPlaced = "from" in placement;
  const row =
    placement.state === "gone"
      ? find("before", clause)
      : isPlaced
        ? find("after", placement.clause, placement.part, placement.from)
        : find("after", placement.clause);
  if (!anchor) return { row, state: placement.state === "gone" ? "gone" : "exact" };
  if (!isPlaced) return { row, state: placement.state };
  const { from, to, state } = placement;
  return { row, state, words: { side: "after", part: placement.part, from, to } };
}
