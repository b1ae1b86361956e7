import { expect, test } from "vitest";
import type { Change, ComparedClause } from "../../src/compare/comparison.ts";
import { compareWording } from "../../src/compare/wording.ts";
import { type Column, type Mark, type Part, type Piece, piecesOf, piecesWithin } from "../../src/reader/pieces.ts";
import type { Clause } from "../../src/text/clause.ts";
import { compareTexts, PAIRS, PHRASE } from "./texts.ts";

const wordsOf = ({ leaves }: Piece) => leaves.map(({ words }) => words).join("");

/** `[-old-]{+new+}`; a blank that stands in neither text is a blank. */
function print(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      const words = wordsOf(piece);
      if (piece.kind === "deleted") return `[-${words}-]`;
      if (piece.kind === "inserted") return `{+${words}+}`;
      return piece.kind === "blank" ? " " : words;
    })
    .join("");
}

function clauseOf(text: string): Clause {
  const source = { from: 0, to: 0, line: 1 };
  return {
    kind: "section",
    label: "1.1",
    address: "1.1",
    title: "",
    text,
    spans: [],
    items: [],
    clauses: [],
    source,
    titleRuns: [],
    textRuns: [],
  };
}

function rowOf(before: string, after: string, changes?: Change[]): ComparedClause {
  const text = changes ?? compareWording(before, after);
  const none = {
    added: false,
    removed: false,
    amended: text.length > 0,
    moved: false,
    renumbered: false,
    retitled: false,
    split: false,
    merged: false,
  };
  return { before: clauseOf(before), after: clauseOf(after), fate: none, title: [], text, confidence: 1 };
}

test("Section 4.16 has exactly one inserted piece: the phrase, without the blank before or behind it", () => {
  const { comparison } = compareTexts(PAIRS[0]!);
  const pieces = comparison.rows.flatMap((row) => piecesOf(row, "text", "redline", []));
  const changed = pieces.filter(({ kind }) => kind !== "kept");
  expect(changed.map((piece) => [piece.kind, wordsOf(piece)])).toEqual([["inserted", PHRASE]]);
});

test.each([
  [
    "a word replaced: what goes first, then what comes",
    "It may close.",
    "It shall close.",
    "It [-may-] {+shall+} close.",
  ],
  ["a word struck at the end", "It is in full view", "It is in full", "It is in full [-view-]"],
  ["a word put in at the end", "It is in full", "It is in full view", "It is in full {+view+}"],
  ["everything replaced", "Old words.", "Quite other ones!", "[-Old words.-] {+Quite other ones!+}"],
])("%s", (_, before, after, printed) => {
  expect(print(piecesOf(rowOf(before, after), "text", "redline", []))).toBe(printed);
});

const everyRow = PAIRS.flatMap((pair) => compareTexts(pair).comparison.rows.map((row) => ({ row, pair })));
const PARTS: Part[] = ["title", "text"];

test.each<[Column, "before" | "after"]>([
  ["in-force", "before"],
  ["struck", "before"],
  ["proposed", "after"],
  ["put-in", "after"],
  ["redline", "after"],
])("law: over all its rows, the %s column reads, word for word, as the text %s", (column, side) => {
  const squeeze = (words: string) => words.replace(/\s+/g, "");
  let compared = 0;
  for (const pair of PAIRS) {
    const rows = compareTexts(pair).comparison.rows.filter((row) => row.movedTo === undefined && row[side]);
    for (const address of new Set(rows.map((row) => row[side]!.address))) {
      // A clause that was divided or joined stands in several rows, each with its own words.
      const own = rows.filter((row) => row[side]!.address === address);
      for (const part of PARTS) {
        const leaves = own
          .flatMap((row) => piecesOf(row, part, column, []))
          .flatMap((piece) => piece.leaves)
          .filter((leaf) => leaf.side === side)
          .sort((one, other) => one.at - other.at);
        const read = leaves.map(({ words }) => words).join("");
        expect(squeeze(read), `${column} ${part} of ${address}, ${pair.join(" → ")}`).toBe(
          squeeze(own[0]![side]![part]),
        );
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(500);
});

test("law: in the redline, kept and struck pieces read as the old text", () => {
  for (const { row, pair } of everyRow) {
    if (row.movedTo !== undefined || !row.before || !row.after) continue;
    if ([...row.title, ...row.text].some(({ quiet }) => quiet)) continue; // Kept words are set as in the new text.
    for (const part of PARTS) {
      const old = piecesOf(row, part, "redline", []).filter(({ kind }) => kind !== "inserted");
      const read = old.map((piece) => (piece.kind === "blank" ? " " : wordsOf(piece))).join("");
      expect(read.replace(/\s+/g, ""), `${part} of ${row.before.address}, ${pair.join(" → ")}`).toBe(
        row.before[part].replace(/\s+/g, ""),
      );
    }
  }
});

test("law: every leaf says truly where its letters stand", () => {
  for (const { row } of everyRow)
    for (const part of PARTS)
      for (const column of ["redline", "struck", "put-in"] as const)
        for (const { leaves } of piecesOf(row, part, column, []))
          for (const { side, at, words } of leaves) expect(row[side]![part].slice(at, at + words.length)).toBe(words);
});

test("a mark is cut at the edges of changes and of other marks, and covers exactly its words", () => {
  const before = "The Council shall meet in the open.";
  const after = "The Council shall always meet in the open.";
  const mark = (seq: number, words: string): Mark => {
    const from = after.indexOf(words);
    return { seq, side: "after", part: "text", from, to: from + words.length, isActive: false };
  };
  const marks = [mark(1, "shall always meet"), mark(2, "meet in")];
  const pieces = piecesOf(rowOf(before, after), "text", "redline", marks);
  const shown = pieces.flatMap(({ kind, leaves }) =>
    leaves.map(
      ({ words, marks }) => `${kind === "inserted" ? "+" : ""}${words}|${marks.map(({ seq }) => seq).join(",")}`,
    ),
  );
  expect(shown).toEqual(["The Council |", "shall |1", "+always|1", " |1", "meet|1,2", " in|2", " the open.|"]);
});

test("a mark on struck words is drawn on the struck words only", () => {
  const mark: Mark = { seq: 3, side: "before", part: "text", from: 3, to: 6, isActive: true };
  const pieces = piecesOf(rowOf("It may close.", "It shall close."), "text", "redline", [mark]);
  const marked = pieces.flatMap(({ kind, leaves }) =>
    leaves.filter(({ marks }) => marks.length > 0).map(({ words }) => [kind, words]),
  );
  expect(marked).toEqual([["deleted", "may"]]);
});

test("the cells of a table share out its pieces, and nothing is shown twice or not at all", () => {
  const tables = everyRow.filter(({ row }) => row.after?.rows);
  expect(tables.length).toBeGreaterThan(0);
  for (const { row } of tables) {
    const pieces = piecesOf(row, "text", "redline", []);
    const cells = row.after!.rows!.flatMap((line) => line.cells);
    for (const { from, to } of cells) {
      const words = piecesWithin(pieces, from, to)
        .filter(({ kind }) => kind === "kept" || kind === "inserted")
        .map(wordsOf)
        .join("");
      expect(words).toBe(row.after!.text.slice(from, to));
    }
  }
});

test("a clause that is new is one insertion, one that is struck one deletion", () => {
  const row = rowOf("Old words.", "New words.", []);
  expect(print(piecesOf({ ...row, before: undefined }, "text", "redline", []))).toBe("{+New words.+}");
  expect(print(piecesOf({ ...row, after: undefined }, "text", "redline", []))).toBe("[-Old words.-]");
  expect(piecesOf({ ...row, after: undefined }, "text", "proposed", [])).toEqual([]);
  expect(piecesOf({ ...row, before: undefined }, "text", "in-force", [])).toEqual([]);
});

test.each([
  ["in the middle of kept words", "It may close.", "It may close.", 7, "It may ‸close."],
  ["at the very end", "It may close.", "It may close.", 13, "It may close.‸"],
  ["where other words were put in", "It may close.", "It shall close.", 3, "It [-may-] {+‸shall+} close."],
])("a mark where commented words stood: %s, once", (_, before, after, at, expected) => {
  const mark: Mark = { side: "after", part: "text", from: at, to: at, seq: 7, isActive: false };
  const shown = piecesOf(rowOf(before, after), "text", "redline", [mark]).map((piece) => ({
    ...piece,
    leaves: piece.leaves.map((leaf) => (leaf.words === "" ? { ...leaf, words: "‸" } : leaf)),
  }));
  expect(print(shown)).toBe(expected);
});
