import type { Clause } from "../text/clause.ts";

/** A stretch of a plain text in UTF-16 units, `to` exclusive. Empty where `from === to`. */
export interface Stretch {
  from: number;
  to: number;
}

/** One difference inside a title or a text. One side may be empty, never both. */
export interface Change {
  before: Stretch;
  after: Stretch;
  /**
   * Set where the law is the same: shown quietly and counted apart.
   * `typography`: quotation marks, dashes, spacing. `case`: only capitals
   * differ, as when a term comes to be a defined one. `reference`: a
   * cross-reference follows the new number of the clause it names.
   * `elsewhere`: these words of the clause stand in another row (see
   * `ComparedClause.part`); a page leaves them out here.
   */
  quiet?: "typography" | "case" | "reference" | "elsewhere";
}

/** What happened to a clause. Several may be true of one; none is true of an unchanged one. */
export interface ClauseFate {
  added: boolean;
  removed: boolean;
  /** Its own text has a change that is not quiet. */
  amended: boolean;
  /** It stands elsewhere in the order, beside clauses that stayed. */
  moved: boolean;
  /** Its address is another one. */
  renumbered: boolean;
  retitled: boolean;
  /** Part of a clause that became several / a clause that several became. */
  split: boolean;
  merged: boolean;
}

/** Of an unchanged clause. Shared, so frozen: a fate that is still to be filled in starts as a copy of it. */
export const NO_FATE: Readonly<ClauseFate> = Object.freeze({
  added: false,
  removed: false,
  amended: false,
  moved: false,
  renumbered: false,
  retitled: false,
  split: false,
  merged: false,
});

/**
 * One row of a redline: a clause of the old text beside what it became.
 *
 * Clauses are taken one by one: `clauses` inside them are rows of their own.
 * A removed clause stands where it stood.
 */
export interface ComparedClause {
  /** `before` is missing when added, `after` when removed; a row without `after` and with `movedTo` marks where a moved clause stood. */
  before?: Clause;
  after?: Clause;
  /**
   * Set where a clause stands in several rows, because its heading and the
   * paragraph under it went different ways, or the paragraph was divided or
   * joined with another: what this row is about. Words of `before` or `after`
   * that another row is about are a quiet change `elsewhere` here. `findRow`
   * finds the row of a word.
   */
  part?: "title" | "text";
  fate: ClauseFate;
  /** In reading order, no two of substance touching; outside them both sides are the same, letter for letter. */
  title: Change[];
  text: Change[];
  /** Where a moved clause stands now; only on the row left at its old place, which carries no words of its own. */
  movedTo?: string;
  /** Addresses of the old clauses a merged or split clause comes from, beside `before`. */
  from?: string[];
  /** 0 to 1: how sure the pairing is; 1 where a secretary decided it. */
  confidence: number;
  /** A secretary paired these clauses in `amendment.yaml`; see `ClausePairing`. */
  isDecided?: true;
}

export interface Comparison {
  /** Reading order of the new text, with removed clauses where they stood. */
  rows: ComparedClause[];
  /** The title of the whole, where the two texts have another one; it stands in no row. */
  title?: { before: string; after: string };
}

/** What a comparison says of the titles of the two texts. */
export function compareTitles(before: { title: string }, after: { title: string }): Pick<Comparison, "title"> {
  return before.title === after.title ? {} : { title: { before: before.title, after: after.title } };
}

/**
 * The row in which a part of a clause, named by its address in the old or the new text, is compared.
 *
 * @param position UTF-16 units into that part, for paragraphs that were divided or joined.
 */
export function findRow(
  comparison: Comparison,
  side: "before" | "after",
  address: string,
  part: "title" | "text",
  position = 0,
): ComparedClause | undefined {
  const rows = comparison.rows.filter((row) => row[side]?.address === address && row.movedTo === undefined);
  const isElsewhere = (change: Change): boolean =>
    change.quiet === "elsewhere" && change[side].from <= position && position < change[side].to;
  return rows.find((row) => !row[part].some(isElsewhere)) ?? rows[0];
}
