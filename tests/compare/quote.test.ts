import { expect, test } from "vitest";
import { placeOf, quoteOf, withWord } from "../../src/compare/quote.ts";

const whole = (text: string) => ({ from: 0, to: text.length });
const stretchOf = (text: string, words: string) => {
  const from = text.indexOf(words);
  return { from, to: from + words.length };
};

test.each([
  ["words", "the Platinum Members, the", { from: 4, to: 21 }, "‘Platinum Members,’"],
  ["white space around them stays outside", "the  Board meets", { from: 3, to: 11 }, "‘Board’"],
  ["white space inside them is single", "the Board\n  of  Directors", { from: 4, to: 25 }, "‘Board of Directors’"],
  ["nothing is quoted of nothing", "the Board", { from: 4, to: 4 }, ""],
  ["only a space", "the  Board", { from: 3, to: 4 }, "‘ ’"],
])("%s", (_, text, stretch, quote) => {
  expect(quoteOf(text, stretch)).toBe(quote);
});

test("160 letters are quoted whole, more are cut at words, with the start and the end", () => {
  const just = `${"word ".repeat(31)}words`;
  expect(just).toHaveLength(160);
  expect(quoteOf(just, whole(just))).toBe(`‘${just}’`);
  const words = Array.from({ length: 60 }, (_, at) => `w${at + 10}`).join(" ");
  const quote = quoteOf(words, whole(words));
  expect(quote).toMatch(/^‘w10 w11 .* w2\d … w\d\d .* w68 w69’$/);
  const [start, end] = quote.slice(1, -1).split(" … ");
  expect([start!.length, end!.length]).toEqual([79, 51]);
});

test("a long text without a space is cut all the same", () => {
  const letters = `${"a".repeat(300)}${"b".repeat(300)}`;
  expect(quoteOf(letters, whole(letters))).toBe(`‘${"a".repeat(160)} … ${"b".repeat(80)}’`);
});

test.each([
  ["two words before it say where", "the Gold Members, and others", "and others", " after ‘Gold Members,’"],
  ["small words count, signs do not", "paid to the members — of the — and", "and", " after ‘of the —’"],
  ["fewer words than two", "Members, and others", "and others", " after ‘Members,’"],
  ["nothing before it", "and others", "and", " at the start"],
  ["the whole needs no place", "and others", "and others", ""],
])("%s", (_, text, words, place) => {
  expect(placeOf(text, stretchOf(text, words))).toBe(place);
});

test("the place is found in a long text too", () => {
  const text = `${"Each member has one vote. ".repeat(40)}The Board meets monthly.`;
  expect(placeOf(text, stretchOf(text, "monthly"))).toBe(" after ‘Board meets’");
});

test.each([
  ["a sign is shown with the word it is written on", "the member’s vote", "’", "member’s"],
  ["and with a number", "of 3,5 metres", ",", "3,5"],
  ["but not with what stands apart", "the – vote", "–", "–"],
  ["at the start of a text", "“Board” means", "“", "“Board"],
  ["at the end of a text", "the Board.", ".", "Board."],
])("%s", (_, text, sign, shown) => {
  const { from, to } = withWord(text, stretchOf(text, sign));
  expect(text.slice(from, to)).toBe(shown);
});

test("of a word that never ends forty letters are shown with a sign", () => {
  const text = `${"a".repeat(100)}-${"b".repeat(100)}`;
  expect(withWord(text, { from: 100, to: 101 })).toEqual({ from: 60, to: 141 });
});
