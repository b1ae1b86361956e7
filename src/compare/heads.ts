import { diffArrays } from "diff";
import { type Decided, OPEN } from "./decided.ts";
import { type FlatText, headAbove } from "./flat.ts";
import type { TextMatch } from "./match.ts";

/** Which heading became which: indexes of clauses, -1 for none. */
export interface HeadMatch {
  toAfter: Int32Array;
  toBefore: Int32Array;
  /** For each clause of the new text with a heading: most of what stands below it moved. */
  moved: Uint8Array;
}

/** A heading goes with another when this share of the words below one of them went there. */
const SHARE_BELOW = 0.4;
/** Facing paragraphs this much alike are one, whatever they stand under. */
const SURE_ALONE = 0.6;
/** How much more a heading counts that kept its words; and where most of what stood below it went along, whatever else came. */
const SAME_TITLE = 4;
const SAME_SECTION = 1_000;
/** How much more it counts that the paragraph right under it is still there: of a divided section, the first part keeps the heading. */
const SAME_BEGINNING = 2;

/** Of headings in order; texts that differ by more have other headings. */
const MOST_EDITS = 500;
/** Headings above a paragraph that are looked at. */
const LEVELS = 3;

interface Vote {
  before: number;
  after: number;
  words: number;
  moved: number;
  /** The paragraph right under the one heading went right under the other. */
  isBeginning: boolean;
}

/** Pairs headings by the paragraphs below them, then by the headings below them, then by their own words. */
export function matchHeads(before: FlatText, after: FlatText, texts: TextMatch, decided: Decided): HeadMatch {
  // What is decided counts as taken from the start.
  const match: HeadMatch = {
    toAfter: decided.toAfter.slice(),
    toBefore: decided.toBefore.slice(),
    moved: new Uint8Array(after.clauses.length),
  };
  const words = { before: wordsBelow(before), after: wordsBelow(after) };
  let votes = votesOfTexts(before, after, texts);
  for (const vote of votes)
    if (decided.toAfter[vote.before] === vote.after && vote.moved > vote.words / 2) match.moved[vote.after] = 1;
  for (;;) {
    const chosen = choose(votes, before, after, words, match);
    const next = votesOfHeads(chosen, before, after);
    if (next.length === 0) break;
    votes = next;
  }
  pairByTitle(before, after, match);
  pairInOrder(before, after, match);
  releaseStray(before, after, texts, match, decided);
  pairAtHome(before, after, texts, match, decided);
  moveToOtherArticles(before, after, texts, match);
  return match;
}

/** Words of the paragraphs whose nearest heading it is. */
function wordsBelow({ clauses, heads, weights }: FlatText): Float64Array {
  const words = new Float64Array(clauses.length);
  clauses.forEach((_, index) => {
    if (heads[index]! >= 0) words[heads[index]!]! += weights[index]!;
  });
  return words;
}

function votesOfTexts(before: FlatText, after: FlatText, texts: TextMatch): Vote[] {
  const votes = new Votes(after.clauses.length);
  for (let now = 0; now < texts.toBefore.length; now++) {
    const old = texts.toBefore[now]!;
    if (old < 0) continue;
    const [a, b] = [before.heads[old]!, after.heads[now]!];
    if (a < 0 || b < 0) continue;
    const words = Math.min(before.weights[old]!, after.weights[now]!) * texts.alike[now]!;
    const moved = texts.moved[now]! > 0;
    const vote = votes.add(a, b, words, moved);
    if (a === old && b === now) vote.isBeginning = true;
    // A heading may have got others between itself and its paragraphs.
    for (let x = a, level = 0; x >= 0 && level < LEVELS; x = headAbove(before, x), level++)
      for (let y = b, depth = 0; y >= 0 && depth < LEVELS; y = headAbove(after, y), depth++)
        if ((x !== a || y !== b) && isSameTitle(before, after, x, y)) votes.add(x, y, words, moved);
  }
  return votes.all;
}

/** What pairs of headings say about the headings above them. */
function votesOfHeads(chosen: readonly Vote[], before: FlatText, after: FlatText): Vote[] {
  const votes = new Votes(after.clauses.length);
  for (const vote of chosen) {
    const [a, b] = [headAbove(before, vote.before), headAbove(after, vote.after)];
    if (a >= 0 && b >= 0) votes.add(a, b, vote.words, vote.moved > vote.words / 2);
  }
  return votes.all;
}

class Votes {
  readonly all: Vote[] = [];
  readonly #byPair = new Map<number, Vote>();
  readonly #afterCount: number;

  constructor(afterCount: number) {
    this.#afterCount = afterCount;
  }

  add(before: number, after: number, words: number, moved: boolean): Vote {
    const key = before * this.#afterCount + after;
    let vote = this.#byPair.get(key);
    if (!vote) {
      vote = { before, after, words: 0, moved: 0, isBeginning: false };
      this.#byPair.set(key, vote);
      this.all.push(vote);
    }
    vote.words += words;
    if (moved) vote.moved += words;
    return vote;
  }
}

function choose(
  votes: Vote[],
  before: FlatText,
  after: FlatText,
  words: { before: Float64Array; after: Float64Array },
  match: HeadMatch,
): Vote[] {
  const worthOf = (vote: Vote): number => {
    const isMost = vote.words >= Math.min(words.before[vote.before]!, words.after[vote.after]!) / 2;
    const isSame = isSameTitle(before, after, vote.before, vote.after);
    const factor = (isSame ? (isMost ? SAME_SECTION : SAME_TITLE) : 1) * (vote.isBeginning ? SAME_BEGINNING : 1);
    const isSamePlace = before.clauses[vote.before]!.address === after.clauses[vote.after]!.address;
    return vote.words * factor + (isSamePlace ? 0.5 : 0);
  };
  const chosen: Vote[] = [];
  const ranked = votes.map((vote) => ({ vote, worth: worthOf(vote) })).sort((a, b) => b.worth - a.worth);
  for (const { vote } of ranked) {
    if (match.toAfter[vote.before] !== OPEN || match.toBefore[vote.after] !== OPEN) {
      if (match.toAfter[vote.before] === vote.after) chosen.push(vote);
      continue;
    }
    const least = Math.min(words.before[vote.before] || vote.words, words.after[vote.after] || vote.words);
    const isOnePlace = vote.isBeginning && before.clauses[vote.before]!.label === after.clauses[vote.after]!.label;
    const isSame = isOnePlace || isSameTitle(before, after, vote.before, vote.after);
    if (vote.words < SHARE_BELOW * least && !isSame) continue;
    match.toAfter[vote.before] = vote.after;
    match.toBefore[vote.after] = vote.before;
    match.moved[vote.after] = vote.moved > vote.words / 2 ? 1 : 0;
    chosen.push(vote);
  }
  return chosen;
}

/** Headings over nothing, or over words that were all rewritten: the same title at the same place. */
function pairByTitle(before: FlatText, after: FlatText, match: HeadMatch): void {
  for (const keyOf of [titleAndLabel, titleOf]) {
    const free = onceByKey(before, match.toAfter, keyOf);
    if (free.size === 0) return;
    for (const [key, now] of onceByKey(after, match.toBefore, keyOf)) {
      const old = free.get(key) ?? -1;
      if (old < 0 || now < 0 || !areNeighbours(before, after, match, old, now)) continue;
      match.toAfter[old] = now;
      match.toBefore[now] = old;
    }
  }
}

/** Free headings by a key; -1 where several have it. */
function onceByKey(text: FlatText, pairing: Int32Array, keyOf: typeof titleOf): Map<string, number> {
  const found = new Map<string, number>();
  for (const index of freeHeads(text, pairing)) {
    const key = text.titleIds[index]! < 0 ? "" : keyOf(text, index);
    if (key) found.set(key, found.has(key) ? -1 : index);
  }
  return found;
}

function freeHeads({ hasHead }: FlatText, pairing: Int32Array): number[] {
  const free: number[] = [];
  for (let index = 0; index < hasHead.length; index++) if (hasHead[index] && pairing[index] === OPEN) free.push(index);
  return free;
}

/** Headings that stand several times ("General") and hold nothing of their own: in order, under the same clause above. */
function pairInOrder(before: FlatText, after: FlatText, match: HeadMatch): void {
  const [olds, nows] = [freeHeads(before, match.toAfter), freeHeads(after, match.toBefore)];
  if (olds.length === 0 || nows.length === 0) return;
  let [i, j] = [0, 0];
  const keyOf = (text: FlatText, index: number): string => titleOf(text, index) || labelOf(text, index);
  const keys = [olds.map((old) => keyOf(before, old)), nows.map((now) => keyOf(after, now))] as const;
  for (const { added, removed, count } of diffArrays(...keys, { maxEditLength: MOST_EDITS }) ?? []) {
    for (let k = 0; k < count && !added && !removed; k++) {
      const [old, now] = [olds[i + k]!, nows[j + k]!];
      if (!areNeighbours(before, after, match, old, now)) continue;
      match.toAfter[old] = now;
      match.toBefore[now] = old;
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
}

/**
 * Parts paragraphs of sections that are not the same section where little speaks
 * for them: somewhat alike, or equal and said everywhere ("Notice shall be given
 * …"), and no other paragraph went the same way.
 */
function releaseStray(before: FlatText, after: FlatText, texts: TextMatch, match: HeadMatch, decided: Decided): void {
  const times = timesOf(before, after);
  const ways = new Set<number>();
  const strays: { old: number; now: number; way: number }[] = [];
  for (let now = 0; now < texts.toBefore.length; now++) {
    const old = texts.toBefore[now]!;
    if (old < 0) continue;
    const [a, b] = [before.heads[old]!, after.heads[now]!];
    if (a < 0 || b < 0 || match.toAfter[a] === b) continue;
    const way = a * after.clauses.length + b;
    const isEqual = before.ids[old] === after.ids[now];
    const isSure = isEqual ? times[after.ids[now]!]! <= 2 : texts.alike[now]! >= SURE_ALONE;
    if (isSure || decided.toAfter[old] === now) ways.add(way);
    else strays.push({ old, now, way });
  }
  for (const { old, now, way } of strays) {
    if (ways.has(way)) continue;
    texts.toAfter[old] = -1;
    texts.toBefore[now] = -1;
    texts.moved[now] = 0;
  }
}

/** Pairs equal paragraphs that are free, in order, where they stand below the same heading as before: however often they are said elsewhere. */
function pairAtHome(before: FlatText, after: FlatText, texts: TextMatch, match: HeadMatch, decided: Decided): void {
  const free = new Map<string, number[]>();
  for (const old of before.texts) {
    const head = before.heads[old]!;
    if (head < 0 || match.toAfter[head]! < 0 || texts.toAfter[old]! >= 0 || decided.toAfter[old] !== OPEN) continue;
    const key = `${match.toAfter[head]} ${before.ids[old]}`;
    const known = free.get(key);
    if (known) known.push(old);
    else free.set(key, [old]);
  }
  for (const now of free.size > 0 ? after.texts : []) {
    if (texts.toBefore[now]! >= 0 || decided.toBefore[now] !== OPEN) continue;
    const old = free.get(`${after.heads[now]} ${after.ids[now]}`)?.shift();
    if (old === undefined) continue;
    texts.toAfter[old] = now;
    texts.toBefore[now] = old;
    texts.alike[now] = 1;
    texts.moved[now] = match.moved[after.heads[now]!]!;
  }
}

/** The last section of one article that became the first of the next moved, although nothing stands between. */
function moveToOtherArticles(before: FlatText, after: FlatText, texts: TextMatch, match: HeadMatch): void {
  for (let now = 0; now < match.toBefore.length; now++) {
    const old = match.toBefore[now]!;
    if (old < 0) continue;
    const [a, b] = [headAbove(before, old), headAbove(after, now)];
    // Where an article was divided, joined or is new, its sections did not move: their heading did.
    if (a < 0 || b < 0 || match.toAfter[a]! < 0 || match.toBefore[b]! < 0 || match.toAfter[a] === b) continue;
    match.moved[now] = 1;
    if (texts.toBefore[now] === old) texts.moved[now] = 1;
  }
}

/** How often each text stands, on both sides together. */
function timesOf(...sides: FlatText[]): Int32Array {
  let last = -1;
  for (const { ids } of sides) for (const id of ids) last = Math.max(last, id);
  const times = new Int32Array(last + 1);
  for (const { ids } of sides) for (const id of ids) if (id >= 0) times[id]!++;
  return times;
}

/** Same clause above, or both at the top. */
function areNeighbours(before: FlatText, after: FlatText, match: HeadMatch, old: number, now: number): boolean {
  const [a, b] = [headAbove(before, old), headAbove(after, now)];
  return a < 0 || b < 0 ? a === b : match.toAfter[a] === b;
}

function isSameTitle(before: FlatText, after: FlatText, old: number, now: number): boolean {
  const id = before.titleIds[old]!;
  return id >= 0 && id === after.titleIds[now];
}

const titleOf = ({ titleIds }: FlatText, index: number): string =>
  titleIds[index]! < 0 ? "" : String(titleIds[index]);
const labelOf = ({ clauses }: FlatText, index: number): string => clauses[index]!.label;
const titleAndLabel = (text: FlatText, index: number): string => `${labelOf(text, index)} ${titleOf(text, index)}`;
