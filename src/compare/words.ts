import { eachUnspacedWord } from "./unspaced.ts";

/** A word, number or sign of a text. Positions are UTF-16 units, `to` exclusive. */
export interface Word {
  from: number;
  to: number;
  /** Equal for words that say the same: typographic twins have one key. */
  key: string;
  /** Equal also for words that differ in capitals only. */
  folded: string;
  /** What it carries for a reader: 1 for a word, less for small words, least for signs. */
  weight: number;
}

// Soft hyphens, joiners and direction marks belong to the word they stand in.
const LETTER = "[\\p{L}\\p{M}\\p{Pc}\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]";
const LETTER_OR_DIGIT = "[\\p{L}\\p{M}\\p{Pc}\\p{N}\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]";
const HYPHEN = "[-\\u2010\\u2011]";
const HYPHENED = `(?:${HYPHEN}${LETTER_OR_DIGIT}+(?:['’]\\p{L}+)*)*`;
/** Scripts written without spaces, where only a dictionary knows the words. */
const UNSPACED_LETTER =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
const UNSPACED = new RegExp(UNSPACED_LETTER, "u");
/**
 * In this order: a date (2026-02-25) or a span of years; a number with its
 * parts, its currency, its unit and what a hyphen ties to it (7/1/2018,
 * $3,000.50, 66%, 30th, 1.0-draft; but 9:00 and am); an abbreviation (U.S.); a
 * word with its marks, apostrophes and hyphens, or two with a slash (and/or);
 * dashes, dots or quotes typed as several signs; a flag; one sign with what
 * joins on to it.
 */
const WORD = new RegExp(
  [
    `\\p{N}{4}(?:${HYPHEN}\\p{N}{2,4})+`,
    `\\p{Sc}?\\p{N}+(?:[.,:/]\\p{N}+)*(?:[%‰°]|\\p{Sc})?(?:(?![ap]m(?!\\p{L}))(?:(?!${UNSPACED_LETTER})[\\p{L}\\p{M}])+)?(?:${HYPHEN}(?=\\p{L})${LETTER_OR_DIGIT}+${HYPHENED})?`,
    "(?:\\p{L}\\.){2,}",
    `[$@#]?${LETTER}${LETTER_OR_DIGIT}*(?:['’][\\p{L}\\p{M}]+)*${HYPHENED}(?:(?<![/.:@#]\\p{L}*)/\\p{L}+(?![/:@#\\p{L}]|\\.\\p{L}))?`,
    "-{2,3}|\\.{3}|``|''",
    "\\p{RI}{2}",
    "[^\\s\\p{L}\\p{N}](?:\\p{M}|\\p{EMod})*(?:\\u200D[^\\s\\p{L}\\p{N}](?:\\p{M}|\\p{EMod})*)*",
    "\\S",
  ].join("|"),
  "uy",
);

const SMALL = new Set(
  "a an the of to in on at by for from with and or nor but as is are be been was were it its this that these those such any all each not no shall may must will can which who whom if when than then so has have had there their into der die das des dem den und oder von zu in im mit für auf le la les de du des et ou à au aux en un une el los las y o del al di e il".split(
    " ",
  ),
);
/** A month says little between a day and a year that change. */
const MONTHS = new Set(
  "january february march april june july august september october november december januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(
    " ",
  ),
);
const MONTH_WEIGHT = 0.6;
/** What a small word carries: an article, a preposition. */
export const SMALL_WEIGHT = 0.3;
const SIGN_WEIGHT = 0.1;

/**
 * The words of a text in order; white space belongs to none.
 *
 * @param from, to Read only this part; the positions still count from the start of the text.
 * @param isLong Too long for a dictionary: letters of scripts without spaces are words, one by one.
 */
export function splitWords(text: string, from = 0, to = text.length, isLong = false): Word[] {
  const words: Word[] = [];
  const part = to < text.length ? text.slice(0, to) : text;
  for (let at = from; at < to; ) {
    if (isBlank(part, at)) {
      at++;
      continue;
    }
    const plainEnd = endOfPlainWord(part, at);
    if (plainEnd > at) {
      const key = part.slice(at, plainEnd);
      const folded = key.toLowerCase();
      words.push({ from: at, to: plainEnd, key, folded, weight: weighWord(folded) });
      at = plainEnd;
      continue;
    }
    if (isPlainSign(part, at)) {
      const key = part[at]!;
      words.push({ from: at, to: ++at, key, folded: key, weight: SIGN_WEIGHT });
      continue;
    }
    WORD.lastIndex = at;
    const [written] = WORD.exec(part)!;
    if (written.length > 1 && written.charCodeAt(0) > 0xdff && UNSPACED.test(written))
      addUnspaced(written, at, isLong, words);
    else words.push(makeWord(written, at));
    at += written.length;
  }
  return words;
}

function addUnspaced(run: string, from: number, isLong: boolean, words: Word[]): void {
  const isPlain = !MAY_DIFFER.test(run);
  const add = (written: string, at: number): void => {
    if (isPlain || !MAY_DIFFER.test(written)) {
      const folded = written.toLowerCase();
      words.push({ from: from + at, to: from + at + written.length, key: written, folded, weight: 1 });
    } else words.push(makeWord(written, from + at));
  };
  if (!isLong) eachUnspacedWord(run, add);
  else if (!isPlain) for (const letter of run.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) add(letter[0], letter.index);
  else {
    let at = 0;
    for (const letter of run) {
      add(letter, at);
      at += letter.length;
    }
  }
}

/** Most words are plain letters, and what ends them is plain too: found without the expression. `at` when this is none. */
function endOfPlainWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && isPlainLetter(text.charCodeAt(end))) end++;
  if (end === at || end === text.length) return end;
  const next = text.charCodeAt(end);
  // A full stop after one letter may be an abbreviation's: U.S.
  if (next === 46) return end - at > 1 && (end + 1 === text.length || isBlank(text, end + 1)) ? end : at;
  return next === 32 || next === 44 || next === 59 || next === 41 ? end : at;
}

/** A comma, a full stop, a bracket: what is no part of a word and has nothing that joins on to it. */
function isPlainSign(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 44 && code !== 46 && code !== 58 && code !== 59 && code !== 40 && code !== 41) return false;
  const next = text.charCodeAt(at + 1);
  return !(next >= 0x300) && !(code === 46 && next === 46);
}

function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 0x9f && /\s/.test(text[at]!));
}

/** Quotes, dashes, spaces, marks and forms that have a twin. */
const MAY_DIFFER =
  /[‘’‛′“”„‟″«»–—‒―−‐‑…\uFB00-\uFB06\uFF01-\uFF5E\u00AD\u0640\u200B\u200E\u200F\u2060\uFEFF\u1100-\u11FF\u2126\u212A\u212B]|\p{M}|[^\S ]| {2}|--|``|''/u;

/**
 * The wording with quotes, dashes, spaces and forms of letters of one kind:
 * what differs only in these is the same law.
 */
export function plainTypography(text: string): string {
  if (!MAY_DIFFER.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/``|''/g, '"')
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[–—‒―−‐‑]|-{2,3}/g, "-")
    .replace(/…/g, "...")
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00AD\u0640\u200B\u200E\u200F\u2060\uFEFF]/g, "")
    .replace(/\s+/g, " ");
}

function makeWord(written: string, from: number): Word {
  const key = plainTypography(written);
  const folded = key.toLowerCase();
  return { from, to: from + written.length, key, folded, weight: weigh(folded) };
}

function weigh(folded: string): number {
  return /[\p{L}\p{N}]/u.test(folded) ? weighWord(folded) : SIGN_WEIGHT;
}

function weighWord(folded: string): number {
  if (SMALL.has(folded)) return SMALL_WEIGHT;
  return MONTHS.has(folded) ? MONTH_WEIGHT : 1;
}
