import type { Clause, InlineItem, ParsedBylaws, Span, TableRow } from "./clause.ts";

/** What differs when a printed text is read. */
export interface Misread {
  /** Clauses of the text that are not read as they are. */
  clauses: Clause[];
  /** Something is read as a clause that is none. */
  hasMore: boolean;
  hasOtherTitle: boolean;
}

interface Place {
  clause: Clause;
  parent: string;
  /** Address of the clause in front of it in the same clause. */
  before: string;
}

/** Finds what in a printed text is not read as it was meant. */
export function findMisread(meant: ParsedBylaws, read: ParsedBylaws): Misread {
  const there = new Map<string, Place>();
  for (const place of places(read.clauses)) there.set(place.clause.address, place);
  const clauses: Clause[] = [];
  let count = 0;
  for (const place of places(meant.clauses)) {
    count++;
    const other = there.get(place.clause.address);
    if (!other || !isSamePlace(place, other)) clauses.push(place.clause);
  }
  return { clauses, hasMore: there.size > count, hasOtherTitle: meant.title !== read.title };
}

function* places(clauses: readonly Clause[], parent = ""): Generator<Place> {
  let before = "";
  for (const clause of clauses) {
    yield { clause, parent, before };
    yield* places(clause.clauses, clause.address);
    before = clause.address;
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  const [old, now] = [a.clause, b.clause];
  return (
    a.parent === b.parent &&
    a.before === b.before &&
    old.kind === now.kind &&
    old.label === now.label &&
    old.title === now.title &&
    old.text === now.text &&
    areSame(old.spans, now.spans, keyOfSpan) &&
    areSame(old.items, now.items, keyOfItem) &&
    areSame(old.rows ?? [], now.rows ?? [], keyOfRow)
  );
}

function areSame<T>(old: readonly T[], now: readonly T[], keyOf: (part: T) => string): boolean {
  return old.length === now.length && old.every((part, at) => keyOf(part) === keyOf(now[at]!));
}

const keyOfSpan = ({ from, to, kind, href }: Span): string => `${from} ${to} ${kind} ${href ?? ""}`;
const keyOfItem = ({ label, address, from, to }: InlineItem): string => `${label} ${address} ${from} ${to}`;
const keyOfRow = ({ cells }: TableRow): string => cells.map(({ from, to }) => `${from} ${to}`).join(" ");
