import type { Clause, Span } from "../text/clause.ts";
import type { Change } from "./comparison.ts";

/** A clause by its address: of the text in force, or of the new text for one that an instruction puts in. */
export type ClauseRef = { before: string } | { after: string };

/** Where a clause goes: behind another one, or first inside the clause around it (on top where none is named). */
export interface Place {
  inside?: ClauseRef;
  behind?: ClauseRef;
}

/** What is written in front of a clause, and what it is. */
export interface Heading {
  kind: Clause["kind"];
  label: string;
  address: string;
}

/** A clause that is put in, with all that stands inside it. */
export type NewClause = Omit<Clause, "source" | "titleRuns" | "textRuns" | "clauses"> & { clauses: NewClause[] };

/**
 * Which words: the `occurrence`-th place (from 1) where `behind` and then
 * `strike` stand. `behind` stays; where both are empty the words go first.
 */
export interface WordsPlace {
  behind: string;
  strike: string;
  occurrence: number;
}

/**
 * One step that turns the text in force into the new one, with all it needs in itself.
 *
 * - `retitle`: the title of the whole.
 * - `words`: words of a title or a text are struck, put in, or both. What
 *   is quoted is quoted as it stood before the first of several such steps in a row.
 * - `insert`: a new clause; with `take`, its text is taken out of another one.
 * - `take`: words of one clause go to the start or the end of another one's text.
 * - `move`, `number`: a clause goes elsewhere, gets another number, or is another kind of clause.
 * - `strike`: a clause goes, with all that still stands inside it.
 * - `mark`: the markup of a text, all of it.
 */
export type Step =
  | { do: "retitle"; strike: string; insert: string }
  | ({ do: "words"; clause: ClauseRef; part: "title" | "text"; insert: string } & WordsPlace)
  | { do: "insert"; clause: NewClause; place: Place; take?: { from: ClauseRef; words: string } }
  | { do: "take"; from: ClauseRef; words: string; to: ClauseRef; at: "start" | "end" }
  | { do: "move"; clause: ClauseRef; opening: string; place: Place; as?: Heading }
  | { do: "number"; clause: ClauseRef; opening: string; as: Heading }
  | { do: "strike"; clause: ClauseRef; opening: string }
  | { do: "mark"; clause: ClauseRef; spans: (Span & { words: string })[] };

/** A step, and how a resolution would say it. */
export type Instruction = Step & {
  sentence: string;
  /** Index into `Comparison.rows`: which row of the redline it belongs to; -1 for the title of the whole. */
  row: number;
  /** Of `words`: the very change of that row which it says, where it says one. */
  change?: Change;
};

/** Units of its words by which a clause is known before it is struck or moved. */
const OPENING_UNITS = 60;

/** The words by which a clause of the text in force is known: its title, else the start of its text. */
export function openingOf({ title, text }: Pick<Clause, "title" | "text">): string {
  return (title || text).slice(0, OPENING_UNITS);
}
