import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import {
  type Change,
  type ClauseFate,
  type ComparedClause,
  type Comparison,
  compareTitles,
  NO_FATE,
} from "./comparison.ts";
import type { Effects } from "./effects.ts";

/** A comparison with the two texts its rows speak of. */
export interface ComparedTexts {
  before: ParsedBylaws;
  after: ParsedBylaws;
  comparison: Comparison;
  effects: Effects;
}

/**
 * A comparison with its two texts, ready to be written as JSON: made once on
 * the server, it saves every reader's phone the work.
 *
 * Rows name their clauses by number, in reading order. A clause that became
 * another one lends it what both have: words that stay are sent once. Where
 * words stand in their source files is left out: a page has no use for it.
 */
export interface PackedComparison {
  before: PackedText;
  after: PackedText;
  rows: PackedRow[];
  effects: Effects;
}

/** A text as its clauses in reading order. */
export interface PackedText {
  title: string;
  clauses: PackedClause[];
}

/** What is missing is as in the clause it is like, or empty; `null`: that one has it, and this one not. */
interface PackedClause extends Partial<Nullable<OwnClause>> {
  /** How deep it stands in others; missing where the one before it is as deep. */
  depth?: number;
  /** Number of the old clause. */
  like?: number;
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

/** A clause by itself, as a page needs it. */
type OwnClause = Omit<Clause, "clauses" | "source" | "titleRuns" | "textRuns">;

/** What is missing is empty, or 1 for `confidence`. */
interface PackedRow extends Pick<ComparedClause, "part" | "movedTo" | "from" | "isDecided"> {
  before?: number;
  after?: number;
  /** Names of what is true of the clause. */
  fate?: (keyof ClauseFate)[];
  title?: PackedChange[];
  text?: PackedChange[];
  confidence?: number;
}

/** `from` and `to` of both sides. */
type PackedChange = [number, number, number, number, Change["quiet"]?];

const NO_CHANGES: Change[] = [];
const NO_SOURCE: Clause["source"] = { from: 0, to: 0, line: 0 };
const BLANK: OwnClause = { kind: "paragraph", label: "", address: "", title: "", text: "", spans: [], items: [] };

export function packComparison({ before, after, comparison, effects }: ComparedTexts): PackedComparison {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  const like = new Map<string, Clause>();
  for (const row of comparison.rows) {
    if (row.before && row.after && !like.has(row.after.address)) like.set(row.after.address, row.before);
  }
  const rows = comparison.rows.map(({ before, after, fate, title, text, confidence, ...rest }) => {
    const names = (Object.keys(fate) as (keyof ClauseFate)[]).filter((name) => fate[name]);
    return {
      ...rest,
      ...(before && { before: old(before) }),
      ...(after && { after: now(after) }),
      ...(names.length > 0 && { fate: names }),
      ...(title.length > 0 && { title: title.map(packChange) }),
      ...(text.length > 0 && { text: text.map(packChange) }),
      ...(confidence !== 1 && { confidence }),
    };
  });
  const likeOf = ({ address }: Clause) => {
    const clause = like.get(address);
    return clause && { clause, number: old(clause) };
  };
  return { before: packText(before), after: packText(after, likeOf), rows, effects };
}

/** The way back of `packComparison`: the rows hold the very clauses of the two texts. */
export function unpackComparison({ before, after, rows, effects }: PackedComparison): ComparedTexts {
  const old = unpackClauses(before, []);
  const now = unpackClauses(after, old.all);
  return {
    before: old.text,
    after: now.text,
    effects,
    comparison: { rows: rows.map((row) => unpackRow(row, old.all, now.all)), ...compareTitles(before, after) },
  };
}

function unpackRow(
  { before, after, fate, title, text, confidence = 1, ...rest }: PackedRow,
  old: readonly Clause[],
  now: readonly Clause[],
): ComparedClause {
  const row: ComparedClause = {
    ...rest,
    fate: fate ? unpackFate(fate) : NO_FATE,
    title: title?.map(unpackChange) ?? NO_CHANGES,
    text: text?.map(unpackChange) ?? NO_CHANGES,
    confidence,
  };
  if (before !== undefined) row.before = old[before]!;
  if (after !== undefined) row.after = now[after]!;
  return row;
}

/** A text without where its words stand in the source, which is about half of it. */
export function packText(
  { title, clauses }: Pick<ParsedBylaws, "title" | "clauses">,
  likeOf: (clause: Clause) => { clause: Clause; number: number } | undefined = () => undefined,
): PackedText {
  const packed: PackedClause[] = [];
  let last = 0;
  const pack = (clause: Clause, depth: number) => {
    const like = likeOf(clause);
    packed.push({
      ...(depth !== last && { depth }),
      ...(like && { like: like.number }),
      ...differences(ownOf(clause), like ? ownOf(like.clause) : BLANK),
    });
    last = depth;
    for (const inner of clause.clauses) pack(inner, depth + 1);
  };
  for (const clause of clauses) pack(clause, 0);
  return { title, clauses: packed };
}

/** The way back of `packText`; of its source it knows nothing. */
export function unpackText(packed: PackedText): ParsedBylaws {
  return unpackClauses(packed, []).text;
}

function unpackClauses({ title, clauses }: PackedText, old: readonly Clause[]): { text: ParsedBylaws; all: Clause[] } {
  const text: ParsedBylaws = { title, clauses: [], notLaw: [], problems: [] };
  const all: Clause[] = [];
  const path: Clause[] = []; // The clauses we are inside, outermost first.
  let depth = 0;
  for (const own of clauses) {
    depth = own.depth ?? depth;
    const like = own.like === undefined ? BLANK : old[own.like]!;
    // Written out: a phone does this ten thousand times for a long text.
    const clause: Clause = {
      kind: own.kind ?? like.kind,
      label: own.label ?? like.label,
      address: own.address ?? like.address,
      title: own.title ?? like.title,
      text: own.text ?? like.text,
      spans: own.spans ?? like.spans,
      items: own.items ?? like.items,
      clauses: [],
      source: NO_SOURCE,
      titleRuns: [],
      textRuns: [],
    };
    const rows = own.rows === undefined ? like.rows : own.rows;
    if (rows) clause.rows = rows;
    path.length = depth;
    (path.at(-1)?.clauses ?? text.clauses).push(clause);
    path.push(clause);
    all.push(clause);
  }
  return { text, all };
}

function ownOf({ clauses: _, source: _source, titleRuns: _title, textRuns: _text, ...own }: Clause): OwnClause {
  return own;
}

/** What of `own` is not as in `like`. */
function differences(own: OwnClause, like: OwnClause): Partial<Nullable<OwnClause>> {
  const found: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(like), ...Object.keys(own)]) as Set<keyof OwnClause>) {
    if (!isSame(own[name], like[name])) found[name] = own[name] ?? null;
  }
  return found;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

function numbersOf(text: ParsedBylaws): (clause: Clause) => number {
  const numbers = new Map([...eachClause(text.clauses)].map((clause, number) => [clause.address, number]));
  return ({ address }) => numbers.get(address)!;
}

function packChange({ before, after, quiet }: Change): PackedChange {
  const places = [before.from, before.to, after.from, after.to] as const;
  return quiet ? [...places, quiet] : [...places];
}

function unpackChange([oldFrom, oldTo, from, to, quiet]: PackedChange): Change {
  return { before: { from: oldFrom, to: oldTo }, after: { from, to }, ...(quiet && { quiet }) };
}

function unpackFate(names: readonly (keyof ClauseFate)[]): ClauseFate {
  const fate: ClauseFate = { ...NO_FATE };
  for (const name of names) fate[name] = true;
  return fate;
}
