/** A word, number or sign of a text. Positions are UTF-16 units, `to` exclusive. */
export interface Word {
  from: number;
  to: number;
  /** Equal for words that say the same: typographic twins have one key. */
  key: string;
  /** What it carries for a reader: 1 for a word, less for small words, least for signs. */
  weight: number;
}

/** A number with its parts and its currency, a word with its marks, a dash of hyphens, or one sign with what joins on to it. */
const WORD =
  /\p{Sc}?\p{N}+(?:[.,:]\p{N}+)*[\p{L}\p{M}]*|[\p{L}\p{M}\p{Pc}][\p{L}\p{M}\p{N}\p{Pc}]*(?:['’][\p{L}\p{M}]+)*|-{2,3}|\p{RI}{2}|[^\s\p{L}\p{N}](?:\p{M}|\p{EMod})*(?:\u200D[^\s\p{L}\p{N}](?:\p{M}|\p{EMod})*)*/gu;
/** Scripts written without spaces, where only a dictionary knows the words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const SMALL = new Set(
  "a an the of to in on at by for from with and or nor but as is are be been was were it its this that these those such any all each not no shall may must will can which who whom if when than then so der die das des dem den und oder von zu in im mit für auf le la les de du des et ou à au aux en un une el los las y o del al di e il".split(
    " ",
  ),
);
const SMALL_WEIGHT = 0.3;
const SIGN_WEIGHT = 0.1;

/** The words of a text in order; white space belongs to none. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const [written] = match;
    if (written.length > 1 && written.charCodeAt(0) > 0xdff && UNSPACED.test(written))
      splitUnspaced(written, match.index, words);
    else words.push(makeWord(written, match.index));
  }
  return words;
}

/** The wording with quotes, dashes and spaces of one kind: what differs only in these is the same law. */
export function plainTypography(text: string): string {
  if (!/[^\x20-\x7e]|--|\s\s/.test(text)) return text;
  return text
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[–—‒―−‐‑]|-{2,3}/g, "-")
    .replace(/…/g, "...")
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, "")
    .replace(/\s+/g, " ");
}

function makeWord(written: string, from: number): Word {
  const key = plainTypography(written);
  const code = key.charCodeAt(0);
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  const weight =
    isLetter || code > 127
      ? isLetter || /[\p{L}\p{N}]/u.test(key)
        ? SMALL.has(key.toLowerCase())
          ? SMALL_WEIGHT
          : 1
        : SIGN_WEIGHT
      : code >= 48 && code <= 57
        ? 1
        : SIGN_WEIGHT;
  return { from, to: from + written.length, key, weight };
}

let segmenter: Intl.Segmenter | undefined;

function splitUnspaced(written: string, from: number, words: Word[]): void {
  // Made when first needed: it loads dictionaries, and most bylaws never ask for it.
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  for (const { segment, index } of segmenter.segment(written)) words.push(makeWord(segment, from + index));
}
