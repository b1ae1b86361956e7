import type { Stretch } from "../compare/comparison.ts";

/** Longest search, in UTF-16 units, and most words of it. */
export const SEARCH_LIMIT = 200;
const MOST_WORDS = 12;

/** Of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic; those of other scripts are their vowels. */
const ACCENTS = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;
/** Letters and signs that do not fall apart, as they are typed where there is no key for them. */
const TYPED = new Map(Object.entries({ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ" }));
for (const quote of "‘’‛′") TYPED.set(quote, "'");
for (const quote of "“”„‟″«»") TYPED.set(quote, '"');
for (const dash of "‐‑‒–—―−") TYPED.set(dash, "-");
const TO_TYPE = new RegExp(`[${[...TYPED.keys()].join("")}]`, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: everything beside ASCII is meant.
const OTHERS = /[^\x00-\x7f]+/g;

/** Letters as they are compared in a search: small, without accents, one kind of quotes and dashes. */
export function foldLetters(text: string): string {
  // Most texts are ASCII but for a quotation mark: only the rest is taken apart.
  return text
    .replace(OTHERS, (others) =>
      others
        .normalize("NFKD")
        .replace(ACCENTS, "")
        .toLowerCase()
        .replace(TO_TYPE, (letter) => TYPED.get(letter)!),
    )
    .toLowerCase();
}

/** The words of a search, folded, each once; all of them must occur, in any order and also inside longer words. */
export function searchWords(query: string): string[] {
  const words = foldLetters(query.slice(0, SEARCH_LIMIT)).split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/**
 * Where words of a search occur in a text, for marking them.
 *
 * @param words As `searchWords` gives them.
 * @returns In reading order, none touching another. A letter is marked with its accents.
 */
export function findStretches(text: string, words: readonly string[]): Stretch[] {
  const { folded, starts } = foldWithStarts(text);
  const found: Stretch[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      // A letter may become several: all of it is marked.
      let last = at + word.length;
      while (last < folded.length && starts[last] === starts[last - 1]) last += 1;
      found.push({ from: starts[at]!, to: starts[last] ?? text.length });
    }
  }
  found.sort((a, b) => a.from - b.from || a.to - b.to);
  const joined: Stretch[] = [];
  for (const stretch of found) {
    const before = joined.at(-1);
    if (before && stretch.from <= before.to) before.to = Math.max(before.to, stretch.to);
    else joined.push(stretch);
  }
  return joined;
}

/** @returns `starts`: for each folded unit, where the letter it comes from begins. */
function foldWithStarts(text: string): { folded: string; starts: readonly number[] } {
  const starts: number[] = [];
  let folded = "";
  let at = 0;
  for (const letter of text) {
    const plain = foldLetters(letter);
    for (let unit = 0; unit < plain.length; unit++) starts.push(at);
    folded += plain;
    at += letter.length;
  }
  return { folded, starts };
}
