import { eachClause, type ParsedBylaws } from "../text/clause.ts";
import type { ComparedClause, Comparison } from "./comparison.ts";
import { linkOutside } from "./linkOutside.ts";
import { linkRow } from "./linkRow.ts";
import { EQUAL, Links, MOVED, type Operation, type Source } from "./links.ts";

/** A numbered section, counted from 0 in its text, and the one it became. */
export interface SectionLink {
  old: number | null;
  new: number | null;
  kind: "same" | "move" | "split" | "merge" | "insert" | "delete";
}

/**
 * Tells a comparison in positions of the two sources, for other programs:
 * every character that is not white space stands in exactly one operation,
 * labels and markup among them.
 */
export function listOperations(comparison: Comparison, before: Source, after: Source): Operation[] {
  const links = new Links(before.source, after.source);
  const moving = movingRows(comparison, before.parsed, after.parsed);
  for (const row of comparison.rows) if (row.before && row.after) linkRow(links, row, moving.has(row) ? MOVED : EQUAL);
  linkOutside(links, before, after);
  return links.toOperations();
}

/** Rows that stand elsewhere, those among them that only went along. */
function movingRows({ rows }: Comparison, before: ParsedBylaws, after: ParsedBylaws): Set<ComparedClause> {
  const [oldParents, newParents] = [parentsOf(before), parentsOf(after)];
  const moving = new Set<ComparedClause>();
  const movedTo = new Map<string, string>();
  for (const row of rows) {
    if (!row.before || !row.after) continue;
    const [a, b] = [oldParents.get(row.before.address), newParents.get(row.after.address)];
    if (!row.fate.moved && (a === undefined || b === undefined || movedTo.get(a) !== b)) continue;
    moving.add(row);
    movedTo.set(row.before.address, row.after.address);
  }
  return moving;
}

function parentsOf({ clauses }: ParsedBylaws): Map<string, string> {
  const parents = new Map<string, string>();
  for (const clause of eachClause(clauses))
    for (const { address } of clause.clauses) parents.set(address, clause.address);
  return parents;
}

/** Which numbered heading (`### 4.16 …`) became which, counted from 0 on each side. */
export function linkSections({ rows }: Comparison, before: Source, after: Source): SectionLink[] {
  const [old, now] = [numberedSections(before), numberedSections(after)];
  const links = new Map<string, SectionLink>();
  const add = (a: number | undefined, b: number | undefined, kind: SectionLink["kind"]): void => {
    if (a !== undefined || b !== undefined) links.set(`${a} ${b}`, { old: a ?? null, new: b ?? null, kind });
  };
  for (const row of rows) {
    const a = row.before && row.part !== "text" ? old.get(row.before.address) : undefined;
    const b = row.after && row.part !== "text" ? now.get(row.after.address) : undefined;
    if (row.movedTo !== undefined) continue;
    if (a !== undefined && b !== undefined) add(a, b, kindOf(row));
    for (const address of row.from ?? [])
      if (b !== undefined && old.has(address)) add(old.get(address), b, row.fate.split ? "split" : "merge");
  }
  const [linkedOld, linkedNow] = [new Set<number | null>(), new Set<number | null>()];
  for (const link of links.values()) {
    linkedOld.add(link.old);
    linkedNow.add(link.new);
  }
  for (const a of old.values()) if (!linkedOld.has(a)) add(a, undefined, "delete");
  for (const b of now.values()) if (!linkedNow.has(b)) add(undefined, b, "insert");
  return [...links.values()];
}

/** Of a section that lives on: what several became one takes the name of all of them, what one became several keeps its own. */
function kindOf({ fate, from }: ComparedClause): SectionLink["kind"] {
  if (fate.merged && from !== undefined) return "merge";
  return fate.moved ? "move" : "same";
}

function numberedSections({ source, parsed }: Source): Map<string, number> {
  const places = new Map<string, number>();
  for (const clause of eachClause(parsed.clauses)) {
    if (/^#{1,6} \d+\.\d+[A-Z]?\.? /.test(source.slice(clause.source.from, clause.source.from + 40)))
      places.set(clause.address, places.size);
  }
  return places;
}
