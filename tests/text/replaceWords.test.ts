import { describe, expect, test } from "vitest";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { replaceWords } from "../../src/text/replaceWords.ts";

/** Replaces the words of a clause, and tells the new source. */
function replace(source: string, clause: string, old: string, words: string, part: "title" | "text" = "text") {
  const parsed = parseBylaws(source);
  const found = Array.from(eachClause(parsed.clauses)).find(({ address }) => address === clause)!;
  const from = found[part].indexOf(old.replace("|", ""));
  expect(from, `“${old}” in “${found[part]}”`).toBeGreaterThanOrEqual(0);
  // `|` is a place between words.
  const at = old.indexOf("|");
  const stretch = at < 0 ? { from, to: from + old.length } : { from: from + at, to: from + at };
  return replaceWords({ source, parsed }, { clause, part, ...stretch, words })?.source;
}

/** One section around a paragraph. */
const section = (words: string) => `## 4.16 Open Meetings\n\n${words}\n\n## 4.17 Books\n\nThe books are open.\n`;

test.each<[string, source: string, old: string, words: string, expected: string]>([
  ["one word for another", "The Board may close.", "may", "shall", "The Board shall close."],
  [
    "in a wrapped paragraph, whose lines stay",
    "The Board\nmay\n  close it.",
    "may",
    "shall",
    "The Board\nshall\n  close it.",
  ],
  ["a word put in before a line break", "The Board\nmay close.", "Board|", " alone", "The Board alone\nmay close."],
  ["a struck word", "The Board alone may close.", " alone", "", "The Board may close."],
  ["a bold word stays bold", "The Board **may** close.", "may", "shall", "The Board **shall** close."],
  ["a struck bold word takes its stars along", "The Board **alone** may close.", " alone", "", "The Board may close."],
  ["a struck link takes its target along", "The [Board](https://a.org) may close.", "The Board", "It", "It may close."],
  [
    "words put in before bold ones are not bold",
    "The **Board** may close.",
    "The |",
    "new ",
    "The new **Board** may close.",
  ],
  ["nor those put in after", "The **Board** may close.", "The Board|", " alone", "The **Board** alone may close."],
  ["inside bold words they are", "The **Board may** close.", "The Board |", "alone ", "The **Board alone may** close."],
  [
    "half of what is bold, and more",
    "The **Board may** close it.",
    "may close",
    "shall open",
    "The **Board** shall open it.",
  ],
  [
    "words with stars and brackets",
    "The Board may close.",
    "may",
    "may *not* [a](b) `c` <b> _d_",
    "The Board may \\*not\\* [a\\](b) \\`c\\` \\<b> \\_d\\_ close.",
  ],
  ["words with an ampersand that is no entity", "A and B.", "and", "& or R&D", "A & or R&D B."],
  ["words with one that is", "A and B.", "and", "&amp;", "A \\&amp; B."],
  ["an entity is replaced whole", "Section&nbsp;7 of A &amp; B.", "A & B", "C", "Section&nbsp;7 of C."],
  ["an escaped sign is replaced with its escape", "A \\* B.", "*", "and", "A and B."],
  ["a struck word that is bold at the end", "The Board **alone**", " alone", "", "The Board"],
  ["one that is bold at the start", "**Only** the Board may.", "Only ", "", "the Board may."],
  [
    "a link at the end, in part",
    "Ask [the old Board](https://a.org/x)",
    "Ask the old",
    "Tell the",
    "Tell the [Board](https://a.org/x)",
  ],
  ["words after what is bold at the end", "The Board **alone**", "The Board alone|", " may", "The Board **alone** may"],
  ["words before what is in a tag at the start", "<b>The</b> Board", "|The", "All of ", "All of <b>The</b> Board"],
  ["half of a code at the end", "The name: `Aa Bb Cc`", " Aa Bb", "", "The name: `Cc`"],
  ["with Windows line ends", "The Board\r\nmay close.", "may", "shall", "The Board\r\nshall close."],
  ["words of two units", "The Board 😀 may.", "😀", "🚢", "The Board 🚢 may."],
  ["in a quotation", "> The Board\n> may close.", "may", "shall", "> The Board\n> shall close."],
  [
    "with a comment beside it",
    "The Board <!-- why? --> may close.",
    "may",
    "shall",
    "The Board <!-- why? --> shall close.",
  ],
])("%s", (_, paragraph, old, words, expected) => {
  expect(replace(section(paragraph), "4.16", old, words)).toBe(section(expected));
});

describe("at the start of a line", () => {
  test.each([
    ["a label", "(b) and more"],
    ["a number", "4.18 and more"],
    ["a list", "- and more"],
    ["a heading", "# and more"],
    ["an article", "Article V. Members"],
  ])("%s is no new clause", (_, words) => {
    const source = section("The Board shall open\nits meetings to members.");
    const written = replace(source, "4.16", "its meetings", words)!;
    const clauses = [...eachClause(parseBylaws(written).clauses)];
    expect(clauses.map(({ address }) => address)).toEqual(["4.16", "4.17"]);
    expect(clauses[0]!.text).toBe(`The Board shall open ${words} to members.`);
  });
});

test("other words may make a paragraph a definition, or one no more", () => {
  const source = section("Words here.\n\n“Member” means whoever pays.");
  expect(replace(source, "4.16-p2", "means whoever pays", "is a word")).toBe(
    source.replace("means whoever pays", "is a word"),
  );
});

test("in a title", () => {
  expect(replace(section("It may."), "4.16", "Open", "Public", "title")).toBe(
    section("It may.").replace("Open Meetings", "Public Meetings"),
  );
});

test("in a cell of a table, also words with a bar", () => {
  const table =
    "## 4.16 Fees\n\n| Berth | Fee |\n| --- | --- |\n| Pontoon | 10 |\n\n## 4.17 Books\n\nThe books are open.\n";
  const address = Array.from(eachClause(parseBylaws(table).clauses)).find(({ kind }) => kind === "table")!.address;
  expect(replace(table, address, "10", "12")).toBe(table.replace("10", "12"));
  expect(replace(table, address, "10", "a|b")).toBe(table.replace("10", "a\\|b"));
});

test("what cannot be written so that it reads as it should is not written", () => {
  const source = section("The Board may close.\n\nIt tells why.");
  // Struck whole, the paragraph would be no clause any more.
  expect(replace(source, "4.16-p2", "It tells why.", "")).toBeUndefined();
  expect(replace(source, "4.16", "may", "may  close")).toBeUndefined();
});

test("words that are not there are a mistake of the caller", () => {
  const source = section("It may.");
  const text = { source, parsed: parseBylaws(source) };
  const nowhere = { clause: "9.9", part: "text", from: 0, to: 1, words: "x" } as const;
  expect(() => replaceWords(text, nowhere)).toThrow(/no clause 9\.9/);
  expect(() => replaceWords(text, { ...nowhere, clause: "4.16", to: 100 })).toThrow(RangeError);
  expect(() => replaceWords(text, { ...nowhere, clause: "4.16", from: 3, to: 1 })).toThrow(RangeError);
});

test("law: what is written reads as meant, and no other clause reads otherwise", () => {
  const PARAGRAPHS = [
    "The *Board* shall\nopen **its _own_ meetings** to `all` members, [see](https://a.org/x_y).",
    "A &amp; B\\*, §&nbsp;7:\n(i) permit,\n(ii) publish **minutes**.",
    "“Members” means\n  those who <b>pay</b>; 第三条 applies.",
  ];
  const WORDS = ["shall", "*", "a_b_c", "(iii) vote", "<b>", "& co", "1. vote", "§ 4", "", "“x”", "[y](z)", "\\"];
  let written = 0;
  for (let seed = 1; seed <= 600; seed++) {
    const source = section(PARAGRAPHS[seed % 3]!);
    const parsed = parseBylaws(source);
    const all = [...eachClause(parsed.clauses)];
    const clause = all[(seed * 7) % (all.length - 1)]!;
    const places = [0, ...Array.from(clause.text.matchAll(/ /g), ({ index }) => index), clause.text.length];
    const from = places[(seed * 5) % (places.length - 1)]! + 1;
    const to = places[Math.min(places.length - 1, ((seed * 5) % (places.length - 1)) + 1 + (seed % 3))]!;
    if (from > to) continue;
    const words = WORDS[seed % WORDS.length]!;
    const done = replaceWords({ source, parsed }, { clause: clause.address, part: "text", from, to, words });
    if (!done) continue;
    written += 1;
    const now = [...eachClause(done.parsed.clauses)];
    expect(parseBylaws(done.source), `seed ${seed}`).toEqual(done.parsed);
    expect(
      now.map(({ text }) => text),
      `seed ${seed}`,
    ).toEqual(
      all.map((one) => (one === clause ? clause.text.slice(0, from) + words + clause.text.slice(to) : one.text)),
    );
  }
  expect(written).toBeGreaterThan(400);
});
