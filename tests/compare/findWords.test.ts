import fc from "fast-check";
import { expect, test } from "vitest";
import { findWords, makeQuoter } from "../../src/compare/findWords.ts";
import { QuoteFinder } from "../../src/compare/quoteFinder.ts";
import { expectAlways } from "../expectAlways.ts";

const RULE = "Then the board may meet. The chair may speak, and the board may vote on it; nobody else may.";

test.each<[fact: string, text: string, from: number, to: number, place: ReturnType<ReturnType<typeof makeQuoter>>]>([
  [
    "words that stand once",
    RULE,
    RULE.indexOf("vote"),
    RULE.indexOf("vote") + 4,
    { behind: "", strike: "vote", occurrence: 1 },
  ],
  [
    "a word that stands often is quoted with two words before it",
    RULE,
    RULE.indexOf("may speak"),
    RULE.indexOf(" speak"),
    { behind: "The chair ", strike: "may", occurrence: 1 },
  ],
  [
    "and with more where these stand often too",
    RULE,
    RULE.indexOf("may vote"),
    RULE.indexOf(" vote"),
    { behind: "and the board ", strike: "may", occurrence: 1 },
  ],
  [
    "a sign is never quoted alone",
    RULE,
    RULE.indexOf(";"),
    RULE.indexOf(";") + 1,
    { behind: "on it", strike: ";", occurrence: 1 },
  ],
  ["words put in first", RULE, 0, 0, { behind: "", strike: "", occurrence: 1 }],
  [
    "words put in",
    RULE,
    RULE.indexOf("vote") + 4,
    RULE.indexOf("vote") + 4,
    { behind: "may vote", strike: "", occurrence: 1 },
  ],
  [
    "where everything stands many times, the place is counted",
    "row ".repeat(40),
    100,
    103,
    { behind: "row ".repeat(12), strike: "row", occurrence: 14 },
  ],
])("%s", (_, text, from, to, place) => {
  expect(makeQuoter(text)(from, to)).toEqual(place);
  expect(findWords(new QuoteFinder(text), place)).toBe(from);
});

test("words that do not stand there are not found", () => {
  expect(findWords(new QuoteFinder(RULE), { behind: "", strike: "shall", occurrence: 1 })).toBeUndefined();
  expect(findWords(new QuoteFinder(RULE), { behind: "", strike: "may", occurrence: 5 })).toBeUndefined();
  expect(findWords(new QuoteFinder(RULE), { behind: "", strike: "", occurrence: 2 })).toBeUndefined();
});

test("a quote leads back to its very place, in any text", () => {
  const text = fc.oneof(
    fc
      .array(fc.constantFrom("the ", "may ", "row", ", ", "a", " ", "会议", "“", "\t", "\n"), { maxLength: 40 })
      .map((parts) => parts.join("")),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );
  expectAlways(
    fc.property(text, fc.nat(), fc.nat(), (words, a, b) => {
      const [x, y] = [a % (words.length + 1), b % (words.length + 1)];
      const [from, to] = [Math.min(x, y), Math.max(x, y)];
      const place = makeQuoter(words)(from, to);
      expect(place.strike).toBe(words.slice(from, to));
      expect(findWords(new QuoteFinder(words), place), JSON.stringify(place)).toBe(from);
    }),
    3000,
  );
});

test("in a long text quotes are found as in a short one", () => {
  // Words from a small stock, so that many runs of them stand more than once.
  const words = Array.from(
    { length: 6000 },
    (_, index) => `word${(index * 7919) % 97}${index % 5 === 0 ? `x${index % 700}` : ""}`,
  );
  const text = words.join(" ");
  const [finder, quote] = [new QuoteFinder(text), makeQuoter(text)];
  for (let at = 0; at < text.length; at += 97) {
    for (const length of [3, 12, 30, 61]) {
      const quoted = text.slice(at, at + length);
      expect(finder.find(quoted)).toBe(text.indexOf(quoted));
      expect(finder.find(quoted, at + 1)).toBe(text.indexOf(quoted, at + 1));
      expect(finder.find(`${quoted}!`)).toBe(-1);
      expect(finder.isAlone(quoted)).toBe(text.indexOf(quoted) === text.lastIndexOf(quoted));
    }
    expect(findWords(finder, quote(at, at + 9))).toBe(at);
  }
});
