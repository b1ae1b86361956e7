import type { Clause } from "../text/clause.ts";
import type { Pair } from "./chain.ts";
import type { FlatText } from "./flat.ts";
import { likeness, type WordBag, WordBags } from "./likeness.ts";

/** What a section weighs beside its words: that one long section moved past two short ones is the shorter story. */
const SECTION_WORDS = 400;

/** Paragraphs of two texts while they are paired; a pair once made stays, until `matchTexts` lets go of it at the end. */
export class Pairing {
  readonly old: FlatText;
  readonly now: FlatText;
  /** Places in `texts`, not indexes of clauses. */
  readonly toAfter: Int32Array;
  readonly toBefore: Int32Array;
  readonly sureness: Float64Array;
  readonly #bags = new WordBags();
  readonly #oldBags: (WordBag | undefined)[] = [];
  readonly #nowBags: (WordBag | undefined)[] = [];

  constructor(old: FlatText, now: FlatText) {
    this.old = old;
    this.now = now;
    this.toAfter = new Int32Array(old.texts.length).fill(-1);
    this.toBefore = new Int32Array(now.texts.length).fill(-1);
    this.sureness = new Float64Array(now.texts.length);
  }

  pairs(): Pair[] {
    const pairs: Pair[] = [];
    this.toAfter.forEach((after, before) => {
      if (after < 0) return;
      const isSection = this.old.hasHead[this.old.texts[before]!] && this.now.hasHead[this.now.texts[after]!];
      const weight = Math.min(this.oldWeight(before), this.nowWeight(after)) + (isSection ? SECTION_WORDS : 0);
      pairs.push({ before, after, weight });
    });
    return pairs;
  }

  pair(old: number, now: number, sureness: number): void {
    this.toAfter[old] = now;
    this.toBefore[now] = old;
    this.sureness[now] = sureness;
  }

  isFree(old: number, now: number): boolean {
    return this.toAfter[old] === -1 && this.toBefore[now] === -1;
  }

  likeness(old: number, now: number): number {
    return likeness(this.oldBag(old), this.nowBag(now));
  }

  oldBag(place: number): WordBag {
    this.#oldBags[place] ??= this.#bags.make(this.oldClause(place).text);
    return this.#oldBags[place];
  }

  nowBag(place: number): WordBag {
    this.#nowBags[place] ??= this.#bags.make(this.nowClause(place).text);
    return this.#nowBags[place];
  }

  oldId(place: number): number {
    return this.old.ids[this.old.texts[place]!]!;
  }

  nowId(place: number): number {
    return this.now.ids[this.now.texts[place]!]!;
  }

  oldClause(place: number): Clause {
    return this.old.clauses[this.old.texts[place]!]!;
  }

  nowClause(place: number): Clause {
    return this.now.clauses[this.now.texts[place]!]!;
  }

  oldWeight(place: number): number {
    return this.old.weights[this.old.texts[place]!]!;
  }

  nowWeight(place: number): number {
    return this.now.weights[this.now.texts[place]!]!;
  }
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
