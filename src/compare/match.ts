import { diffArrays } from "diff";
import { heaviestChain, type Pair } from "./chain.ts";
import type { FlatText } from "./flat.ts";
import { likeness, type WordBag, WordBags } from "./likeness.ts";

/** Which paragraph became which: indexes of clauses, -1 for none. */
export interface TextMatch {
  /** For each clause of the old text, the clause of the new one whose text its text became. */
  toAfter: Int32Array;
  toBefore: Int32Array;
  /** For each clause of the new text: its text stands elsewhere in the order. */
  moved: Uint8Array;
  /** For each clause of the new text: 0 to 1. */
  sureness: Float64Array;
}

/** Paragraphs this much alike, facing each other, are one paragraph amended. */
const LIKE_FACING = 0.32;
/** Away from its place a paragraph needs more to be the same one. */
const LIKE_ANYWHERE = 0.6;
const LIKE_SURELY = 0.75;
/** Facing paragraphs (old times new) that are compared each with each. */
const FACING_CELLS = 12_000;
/** A run of words that is looked for anywhere, and how often it may stand to count as rare. */
const RARE_WORDS = 4;
const RARE_TIMES = 2;
/** A paragraph shorter than this is not looked for elsewhere, and never told as moved when it stands alone. */
const LONE_WORDS = 9;
/** What a section weighs beside its words: that one long section moved past two short ones is the shorter story. */
const SECTION_WORDS = 400;

/**
 * Pairs the paragraphs of two texts by their words, never by their numbers:
 * equal ones that stand once, their equal neighbours, what faces each other
 * between them, and what is left by rare runs of words, wherever it went.
 */
export function matchTexts(before: FlatText, after: FlatText): TextMatch {
  const matcher = new Matcher(before, after);
  matcher.pairUnique();
  matcher.pairNeighbours();
  // Before facing paragraphs are paired for being somewhat alike, those that went away must be found.
  matcher.pairAnywhere(LIKE_SURELY);
  matcher.pairFacing();
  matcher.pairAnywhere(LIKE_ANYWHERE);
  matcher.pairNeighbours();
  matcher.pairFacing();
  return matcher.finish();
}

class Matcher {
  readonly #old: FlatText;
  readonly #now: FlatText;
  /** Places in `texts`, not indexes of clauses. */
  readonly #toAfter: Int32Array;
  readonly #toBefore: Int32Array;
  readonly #sureness: Float64Array;
  readonly #bags = new WordBags();
  readonly #oldBags: (WordBag | undefined)[] = [];
  readonly #nowBags: (WordBag | undefined)[] = [];

  constructor(old: FlatText, now: FlatText) {
    this.#old = old;
    this.#now = now;
    this.#toAfter = new Int32Array(old.texts.length).fill(-1);
    this.#toBefore = new Int32Array(now.texts.length).fill(-1);
    this.#sureness = new Float64Array(now.texts.length);
  }

  pairUnique(): void {
    const inOld = placesOnce(this.#old);
    for (const [id, place] of placesOnce(this.#now)) {
      const other = inOld.get(id);
      if (place >= 0 && other !== undefined && other >= 0) this.#pair(other, place, 1);
    }
  }

  /** Equal paragraphs beside a pair belong together, however often they stand elsewhere. */
  pairNeighbours(): void {
    const { length } = this.#toAfter;
    for (let place = 0; place < length; place++)
      if (this.#toAfter[place]! >= 0) this.#pairEqual(place + 1, this.#toAfter[place]! + 1);
    for (let place = length - 1; place >= 0; place--)
      if (this.#toAfter[place]! >= 0) this.#pairEqual(place - 1, this.#toAfter[place]! - 1);
  }

  #pairEqual(old: number, now: number): void {
    if (this.#isFree(old, now) && this.#oldId(old) === this.#nowId(now)) this.#pair(old, now, 1);
  }

  /** What stands between two pairs that follow each other, inside what moved first. */
  pairFacing(): void {
    const lastOld = this.#toAfter.length;
    const lastNow = this.#toBefore.length;
    const nextNow = nextPaired(this.#toBefore);
    const gaps: [number, number, number, number][] = [];
    for (let place = -1; place < lastOld; ) {
      let next = place + 1;
      while (next < lastOld && this.#toAfter[next]! < 0) next++;
      const now = place < 0 ? -1 : this.#toAfter[place]!;
      const follow = now + 1 < lastNow ? nextNow[now + 1]! : lastNow;
      const isSame = next < lastOld ? this.#toAfter[next] === follow : follow === lastNow;
      if (isSame && next > place + 1 && follow > now + 1) gaps.push([place + 1, next, now + 1, follow]);
      place = next;
    }
    for (const [a, b, c, d] of gaps) this.#alignGap(range(a, b), range(c, d));
    const stayed = heaviestChain(this.#pairs());
    let [old, now] = [0, 0];
    for (const pair of [...stayed, { before: lastOld, after: lastNow, weight: 0 }]) {
      const olds = range(old, pair.before).filter((place) => this.#toAfter[place]! < 0);
      const nows = range(now, pair.after).filter((place) => this.#toBefore[place]! < 0);
      this.#alignGap(olds, nows);
      [old, now] = [pair.before + 1, pair.after + 1];
    }
  }

  #alignGap(olds: number[], nows: number[]): void {
    // Among equal texts ("[Reserved.]") only the label tells one from another.
    const labelled = this.#pairSame(
      [olds, nows],
      (side, clause) => `${side.ids[clause]} ${side.clauses[clause]!.address}`,
    );
    const equal = labelled.flatMap((gap) => this.#pairSame(gap, (side, clause) => String(side.ids[clause])));
    for (const [x, y] of equal) if (x.length * y.length <= FACING_CELLS) this.#alignAlike(x, y);
  }

  /** Pairs what has equal keys, in order. @returns The gaps that are left between the pairs. */
  #pairSame(
    [olds, nows]: [number[], number[]],
    keyOf: (side: FlatText, clause: number) => string,
  ): [number[], number[]][] {
    if (olds.length === 0 || nows.length === 0) return [];
    const oldKeys = olds.map((place) => keyOf(this.#old, this.#old.texts[place]!));
    const nowKeys = nows.map((place) => keyOf(this.#now, this.#now.texts[place]!));
    const [inOld, inNow] = [new Set(oldKeys), new Set(nowKeys)];
    const [sharedOld, sharedNow] = [
      range(0, olds.length).filter((i) => inNow.has(oldKeys[i]!)),
      range(0, nows.length).filter((j) => inOld.has(nowKeys[j]!)),
    ];
    if (sharedOld.length === 0) return [[olds, nows]];
    const gaps: [number[], number[]][] = [];
    let [i, j, oldEnd, nowEnd] = [0, 0, 0, 0];
    const parts = diffArrays(
      sharedOld.map((at) => oldKeys[at]!),
      sharedNow.map((at) => nowKeys[at]!),
    );
    for (const { added, removed, count } of parts) {
      for (let k = 0; k < count && !added && !removed; k++) {
        const [a, b] = [sharedOld[i + k]!, sharedNow[j + k]!];
        this.#pair(olds[a]!, nows[b]!, 1);
        gaps.push([olds.slice(oldEnd, a), nows.slice(nowEnd, b)]);
        [oldEnd, nowEnd] = [a + 1, b + 1];
      }
      if (!added) i += count;
      if (!removed) j += count;
    }
    gaps.push([olds.slice(oldEnd), nows.slice(nowEnd)]);
    return gaps.filter(([a, b]) => a.length > 0 && b.length > 0);
  }

  /** Pairs facing paragraphs in order so that most words are shared. */
  #alignAlike(olds: number[], nows: number[]): void {
    const [rows, columns] = [olds.length, nows.length];
    if (rows === 0 || columns === 0) return;
    const score = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
    const alike = olds.map((old) => nows.map((now) => this.#likeness(old, now)));
    const worth = (i: number, j: number): number => {
      const value = alike[i]![j]!;
      return value < LIKE_FACING ? 0 : value * Math.min(this.#oldWeight(olds[i]!), this.#nowWeight(nows[j]!));
    };
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        const paired = worth(i, j);
        score[i]![j] = Math.max(score[i + 1]![j]!, score[i]![j + 1]!, paired > 0 ? paired + score[i + 1]![j + 1]! : 0);
      }
    }
    let [i, j] = [0, 0];
    let [freeOld, freeNow]: [number[], number[]] = [[], []];
    while (i < rows || j < columns) {
      const paired = i < rows && j < columns ? worth(i, j) : 0;
      if (paired > 0 && score[i]![j] === paired + score[i + 1]![j + 1]!) {
        this.#pairPlaces(freeOld, freeNow);
        [freeOld, freeNow] = [[], []];
        this.#pair(olds[i]!, nows[j]!, alike[i]![j]!);
        i++;
        j++;
      } else if (j >= columns || (i < rows && score[i + 1]![j]! >= score[i]![j + 1]!)) freeOld.push(olds[i++]!);
      else freeNow.push(nows[j++]!);
    }
    this.#pairPlaces(freeOld, freeNow);
  }

  /** Paragraphs under the same labels in one place, in order: rewritten, although no words are left. */
  #pairPlaces(olds: number[], nows: number[]): void {
    let next = 0;
    for (const old of olds) {
      const a = this.#oldClause(old);
      const isPlace = (now: number): boolean => {
        const b = this.#nowClause(now);
        const isOnly = olds.length === 1 && nows.length === 1;
        return (
          a.kind === b.kind &&
          a.label === b.label &&
          a.title === b.title &&
          (a.label !== "" || isOnly) &&
          this.#isUnderSame(old, now)
        );
      };
      const at = nows.findIndex((now, index) => index >= next && this.#isFree(old, now) && isPlace(now));
      if (at < 0) continue;
      this.#pair(old, nows[at]!, Math.max(0.1, this.#likeness(old, nows[at]!)));
      next = at + 1;
    }
  }

  /** Do both stand under headings of the same words? */
  #isUnderSame(old: number, now: number): boolean {
    const [a, b] = [this.#old.heads[this.#old.texts[old]!]!, this.#now.heads[this.#now.texts[now]!]!];
    return a < 0 || b < 0 ? a === b : this.#old.clauses[a]!.title === this.#now.clauses[b]!.title;
  }

  /** Finds paragraphs that moved and were amended, by runs of words that are rare among what is left. */
  pairAnywhere(least: number): void {
    const olds = range(0, this.#toAfter.length).filter(
      (place) => this.#toAfter[place]! < 0 && this.#oldBag(place).size >= LONE_WORDS,
    );
    const nows = range(0, this.#toBefore.length).filter(
      (place) => this.#toBefore[place]! < 0 && this.#nowBag(place).size >= LONE_WORDS,
    );
    if (olds.length === 0 || nows.length === 0) return;
    const where = new Map<number, number[]>();
    for (const old of olds) {
      for (const run of runsOf(this.#oldBag(old))) {
        const places = where.get(run);
        if (!places) where.set(run, [old]);
        else if (places.at(-1) !== old && places.length <= RARE_TIMES) places.push(old);
      }
    }
    const found: { old: number; now: number; value: number }[] = [];
    for (const now of nows) {
      const votes = new Map<number, number>();
      for (const run of runsOf(this.#nowBag(now))) {
        const places = where.get(run);
        if (places && places.length <= RARE_TIMES) for (const old of places) votes.set(old, (votes.get(old) ?? 0) + 1);
      }
      for (const [old] of [...votes].sort((a, b) => b[1] - a[1]).slice(0, 3)) {
        const value = this.#likeness(old, now);
        if (value >= least) found.push({ old, now, value });
      }
    }
    found.sort((a, b) => b.value - a.value);
    for (const { old, now, value } of found) if (this.#isFree(old, now)) this.#pair(old, now, value);
  }

  /** Tells what moved from what stayed, and lets go of short paragraphs that seem to have moved alone. */
  finish(): TextMatch {
    const pairs = this.#pairs();
    const stayed = new Set(heaviestChain(pairs).map(({ before }) => before));
    const movers = pairs.filter(({ before }) => !stayed.has(before)).sort((a, b) => a.before - b.before);
    const movedPlaces = new Set<number>();
    for (let start = 0; start < movers.length; ) {
      let end = start + 1;
      while (end < movers.length && this.#runsOn(movers[end - 1]!, movers[end]!)) end++;
      const run = movers.slice(start, end);
      const words = run.reduce(
        (sum, { before, after }) => sum + Math.min(this.#oldBag(before).size, this.#nowBag(after).size),
        0,
      );
      for (const { before, after } of run) {
        if (words >= LONE_WORDS) movedPlaces.add(after);
        else {
          this.#toAfter[before] = -1;
          this.#toBefore[after] = -1;
        }
      }
      start = end;
    }
    return this.#result(movedPlaces);
  }

  /** Does the second follow the first on both sides, with nothing between them that stayed? */
  #runsOn(first: Pair, second: Pair): boolean {
    if (second.after <= first.after) return false;
    for (let place = first.before + 1; place < second.before; place++) if (this.#toAfter[place]! >= 0) return false;
    for (let place = first.after + 1; place < second.after; place++) if (this.#toBefore[place]! >= 0) return false;
    return true;
  }

  #result(movedPlaces: ReadonlySet<number>): TextMatch {
    const match: TextMatch = {
      toAfter: new Int32Array(this.#old.clauses.length).fill(-1),
      toBefore: new Int32Array(this.#now.clauses.length).fill(-1),
      moved: new Uint8Array(this.#now.clauses.length),
      sureness: new Float64Array(this.#now.clauses.length),
    };
    this.#toAfter.forEach((now, old) => {
      if (now < 0) return;
      const [a, b] = [this.#old.texts[old]!, this.#now.texts[now]!];
      match.toAfter[a] = b;
      match.toBefore[b] = a;
      match.moved[b] = movedPlaces.has(now) ? 1 : 0;
      match.sureness[b] = this.#sureness[now]!;
    });
    return match;
  }

  #pairs(): Pair[] {
    const pairs: Pair[] = [];
    this.#toAfter.forEach((after, before) => {
      if (after < 0) return;
      const isSection = this.#old.hasHead[this.#old.texts[before]!] && this.#now.hasHead[this.#now.texts[after]!];
      const weight = Math.min(this.#oldWeight(before), this.#nowWeight(after)) + (isSection ? SECTION_WORDS : 0);
      pairs.push({ before, after, weight });
    });
    return pairs;
  }

  #pair(old: number, now: number, sureness: number): void {
    this.#toAfter[old] = now;
    this.#toBefore[now] = old;
    this.#sureness[now] = sureness;
  }

  #isFree(old: number, now: number): boolean {
    return this.#toAfter[old] === -1 && this.#toBefore[now] === -1;
  }

  #likeness(old: number, now: number): number {
    return likeness(this.#oldBag(old), this.#nowBag(now));
  }

  #oldBag(place: number): WordBag {
    this.#oldBags[place] ??= this.#bags.make(this.#oldClause(place).text);
    return this.#oldBags[place];
  }

  #nowBag(place: number): WordBag {
    this.#nowBags[place] ??= this.#bags.make(this.#nowClause(place).text);
    return this.#nowBags[place];
  }

  #oldId = (place: number): number => this.#old.ids[this.#old.texts[place]!]!;
  #nowId = (place: number): number => this.#now.ids[this.#now.texts[place]!]!;
  #oldClause = (place: number) => this.#old.clauses[this.#old.texts[place]!]!;
  #nowClause = (place: number) => this.#now.clauses[this.#now.texts[place]!]!;
  #oldWeight = (place: number): number => this.#old.weights[this.#old.texts[place]!]!;
  #nowWeight = (place: number): number => this.#now.weights[this.#now.texts[place]!]!;
}

/** Where each text stands, or -1 when it stands more than once. */
function placesOnce({ texts, ids }: FlatText): Map<number, number> {
  const places = new Map<number, number>();
  texts.forEach((clause, place) => {
    const id = ids[clause]!;
    places.set(id, places.has(id) ? -1 : place);
  });
  return places;
}

/** For each place, the first paired one from it on. */
function nextPaired(pairing: Int32Array): Int32Array {
  const next = new Int32Array(pairing.length);
  let at = pairing.length;
  for (let place = pairing.length - 1; place >= 0; place--) {
    if (pairing[place]! >= 0) at = place;
    next[place] = at;
  }
  return next;
}

/** A number for each run of words; that two runs share one is rare, and harmless: candidates are compared in full. */
function runsOf({ ids }: WordBag): number[] {
  const runs: number[] = [];
  for (let i = 0; i + RARE_WORDS <= ids.length; i++) {
    let hash = 0;
    for (let k = i; k < i + RARE_WORDS; k++) hash = (hash * 1_000_003 + ids[k]! + 1) % HASH_LIMIT;
    runs.push(hash);
  }
  return runs;
}

/** Times the factor above it stays a whole number. */
const HASH_LIMIT = 2 ** 33;

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
