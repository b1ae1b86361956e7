import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { parseBylaws } from "../../src/text/parse.ts";

/** What a reader is told of references and words, quiet changes in brackets; not of what was put in or renumbered. */
function told(before: string, after: string): string[] {
  const comparison = compareBylaws(parseBylaws(`# Bylaws\n\n${before}`), parseBylaws(`# Bylaws\n\n${after}`));
  return listChanges(comparison)
    .filter(({ kind }) => ["reference", "replaced", "deleted", "inserted"].includes(kind))
    .map(({ sentence, quiet }) => (quiet ? `(${sentence})` : sentence));
}

const BUDGET =
  "The Treasurer lays the budget before the general meeting each spring, with the remarks of the auditors.";
const QUORUM = "A quorum is one fifth of the members entitled to vote, present in person or by proxy.";
const DUES = "Dues are payable on the first of January of each year at the office by the quay.";
const ITEMS = [
  "full members who have paid their dues for the year",
  "honorary members appointed before the meeting of spring",
  "one delegate of each yacht club of the region",
];
const MORE_ITEMS = [ITEMS[0]!, "family members of at least eighteen years of age", ITEMS[1]!, ITEMS[2]!];

const appeal = (what: string): string =>
  `### 5.1 Appeal\n\nA member who was refused what ${what} grants may appeal to the general meeting.`;

/** Sections 4.1, 4.2 … with these words. */
const sections = (...texts: string[]): string =>
  texts.map((text, index) => `### 4.${index + 1} Rule on ${text.split(" ", 2)[1]}\n\n${text}`).join("\n\n");

/** A section with its items on lines of their own, and a paragraph below them. */
const voting = (items: string[], below: string): string =>
  `### 4.4 Voting\n\nThe following have a vote:\n\n${items.map((item, at) => `(${"abcdef"[at]}) ${item};`).join("\n\n")}\n\n${below}`;

/** Items inside a sentence. */
const board = (...items: string[]): string =>
  `The Board shall: ${items.map((item, at) => `(${["i", "ii", "iii"][at]}) ${item}`).join(", and ")}.`;
const [PERMIT, PUBLISH, LIST] = ["permit members to attend", "publish the minutes of each meeting", "keep a list"];

describe("a reference that only follows is told as such", () => {
  test.each([
    [
      "to an item of a section that is renumbered",
      `${sections(board(PERMIT, PUBLISH))}\n\n${appeal("Section 4.1(ii)")}`,
      `${sections(BUDGET, board(PERMIT, PUBLISH))}\n\n${appeal("Section 4.2(ii)")}`,
      ["(Section 5.1: the reference ‘4.1’ follows to ‘4.2’.)"],
    ],
    [
      "to a lettered paragraph of the section it stands in",
      voting(ITEMS, "The delegate under paragraph (c) shows a letter of the club to the meeting."),
      voting(MORE_ITEMS, "The delegate under paragraph (d) shows a letter of the club to the meeting."),
      ["(Section 4.4, paragraph 2: the reference ‘c’ follows to ‘d’.)"],
    ],
    [
      "in a list of sections",
      `${sections(QUORUM, DUES)}\n\n${appeal("the rule of Sections 4.1 and 4.2")}`,
      `${sections(BUDGET, QUORUM, DUES)}\n\n${appeal("the rule of Sections 4.2 and 4.3")}`,
      ["(Section 5.1: the reference ‘4.1’ follows to ‘4.2’.)", "(Section 5.1: the reference ‘4.2’ follows to ‘4.3’.)"],
    ],
  ])("%s", (_, before, after, sentences) => {
    expect(told(before, after)).toEqual(sentences);
  });

  test("to an item inside a sentence, one put in before it", () => {
    const [before, after] = [board(PERMIT!, PUBLISH!), board(LIST!, PERMIT!, PUBLISH!)];
    const sentences = told(
      `${sections(before)}\n\n${appeal("Section 4.1(ii)")}`,
      `${sections(after)}\n\n${appeal("Section 4.1(iii)")}`,
    );
    expect(sentences.filter((one) => one.includes("5.1"))).toEqual([
      "(Section 5.1: the reference ‘ii’ follows to ‘iii’.)",
    ]);
  });

  test.each(["item", "sub-paragraph", "clause"])("to another %s of the section it stands in", (word) => {
    const below = (letter: string): string => `The delegate under ${word} (${letter}) shows a letter of the club.`;
    expect(told(voting(ITEMS, below("c")), voting(MORE_ITEMS, below("d")))).toEqual([
      expect.stringContaining("the reference ‘c’ follows to ‘d’"),
    ]);
  });

  test("to German sections in a list", () => {
    const [dues, vote, rule] = [
      "Der Beitrag ist am ersten Januar fällig.",
      "Jedes Mitglied hat eine Stimme.",
      (list: string) => `Wer gegen ${list} verstößt, wird vom Hafenmeister schriftlich verwarnt.`,
    ];
    const text = (...rules: string[]): string => rules.map((one, at) => `## § ${at + 4} Regel\n\n${one}`).join("\n\n");
    expect(
      told(text(dues, vote, rule("§§ 4, 5")), text("Der Vorstand tagt jeden Monat.", dues, vote, rule("§§ 5, 6"))),
    ).toEqual([expect.stringContaining("‘4’ follows to ‘5’"), expect.stringContaining("‘5’ follows to ‘6’")]);
  });
});

describe("what does not follow is a change of substance", () => {
  test.each([
    ["another item", "paragraph (b)", "paragraph (d)"],
    ["an item that is new", "paragraph (c)", "paragraph (b)"],
  ])("%s of the section it stands in", (_, one, other) => {
    const below = (words: string): string => `The delegate under ${words} shows a letter of the club to the meeting.`;
    expect(told(voting(ITEMS, below(one)), voting(MORE_ITEMS, below(other)))).toEqual([
      expect.stringMatching(/^Section 4\.4.*: replaces/),
    ]);
  });

  test.each([
    ["a letter under a section that has no items", "Section 4.1(b)", "Section 4.2(c)"],
    ["a section of another text", "Section 4.1 of the Harbours Act", "Section 4.2 of the Harbours Act"],
    ["an amount", "a share of 4.1 percent", "a share of 4.2 percent"],
  ])("%s, though Section 4.1 is 4.2 now", (_, one, other) => {
    expect(told(`${sections(QUORUM)}\n\n${appeal(one)}`, `${sections(BUDGET, QUORUM)}\n\n${appeal(other)}`)).toEqual([
      expect.stringMatching(/^Section 5\.1: replaces/),
    ]);
  });
});
