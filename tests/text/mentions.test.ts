import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Mentions } from "../../src/text/mentions.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectSteadyGrowth } from "../growth.ts";

const read = (path: string) =>
  new Mentions(parseBylaws(readFileSync(new URL(`../../bylaws/${path}`, import.meta.url), "utf8")));
const OPENSTACK = read("openstack-foundation/versions/2019-04-01.md");
const HARBOUR = read("harbour-commons/versions/2024-05-15.md");
const GERMAN = new Mentions(
  parseBylaws("# Satzung\n\n## § 1 Name\n\nDer Verein.\n\n## § 3 Beiträge\n\n(1) Erstens.\n\n(2) Zweitens.\n"),
);

/** The words that become links, each with the address it leads to. */
const linksIn = (mentions: Mentions, words: string) =>
  mentions.inWords(words).map(({ from, to, address }) => `${words.slice(from, to)} → ${address}`);

test.each([
  ["a number alone", "As 4.16 says, no.", ["4.16 → 4.16"]],
  ["an item inside a sentence", "4.16(ii) is enough.", ["4.16(ii) → 4.16(ii)"]],
  ["with the word before it", "See Section 4.16, please.", ["Section 4.16 → 4.16"]],
  ["at the end of a sentence", "It is against 4.16.", ["4.16 → 4.16"]],
  ["in brackets", "(4.16)", ["4.16 → 4.16"]],
])("a clause that is named becomes a link: %s", (_, words, links) => {
  expect(linksIn(OPENSTACK, words)).toEqual(links);
});

test("of several in a row each is a link of its own", () => {
  expect(linksIn(HARBOUR, "Sections 7.2 and 7.3 clash.")).toEqual(["Sections 7.2 → 7.2", "7.3 → 7.3"]);
});

test("a paragraph sign names a clause too", () => {
  expect(linksIn(GERMAN, "Das steht in § 3 Abs. 2.")).toEqual(["§ 3 Abs. 2 → 3(2)"]);
});

test.each([
  ["a clause the text does not have", "99.12 and Section 98.1"],
  ["an amount", "It costs 4.16 dollars, or 4.16 %."],
  ["money", "It costs $4.16."],
  ["a version number", "v4.16, 4.16.2-beta and 1.4.16.9"],
  ["a date", "On 4.16.2019 we met."],
  ["an address of the net", "example.org/4.16"],
  ["what is known only inside a text", "this Section, paragraph (b)"],
  ["a clause of another document", "Section 4.16 of the Internal Revenue Code"],
])("what names no clause of the text stays plain: %s", (_, words) => {
  expect(linksIn(OPENSTACK, words)).toEqual([]);
});

test("in a long comment full of numbers each is found, at the same cost", () => {
  expect(linksIn(HARBOUR, "7.2 and 7.3, ".repeat(750))).toHaveLength(1500);
  expectSteadyGrowth((words) => void linksIn(HARBOUR, words), "7.2 and 7.3, ");
});
