import type { Clause, ParsedBylaws } from "../text/clause.ts";
import type { Change, ClauseFate, ComparedClause, Comparison } from "./comparison.ts";
import { type FlatText, flatten } from "./flat.ts";
import { type HeadMatch, matchHeads } from "./heads.ts";
import { matchTexts, type TextMatch } from "./match.ts";
import { type ClauseMap, makeFollow, mapClauses } from "./references.ts";
import { joinSections } from "./sections.ts";
import { compareWording, type FollowReference } from "./wording.ts";

/** A row while it is made, with the places of its clauses (-1 for none). */
interface Draft {
  before: number;
  after: number;
  moved: boolean;
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
export function compareBylaws(before: ParsedBylaws, after: ParsedBylaws): Comparison {
  const ids = new Map<string, number>();
  const [old, now] = [flatten(before.clauses, ids), flatten(after.clauses, ids)];
  const texts = matchTexts(old, now);
  const heads = matchHeads(old, now, texts);
  const drafts = draftRows(old, now, texts, heads);
  const map = mapClauses(
    drafts
      .filter(({ before: a, after: b }) => a >= 0 && b >= 0)
      .map((draft) => ({ before: old.clauses[draft.before]!, after: now.clauses[draft.after]! })),
  );
  const follow = makeFollow(map);
  const rows = drafts.map((draft) => makeRow(draft, old, now, texts, heads, follow));
  joinSections(rows, old, now, texts, heads);
  return { rows: orderRows(drafts, rows, old, now) };
}

/** For each old address that a clause no longer has, the one it has now: old links lead on by it. */
export function clauseMap(comparison: Comparison): ClauseMap {
  const map = new Map<string, string>();
  for (const { before, after, part } of comparison.rows) {
    if (before && after && before.address !== after.address && !(part === "text" && map.has(before.address)))
      map.set(before.address, after.address);
  }
  return map;
}

/** Rows in the order of the new text, then the removed ones. */
function draftRows(old: FlatText, now: FlatText, texts: TextMatch, heads: HeadMatch): Draft[] {
  const drafts: Draft[] = [];
  now.clauses.forEach((clause, after) => {
    const head = now.hasHead[after] ? heads.toBefore[after]! : -1;
    const text = texts.toBefore[after]!;
    const headMoved = heads.moved[after]! > 0;
    const textMoved = texts.moved[after]! > 0;
    if (head >= 0 && text >= 0 && head !== text && clause.text !== "") {
      drafts.push({ before: head, after, moved: headMoved }, { before: text, after, moved: textMoved });
    } else drafts.push({ before: text >= 0 ? text : head, after, moved: text >= 0 ? textMoved : headMoved });
  });
  old.clauses.forEach((_, before) => {
    if (texts.toAfter[before]! < 0 && heads.toAfter[before]! < 0) drafts.push({ before, after: -1, moved: false });
  });
  return drafts;
}

function makeRow(
  draft: Draft,
  old: FlatText,
  now: FlatText,
  texts: TextMatch,
  heads: HeadMatch,
  follow: FollowReference | undefined,
): ComparedClause {
  const before = partHere(old.clauses[draft.before], draft.before, draft.after, texts.toAfter, heads.toAfter);
  const after = partHere(now.clauses[draft.after], draft.after, draft.before, texts.toBefore, heads.toBefore);
  const row: ComparedClause = {
    before: before?.clause,
    after: after?.clause,
    fate: { ...NO_FATE },
    title: [],
    text: [],
    confidence: confidenceOf(draft, texts),
  };
  const part = before?.part ?? after?.part;
  if (part) row.part = part;
  if (!row.before) row.fate.added = true;
  else if (!row.after) row.fate.removed = true;
  else {
    row.title = compareWording(row.before.title, row.after.title, follow);
    row.text = compareWording(row.before.text, row.after.text, follow);
    row.fate.amended = row.text.some(isSubstance);
    row.fate.retitled = row.title.some(isSubstance);
    row.fate.moved = draft.moved;
    row.fate.renumbered = row.before.label !== "" && row.after.label !== "" && row.before.address !== row.after.address;
  }
  return row;
}

/** A clause without the part that is paired with another clause than this row's. */
function partHere(
  clause: Clause | undefined,
  place: number,
  other: number,
  texts: Int32Array,
  heads: Int32Array,
): { clause: Clause; part?: "title" | "text" } | undefined {
  if (!clause) return undefined;
  const isElsewhere = (pairing: Int32Array): boolean => pairing[place]! >= 0 && pairing[place] !== other;
  if (clause.text !== "" && isElsewhere(texts))
    return { clause: { ...clause, text: "", spans: [], items: [], textRuns: [] }, part: "title" };
  if (isElsewhere(heads)) return { clause: { ...clause, label: "", title: "", titleRuns: [] }, part: "text" };
  return { clause };
}

function confidenceOf({ before, after }: Draft, texts: TextMatch): number {
  if (before < 0 || after < 0) return 1;
  return texts.toBefore[after] === before ? texts.sureness[after]! : 0.5;
}

export function isSubstance(change: Change): boolean {
  return change.quiet === undefined;
}

const NO_FATE: ClauseFate = {
  added: false,
  removed: false,
  amended: false,
  moved: false,
  renumbered: false,
  retitled: false,
  split: false,
  merged: false,
};

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
