import { compareWording } from "../compare/wording.ts";
import { findClause } from "../text/find.ts";
import { replaceWords, type WrittenText } from "../text/replaceWords.ts";
import type { Granted, Stuck } from "./grantRequests.ts";

/**
 * Puts granted wordings into the source of a text. Of each, only the words
 * that differ are written, so that marks and line breaks around them stay.
 *
 * @param granted At their places in the text, none overlapping another.
 */
export function writeRequests(text: WrittenText, granted: readonly Granted[]): { text: WrittenText; stuck: Stuck[] } {
  const stuck: Stuck[] = [];
  let written = text;
  // From the end, so that the places of those that follow stay what they are.
  for (const one of granted.toSorted((a, b) => b.from - a.from)) {
    const next = write(written, one);
    if (next) written = next;
    else {
      const { comments, clause } = one;
      const why = `cannot be put into ${clause} so that it reads as requested and everything else as before. Write it by hand, or leave it out with --without ${comments.join(",")}.`;
      stuck.push({ comments, why });
    }
  }
  return { text: written, stuck };
}

function write(text: WrittenText, granted: Granted): WrittenText | undefined {
  const { clause, part, from, to, quote, wording } = granted;
  let written: WrittenText | undefined = text;
  for (const change of compareWording(quote, wording).reverse()) {
    const words = wording.slice(change.after.from, change.after.to);
    const stretch = { from: from + change.before.from, to: from + change.before.to };
    written = written && replaceWords(written, { clause, part, ...stretch, words });
  }
  // A step between may read oddly where all of it does not: a quotation mark without its partner.
  written ??= replaceWords(text, { clause, part, from, to, words: wording });
  const words = written && findClause(written.parsed, clause)?.[part];
  return words?.slice(from, from + wording.length) === wording ? written : undefined;
}
