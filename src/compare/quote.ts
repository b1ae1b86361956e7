import type { Stretch } from "./comparison.ts";
import { trimStretch } from "./letters.ts";
import { splitWords } from "./words.ts";

/** Longest quote in a sentence. */
const QUOTE_UNITS = 160;
const CONTEXT_WORDS = 2;

const RIGHT_TO_LEFT = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u;

/** Words that run from right to left, kept from turning round the words of the sentence they stand in. */
export function isolate(words: string): string {
  return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;
}

export function quoted(words: string): string {
  return isolate(`‘${words}’`);
}

/** `‘Platinum Members,’`; of long words the start and the end; empty for an empty stretch. */
export function quoteOf(text: string, stretch: Stretch): string {
  const { from, to } = trimStretch(text, stretch);
  if (from === to) return stretch.from < stretch.to ? "‘ ’" : "";
  const words = text.slice(from, to).replace(/\s+/g, " ");
  if (words.length <= QUOTE_UNITS) return quoted(words);
  const cut = (part: string, at: number): string => (at < 0 ? part : part.slice(0, at));
  const start = cut(words, words.lastIndexOf(" ", QUOTE_UNITS / 2));
  const rest = words.slice(words.indexOf(" ", words.length - QUOTE_UNITS / 3) + 1);
  const end = Array.from(rest)
    .slice(-QUOTE_UNITS / 2)
    .join("");
  return quoted(`${Array.from(start).slice(0, QUOTE_UNITS).join("")} … ${end}`);
}

/** ` after ‘Platinum Members,’`, ` at the start`; empty where the stretch is the whole text. */
export function placeOf(text: string, stretch: Stretch): string {
  if (stretch.from === 0 && stretch.to === text.length) return "";
  const before = splitWords(text.slice(Math.max(0, stretch.from - QUOTE_UNITS), stretch.from));
  if (before.length === 0) return " at the start";
  let start = before.length;
  for (let words = 0; start > 0 && words < CONTEXT_WORDS; ) if (before[--start]!.weight > 0.2) words++;
  const offset = Math.max(0, stretch.from - QUOTE_UNITS) + before[start]!.from;
  return ` after ${quoteOf(text, { from: offset, to: stretch.from })}`;
}

/** Most letters of a word that are quoted with a sign beside it. */
const WORD_UNITS = 40;

/** A stretch with the letters written on to it on both sides. */
export function withWord(text: string, { from, to }: Stretch): Stretch {
  const isLetter = (unit: string | undefined): boolean =>
    unit !== undefined && /[\p{L}\p{M}\p{N}\uD800-\uDFFF]/u.test(unit);
  const [least, most] = [Math.max(0, from - WORD_UNITS), Math.min(text.length, to + WORD_UNITS)];
  let [start, end] = [from, to];
  while (start > least && isLetter(text[start - 1])) start--;
  while (end < most && isLetter(text[end])) end++;
  return { from: start, to: end };
}
