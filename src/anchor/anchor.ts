import type { Clause } from "../text/clause.ts";
import { wholeGraphemes } from "./wholeGraphemes.ts";

/**
 * Which words a person speaks about. Stored once and never rewritten: where
 * they stand on a later text is derived each time.
 *
 * Positions are UTF-16 units into the plain title or text of the clause, `from`
 * inclusive, `to` exclusive, on the text whose source has the hash `text`.
 */
export interface Anchor {
  /** SHA-256 of the source it was made on, hex. */
  text: string;
  /** Words of the old text (struck ones among them) or of the new. */
  side: "before" | "after";
  /** Address of the clause on that text. */
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
  /** The words themselves. */
  quote: string;
  /** Up to 32 characters before and after. */
  prefix: string;
  suffix: string;
}

/** Context kept on each side of a quote, in UTF-16 units. */
const CONTEXT = 32;

/** Where words are picked: what an anchor needs beside the letters themselves. */
export interface Picked {
  text: string;
  side: "before" | "after";
  clause: Clause;
  part: "title" | "text";
  from: number;
  to: number;
}

/**
 * Makes the anchor for picked words. White space at the ends is left out, and
 * no grapheme is cut: one that is half picked is picked whole.
 *
 * @returns `undefined` when nothing but white space was picked.
 * @throws {RangeError} when the words reach past the end of the clause.
 */
export function makeAnchor({ text, side, clause, part, from, to }: Picked): Anchor | undefined {
  const words = clause[part];
  if (from < 0 || to > words.length || from > to) {
    throw new RangeError(`Words ${from}–${to} reach past the ${words.length} units of ${part} of ${clause.address}.`);
  }
  let [start, end] = wholeGraphemes(words, from, to);
  while (start < end && /\s/.test(words[start]!)) start += 1;
  while (end > start && /\s/.test(words[end - 1]!)) end -= 1;
  if (start === end) return undefined;
  // A blank that carries a mark is seen, and is none.
  [start, end] = wholeGraphemes(words, start, end);
  return {
    text,
    side,
    clause: clause.address,
    part,
    from: start,
    to: end,
    quote: words.slice(start, end),
    prefix: words.slice(Math.max(0, start - CONTEXT), start),
    suffix: words.slice(end, end + CONTEXT),
  };
}
