import type { Anchor } from "../anchor/anchor.ts";
import type { PlacedWords, Placement, Sought } from "../anchor/placement.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Part, Side } from "./pieces.ts";

/** Where a thread, or a comment that is being written, stands in the comparison on the screen. */
export interface Spot {
  /** Number of the row; `undefined`: about the whole, or its clause is nowhere here. */
  row?: number;
  /** With `from === to`: the place where its words stood. */
  words?: { side: Side; part: Part; from: number; to: number };
  /**
   * `exact`: it was made on one of the two texts shown. `struck`: gone from the new
   * text, it stands on the old one. `seeking`: its words are still being looked for.
   */
  state: Placement["state"] | "exact" | "struck" | "seeking";
  /** Of an ambiguous one: where on the new text its words may stand, best first. */
  places?: readonly PlacedWords[];
  /** Hash of that text. */
  placesOn?: string;
  /** A person said where its words stand, or that they stand nowhere any more. */
  isDecided?: true;
}

export interface PlacedThread extends Spot {
  thread: Thread;
}

/** The two texts on the screen, by their hashes; the same one twice, where only one is. */
export interface Shown {
  before: string;
  after: string;
  comparison: Comparison;
}

/** Of an anchor, what finds its words. */
type Place = Pick<Anchor, "text" | "clause" | "part" | "from" | "to">;

/** What something said points at. */
export interface Pointed {
  anchor?: Place;
  clause?: string;
  /** Hash of the text that the clause's address belongs to, where there is no anchor. */
  made?: string;
  /** A person's word on it: other words to look for, or nowhere. */
  decided?: Place | "nowhere";
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

/** What the server is to be asked for; nothing where it stands on a text that is shown, or is about the whole. */
export function soughtOf(pointed: Pointed, { before, after }: Shown): Sought | undefined {
  const anchor = anchorOf(pointed);
  const text = anchor?.text ?? pointed.made;
  const clause = anchor?.clause ?? pointed.clause;
  if (clause === undefined || text === undefined || text === before || text === after) return undefined;
  return anchor
    ? { text, clause, part: anchor.part, from: anchor.from, to: anchor.to }
    : { text, clause, part: "text", from: 0, to: 0 };
}

/**
 * The place of what was said about words, a clause, or the whole.
 *
 * @param found Where the words it seeks stand on the new text and on the old one; missing until the server has answered.
 */
export function spotOf(pointed: Pointed, shown: Shown, found: readonly Placement[] | undefined): Spot {
  const spot = undecidedSpot(pointed, shown, found);
  if (pointed.decided === undefined) return spot;
  if (pointed.decided !== "nowhere" || spot.state === "seeking") return { ...spot, isDecided: true };
  return { row: spot.row, state: "gone", isDecided: true };
}

const anchorOf = ({ anchor, decided }: Pointed) => (decided && decided !== "nowhere" ? decided : anchor);

function undecidedSpot(pointed: Pointed, shown: Shown, found: readonly Placement[] | undefined): Spot {
  const anchor = anchorOf(pointed);
  const clause = anchor?.clause ?? pointed.clause;
  if (clause === undefined) return { state: "exact" };
  const text = anchor?.text ?? pointed.made;
  if (text === shown.before || text === shown.after) return exactSpot(anchor, clause, text === shown.after, shown);
  const { comparison } = shown;
  // No text is known that its address belongs to: then none can be compared either.
  if (text === undefined) return { row: rowAt(comparison, clause), state: "missing" };
  if (!found) return { row: rowAt(comparison, clause), state: "seeking" };
  const [onNew, onOld] = found;
  if (!onNew || onNew.state === "missing") return { row: rowAt(comparison, clause), state: "missing" };
  if ("from" in onNew) return wordsSpot(onNew, "after", onNew.state, comparison);
  if (onNew.state === "ambiguous") {
    const { places } = onNew;
    return { row: rowOfWords(comparison, "after", places[0]!), state: "ambiguous", places, placesOn: shown.after };
  }
  // Struck words are shown: they have a better place than the gap they left.
  if (onOld && "from" in onOld) return wordsSpot(onOld, "before", "struck", comparison);
  if (onNew.state === "clause") return gapSpot(onNew, "after", "clause", comparison);
  if (onOld?.state === "clause") return gapSpot(onOld, "before", "gone", comparison);
  const behind = onNew.behind === undefined ? 0 : rowOf(comparison, "after", onNew.behind);
  return { row: behind, state: "gone" };
}

function exactSpot(anchor: Place | undefined, clause: string, isNew: boolean, { comparison }: Shown): Spot {
  const side: Side = isNew ? "after" : "before";
  const find = (of: Side) => rowOf(comparison, of, clause, anchor?.part, anchor?.from);
  // Words kept on both sides stand on the new one; struck ones can only stand on the old one.
  const row = find(side) ?? find("before");
  if (row === undefined) return { state: "missing" };
  const words = anchor && { side, part: anchor.part, from: anchor.from, to: anchor.to };
  return { row, state: "exact", ...(words && { words }) };
}

/** Without words, where nothing but the clause was looked for. */
function wordsSpot(placed: PlacedWords, side: Side, state: Spot["state"], comparison: Comparison): Spot {
  const { part, from, to } = placed;
  const row = rowOfWords(comparison, side, placed);
  return { row, state, ...(from < to && { words: { side, part, from, to } }) };
}

function gapSpot(
  { clause, part, at }: { clause: string; part: Part; at: number },
  side: Side,
  state: Spot["state"],
  comparison: Comparison,
): Spot {
  return { row: rowOf(comparison, side, clause, part, at), state, words: { side, part, from: at, to: at } };
}

function rowOfWords(comparison: Comparison, side: Side, { clause, part, from, to }: PlacedWords): number | undefined {
  return from < to ? rowOf(comparison, side, clause, part, from) : rowOf(comparison, side, clause);
}
