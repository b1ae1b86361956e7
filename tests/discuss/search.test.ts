import { expect, test } from "vitest";
import { findStretches, foldLetters, searchWords } from "../../src/discuss/search.ts";

/** The text with what was found in brackets. */
function mark(text: string, query: string): string {
  let [marked, at] = ["", 0];
  for (const { from, to } of findStretches(text, searchWords(query))) {
    marked += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return marked + text.slice(at);
}

test.each([
  ["whatever the capitals", "The Board may", "BOARD", "The [Board] may"],
  ["inside a longer word", "members’ reviews", "view", "members’ re[view]s"],
  ["typed without accents", "Él vivió en Málaga", "malaga el", "[Él] vivió en [Málaga]"],
  ["typed with accents where none are", "Malaga", "Málaga", "[Malaga]"],
  ["a letter put together of two", "an\u0303o pasado", "año", "[an\u0303o] pasado"],
  ["ß for ss", "Satzung der Straße", "strasse", "Satzung der [Straße]"],
  ["one s of ß marks the letter", "Straße", "ras", "St[raß]e"],
  ["Greek at the end of a word", "Ο ΝΟΜΟΣ", "νόμος", "Ο [ΝΟΜΟΣ]"],
  ["a straight quote for a curly one", "the members’ vote", "members'", "the [members’] vote"],
  ["any dash", "co–opted", "co-opted", "[co–opted]"],
  ["Japanese", "第十四条の三", "四条", "第十[四条]の三"],
  ["Arabic with its points", "حَقّ التصويت", "حق", "[حَقّ] التصويت"],
  ["two words that meet are one stretch", "quorum", "quo rum", "[quorum]"],
  ["words that overlap", "abcd", "abc bcd", "[abcd]"],
  ["signs are letters here", "a (b) c.*", "(b) .*", "a [(b)] c[.*]"],
  ["nothing", "quorum", "  ", "quorum"],
  ["a smile", "a 😀 b", "😀", "a [😀] b"],
])("%s", (_, text, query, marked) => {
  expect(mark(text, query)).toBe(marked);
});

test("law: what the index finds is also marked", () => {
  const LETTERS = ["a", "É", "ñ", "n\u0303", "ß", "Σ", "ς", " ", "İ", "ı", "ﬁ", "한", "が", "हि", "ö", "“", "😀", "x"];
  const some = (seed: number, length: number) =>
    Array.from({ length }, (_, at) => LETTERS[(seed * 13 + at * at * 7 + at * seed) % LETTERS.length]).join("");
  for (let seed = 1; seed <= 3_000; seed++) {
    const text = some(seed, 12);
    const query = some(seed * 7, 1 + (seed % 3));
    for (const word of searchWords(query)) {
      const isFound = foldLetters(text).includes(word);
      expect(findStretches(text, [word]).length > 0, `seed ${seed}: “${word}” in “${text}”`).toBe(isFound);
    }
  }
});
