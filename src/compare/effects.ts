import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import { type Definition, findDefinitions } from "../text/definitions.ts";
import { References } from "../text/references.ts";
import { findTerms } from "../text/terms.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { findStaleReferences, type StaleReference } from "./staleReferences.ts";

/** What a comparison means for clauses whose own words stay. Addresses are those of the new text; of a removed clause, the old one. */
export interface Effects {
  /** Clauses that changed in substance, were removed or renumbered, and who cites them. */
  cited: CitedClause[];
  /** Defined terms whose definition changed, and the clauses that use them. */
  terms: { term: string; clause: string; usedBy: string[] }[];
}

interface CitedClause {
  clause: string;
  /** `clause` is an address of the old text. */
  isRemoved?: true;
  /** In reading order, with those of `stale`. */
  by: string[];
  /** Those whose words still name the number that the clause had. */
  stale?: string[];
}

/**
 * Finds the clauses that a comparison touches without changing their words.
 *
 * A clause is cited also where a part of it is; it counts as changed also where
 * an item or a paragraph of it is. Clauses inside each other are left out: who
 * reads one sees the other. Takes time in proportion to the size of both texts.
 */
export function findEffects(before: ParsedBylaws, after: ParsedBylaws, comparison: Comparison): Effects {
  const rows = comparison.rows.filter(({ movedTo }) => movedTo === undefined);
  const touched = rows.filter(isTouched);
  // A new clause is cited by nobody yet, but may define what others say already.
  if (touched.length === 0 && !rows.some(({ fate }) => fate.added)) return { cited: [], terms: [] };
  const [old, now] = [new References(before), new References(after)];
  const cited = citedNow(after, now, touched);
  const stale = findStaleReferences(old, now, comparison);
  return { cited: listCited(before, after, cited, stale), terms: changedTerms(before, after, rows) };
}

const hasSubstance = (changes: readonly Change[]): boolean => changes.some(({ quiet }) => quiet === undefined);

function isTouched({ fate, title, text }: ComparedClause): boolean {
  const { removed, renumbered, split, merged } = fate;
  return removed || renumbered || split || merged || hasSubstance(title) || hasSubstance(text);
}

/** Who cites, in the new text, a clause that stands in both and is touched. */
function citedNow(
  after: ParsedBylaws,
  references: References,
  touched: readonly ComparedClause[],
): Map<Clause, Set<string>> {
  const parents = parentsOf(after);
  const rowOf = new Map(touched.flatMap((row) => (row.before && row.after ? [[row.after, row] as const] : [])));
  const isChanged = new Set<Clause>();
  for (const clause of rowOf.keys()) {
    isChanged.add(clause);
    for (let part = clause, outer = parents.get(part); outer && isPart(part); part = outer, outer = parents.get(part))
      isChanged.add(outer);
  }
  const cited = new Map<Clause, Set<string>>();
  for (const clause of eachClause(after.clauses)) {
    for (const { address } of references.inClause(clause)) {
      const target = address === undefined ? undefined : references.clauseOf(address);
      if (!target || !isChanged.has(target) || isWithin(clause, target, parents) || isWithin(target, clause, parents))
        continue;
      const item = target.items.find((one) => one.address === address);
      const row = rowOf.get(target);
      // Of a sentence of several items, only the one that is cited.
      if (item && row && !row.fate.renumbered && !row.text.some((change) => isAt(change, item.from, item.to))) continue;
      addTo(cited, target, clause.address);
    }
  }
  return cited;
}

/** In reading order: clauses of the new text, then those that were struck. */
function listCited(
  before: ParsedBylaws,
  after: ParsedBylaws,
  cited: ReadonlyMap<Clause, ReadonlySet<string>>,
  references: readonly StaleReference[],
): CitedClause[] {
  const stale = new Map<Clause, Set<string>>();
  for (const { reference, named, became } of references) addTo(stale, became ?? named, reference.clause);
  const order = new Map(Array.from(eachClause(after.clauses), ({ address }, index) => [address, index]));
  const list = (text: ParsedBylaws, isRemoved?: true): CitedClause[] =>
    Array.from(eachClause(text.clauses)).flatMap((clause) => {
      const by = new Set([...(cited.get(clause) ?? []), ...(stale.get(clause) ?? [])]);
      if (by.size === 0) return [];
      const entry: CitedClause = { clause: clause.address, by: [...by].sort((a, b) => order.get(a)! - order.get(b)!) };
      if (isRemoved) entry.isRemoved = true;
      if (stale.has(clause)) entry.stale = [...stale.get(clause)!];
      return [entry];
    });
  return [...list(after), ...list(before, true)];
}

function changedTerms(before: ParsedBylaws, after: ParsedBylaws, rows: readonly ComparedClause[]): Effects["terms"] {
  const definitions = findDefinitions(after);
  const old = findDefinitions(before);
  if (definitions.length === 0 && old.length === 0) return [];
  const [changed, struck] = [changedDefinitions(definitions, rows, "after"), changedDefinitions(old, rows, "before")];
  const still = new Set(definitions.map(({ term }) => term));
  const gone = old.filter((one) => struck.has(one) && !still.has(one.term));
  const found: Effects["terms"] = [];
  // All terms are looked for, so that “Voting Member” is no use of “Member”.
  for (const { term, definitions: places, uses } of findTerms(after, [...definitions, ...gone])) {
    const place = places.find((one) => changed.has(one) || struck.has(one));
    if (!place) continue;
    const usedBy = new Set(uses.map(({ clause }) => clause));
    if (still.has(term)) usedBy.delete(place.clause);
    if (usedBy.size > 0) found.push({ term, clause: place.clause, usedBy: [...usedBy] });
  }
  return found;
}

/** The definitions of one text whose own sentences changed, or stand in no other text. */
function changedDefinitions(
  definitions: readonly Definition[],
  rows: readonly ComparedClause[],
  side: "before" | "after",
): Set<Definition> {
  const byClause = new Map<string, Definition[]>();
  for (const one of definitions) addToList(byClause, one.clause, one);
  const changed = new Set<Definition>();
  for (const row of rows) {
    const clause = row[side];
    const own = clause && byClause.get(clause.address);
    if (!own) continue;
    const isOnlyHere = side === "after" ? row.fate.added : row.fate.removed;
    own.forEach((one, index) => {
      const text = clause[one.part];
      const from = sentenceStart(text, one.from);
      const next = own[index + 1];
      const to = next ? Math.max(one.to, sentenceStart(text, next.from)) : text.length;
      const isChanged = row[one.part].some(
        ({ quiet, [side]: at }) => quiet === undefined && at.from <= to && from <= at.to && !(at.from === to && next),
      );
      if (isOnlyHere || isChanged) changed.add(one);
    });
  }
  return changed;
}

/** Longest sentence looked back over. */
const REACH_UNITS = 400;

function sentenceStart(text: string, at: number): number {
  const start = Math.max(0, at - REACH_UNITS);
  for (let stop = at - 1; stop > start; stop--) if (/[.;]/.test(text[stop]!) && text[stop + 1] === " ") return stop + 1;
  return start === 0 ? 0 : at;
}

function isAt({ after, quiet }: Change, from: number, to: number): boolean {
  return quiet === undefined && after.from <= to && from <= after.to;
}

/** An item or a paragraph is part of the clause above it; a section is one of its own. */
function isPart({ kind }: Clause): boolean {
  return kind === "item" || kind === "paragraph" || kind === "table";
}

function parentsOf({ clauses }: ParsedBylaws): Map<Clause, Clause> {
  const parents = new Map<Clause, Clause>();
  for (const clause of eachClause(clauses)) for (const inner of clause.clauses) parents.set(inner, clause);
  return parents;
}

function isWithin(clause: Clause, outer: Clause, parents: ReadonlyMap<Clause, Clause>): boolean {
  for (let at: Clause | undefined = clause; at; at = parents.get(at)) if (at === outer) return true;
  return false;
}

function addTo(cited: Map<Clause, Set<string>>, target: Clause, by: string): void {
  const known = cited.get(target);
  if (known) known.add(by);
  else cited.set(target, new Set([by]));
}

function addToList<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}
