/** Words that a person marked as changed by hand: `*new words*`, `/…/`, `~~old words~~`. */
export interface MarkedWords {
  /** `struck` where the mark says so; the others can be either, and mostly are new. */
  kind: "marked" | "struck";
  /** UTF-16 units into the plain text; of struck words, where they stood. */
  from: number;
  to: number;
  words: string;
}

/** A text without its marks, and without the words that are marked as struck. */
export interface UnmarkedText {
  plain: string;
  marks: MarkedWords[];
}

/**
 * Longer marks first. A slash or underscore opens where no letter stands before
 * it and closes where none stands after it, or where a space stands before it,
 * as in `/and discuss Projects, /the Board`.
 */
const MARKS: readonly (readonly [pattern: RegExp, kind: MarkedWords["kind"]])[] = [
  [/\{\+([^{}]+?)\+\}/y, "marked"],
  [/\[-([^[\]]+?)-\]/y, "struck"],
  [/~~([^~]+)~~/y, "struck"],
  [/<(?:del|s|strike)>([^<]+)<\/(?:del|s|strike)>/iy, "struck"],
  [/<(?:ins|u|b|i|em|strong|mark)>([^<]+)<\/(?:ins|u|b|i|em|strong|mark)>/iy, "marked"],
  [/\*{1,3}([^*\s][^*]*)\*{1,3}/y, "marked"],
  [/_{1,3}([^_\s][^_]*)_{1,3}(?![\p{L}\p{N}])/uy, "marked"],
  [/\/([\p{L}\p{N}(“"‘'][^/\n]{2,}?)(?:\/(?![\p{L}\p{N}])|(?<=\s)\/)/uy, "marked"],
];
const FIRST = /[{[~<*_/]/g;

/** Reads the marks of one paragraph. A sign without its partner, and one inside a word (`and/or`), stays as it is. */
export function readMarks(paragraph: string): UnmarkedText {
  const marks: MarkedWords[] = [];
  let plain = "";
  let at = 0;
  FIRST.lastIndex = 0;
  for (let sign = FIRST.exec(paragraph); sign; sign = FIRST.exec(paragraph)) {
    const found = markAt(paragraph, sign.index);
    if (!found) continue;
    plain += paragraph.slice(at, sign.index);
    const { kind, words, end } = found;
    marks.push({ kind, words, from: plain.length, to: plain.length + (kind === "struck" ? 0 : words.length) });
    if (kind !== "struck") plain += words;
    at = end;
    FIRST.lastIndex = end;
  }
  return { plain: plain + paragraph.slice(at), marks };
}

function markAt(text: string, at: number): { kind: MarkedWords["kind"]; words: string; end: number } | undefined {
  if (/[/_]/.test(text[at]!) && at > 0 && /[\p{L}\p{N}/:.]/u.test(text[at - 1]!)) return undefined;
  for (const [pattern, kind] of MARKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match && /\p{L}|\p{N}/u.test(match[1]!)) return { kind, words: match[1]!, end: pattern.lastIndex };
  }
  return undefined;
}
