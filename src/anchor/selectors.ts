import { parseBylaws } from "../text/parse.ts";
import type { Anchor } from "./anchor.ts";
import { SourceWords } from "./sourceWords.ts";

/** How a W3C Web Annotation points at words. Positions are characters (Unicode code points), `end` exclusive. */
export type Selector =
  | { type: "TextPositionSelector"; start: number; end: number }
  | { type: "TextQuoteSelector"; exact: string; prefix: string; suffix: string };

/** Context on each side of a quote, in characters. */
const CONTEXT = 32;

/**
 * Turns anchors on one text into selectors of the W3C Web Annotation Data
 * Model. An anchor counts UTF-16 units in a clause's plain words; a selector
 * counts characters in the whole text as it was written, so that any program
 * that has the text, and nothing of ours, finds the words.
 */
export class TextSelectors {
  readonly #source: string;
  readonly #words: SourceWords;
  /** Offsets of the second halves of characters of two units, in order. */
  readonly #halves: number[];

  constructor(source: string) {
    this.#source = source;
    this.#words = new SourceWords(source, parseBylaws(source));
    this.#halves = Array.from(source.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }) => index + 1);
  }

  /** The quote and its place; only the quote when the words do not stand there. */
  of(anchor: Anchor): Selector[] {
    const { clause, part, from, to, quote, prefix, suffix } = anchor;
    const isThere = from < to && this.#words.clauseAt(clause)?.[part].slice(from, to) === quote;
    const stretch = isThere ? this.#words.stretchOf(anchor) : undefined;
    if (!stretch) return [quoteSelector(quote, prefix, suffix)];
    const { from: start, to: end } = stretch;
    const [before, after] = [
      this.#source.slice(Math.max(0, start - 2 * CONTEXT), start),
      this.#source.slice(end, end + 2 * CONTEXT),
    ];
    return [
      quoteSelector(
        this.#source.slice(start, end),
        Array.from(before).slice(-CONTEXT).join(""),
        Array.from(after).slice(0, CONTEXT).join(""),
      ),
      { type: "TextPositionSelector", start: this.#characters(start), end: this.#characters(end) },
    ];
  }

  /** How many characters stand before an offset. */
  #characters(offset: number): number {
    let [low, high] = [0, this.#halves.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#halves[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  }
}

function quoteSelector(exact: string, prefix: string, suffix: string): Selector {
  return { type: "TextQuoteSelector", exact, prefix, suffix };
}

/** The name of a text anywhere in the world: RFC 6920, of its SHA-256 in hex. */
export function nameOfText(hash: string): string {
  const bytes = hash.match(/../g)?.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))) ?? [];
  return `ni:///sha-256;${btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}
