import type { Change, Stretch } from "../compare/comparison.ts";
import { splitWords, type Word } from "../compare/words.ts";

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

/** Of the words that a change strikes, the share it must put in again before any of them counts as the same word. */
const COMMON_SHARE = 0.4;
/** Up to so many words on either side, other words stand in the place of those that were struck. */
const SWAPPED_WORDS = 5;
/** Of the smaller side to the larger one. */
const SWAPPED_SHARE = 0.4;
/** Longer changes are rewritten text: words they have in common say nothing. */
const CELLS = 250_000;

/** What became of every stretch of an old wording, in its order, by the changes between it and the new one. */
export function linkWords(before: string, after: string, changes: readonly Change[]): WordLink[] {
  const links: WordLink[] = [];
  let [a, b] = [0, 0];
  const keep = (until: number): void => {
    if (until > a) links.push({ before: { from: a, to: until }, after: { from: b, to: b + until - a }, how: "same" });
  };
  for (const change of changes) {
    keep(change.before.from);
    [a, b] = [change.before.to, change.after.to];
    if (change.quiet === "elsewhere") {
      if (change.before.from < a) links.push({ before: change.before, after: change.after, how: "elsewhere" });
    } else if (change.quiet) links.push({ before: change.before, after: change.after, how: "quiet" });
    else links.push(...linkChange(before, after, change));
  }
  keep(before.length);
  return links;
}

function linkChange(before: string, after: string, change: Change): WordLink[] {
  const [old, now] = [wordsIn(before, change.before), wordsIn(after, change.after)];
  if (old.length === 0 || now.length === 0 || old.length * now.length > CELLS) return linkGap(old, now, change);
  const pairs = commonWords(old, now);
  const common = pairs.reduce((sum, [index]) => sum + old[index]!.weight, 0);
  const most = Math.min(weightOf(old), weightOf(now));
  const kept = common >= COMMON_SHARE * most ? pairs : [];
  const links: WordLink[] = [];
  let [i, j] = [0, 0];
  let [a, b] = [change.before.from, change.after.from];
  for (const [oldIndex, newIndex] of kept) {
    const [word, twin] = [old[oldIndex]!, now[newIndex]!];
    const gap = { before: { from: a, to: word.from }, after: { from: b, to: twin.from } };
    links.push(...linkGap(old.slice(i, oldIndex), now.slice(j, newIndex), gap));
    links.push({ before: stretchOf(word), after: stretchOf(twin), how: word.key === twin.key ? "same" : "quiet" });
    [i, j, a, b] = [oldIndex + 1, newIndex + 1, word.to, twin.to];
  }
  const rest = { before: { from: a, to: change.before.to }, after: { from: b, to: change.after.to } };
  links.push(...linkGap(old.slice(i), now.slice(j), rest));
  return links;
}

/** Words without counterpart on the other side: one for one, a few for a few, or struck and put in. */
function linkGap(old: readonly Word[], now: readonly Word[], { before, after }: Omit<WordLink, "how">): WordLink[] {
  if (before.from === before.to && after.from === after.to) return [];
  const [few, many] = [Math.min(old.length, now.length), Math.max(old.length, now.length)];
  if (few > 0 && many <= SWAPPED_WORDS && few >= SWAPPED_SHARE * many) {
    if (few < many) return [{ before, after, how: "swapped" }];
    return old.map((word, index) => ({ before: stretchOf(word), after: stretchOf(now[index]!), how: "swapped" }));
  }
  const links: WordLink[] = [];
  if (before.from < before.to) links.push({ before, after: { from: after.from, to: after.from }, how: "struck" });
  if (after.from < after.to) links.push({ before: { from: before.to, to: before.to }, after, how: "put in" });
  return links;
}

const stretchOf = ({ from, to }: Stretch): Stretch => ({ from, to });
const weightOf = (words: readonly Word[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

/** Words, not signs: a comma is nobody's counterpart. */
function wordsIn(text: string, { from, to }: Stretch): Word[] {
  return splitWords(text, from, to).filter(({ key }) => /[\p{L}\p{N}]/u.test(key));
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
