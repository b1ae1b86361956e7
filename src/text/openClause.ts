import type { Clause, ClauseKind } from "./clause.ts";
import type { Inline } from "./inline.ts";
import type { Label } from "./labels.ts";

/** What is to be hung into the tree. */
export interface Entry {
  label: Label | undefined;
  /** 1 to 6; 7 for a bold line, 8 for a label that opens a paragraph. */
  level: number;
  indent: number;
  /** Of a Markdown list. */
  marker: undefined | { text: string; kind: "bullet" | "ordered"; contentIndent: number };
  title: Inline | undefined;
  text: Inline | undefined;
  source: Clause["source"];
  rows: Clause["rows"];
  /** Label in the same manner on the item that follows: tells `(i)` after `(h)` from the roman one. */
  nextItem: string | undefined;
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
  /** How many of each it holds so far. */
  paragraphs: number;
  bullets: number;
  tables: number;
  /** Value of the last child in each manner of numbering. */
  lastValues?: LastValue[];
  /** Of the clauses in it, once somebody asked for them. */
  labels?: Set<string>;
}

/** Shared by all clauses that have no spans, items or runs. */
const NONE: never[] = [];

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
    spans: text?.spans ?? NONE,
    items: NONE,
    clauses: [],
    source,
    titleRuns: title?.runs ?? NONE,
    textRuns: text?.runs ?? NONE,
  };
  if (rows) clause.rows = rows;
  return clause;
}

export function openClause(clause: Clause, role: OpenClause["role"], level: number, indent: number): OpenClause {
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
    paragraphs: clause.text ? 1 : 0,
    bullets: 0,
    tables: 0,
    lastValues: undefined,
    labels: undefined,
  };
}

/** The last child that was numbered in one manner. */
export interface LastValue {
  /** How its label is written and how it counts: `()a` and `roman`. */
  style: string;
  system: string;
  value: number;
  label: string;
}

/** Keeps the last value of a manner of numbering. @returns The value before it, and its label. */
export function remember(parent: OpenClause, next: LastValue): LastValue | undefined {
  parent.lastValues ??= [];
  const known = parent.lastValues;
  const at = known.findIndex(({ style, system }) => style === next.style && system === next.system);
  if (at < 0) {
    known.push(next);
    return undefined;
  }
  const last = known[at];
  known[at] = next;
  return last;
}
