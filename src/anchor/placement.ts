/** Words of one clause of a text; UTF-16 units, `to` exclusive. */
export interface PlacedWords {
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
}

/**
 * What became of commented words on another text. Addresses and positions are
 * those of that text.
 *
 * - `intact`: the same words in the same clause.
 * - `moved`: the same words; their clause stands elsewhere or has another number, or the words went to another clause.
 * - `changed`: a change touches the words; the stretch covers what they became.
 * - `clause`: the words are gone, their clause lives; they stood at `at`.
 * - `gone`: the clause is gone too. It stood behind `behind`; without it, before everything else.
 * - `ambiguous`: several places are equally good, best first; or one is left of two
 *   clauses that said nearly the same, and nobody can tell whose it is. A person must say which, or that it is none.
 * - `missing`: the text they were made on is not kept any more.
 */
export type Placement =
  | ({ state: "intact" | "moved" | "changed" } & PlacedWords)
  | { state: "clause"; clause: string; part: "title" | "text"; at: number }
  | { state: "gone"; behind?: string }
  | { state: "ambiguous"; places: PlacedWords[] }
  | { state: "missing" };

/**
 * What is to be found again on another text: words of a clause, or with
 * `from === to` the clause itself.
 */
export interface Sought extends PlacedWords {
  /** SHA-256 of the source it was made on, hex. */
  text: string;
}
