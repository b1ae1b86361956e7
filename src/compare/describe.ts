import type { Clause } from "../text/clause.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { trimStretch } from "./letters.ts";
import { splitWords } from "./words.ts";

/** One change as a reader counts them: a whole new section with all its items is one. */
export interface ListedChange {
  /** Stands in an address: `4.16~1` is the first change of 4.16. Counted again for each comparison. */
  id: string;
  /** Index into `Comparison.rows`. */
  row: number;
  /** Address on the new text; on the old one when the clause was removed. */
  clause: string;
  part: "title" | "text" | "clause";
  /** Missing when the whole clause is meant. */
  change?: Change;
  kind:
    | "inserted"
    | "deleted"
    | "replaced"
    | "added"
    | "removed"
    | "moved"
    | "renumbered"
    | "retitled"
    | "split"
    | "merged"
    | "typography"
    | "reference";
  /** The law is the same: shown quietly and counted apart. */
  quiet: boolean;
  /** Plain English, for screen readers, mail and print. */
  sentence: string;
}

/** Longest quote in a sentence. */
const QUOTE_UNITS = 160;
const CONTEXT_WORDS = 2;

/**
 * Lists what changed, in reading order, each with a sentence of plain English.
 *
 * A section that was added, removed or moved as a whole is told once; what is
 * inside it has no entry, except words that were changed in what moved.
 */
export function listChanges(comparison: Comparison): ListedChange[] {
  const listed: ListedChange[] = [];
  const counts = new Map<string, number>();
  const told = toldWithParent(comparison);
  comparison.rows.forEach((row, index) => {
    const clause = (row.after ?? row.before)!.address;
    const add = (part: ListedChange["part"], kind: ListedChange["kind"], sentence: string, change?: Change): void => {
      const number = (counts.get(clause) ?? 0) + 1;
      counts.set(clause, number);
      const quiet = change?.quiet !== undefined || kind === "renumbered";
      listed.push({
        id: `${clause}~${number}`,
        row: index,
        clause,
        part,
        ...(change && { change }),
        kind,
        quiet,
        sentence,
      });
    };
    if (row.movedTo !== undefined || told.has(row)) return;
    listClause(row, add);
    if (!row.before || !row.after) return;
    const isNewTitle = row.before.title === "" || row.after.title === "";
    if (!(isNewTitle && (row.fate.split || row.fate.merged))) listWording(row, "title", add);
    listWording(row, "text", add);
  });
  return listed;
}

type Add = (part: ListedChange["part"], kind: ListedChange["kind"], sentence: string, change?: Change) => void;

function listClause({ before, after, fate, from }: ComparedClause, add: Add): void {
  if (fate.added) add("clause", "added", `New ${lower(nameOf(after!, true))} is added.`);
  else if (fate.removed) add("clause", "removed", `${nameOf(before!, true)} is struck.`);
  if (!before || !after) return;
  if (fate.moved) add("clause", "moved", `${nameOf(after, true)} moves here from ${shortName(before)}.`);
  else if (fate.split && from)
    add(
      "clause",
      "split",
      `${nameOf(after, true)} is made of words of ${list(from.map(nameOfAddress))}, which is divided.`,
    );
  else if (fate.merged && from && !from.includes(before.address))
    add("clause", "merged", `${nameOf(after)} takes in ${list(from.map(nameOfAddress))}.`);
  if (fate.renumbered && !fate.moved && before.label !== after.label) {
    add("clause", "renumbered", `${nameOf(before)} is renumbered ${shortName(after)}.`);
  }
}

function listWording(row: ComparedClause, part: "title" | "text", add: Add): void {
  const name = nameOf(row.after!);
  const [before, after] = [row.before![part], row.after![part]];
  for (const change of row[part]) {
    const old = quoteOf(before, change.before);
    const now = quoteOf(after, change.after);
    const where = part === "title" ? `the title of ${name}` : name;
    if (change.quiet === "typography")
      add(part, "typography", `${upper(where)}: only quotation marks, dashes or spacing differ.`, change);
    else if (change.quiet === "reference")
      add(part, "reference", `${upper(where)}: the reference ${old} follows to ${now}.`, change);
    else if (part === "title" && isWhole(before, change.before) && isWhole(after, change.after)) {
      add(
        part,
        "retitled",
        old && now
          ? `${name} is retitled: ${now} for ${old}.`
          : now
            ? `${name} gets the title ${now}.`
            : `${name} loses its title ${old}.`,
        change,
      );
    } else if (!old) add(part, "inserted", `${upper(where)}: inserts ${now}${placeOf(after, change.after)}.`, change);
    else if (!now) add(part, "deleted", `${upper(where)}: strikes ${old}${placeOf(before, change.before)}.`, change);
    else add(part, "replaced", `${upper(where)}: replaces ${old} with ${now}.`, change);
  }
}

/** Rows that are told by the row of the clause they are inside of. */
function toldWithParent({ rows }: Comparison): Set<ComparedClause> {
  const told = new Set<ComparedClause>();
  for (const side of ["after", "before"] as const) {
    const inside = new Map<string, Clause[]>();
    const rowOf = new Map<string, ComparedClause>();
    for (const row of rows) {
      const clause = row[side];
      if (!clause || (side === "after" ? !row.fate.added : !row.fate.removed)) continue;
      rowOf.set(clause.address, row);
      inside.set(clause.address, clause.clauses);
    }
    for (const clauses of inside.values()) {
      for (const { address } of clauses) {
        const row = rowOf.get(address);
        if (row) told.add(row);
      }
    }
  }
  return told;
}

/** `Section 4.16`, `Article IV`, `the preamble`; with its title in brackets where it has one. */
function nameOf(clause: Clause, withTitle = false): string {
  const title = withTitle && clause.title && clause.label ? ` (${clause.title})` : "";
  return nameOfParts(clause.kind, clause.label, clause.address, clause.title) + title;
}

function nameOfParts(kind: Clause["kind"], label: string, address: string, title: string): string {
  const paragraph = /^(.*)-(p|b|t)(\d+)((?:\([^)]*\))*)$/.exec(address);
  if (paragraph && label === "") {
    const what = { p: "paragraph", b: "point", t: "table" }[paragraph[2]!]!;
    return paragraph[1] === "preamble"
      ? `Preamble, ${what} ${paragraph[3]}`
      : `${nameOfAddress(paragraph[1]!)}, ${what} ${paragraph[3]}`;
  }
  if (/^preamble/.test(address)) return "Preamble";
  if (label === "") return title ? `“${title}”` : nameOfAddress(address);
  if (kind === "item") return nameOfAddress(address);
  return /^[\p{L}§]{2,}|^§/u.test(label)
    ? label
    : `${kind === "article" && !label.includes(".") ? "Article" : "Section"} ${label}`;
}

function nameOfAddress(address: string): string {
  const inside = /^(.*)-p(\d+)((?:\([^)]*\))+)$/.exec(address);
  if (inside) return `${nameOfAddress(inside[1]!)}, paragraph ${inside[2]}${inside[3]}`;
  if (/^\d|^[A-Z]\.\d/.test(address)) return `Section ${address}`;
  const word = address.replace(/-/g, " ");
  return word
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    .replace(/ ([ivxlc]+)\b/g, (number) => number.toUpperCase());
}

function shortName(clause: Clause): string {
  const name = nameOf(clause);
  return name.replace(/^Section /, "");
}

function list(names: string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const upper = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
const lower = (name: string): string => name.replace(/^(?:Section|Preamble)\b/, (word) => word.toLowerCase());

function isWhole(text: string, { from, to }: { from: number; to: number }): boolean {
  return from === 0 && to === text.length;
}

function quoteOf(text: string, stretch: { from: number; to: number }): string {
  const { from, to } = trimStretch(text, stretch);
  if (from === to) return stretch.from < stretch.to ? "‘ ’" : "";
  const words = text.slice(from, to).replace(/\s+/g, " ");
  if (words.length <= QUOTE_UNITS) return `‘${words}’`;
  const cut = (part: string, at: number): string => (at < 0 ? part : part.slice(0, at));
  const start = cut(words, words.lastIndexOf(" ", QUOTE_UNITS / 2));
  const rest = words.slice(words.indexOf(" ", words.length - QUOTE_UNITS / 3) + 1);
  return `‘${Array.from(start).slice(0, QUOTE_UNITS).join("")} … ${Array.from(rest)
    .slice(-QUOTE_UNITS / 2)
    .join("")}’`;
}

/** ` after ‘Platinum Members,’`, ` at the start`. */
function placeOf(text: string, stretch: { from: number; to: number }): string {
  if (isWhole(text, stretch)) return "";
  const before = splitWords(text.slice(Math.max(0, stretch.from - QUOTE_UNITS), stretch.from));
  if (before.length === 0) return " at the start";
  let start = before.length;
  for (let words = 0; start > 0 && words < CONTEXT_WORDS; ) if (before[--start]!.weight > 0.2) words++;
  const offset = Math.max(0, stretch.from - QUOTE_UNITS) + before[start]!.from;
  return ` after ${quoteOf(text, { from: offset, to: stretch.from })}`;
}

/** What a comparison comes to. */
export interface ComparisonSummary {
  /** Labels, typography and what is no law are no words. */
  wordsInserted: number;
  wordsDeleted: number;
  /** Entries of `listChanges` that are not quiet. */
  changes: number;
  clauses: {
    unchanged: number;
    amended: number;
    added: number;
    removed: number;
    moved: number;
    renumbered: number;
    retitled: number;
    split: number;
    merged: number;
  };
  /** Clauses in which nothing but typography differs. */
  typographyOnly: number;
  /** Clauses of which nothing but the number, or the number of a reference, differs. */
  renumberOnly: number;
}

export function summarise(comparison: Comparison): ComparisonSummary {
  const clauses = {
    unchanged: 0,
    amended: 0,
    added: 0,
    removed: 0,
    moved: 0,
    renumbered: 0,
    retitled: 0,
    split: 0,
    merged: 0,
  };
  const summary: ComparisonSummary = {
    wordsInserted: 0,
    wordsDeleted: 0,
    changes: 0,
    clauses,
    typographyOnly: 0,
    renumberOnly: 0,
  };
  for (const row of comparison.rows) {
    const { before, after, fate, movedTo } = row;
    if (movedTo !== undefined) continue;
    const fates = (Object.keys(fate) as (keyof ClauseFateCounts)[]).filter((name) => fate[name]);
    for (const name of fates) clauses[name]++;
    const quiet = new Set([...row.title, ...row.text].map((change) => change.quiet));
    const isSame = fates.every((name) => name === "renumbered");
    if (isSame && fates.length === 0 && quiet.size === 0) clauses.unchanged++;
    else if (isSame && (fates.length > 0 || quiet.has("reference"))) summary.renumberOnly++;
    else if (isSame) summary.typographyOnly++;
    if (!before) summary.wordsInserted += countWords(after!.title) + countWords(after!.text);
    else if (!after) summary.wordsDeleted += countWords(before.title) + countWords(before.text);
    else {
      for (const part of ["title", "text"] as const) {
        for (const change of row[part]) {
          if (change.quiet) continue;
          summary.wordsDeleted += countWords(before[part].slice(change.before.from, change.before.to));
          summary.wordsInserted += countWords(after[part].slice(change.after.from, change.after.to));
        }
      }
    }
  }
  summary.changes = listChanges(comparison).filter(({ quiet }) => !quiet).length;
  return summary;
}

type ClauseFateCounts = ComparedClause["fate"];

function countWords(text: string): number {
  return splitWords(text).filter(({ weight }) => weight > 0.2).length;
}
