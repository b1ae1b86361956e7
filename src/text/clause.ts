import type { Problem } from "./problem.ts";

/**
 * A `definition` is a paragraph that says what a term means, a `note` one in
 * which an editor speaks (`[Section 2 substituted by …]`), a `footnote` stands
 * for its mark: label `[^1]`.
 */
export type ClauseKind =
  | "article"
  | "section"
  | "paragraph"
  | "item"
  | "table"
  | "appendix"
  | "preamble"
  | "footnote"
  | "definition"
  | "note";

/** Markup over part of a plain text, in UTF-16 units, `to` exclusive. Offsets never count markup. */
export interface Span {
  from: number;
  to: number;
  kind: "strong" | "emphasis" | "code" | "link";
  /** Of a link; only http, https, mailto and addresses inside the page come this far. */
  href?: string;
}

/** An item inside a sentence, as in `shall: (i) permit …, and (ii) publish …`. */
export interface InlineItem {
  /** As written: `(ii)`. */
  label: string;
  /** `4.16(ii)`. */
  address: string;
  /** From its label to the next item or the end, in UTF-16 units of the clause's text, `to` exclusive. */
  from: number;
  to: number;
}

/** A row of a table: the plain text of its cells; `from` is where the row's words start in the clause's text. */
export interface TableRow {
  cells: { from: number; to: number }[];
}

/**
 * Any unit of the text that can be pointed at: article, section, paragraph, item.
 *
 * A clause holds at most one paragraph of its own (`text`): the first one under
 * its heading, or beside its label. Further paragraphs under the same heading
 * are clauses of kind `paragraph` inside it, addressed `4.16-p2`, `4.16-p3`.
 */
export interface Clause {
  kind: ClauseKind;
  /** As written in front: `4.16`, `(i)`, `Article IV`; empty for an unnumbered paragraph. */
  label: string;
  /** Unique in its text, and what stands in an address: `IV`, `4.16`, `4.16(a)(ii)`, `4.16-p2`, `A.1`. */
  address: string;
  /** Empty where there is none. Plain text, white space single. */
  title: string;
  /** Plain text, white space single, without label, title and markup. */
  text: string;
  spans: Span[];
  items: InlineItem[];
  /** Only for kind `table`. The first row is the head. */
  rows?: TableRow[];
  clauses: Clause[];
  /** Where it stands in its source: UTF-16 offsets, `to` exclusive, inner clauses not included; `line` counts from 1. */
  source: { from: number; to: number; line: number };
  /** Source offset of every UTF-16 unit of `title` and `text`, as runs that advance together; see `sourceOffset`. */
  titleRuns: SourceRun[];
  textRuns: SourceRun[];
}

/** `length` units of plain text from `at` on stand in the source from `source` on, one for one. */
export interface SourceRun {
  at: number;
  source: number;
  length: number;
}

export interface ParsedBylaws {
  /** Of the whole text: `Bylaws of the Harbour Commons Association`. */
  title: string;
  clauses: Clause[];
  /**
   * What stands in the file and is not law, in order: front matter, contents
   * lists, comments; `markup` is tags, anchors and the targets of links.
   * Source offsets, `to` exclusive.
   */
  notLaw: { kind: "front matter" | "contents" | "comment" | "markup"; from: number; to: number }[];
  problems: Problem[];
}

/** All clauses of a text in reading order, outer before inner. */
export function* eachClause(clauses: readonly Clause[]): Generator<Clause> {
  for (const clause of clauses) {
    yield clause;
    yield* eachClause(clause.clauses);
  }
}
