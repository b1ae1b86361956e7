import type { Clause } from "../text/clause.ts";
import { type Change, type ComparedClause, NO_FATE } from "./comparison.ts";
import type { Decided } from "./decided.ts";
import { type Division, findDivided, type Share } from "./divide.ts";
import type { FlatText } from "./flat.ts";
import type { FollowIn } from "./follow.ts";
import type { HeadMatch } from "./heads.ts";
import type { TextMatch } from "./match.ts";
import { compareWording } from "./wording.ts";

/** A row while it is made, with the places of its clauses (-1 for none). */
export interface Draft {
  before: number;
  after: number;
  moved: boolean;
  /** Of a paragraph that was divided or joined: the part of the whole that this row is about. */
  share?: Share & { side: "before" | "after" };
  /** Of a heading's row: which of the two clauses have their text in rows of a divided or joined paragraph. */
  isTextShared?: { before: boolean; after: boolean };
}

/** What is known of two texts once their clauses are paired. */
export interface Paired {
  old: FlatText;
  now: FlatText;
  texts: TextMatch;
  heads: HeadMatch;
  decided: Decided;
}

/** Rows in the order of the new text, then the removed ones. */
export function draftRows({ old, now, texts, heads, decided }: Paired): Draft[] {
  const { divided, joined } = findDivided(old, now, texts, decided);
  const shareOf = new Map(
    divided.flatMap(({ whole, parts }) => parts.map(({ clause, share }) => [clause, { whole, share }] as const)),
  );
  const joinedIn = new Map(joined.map((division) => [division.whole, division]));
  const isJoined = new Set(joined.flatMap(({ parts }) => parts.map(({ clause }) => clause)));
  const drafts: Draft[] = [];
  now.clauses.forEach((clause, after) => {
    const head = heads.toBefore[after]!;
    const pieces = textDrafts(after, texts, shareOf.get(after), joinedIn.get(after));
    const moved = heads.moved[after]! > 0;
    const isTextShared = { before: isJoined.has(head), after: pieces.some(({ share }) => share !== undefined) };
    if (pieces.length === 0) drafts.push({ before: head, after, moved, isTextShared });
    else if (head < 0 || clause.text === "" || pieces.some(({ before }) => before === head)) drafts.push(...pieces);
    else drafts.push({ before: head, after, moved, isTextShared }, ...pieces);
  });
  old.clauses.forEach((_, before) => {
    const isGone = texts.toAfter[before]! < 0 && heads.toAfter[before]! < 0 && !isJoined.has(before);
    if (isGone) drafts.push({ before, after: -1, moved: false });
  });
  return drafts;
}

/** The rows of a paragraph of the new text: none, one, or one for each paragraph that was joined in it. */
function textDrafts(
  after: number,
  texts: TextMatch,
  part: { whole: number; share: Share } | undefined,
  joined: Division | undefined,
): Draft[] {
  const moved = texts.moved[after]! > 0;
  if (joined)
    return joined.parts.map(({ clause, share }) => ({
      before: clause,
      after,
      moved,
      share: { ...share, side: "after" },
    }));
  if (part) return [{ before: part.whole, after, moved, share: { ...part.share, side: "before" } }];
  const before = texts.toBefore[after]!;
  return before < 0 ? [] : [{ before, after, moved }];
}

export function makeRow(draft: Draft, paired: Paired, follow: FollowIn | undefined): ComparedClause {
  const { old, now, texts } = paired;
  const [before, after] = [old.clauses[draft.before], now.clauses[draft.after]];
  const row: ComparedClause = {
    before,
    after,
    fate: { ...NO_FATE },
    title: [],
    text: [],
    confidence: confidenceOf(draft, texts),
  };
  if (!before) row.fate.added = true;
  else if (!after) row.fate.removed = true;
  else {
    const away = awayFrom(draft, paired);
    row.title =
      away.title.before || away.title.after
        ? asideOf(before.title, after.title, away.title)
        : compareWording(before.title, after.title, follow?.(before, after, "title"));
    if (draft.share) row.text = compareShare(before, after, draft.share, follow);
    else if (away.text.before || away.text.after) row.text = asideOf(before.text, after.text, away.text);
    else row.text = compareWording(before.text, after.text, follow?.(before, after, "text"));
    if (away.text.before || away.text.after) row.part = "title";
    else if (away.title.before || away.title.after) row.part = "text";
    row.fate.amended = row.text.some(isSubstance);
    row.fate.retitled = row.title.some(isSubstance);
    row.fate.moved = draft.moved;
    row.fate.split = draft.share?.side === "before";
    row.fate.merged = draft.share?.side === "after";
    if (draft.share && draft.share.from > 0) row.from = [before.address];
    row.fate.renumbered =
      row.part !== "text" && before.label !== "" && after.label !== "" && before.address !== after.address;
  }
  return row;
}

interface Away {
  before: boolean;
  after: boolean;
}

/** Which parts of the two clauses are paired with other clauses than each other. */
function awayFrom(
  { before, after, share, isTextShared }: Draft,
  { old, now, texts, heads }: Paired,
): { title: Away; text: Away } {
  const isAway = (other: number | undefined, here: number): boolean =>
    other !== undefined && other >= 0 && other !== here;
  // Of a divided paragraph the first part takes the title along, unless the heading went with another.
  const isLater = (side: "before" | "after"): boolean =>
    share?.side === side && share.from > 0 && heads.toAfter[before] !== after;
  return {
    title: {
      before: old.clauses[before]!.title !== "" && (isLater("before") || isAway(heads.toAfter[before], after)),
      after: now.clauses[after]!.title !== "" && (isLater("after") || isAway(heads.toBefore[after], before)),
    },
    text: {
      before:
        share === undefined &&
        old.clauses[before]!.text !== "" &&
        (isTextShared?.before || isAway(texts.toAfter[before], after)),
      after:
        share === undefined &&
        now.clauses[after]!.text !== "" &&
        (isTextShared?.after || isAway(texts.toBefore[after], before)),
    },
  };
}

/** A part of which at least one side stands in another row: nothing of it is kept here. */
function asideOf(before: string, after: string, away: Away): Change[] {
  const changes: Change[] = [];
  const add = (change: Change, isAway: boolean): void =>
    void changes.push(isAway ? { ...change, quiet: "elsewhere" } : change);
  if (before) add({ before: { from: 0, to: before.length }, after: { from: 0, to: 0 } }, away.before);
  const end = before.length;
  if (after) add({ before: { from: end, to: end }, after: { from: 0, to: after.length } }, away.after);
  return changes;
}

/** Compares one part of a paragraph with the clause it became or came from; the rest of it is elsewhere. */
function compareShare(
  wholeBefore: Clause,
  wholeAfter: Clause,
  { side, from, to }: Share & { side: "before" | "after" },
  follow: FollowIn | undefined,
): Change[] {
  const [before, after] = [wholeBefore.text, wholeAfter.text];
  const [old, now] = side === "before" ? [before.slice(from, to), after] : [before, after.slice(from, to)];
  const [oldShift, newShift] = side === "before" ? [from, 0] : [0, from];
  const shift = ({ from: a, to: b }: { from: number; to: number }, by: number) => ({ from: a + by, to: b + by });
  const followed = follow?.(wholeBefore, wholeAfter, "text", { before: oldShift, after: newShift });
  const inside = compareWording(old, now, followed).map((change) => ({
    ...change,
    before: shift(change.before, oldShift),
    after: shift(change.after, newShift),
  }));
  const rest = (a: number, b: number, other: number): Change[] => {
    if (a >= b) return [];
    const [whole, none] = [
      { from: a, to: b },
      { from: other, to: other },
    ];
    return [
      side === "before"
        ? { before: whole, after: none, quiet: "elsewhere" }
        : { before: none, after: whole, quiet: "elsewhere" },
    ];
  };
  const [length, otherLength] = side === "before" ? [before.length, after.length] : [after.length, before.length];
  return [...rest(0, from, 0), ...inside, ...rest(to, length, otherLength)];
}

/** Measured: of paragraphs that kept their place nearly all are right, however much was rewritten; away from it their words must speak for them. */
const IN_PLACE = 0.8;
const HEADING = 0.95;
const DIVIDED = 0.8;

function confidenceOf({ before, after, share }: Draft, texts: TextMatch): number {
  if (before < 0 || after < 0) return 1;
  if (share) return DIVIDED;
  if (texts.toBefore[after] !== before) return HEADING;
  const alike = texts.alike[after]!;
  return texts.moved[after] ? alike : IN_PLACE + (1 - IN_PLACE) * alike;
}

function isSubstance(change: Change): boolean {
  return change.quiet === undefined;
}
