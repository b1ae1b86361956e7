import type { Change, Stretch } from "../compare/comparison.ts";
import type { Word } from "../compare/words.ts";
import { weightOf, wordsIn } from "./wordsIn.ts";

/**
 * What became of a stretch of a wording.
 *
 * - `same`: it stands there letter for letter; also words that a change strikes and puts in again.
 * - `quiet`: the same law, written otherwise.
 * - `swapped`: other words stand in its place.
 * - `struck`: nothing does; `after` is empty, and where it stood.
 * - `put in`: words that are new; `before` is empty.
 * - `elsewhere`: another row of the comparison tells.
 */
export interface WordLink {
  before: Stretch;
  after: Stretch;
  how: "same" | "quiet" | "swapped" | "struck" | "put in" | "elsewhere";
}

/** Of the words of a change, the share that must stand on both sides before any of them counts as the same word. */
const COMMON_SHARE = 0.5;
/** Where one side has far fewer: of their words, and in words. */
const COMMON_OF_FEW = 0.7;
const COMMON_LEAST = 1;
/** In words: a row of words that stands nowhere else in the old text is the same row, however much is rewritten around it. */
const OWN_RUN = 5;
/** Up to so many words on either side, other words stand in the place of those that were struck. */
const SWAPPED_WORDS = 3;
/** Of the smaller side to the larger one. */
const SWAPPED_SHARE = 0.4;
/** What a stock phrase must say to be the same one, for each word that was rewritten beside it. */
const STOCK_BESIDE = 0.5;
/** Longer changes are rewritten text: words they have in common say nothing. */
const CELLS = 250_000;

/**
 * What became of every stretch of an old wording, in its order, by the changes between it and the new one.
 *
 * @param isStock Whether all of some words stand elsewhere in the old text too: `in accordance with this Section`.
 *   Between rewritten words such a phrase is no sign that anything was kept.
 */
export function linkWords(
  before: string,
  after: string,
  changes: readonly Change[],
  isStock: (words: string) => boolean,
): WordLink[] {
  const parts: Part[] = [];
  let [a, b] = [0, 0];
  const keep = (until: number): void => {
    if (until === a) return;
    const kept: WordLink = { before: { from: a, to: until }, after: { from: b, to: b + until - a }, how: "same" };
    parts.push({ links: [kept], rewritten: 0 });
  };
  for (const change of changes) {
    keep(change.before.from);
    [a, b] = [change.before.to, change.after.to];
    if (change.quiet === "elsewhere") {
      if (change.before.from < a)
        parts.push({ links: [{ before: change.before, after: change.after, how: "elsewhere" }], rewritten: 0 });
    } else if (change.quiet)
      parts.push({ links: [{ before: change.before, after: change.after, how: "quiet" }], rewritten: 0 });
    else parts.push(linkChange(before, after, change, isStock));
  }
  keep(before.length);
  const isRewritten = isWhollyRewritten(before, after, parts, isStock);
  return parts.flatMap(({ links }, index) => {
    const beside = (parts[index - 1]?.rewritten ?? 0) + (parts[index + 1]?.rewritten ?? 0);
    const rewritten = isRewritten ? Number.POSITIVE_INFINITY : beside;
    const [link] = links;
    if (rewritten === 0 || link?.how !== "same" || links.length > 1) return links;
    const words = before.slice(link.before.from, link.before.to);
    const isKept = weightOf(wordsIn(before, link.before)) >= STOCK_BESIDE * rewritten || !isStock(words);
    return isKept ? links : [{ ...link, after: { from: link.after.from, to: link.after.from }, how: "struck" }];
  });
}

/** A stretch that was kept, or what a change makes of one, with how much of other words stands in its place. */
interface Part {
  links: WordLink[];
  rewritten: number;
}

/** Nothing is kept but stock phrases, and more is not: another paragraph stands where this one stood. */
function isWhollyRewritten(
  before: string,
  after: string,
  parts: readonly Part[],
  isStock: (words: string) => boolean,
): boolean {
  if (!parts.some(({ rewritten }) => rewritten > 0)) return false;
  const kept = parts.flatMap(({ links }) => (links.length === 1 && links[0]!.how === "same" ? links : []));
  const common = kept.reduce((sum, link) => sum + weightOf(wordsIn(before, link.before)), 0);
  const whole = Math.min(weightOf(wordsIn(before)), weightOf(wordsIn(after)));
  return common < COMMON_SHARE * whole && kept.every((link) => isStock(before.slice(link.before.from, link.before.to)));
}

/** @returns With `rewritten`: how much of other words stands in the place of how much that was struck. */
function linkChange(before: string, after: string, change: Change, isStock: (words: string) => boolean): Part {
  const [old, now] = [wordsIn(before, change.before), wordsIn(after, change.after)];
  const isLong = old.length === 0 || now.length === 0 || old.length * now.length > CELLS;
  const pairs = isLong ? [] : commonWords(old, now);
  const common = pairs.reduce((sum, [index]) => sum + old[index]!.weight, 0);
  const [oldWeight, newWeight] = [weightOf(old), weightOf(now)];
  const isCommon =
    common >= COMMON_SHARE * Math.max(oldWeight, newWeight) ||
    (common >= COMMON_LEAST && common >= COMMON_OF_FEW * Math.min(oldWeight, newWeight));
  const isOwn = (from: number, to: number): boolean =>
    weightOf(old.slice(from, to)) >= OWN_RUN && !isStock(before.slice(old[from]!.from, old[to - 1]!.to));
  const kept = isCommon ? pairs : runsIn(pairs).flatMap((run) => (isOwn(run[0]![0], run.at(-1)![0] + 1) ? run : []));
  const isSame = (one: Stretch, other: Stretch): boolean =>
    before.slice(one.from, one.to) === after.slice(other.from, other.to);
  const links: WordLink[] = [];
  let [i, j] = [0, 0];
  let [a, b] = [change.before.from, change.after.from];
  for (const [oldIndex, newIndex] of kept) {
    const [word, twin] = [old[oldIndex]!, now[newIndex]!];
    const gap = { before: { from: a, to: word.from }, after: { from: b, to: twin.from } };
    links.push(...linkGap(old.slice(i, oldIndex), now.slice(j, newIndex), gap, isSame));
    links.push({ before: stretchOf(word), after: stretchOf(twin), how: word.key === twin.key ? "same" : "quiet" });
    [i, j, a, b] = [oldIndex + 1, newIndex + 1, word.to, twin.to];
  }
  const rest = { before: { from: a, to: change.before.to }, after: { from: b, to: change.after.to } };
  links.push(...linkGap(old.slice(i), now.slice(j), rest, isSame));
  const isOther = kept.length === 0 && !links.some(({ how }) => how === "swapped");
  return { links, rewritten: isOther ? Math.min(oldWeight, newWeight) : 0 };
}

/**
 * Words without counterpart on the other side: one for one, a few for a few, or struck and put in.
 *
 * @param isSame Whether signs and blanks between words are the same on both sides.
 */
function linkGap(
  old: readonly Word[],
  now: readonly Word[],
  { before, after }: Omit<WordLink, "how">,
  isSame: (one: Stretch, other: Stretch) => boolean,
): WordLink[] {
  const [few, many] = [Math.min(old.length, now.length), Math.max(old.length, now.length)];
  if (few === 0 || many > SWAPPED_WORDS || few < SWAPPED_SHARE * many) return linkOthers(before, after);
  if (few < many) return [{ before, after, how: "swapped" }];
  const links: WordLink[] = [];
  let [a, b] = [before.from, after.from];
  const linkSigns = (endOld: number, endNow: number): void => {
    const signs = [
      { from: a, to: endOld },
      { from: b, to: endNow },
    ] as const;
    if (!isSame(...signs)) links.push(...linkOthers(...signs));
  };
  old.forEach((word, index) => {
    const twin = now[index]!;
    linkSigns(word.from, twin.from);
    links.push({ before: stretchOf(word), after: stretchOf(twin), how: "swapped" });
    [a, b] = [word.to, twin.to];
  });
  linkSigns(before.to, after.to);
  return links;
}

/** What stands on one side is not what stands on the other. */
function linkOthers(before: Stretch, after: Stretch): WordLink[] {
  const links: WordLink[] = [];
  if (before.from < before.to) links.push({ before, after: { from: after.from, to: after.from }, how: "struck" });
  if (after.from < after.to) links.push({ before: { from: before.to, to: before.to }, after, how: "put in" });
  return links;
}

const stretchOf = ({ from, to }: Stretch): Stretch => ({ from, to });

/** Pairs that follow each other on both sides. */
function runsIn(pairs: readonly [number, number][]): [number, number][][] {
  const runs: [number, number][][] = [];
  for (const pair of pairs) {
    const last = runs.at(-1)?.at(-1);
    if (last && last[0] + 1 === pair[0] && last[1] + 1 === pair[1]) runs.at(-1)!.push(pair);
    else runs.push([pair]);
  }
  return runs;
}

/** The heaviest words that both sides have in one order. */
function commonWords(old: readonly Word[], now: readonly Word[]): [number, number][] {
  const columns = now.length + 1;
  const best = new Float32Array((old.length + 1) * columns);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const skipped = Math.max(best[(i + 1) * columns + j]!, best[i * columns + j + 1]!);
      const isSame = old[i]!.folded === now[j]!.folded;
      const taken = isSame ? old[i]!.weight + best[(i + 1) * columns + j + 1]! : 0;
      best[i * columns + j] = Math.max(skipped, taken);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    const here = best[i * columns + j]!;
    if (old[i]!.folded === now[j]!.folded && here === Math.fround(old[i]!.weight + best[(i + 1) * columns + j + 1]!))
      pairs.push([i++, j++]);
    else if (here === best[(i + 1) * columns + j]) i++;
    else j++;
  }
  return pairs;
}
