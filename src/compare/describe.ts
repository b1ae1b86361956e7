import type { Clause } from "../text/clause.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { trimStretch } from "./letters.ts";
import { nameOf, nameOfAddress, shortName } from "./name.ts";
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

function listClause(row: ComparedClause, add: Add): void {
  const { before, after, fate, from } = row;
  if (fate.added) add("clause", "added", `New ${lower(nameOf(after!, true))} is added.`);
  else if (fate.removed) add("clause", "removed", `${nameOf(before!, true)} is struck.`);
  if (!before || !after) return;
  const names = list((from ?? []).map(nameOfAddress));
  if (fate.moved) add("clause", "moved", `${nameOf(after, true)} moves here from ${shortName(before)}.`);
  else if (fate.split && from) {
    add("clause", "split", `${nameOf(after, true)} is made of words of ${names}, which is divided.`);
  } else if (fate.merged && from && (!from.includes(before.address) || isJoined(row))) {
    add("clause", "merged", `${nameOf(after)} takes in ${names}.`);
  }
  if (fate.renumbered && !fate.moved && before.label !== after.label) {
    add("clause", "renumbered", `${nameOf(before)} is renumbered ${shortName(after)}.`);
  }
}

/** Is it about a part of a paragraph that several became? */
function isJoined({ text }: ComparedClause): boolean {
  return text.some(({ quiet, after }) => quiet === "elsewhere" && after.to > after.from);
}

function listWording(row: ComparedClause, part: "title" | "text", add: Add): void {
  for (const change of row[part]) {
    if (change.quiet === "elsewhere") continue;
    const { kind, sentence } = describeChange(row, part, change);
    add(part, kind, sentence, change);
  }
}

/** One change of words in a sentence: `Section 4.16: inserts ‘…’ after ‘Platinum Members,’.` */
export function describeChange(
  row: ComparedClause,
  part: "title" | "text",
  change: Change,
): Pick<ListedChange, "kind" | "sentence"> {
  const name = nameOf((row.after ?? row.before)!);
  const where = part === "title" ? `The title of ${name}` : name;
  const [before, after] = [row.before?.[part] ?? "", row.after?.[part] ?? ""];
  const [old, now] = [quoteOf(before, change.before), quoteOf(after, change.after)];
  if (change.quiet === "typography") {
    return { kind: "typography", sentence: `${where}: only quotation marks, dashes or spacing differ.` };
  }
  if (change.quiet === "reference") {
    return { kind: "reference", sentence: `${where}: the reference ${old} follows to ${now}.` };
  }
  if (part === "title" && isWhole(before, change.before) && isWhole(after, change.after)) {
    if (old && now) return { kind: "retitled", sentence: `${name} is retitled: ${now} for ${old}.` };
    return { kind: "retitled", sentence: now ? `${name} gets the title ${now}.` : `${name} loses its title ${old}.` };
  }
  if (!old) return { kind: "inserted", sentence: `${where}: inserts ${now}${placeOf(after, change.after)}.` };
  if (!now) return { kind: "deleted", sentence: `${where}: strikes ${old}${placeOf(before, change.before)}.` };
  return { kind: "replaced", sentence: `${where}: replaces ${old} with ${now}.` };
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

function list(names: string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

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
    const quiet = new Set(
      [...row.title, ...row.text].map((change) => change.quiet).filter((kind) => kind !== "elsewhere"),
    );
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
