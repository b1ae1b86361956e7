import type { Change, ComparedClause, Comparison, Stretch } from "./comparison.ts";
import { splitWords, type Word } from "./words.ts";

/** How a stretch of words came to stand where it stands. */
export interface WordsHistory {
  /** Words of the newest text, within what was asked for. Stretches follow each other without gaps. */
  words: Stretch;
  /** The step (index into `steps`) that brought these words in; missing when the oldest text has them. */
  step?: number;
  /** The clause they stood in right after that step (or in the oldest text): its address. */
  clause: string;
  /** What stood there before that step, empty when nothing was replaced. */
  replaced: string;
}

type Part = "title" | "text";

/** Words of the newest text, and where they stand in the text that is looked at. */
interface Piece extends Stretch {
  words: Stretch;
  clause: string;
}

/**
 * Which step brought in each of some words, and what they replaced; followed
 * through moves, new numbers, splits and mergers.
 *
 * Words keep their origin when only quotation marks, capitals, the number of a
 * reference or the signs around them changed; signs go with the words before them.
 *
 * @param steps Consecutive texts compared, oldest first: the new text of each is the old one of the next.
 * @param place Words of the newest text.
 * @returns In order; none when the newest text has no such words.
 */
export function traceWords(
  steps: readonly { comparison: Comparison }[],
  place: { clause: string; part: Part; from: number; to: number },
): WordsHistory[] {
  const { clause, part } = place;
  let newest: string | undefined;
  let open: Piece[] = [{ words: { from: place.from, to: place.to }, clause, from: place.from, to: place.to }];
  const found: WordsHistory[] = [];
  for (let step = steps.length - 1; step >= 0; step--) {
    const rows = rowsByClause(steps[step]!.comparison, new Set(open.map(({ clause }) => clause)));
    if (newest === undefined) {
      newest = rows.get(clause)?.[0]?.after?.[part];
      if (newest === undefined || place.from < 0 || place.to > newest.length || place.from >= place.to) return [];
    }
    const older: Piece[] = [];
    for (const piece of open) {
      for (const { words, origin } of traceBack(piece, rows.get(piece.clause)!, part)) {
        if (typeof origin === "string") found.push({ words, step, clause: piece.clause, replaced: origin });
        else older.push({ words, ...origin });
      }
    }
    open = older;
  }
  for (const { words, clause } of open) found.push({ words, clause, replaced: "" });
  return joinStretches(found, place, newest ?? "");
}

function rowsByClause({ rows }: Comparison, wanted: ReadonlySet<string>): Map<string, ComparedClause[]> {
  const found = new Map<string, ComparedClause[]>();
  for (const row of rows) {
    const address = row.after?.address;
    if (address === undefined || !wanted.has(address)) continue;
    const rowsOfClause = found.get(address);
    if (rowsOfClause) rowsOfClause.push(row);
    else found.set(address, [row]);
  }
  return found;
}

/** Where words come from: a place in the older text, or, where they are new, the words they replaced. */
interface Traced {
  words: Stretch;
  origin: { clause: string; from: number; to: number } | string;
}

/** A stretch of the newer wording with the stretch of the older one it was, or what it replaced. */
interface Region {
  after: Stretch;
  origin: Stretch | string;
}

function traceBack(piece: Piece, rows: readonly ComparedClause[], part: Part): Traced[] {
  const traced: (Traced & { at: number })[] = [];
  const isWhole = piece.words.to - piece.words.from !== piece.to - piece.from;
  for (const row of rows) {
    for (const { after, origin } of regionsOf(row, part, piece)) {
      const [from, to] = [Math.max(after.from, piece.from), Math.min(after.to, piece.to)];
      if (from >= to) continue;
      // Words written with other signs cannot be told apart letter by letter: they have one origin.
      if (isWhole && traced.length > 0) break;
      const words = isWhole
        ? piece.words
        : { from: piece.words.from + from - piece.from, to: piece.words.from + to - piece.from };
      if (typeof origin === "string") traced.push({ at: from, words, origin });
      else {
        const isSameLength = origin.to - origin.from === after.to - after.from;
        const older = isSameLength
          ? { from: origin.from + from - after.from, to: origin.from + to - after.from }
          : { from: origin.from, to: origin.to };
        traced.push({ at: from, words, origin: { clause: row.before!.address, ...older } });
      }
    }
  }
  return traced.sort((a, b) => a.at - b.at);
}

/** The regions of a row's newer wording that touch a stretch; words of another row, and signs that came to be, are in none. */
function regionsOf(row: ComparedClause, part: Part, near: Stretch): Region[] {
  const { before, after } = row;
  const end = after![part].length;
  if (!before) return [{ after: { from: 0, to: end }, origin: "" }];
  const regions: Region[] = [];
  let [a, b] = [0, 0];
  const keep = (until: number): void => {
    const length = until - b;
    if (length > 0) regions.push({ after: { from: b, to: until }, origin: { from: a, to: a + length } });
  };
  for (const change of row[part]) {
    keep(change.after.from);
    [a, b] = [change.before.to, change.after.to];
    if (change.quiet === "elsewhere" || change.after.to <= near.from || change.after.from >= near.to) continue;
    if (!change.quiet) regions.push(...originsOf(change, before[part], after![part]));
    else if (change.before.from < change.before.to) regions.push({ after: change.after, origin: change.before });
  }
  keep(end);
  return regions;
}

/** Words that a change has on both sides, at its start or end, are not new: only signs beside them changed. */
function originsOf({ before, after }: Change, old: string, now: string): Region[] {
  const [was, is] = [wordsIn(old, before), wordsIn(now, after)];
  let start = 0;
  while (start < Math.min(was.length, is.length) && was[start]!.key === is[start]!.key) start++;
  if (!saysMuch(is.slice(0, start))) start = 0;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end)!.key === is.at(-1 - end)!.key) end++;
  if (!saysMuch(is.slice(is.length - end))) end = 0;
  const kept = [...is.keys()].filter((index) => index < start || index >= is.length - end);
  const regions: Region[] = kept.map((index) => {
    const other = was[index < start ? index : was.length - is.length + index]!;
    return { after: is[index]!, origin: { from: other.from, to: other.to } };
  });
  const fresh = { from: is[start - 1]?.to ?? after.from, to: is[is.length - end]?.from ?? after.to };
  const replaced = old.slice(was[start - 1]?.to ?? before.from, was[was.length - end]?.from ?? before.to);
  if (fresh.from < fresh.to) regions.push({ after: fresh, origin: replaced.trim() });
  return regions.sort((a, b) => a.after.from - b.after.from);
}

function wordsIn(text: string, { from, to }: Stretch): Word[] {
  return splitWords(text.slice(from, to))
    .filter(({ key }) => hasWords(key))
    .map((word) => ({ ...word, from: from + word.from, to: from + word.to, key: word.key.toLowerCase() }));
}

/** Small words that stand on both sides of a new sentence are no sign that they were kept. */
function saysMuch(words: readonly Word[]): boolean {
  return words.some(({ weight }) => weight >= 1);
}

/** Joins neighbours of one origin and closes the gaps; signs and spaces alone go with the words before them. */
function joinStretches(found: WordsHistory[], { from, to }: Stretch, text: string): WordsHistory[] {
  found.sort((a, b) => a.words.from - b.words.from);
  const worded = found.filter(({ words }) => hasWords(text.slice(words.from, words.to)));
  const joined: WordsHistory[] = [];
  for (const stretch of worded.length > 0 ? worded : found.slice(0, 1)) {
    const last = joined.at(-1);
    const isSame =
      last?.step === stretch.step && last?.clause === stretch.clause && last?.replaced === stretch.replaced;
    if (!last || !isSame) joined.push({ ...stretch, words: { ...stretch.words } });
    if (last && !isSame) last.words.to = stretch.words.from;
  }
  if (joined.length > 0) {
    joined[0]!.words.from = from;
    joined.at(-1)!.words.to = to;
  }
  return joined;
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
