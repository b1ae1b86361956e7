import fc from "fast-check";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectAlways } from "../expectAlways.ts";

const HASH = "a".repeat(64);

/** The clause 1.1 with these words under the title Words. */
function clauseOf(words: string) {
  const clause = findClause(parseBylaws(`# Bylaws\n\n1.1 Words. ${words}\n`), "1.1")!;
  return { ...clause, text: words };
}

function anchorOn(words: string, from: number, to: number) {
  return makeAnchor({ text: HASH, side: "after", clause: clauseOf(words), part: "text", from, to });
}

test.each([
  ["words picked exactly", "Every Member may speak.", "Member may", "Member may"],
  ["a blank picked along in front and behind", "Every Member may speak.", " Member may ", "Member may"],
  ["no-break spaces at the ends", "Every\u00a0Member\u00a0may speak.", "\u00a0Member\u00a0", "Member"],
  ["half a family: the emoji is picked whole", "The 👨‍👩‍👧 berth.", "\u200d👩", "👨‍👩‍👧"],
  ["half a surrogate pair", "A 😀 face", "\ude00", "😀"],
  ["a letter without its combining mark", "Ame\u0301lie speaks", "Ame", "Ame\u0301"],
  ["a combining mark without its letter", "Ame\u0301lie speaks", "\u0301lie", "e\u0301lie"],
  ["a flag cut between its two letters", "Flag 🇩🇰 first", "🇰", "🇩🇰"],
  [
    "a letter under sixty marks, of which one is picked",
    `Za${"\u0301".repeat(60)}lgo`,
    "\u0301",
    `a${"\u0301".repeat(60)}`,
  ],
  ["Hangul written in parts", "The \u1112\u1161\u11ab\u1100\u116e\u11a8 club", "\u1161", "\u1112\u1161\u11ab"],
  ["a family with tones of skin", "A 👩🏽‍🚒👨🏿‍🚒 crew", "🏿", "👨🏿‍🚒"],
  ["a Devanagari syllable", "का क्षेत्र में", "्", "क्षे"],
  ["a blank that carries a combining mark", "speak \u0301 up", " \u0301", " \u0301"],
  ["one Japanese letter", "第十四条の三は、公開する。", "公", "公"],
])("%s", (_, words, picked, quote) => {
  const from = words.indexOf(picked);
  const anchor = anchorOn(words, from, from + picked.length)!;
  expect(anchor.quote).toBe(quote);
  expect(words.slice(anchor.from, anchor.to)).toBe(quote);
});

test("a flag is not taken for its neighbour in a row of flags", () => {
  const words = "🇩🇰🇸🇪🇳🇴";
  expect(anchorOn(words, 4, 8)?.quote).toBe("🇸🇪");
});

test("a flag far inside a row of flags is the one that is picked", () => {
  const words = `Flags: ${"🇩🇰🇸🇪".repeat(30)}.`;
  expect(anchorOn(words, 7 + 8 * 20 + 2, 7 + 8 * 20 + 4)?.quote).toBe("🇩🇰");
});

test.each([
  ["nothing", 3, 3],
  ["one blank", 5, 6],
  ["the end of the text", 23, 23],
])("%s picked is no anchor", (_, from, to) => {
  expect(anchorOn("Every Member may speak.", from, to)).toBeUndefined();
});

test.each([
  ["past the end", 0, 24],
  ["before the start", -1, 4],
  ["backwards", 8, 4],
])("words %s are refused: they were picked on another text", (_, from, to) => {
  expect(() => anchorOn("Every Member may speak.", from, to)).toThrow(RangeError);
});

test("an anchor keeps where it was made and up to 32 characters on each side", () => {
  const words = `${"x".repeat(40)} the words ${"y".repeat(40)}`;
  expect(anchorOn(words, 41, 50)).toEqual({
    text: HASH,
    side: "after",
    clause: "1.1",
    part: "text",
    from: 41,
    to: 50,
    quote: "the words",
    prefix: `${"x".repeat(31)} `,
    suffix: ` ${"y".repeat(31)}`,
  });
});

test("words of a title are anchored in the title", () => {
  const clause = clauseOf("Every Member may speak.");
  const anchor = makeAnchor({ text: HASH, side: "before", clause, part: "title", from: 0, to: 5 });
  expect(anchor).toMatchObject({ side: "before", part: "title", quote: "Words", prefix: "", suffix: "" });
});

test("law: a quote is what stands at its place, is not cut inside a grapheme, and has no blank at its ends", () => {
  const letters = fc.string({
    unit: fc.constantFrom("a", "b", " ", "é", "e\u0301", "\u0301", "😀", "👨‍👩‍👧", "🇩🇰", "第", "\u00a0"),
    maxLength: 90,
  });
  expectAlways(
    fc.property(letters, fc.nat(), fc.nat(), (words, a, b) => {
      const [from, to] = [a % (words.length + 1), b % (words.length + 1)].sort((x, y) => x - y) as [number, number];
      const anchor = anchorOn(words, from, to);
      if (!anchor) return words.slice(from, to).trim() === "";
      const edges = new Set([words.length, ...Array.from(new Intl.Segmenter().segment(words), ({ index }) => index)]);
      const graphemes = Array.from(new Intl.Segmenter().segment(anchor.quote), ({ segment }) => segment);
      return (
        anchor.quote === words.slice(anchor.from, anchor.to) &&
        [graphemes[0], graphemes.at(-1)].every((end) => end!.trim() !== "") &&
        edges.has(anchor.from) &&
        edges.has(anchor.to) &&
        words.endsWith(anchor.suffix + words.slice(anchor.to + anchor.suffix.length)) &&
        words.slice(0, anchor.from).endsWith(anchor.prefix)
      );
    }),
    2000,
  );
});
