import type { ParsedBylaws } from "../text/clause.ts";
import type { ClausePairing } from "../text/document.ts";
import { type ComparedClause, type Comparison, compareTitles, NO_FATE } from "./comparison.ts";
import { readDecided } from "./decided.ts";
import { type FlatText, flattenBoth } from "./flat.ts";
import { makeFollow } from "./follow.ts";
import { matchHeads } from "./heads.ts";
import { markDecided } from "./markDecided.ts";
import { matchTexts } from "./match.ts";
import { type Draft, draftRows, makeRow } from "./rows.ts";
import { joinSections } from "./sections.ts";

export interface CompareOptions {
  /** A secretary's word on which clause became which; kept to whatever the words say. */
  pairings?: readonly ClausePairing[];
  /** Told now and then how much is done, 0 to 1, while long texts are compared. */
  onProgress?: (share: number) => void;
}

/**
 * Compares two texts clause by clause and word by word.
 *
 * Clauses are paired by their words, never by their numbers: put in a section,
 * and those after it are renumbered, not amended. What cannot be paired is
 * added or removed, however much that is.
 *
 * @returns One row for each clause in the order of the new text; removed ones
 *   and the old places of moved ones stand where they stood.
 */
export function compareBylaws(before: ParsedBylaws, after: ParsedBylaws, options: CompareOptions = {}): Comparison {
  const { pairings = [], onProgress } = options;
  const [old, now] = flattenBoth(before.clauses, after.clauses);
  const decided = readDecided(pairings, old, now);
  onProgress?.(SHARE_READ);
  const texts = matchTexts(old, now, decided);
  const heads = matchHeads(old, now, texts, decided);
  const paired = { old, now, texts, heads, decided };
  const drafts = draftRows(paired);
  onProgress?.(SHARE_PAIRED);
  const pairs = drafts.map((draft) => ({ before: old.clauses[draft.before], after: now.clauses[draft.after] }));
  const follow = makeFollow(before, after, pairs);
  const report = onProgress && reporter(drafts, old, now, onProgress);
  const rows = drafts.map((draft, index) => {
    report?.(index);
    return makeRow(draft, paired, follow);
  });
  joinSections(rows, old, now, texts, heads);
  markDecided(rows, old, now, decided);
  return { rows: orderRows(drafts, rows, old, now), ...compareTitles(before, after) };
}

/** Shares of the work that are done when the texts are numbered, and when their clauses are paired. */
const SHARE_READ = 0.1;
const SHARE_PAIRED = 0.4;
const REPORTS = 30;

/** Tells how much of the wording is compared, by the letters of the paragraphs that differ: the others take no time. */
function reporter(
  drafts: readonly Draft[],
  old: FlatText,
  now: FlatText,
  onProgress: (share: number) => void,
): (index: number) => void {
  const lettersOf = ({ before, after }: Draft): number =>
    old.ids[before] === now.ids[after] ? 1 : (old.weights[before] ?? 0) + (now.weights[after] ?? 0);
  const all = drafts.reduce((sum, draft) => sum + lettersOf(draft), 0);
  let [done, told] = [0, 0];
  return (index) => {
    done += lettersOf(drafts[index]!);
    const isLast = index === drafts.length - 1;
    if (done - told < all / REPORTS && !isLast) return;
    told = done;
    onProgress(isLast ? 1 : SHARE_PAIRED + ((1 - SHARE_PAIRED) * done) / all);
  };
}

/** For each old address that a clause no longer has, the one it has now: old links lead on by it. */
export function clauseMap(comparison: Comparison): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { before, after, part } of comparison.rows) {
    if (before && after && before.address !== after.address && !(part === "text" && map.has(before.address)))
      map.set(before.address, after.address);
  }
  return map;
}

/** Puts removed clauses, and marks where moved ones stood, behind what stood before them. */
function orderRows(
  drafts: readonly Draft[],
  rows: readonly ComparedClause[],
  old: FlatText,
  now: FlatText,
): ComparedClause[] {
  const ofBefore: number[][] = old.clauses.map(() => []);
  const ofAfter: number[][] = now.clauses.map(() => []);
  drafts.forEach(({ before, after }, index) => {
    if (before >= 0) ofBefore[before]!.push(index);
    if (after >= 0) ofAfter[after]!.push(index);
  });
  const isCarried = ({ before, after }: Draft): boolean => {
    const [a, b] = [old.parents[before]!, now.parents[after]!];
    return a >= 0 && b >= 0 && ofAfter[b]!.some((index) => drafts[index]!.before === a && drafts[index]!.moved);
  };
  const behind = new Map<number, ComparedClause[]>();
  let last = -1;
  ofBefore.forEach((indexes) => {
    for (const index of indexes) {
      const draft = drafts[index]!;
      const row = rows[index]!;
      const put = (placed: ComparedClause): void => void (behind.get(last)?.push(placed) ?? behind.set(last, [placed]));
      if (draft.after < 0) put(row);
      else if (!draft.moved) last = index;
      else if (!isCarried(draft))
        put({
          before: row.before,
          fate: { ...NO_FATE, moved: true },
          title: [],
          text: [],
          movedTo: row.after!.address,
          confidence: row.confidence,
        });
    }
  });
  // Inside what moved as a whole nothing moved.
  drafts.forEach((draft, index) => {
    if (draft.moved && isCarried(draft)) rows[index]!.fate.moved = false;
  });
  const ordered = behind.get(-1) ?? [];
  drafts.forEach(({ after }, index) => {
    if (after >= 0) ordered.push(rows[index]!);
    if (after >= 0) ordered.push(...(behind.get(index) ?? []));
  });
  return ordered;
}
