import type { Clause } from "../text/clause.ts";
import { heaviestChain, type Pair } from "./chain.ts";
import type { Decided } from "./decided.ts";
import { type FlatText, headAbove } from "./flat.ts";
import { likeness, WordBag } from "./likeness.ts";

/** What a section weighs beside its words: that one long section moved past two short ones is the shorter story. */
const SECTION_WORDS = 2_000;
/** And what one weighs more that stands in the article it stood in: of two that changed places, the other moved. */
const SAME_ARTICLE_WORDS = 1_000;

/** Paragraphs of both sides that follow each other with nothing paired between them: they stayed or moved together. */
export interface Block extends Pair {
  /** The last places; `before` and `after` are the first ones. */
  lastBefore: number;
  lastAfter: number;
  /** Without what its sections weigh as such. */
  words: number;
}

/** Paragraphs of two texts while they are paired; a pair once made stays, until `matchTexts` lets go of it at the end. */
export class Pairing {
  readonly old: FlatText;
  readonly now: FlatText;
  /** Places in `texts`, not indexes of clauses; -1 for none yet, -2 where it is decided that there is none. */
  readonly toAfter: Int32Array;
  readonly toBefore: Int32Array;
  /** For each place of the new text: how alike the two paragraphs are, 0 to 1. */
  readonly alike: Float64Array;
  readonly #oldBags: (WordBag | undefined)[] = [];
  readonly #nowBags: (WordBag | undefined)[] = [];

  readonly decided: Decided;

  constructor(old: FlatText, now: FlatText, decided: Decided) {
    this.old = old;
    this.now = now;
    this.decided = decided;
    this.toAfter = new Int32Array(old.texts.length).fill(-1);
    this.toBefore = new Int32Array(now.texts.length).fill(-1);
    this.alike = new Float64Array(now.texts.length);
  }

  /** All pairs as blocks, in order of the old text. */
  blocks(): Block[] {
    const rank = new Int32Array(this.toBefore.length);
    let paired = 0;
    for (let now = 0; now < rank.length; now++) rank[now] = this.toBefore[now]! >= 0 ? paired++ : paired;
    const blocks: Block[] = [];
    let open: Block | undefined;
    for (let old = 0; old < this.toAfter.length; old++) {
      const now = this.toAfter[old]!;
      if (now < 0) continue;
      const words = Math.min(this.oldWeight(old), this.nowWeight(now));
      const weight = words + this.#sectionWeight(this.old.texts[old]!, this.now.texts[now]!);
      if (open && now > open.lastAfter && rank[now] === rank[open.lastAfter]! + 1) {
        open.lastBefore = old;
        open.lastAfter = now;
        open.words += words;
        open.weight += weight;
      } else {
        open = { before: old, after: now, lastBefore: old, lastAfter: now, words, weight };
        blocks.push(open);
      }
    }
    return blocks;
  }

  #sectionWeight(a: number, b: number): number {
    const { old, now } = this;
    if (!old.hasHead[a] || !now.hasHead[b]) return 0;
    const [x, y] = [headAbove(old, a), headAbove(now, b)];
    const isSameArticle = x < 0 || y < 0 ? x === y : old.titleIds[x] === now.titleIds[y];
    return SECTION_WORDS + (isSameArticle ? SAME_ARTICLE_WORDS : 0);
  }

  /** For each place of the old text: is it paired, and did it stay? */
  stayed(): Uint8Array {
    const stayed = new Uint8Array(this.toAfter.length);
    for (const { before, lastBefore } of heaviestChain(this.blocks()))
      for (let old = before; old <= lastBefore; old++) if (this.toAfter[old]! >= 0) stayed[old] = 1;
    return stayed;
  }

  pair(old: number, now: number, alike: number): void {
    this.toAfter[old] = now;
    this.toBefore[now] = old;
    this.alike[now] = alike;
  }

  isFree(old: number, now: number): boolean {
    return this.toAfter[old] === -1 && this.toBefore[now] === -1;
  }

  isEqual(old: number, now: number): boolean {
    return this.old.ids[this.old.texts[old]!] === this.now.ids[this.now.texts[now]!];
  }

  likeness(old: number, now: number): number {
    return likeness(this.oldBag(old), this.nowBag(now));
  }

  oldBag(place: number): WordBag {
    this.#oldBags[place] ??= new WordBag(this.oldClause(place).text);
    return this.#oldBags[place];
  }

  nowBag(place: number): WordBag {
    this.#nowBags[place] ??= new WordBag(this.nowClause(place).text);
    return this.#nowBags[place];
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
