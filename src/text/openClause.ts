import type { Clause, ClauseKind } from "./clause.ts";
import type { Inline } from "./inline.ts";
import type { Label } from "./labels.ts";

/** What is to be hung into the tree. */
export interface Entry {
  label?: Label;
  /** 1 to 6; 7 for a bold line, 8 for a label that opens a paragraph. */
  level: number;
  indent: number;
  /** Of a Markdown list. */
  marker?: { text: string; kind: "bullet" | "ordered"; number: number; contentIndent: number };
  title?: Inline;
  text?: Inline;
  source: Clause["source"];
  rows?: Clause["rows"];
  /** Label in the same manner on the item that follows: tells `(i)` after `(h)` from the roman one. */
  nextItem?: string;
}

/** A clause that others may still be hung into. */
export interface OpenClause {
  clause: Clause;
  role: "heading" | "label" | "item" | "paragraph";
  level: number;
  label?: Label;
  indent: number;
  contentIndent: number;
  style: string;
  /** Letters and roman numbers count differently. */
  system: "number" | "letter" | "roman" | "bullet";
  value: number;
  counts: { paragraphs: number; bullets: number; tables: number };
  /** Value of the last child in each manner of numbering. */
  lastValues?: Map<string, { value: number; label: string }>;
}

export function makeClause(
  kind: ClauseKind,
  label: string,
  address: string,
  { title, text, source, rows }: Pick<Entry, "title" | "text" | "source" | "rows">,
): Clause {
  const clause: Clause = {
    kind,
    label,
    address,
    title: title?.text ?? "",
    text: text?.text ?? "",
    spans: text?.spans ?? [],
    items: [],
    clauses: [],
    source,
    titleRuns: title?.runs ?? [],
    textRuns: text?.runs ?? [],
  };
  if (rows) clause.rows = rows;
  return clause;
}

export function openClause(clause: Clause, role: OpenClause["role"], level: number, indent: number): OpenClause {
  const counts = { paragraphs: clause.text ? 1 : 0, bullets: 0, tables: 0 };
  return {
    clause,
    role,
    level,
    label: undefined,
    indent,
    contentIndent: 0,
    style: "",
    system: "bullet",
    value: 0,
    counts,
    lastValues: undefined,
  };
}

/** Keeps the last value of a manner of numbering. */
export function remember(parent: OpenClause, manner: string, value: number, label: string): void {
  parent.lastValues ??= new Map();
  parent.lastValues.set(manner, { value, label });
}
