import { hashWords } from "../compare/hashWords.ts";
import { runsOf } from "../compare/likeness.ts";

/** Words in a row. */
const RUN = 3;
/** Counters for runs, by their number; now and then two share one, which only makes it more careful. */
const COUNTERS = 2 ** 20;

/** Which words of a text stand in it more than once. */
export class StockWords {
  readonly #counts = new Uint8Array(COUNTERS);

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      for (const run of runsOf(hashWords(text), RUN)) {
        const counter = counterOf(run);
        if (this.#counts[counter]! < 2) this.#counts[counter]!++;
      }
    }
  }

  /** Does every run of three of these words stand elsewhere too? Fewer than three say nothing: they do. */
  isStock(words: string): boolean {
    return runsOf(hashWords(words), RUN).every((run) => this.#counts[counterOf(run)]! > 1);
  }
}

const counterOf = (run: number): number => (run ^ (run >>> 20)) & (COUNTERS - 1);
