import type { Change, ComparedClause, Stretch } from "../compare/comparison.ts";
import type { Clause, Span } from "../text/clause.ts";
import { tokensOf } from "../text/invisible.ts";

export type Part = "title" | "text";
export type Side = "before" | "after";

/**
 * What a column of the page shows: both texts in one, one of them plain, or one
 * of them with its own changes marked, for two columns side by side.
 */
export type Column = "redline" | "in-force" | "proposed" | "struck" | "put-in";

/** Words with a thread on them, or just picked; with `from === to` the place where such words stood. */
export interface Mark extends Stretch {
  side: Side;
  part: Part;
  /** Number of the comment; 0 for words that a comment is being written on. */
  seq: number;
  isActive: boolean;
  /** An address led to these words. */
  isLinked?: true;
}

/** Letters that look alike all through: the smallest thing drawn, and the only one that holds text. */
export interface Leaf {
  side: Side;
  /** Where the letters start in the part, in UTF-16 units of `side`. */
  at: number;
  /** Empty where commented words stood. */
  words: string;
  spans: Span[];
  marks: Mark[];
  /** Address of the item whose label starts here. */
  item?: string;
  /** It is one character nobody sees, to be shown under this name. */
  token?: string;
}

/** A stretch of one kind, in reading order: what was kept, struck or put in; `blank` is a space that stands in neither text. */
export interface Piece {
  kind: "kept" | "deleted" | "inserted" | "blank";
  quiet?: Change["quiet"];
  /** Which change of the part it belongs to; -1 for kept words. */
  change: number;
  /** Where it stands on the new text, struck words too. */
  at: number;
  leaves: Leaf[];
}

/**
 * Cuts one part of a row into the pieces a column shows.
 *
 * White space at the edges of a change stands outside its piece: a marked
 * blank says nothing to a reader.
 */
export function piecesOf(row: ComparedClause, part: Part, column: Column, marks: readonly Mark[]): Piece[] {
  const { before, after } = row;
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], side: Side, from: number, to: number, rest: Partial<Piece> = {}) => {
    const leaves = leavesOf(side === "before" ? before : after, part, side, from, to, marks);
    if (leaves.length > 0) pieces.push({ kind, change: -1, at: from, leaves, ...rest });
  };
  const addBlank = (at: number) => pieces.push({ kind: "blank", change: -1, at, leaves: [] });
  const addDeleted = (index: number, { before: { from, to }, after: { from: at, to: past }, quiet }: Change) => {
    const [start, end] = trim(before?.[part] ?? "", from, to);
    if (start === end) return;
    if (from < start) addBlank(at);
    add("deleted", "before", start, end, { change: index, at, quiet });
    if (end < to || at < past) addBlank(at);
  };
  const addInserted = (index: number, { after: { from, to }, quiet }: Change) => {
    const [start, end] = trim(after?.[part] ?? "", from, to);
    add("kept", "after", from, start);
    add("inserted", "after", start, end, { change: index, quiet });
    add("kept", "after", end, to);
  };

  const addWhole = (kind: "kept" | "deleted" | "inserted", side: Side) => {
    for (const { from, to } of stretchesHere(row, part, side))
      add(kind, side, from, to, kind === "kept" ? {} : { change: 0 });
    return pieces;
  };

  if (column === "in-force") return addWhole("kept", "before");
  if (column === "proposed") return addWhole("kept", "after");
  if (!after) return column === "put-in" ? [] : addWhole("deleted", "before");
  if (!before) return column === "struck" ? [] : addWhole("inserted", "after");
  const side = column === "struck" ? "before" : "after";
  let at = 0;
  for (const [index, change] of row[part].entries()) {
    add("kept", side, at, change[side].from);
    at = change[side].to;
    if (change.quiet === "elsewhere") continue;
    if (column === "struck") addDeleted(index, { ...change, after: { from: 0, to: 0 } });
    else if (column === "redline") addDeleted(index, change);
    if (column !== "struck") addInserted(index, change);
  }
  add("kept", side, at, row[side]![part].length);
  return pieces;
}

/** What of a part is shown in this row: without the words another row is about. */
function stretchesHere(row: ComparedClause, part: Part, side: Side): Stretch[] {
  const words = row[side]?.[part] ?? "";
  const elsewhere = row[part].filter(({ quiet }) => quiet === "elsewhere").map((change) => change[side]);
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { from, to } of [...elsewhere, { from: words.length, to: words.length }]) {
    if (words.slice(at, from).trim() !== "") stretches.push({ from: at, to: from });
    at = to;
  }
  return stretches;
}

/** A stretch without the white space at its edges. */
function trim(words: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(words[start]!)) start += 1;
  while (end > start && /\s/.test(words[end - 1]!)) end -= 1;
  return [start, end];
}

function leavesOf(
  clause: Clause | undefined,
  part: Part,
  side: Side,
  from: number,
  to: number,
  marks: readonly Mark[],
): Leaf[] {
  if (!clause || from >= to) return [];
  const spans = part === "text" ? clause.spans : [];
  const items = part === "text" ? clause.items : [];
  const here = marks.filter((mark) => mark.side === side && mark.part === part);
  const near = here.filter((mark) => mark.from < to && from < mark.to);
  // At the end of a stretch it belongs to the next one, unless there is none.
  const carets = here.filter(
    (mark) => mark.from === mark.to && from <= mark.from && (mark.from < to || to === clause[part].length),
  );
  const tokens = tokensIn(clause[part]);
  const edges = new Set([from, to]);
  for (const { from: a, to: b } of [...spans, ...near, ...tokens])
    for (const edge of [a, b]) if (from < edge && edge < to) edges.add(edge);
  for (const item of items) if (from < item.from && item.from < to) edges.add(item.from);
  for (const caret of carets) edges.add(Math.min(caret.from, to));
  const sorted = [...edges].sort((a, b) => a - b);
  const leaves = sorted.slice(0, -1).flatMap((start, index): Leaf[] => {
    const end = sorted[index + 1]!;
    const covers = (stretch: Stretch) => stretch.from <= start && end <= stretch.to;
    return [
      ...caretAt(start),
      {
        side,
        at: start,
        words: clause[part].slice(start, end),
        spans: spans.filter(covers),
        marks: near.filter(covers),
        item: items.find((item) => item.from === start)?.address,
        token: tokens.find(covers)?.token,
      },
    ];
  });
  return to === clause[part].length ? [...leaves, ...caretAt(to)] : leaves;

  function caretAt(at: number): Leaf[] {
    const found = carets.filter((caret) => caret.from === at);
    return found.length > 0 ? [{ side, at, words: "", spans: [], marks: found }] : [];
  }
}

const NO_TOKENS: readonly Token[] = [];
const known = new Map<string, readonly Token[]>();
/** Texts with such a character are few; so many are remembered. */
const MOST_KNOWN = 200;

interface Token extends Stretch {
  token: string;
}

/** Whether a character belongs to its script is seen from the whole text, not from a leaf of it. */
function tokensIn(text: string): readonly Token[] {
  const found = known.get(text);
  if (found) return found;
  const tokens = tokensOf(text).filter((stretch): stretch is Token => stretch.token !== undefined);
  if (tokens.length === 0) return NO_TOKENS;
  if (known.size === MOST_KNOWN) known.clear();
  known.set(text, tokens);
  return tokens;
}

/** The pieces between two positions of the new text: those of one cell of a table. */
export function piecesWithin(pieces: readonly Piece[], from: number, to: number): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === "deleted" || piece.kind === "blank") return from <= piece.at && piece.at <= to ? [piece] : [];
    const leaves = piece.leaves.flatMap((leaf) => {
      const [start, end] = [Math.max(from, leaf.at), Math.min(to, leaf.at + leaf.words.length)];
      return start < end ? [{ ...leaf, at: start, words: leaf.words.slice(start - leaf.at, end - leaf.at) }] : [];
    });
    return leaves.length > 0 ? [{ ...piece, leaves }] : [];
  });
}
