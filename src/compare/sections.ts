import type { ComparedClause } from "./comparison.ts";
import type { FlatText } from "./flat.ts";
import type { HeadMatch } from "./heads.ts";
import type { TextMatch } from "./match.ts";

/** Share of a section's words that must come from, or go to, one other section. */
const MOST = 0.5;

/**
 * Tells sections that were split and merged, from where their paragraphs went.
 *
 * A new heading over paragraphs that stood in a section which lives on splits
 * it; a heading that is gone, and whose paragraphs stand in another section,
 * was merged into it.
 */
export function joinSections(
  rows: readonly ComparedClause[],
  old: FlatText,
  now: FlatText,
  texts: TextMatch,
  heads: HeadMatch,
): void {
  // Most sections are paired with each other: only the others are looked at.
  const flows = wordsBetween(old, now, texts).filter(({ before, after }) => heads.toAfter[before] !== after);
  if (flows.length === 0) return;
  const rowsOf = new Map<string, ComparedClause[]>();
  for (const row of rows) {
    const address = row.after?.address;
    if (address === undefined) continue;
    const known = rowsOf.get(address);
    if (known) known.push(row);
    else rowsOf.set(address, [row]);
  }
  for (const { before, after, words, ofBefore, ofAfter } of flows) {
    const [from, to] = [old.clauses[before]!, now.clauses[after]!];
    const isSplit = heads.toBefore[after]! < 0 && heads.toAfter[before]! >= 0 && words >= MOST * ofAfter;
    const isMerge = heads.toAfter[before]! < 0 && heads.toBefore[after]! >= 0 && words >= MOST * ofBefore;
    if (!isSplit && !isMerge) continue;
    const fate = isSplit ? "split" : "merged";
    for (const row of rowsOf.get(to.address) ?? []) {
      if (row.part === "text") continue;
      row.fate[fate] = true;
      row.from = [...(row.from ?? []), from.address];
      if (isSplit) row.fate.retitled = false;
    }
    if (isSplit) {
      for (const row of rowsOf.get(now.clauses[heads.toAfter[before]!]!.address) ?? [])
        if (row.part !== "text") row.fate.split = true;
    } else {
      // Where the heading that is gone stood over a paragraph, it went into this row.
      const below = texts.toAfter[before]!;
      if (below < 0) continue;
      for (const row of rowsOf.get(now.clauses[below]!.address) ?? []) {
        if (row.before?.address !== from.address) continue;
        row.fate.merged = true;
        row.fate.retitled = false;
        row.from = [...new Set([...(row.from ?? []), from.address])];
      }
    }
  }
}

interface Flow {
  before: number;
  after: number;
  words: number;
  /** Words below the old heading, and below the new one. */
  ofBefore: number;
  ofAfter: number;
}

/** How many words went from below each old heading to below each new one. */
function wordsBetween(old: FlatText, now: FlatText, texts: TextMatch): Flow[] {
  const flows = new Map<number, Flow>();
  const [ofBefore, ofAfter] = [new Float64Array(old.clauses.length), new Float64Array(now.clauses.length)];
  old.heads.forEach((head, clause) => {
    if (head >= 0) ofBefore[head]! += old.weights[clause]!;
  });
  now.heads.forEach((head, clause) => {
    if (head >= 0) ofAfter[head]! += now.weights[clause]!;
  });
  texts.toBefore.forEach((from, to) => {
    const [before, after] = [from < 0 ? -1 : old.heads[from]!, now.heads[to]!];
    if (before < 0 || after < 0) return;
    const key = before * now.clauses.length + after;
    let flow = flows.get(key);
    if (!flow) {
      flow = { before, after, words: 0, ofBefore: ofBefore[before]!, ofAfter: ofAfter[after]! };
      flows.set(key, flow);
    }
    flow.words += now.weights[to]!;
  });
  return [...flows.values()];
}
