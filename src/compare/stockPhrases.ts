import { hashWords } from "./hashWords.ts";
import { runsOf } from "./likeness.ts";
import type { Pairing } from "./pairing.ts";

/** Words that are looked at; of longer texts, paragraphs at even distances. */
const WORDS = 60_000;
/** One bit for each run, by its number: now and then two share one, which only makes it more careful. */
const BITS = 2 ** 22;

/** Runs of words that stand in paragraphs which kept their place, and so say nothing about which paragraph this is. */
export class StockPhrases {
  readonly #seen = new Uint8Array(BITS / 8);

  constructor(pairing: Pairing, length: number) {
    const { toAfter, old } = pairing;
    let words = 0;
    for (const clause of old.texts) words += old.weights[clause]!;
    const step = Math.max(1, Math.ceil(words / WORDS));
    for (let place = 0; place < toAfter.length; place += step) {
      if (toAfter[place]! < 0) continue;
      for (const run of runsOf(hashWords(pairing.oldClause(place).text), length)) this.#mark(run);
    }
  }

  /** Of the runs that two paragraphs share, the share that stands elsewhere too. */
  share(a: Int32Array, b: Int32Array): number {
    const inB = new Set(b);
    let [shared, stock] = [0, 0];
    for (const run of a) {
      if (!inB.has(run)) continue;
      shared++;
      if (this.#has(run)) stock++;
    }
    return shared === 0 ? 1 : stock / shared;
  }

  #mark(run: number): void {
    const bit = run & (BITS - 1);
    this.#seen[bit >> 3]! |= 1 << (bit & 7);
  }

  #has(run: number): boolean {
    const bit = run & (BITS - 1);
    return (this.#seen[bit >> 3]! & (1 << (bit & 7))) !== 0;
  }
}
