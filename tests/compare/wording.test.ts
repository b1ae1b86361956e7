import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/compare/comparison.ts";
import { trimStretch } from "../../src/compare/letters.ts";
import { compareWording } from "../../src/compare/wording.ts";

/** The redline of one wording; quiet changes in `‹ ›`. */
function mark(before: string, after: string, changes: Change[]): string {
  let marked = "";
  let at = 0;
  for (const change of changes) {
    const [old, now] = [
      before.slice(change.before.from, change.before.to),
      after.slice(change.after.from, change.after.to),
    ];
    const words = (old && `[-${old}-]`) + (now && `{+${now}+}`);
    marked += before.slice(at, change.before.from) + (change.quiet ? `‹${words}›` : words);
    at = change.before.to;
  }
  return marked + before.slice(at);
}

const ONE = "discuss the candidacy of potential Gold Member and Platinum Members, ";
const PHRASE = "and discuss the review and approval of Open Infrastructure Projects, ";
const TWO = "the Board of Directors shall: (i) permit observation of its meetings.";

describe("what a reader sees marked", () => {
  test.each([
    ["nothing where nothing differs", "The Board.", "The Board.", "The Board."],
    ["one word for another", "may close", "shall close", "[-may-]{+shall+} close"],
    ["a word taken from the end", "in full view", "in full", "in full[- view-]"],
    ["a word put at the start", "Board meets", "The Board meets", "{+The +}Board meets"],
    [
      "Section 4.16: one phrase, although “the” occurs in it and after it",
      ONE + TWO,
      ONE + PHRASE + TWO,
      `${ONE}{+${PHRASE}+}${TWO}`,
    ],
    ["the same phrase struck", ONE + PHRASE + TWO, ONE + TWO, `${ONE}[-${PHRASE}-]${TWO}`],
    [
      "a sum with its currency",
      "a fee of $30.00 a year",
      "a fee of $31.55 a year",
      "a fee of [-$30.00-]{+$31.55+} a year",
    ],
    [
      "a number in words and in brackets",
      "upon five (5) days",
      "upon four (4) days",
      "upon [-five (5)-]{+four (4)+} days",
    ],
    ["a number in brackets alone", "thirty (30) days", "thirty (31) days", "thirty ([-30-]{+31+}) days"],
    [
      "two changed words with words between them",
      "the signed lease of the berth",
      "the written lease of the mooring",
      "the [-signed-]{+written+} lease of the [-berth-]{+mooring+}",
    ],
    [
      "no small word left alone between two changed ones",
      "to approve the budget",
      "to reject the report",
      "to [-approve the budget-]{+reject the report+}",
    ],
    [
      "a sentence put in between two",
      "It meets. It votes.",
      "It meets. It eats. It votes.",
      "It meets. {+It eats. +}It votes.",
    ],
    [
      "a sentence rewritten: one old block, one new block",
      "The Chair presides at meetings and signs the minutes.",
      "Every member may ask that a vote be taken by ballot.",
      "[-The Chair presides at meetings and signs the minutes.-]{+Every member may ask that a vote be taken by ballot.+}",
    ],
    ["words without spaces, whole", "理事会は毎月開く。", "理事会は毎週開く。", "理事会は[-毎月-]{+毎週+}開く。"],
    ["a letter with its mark, whole", "cafe\u0301 x", "cafe x", "[-cafe\u0301-]{+cafe+} x"],
    ["a picture of a family, whole", "👩‍👩‍👧 x", "👩‍👩‍👦 x", "[-👩‍👩‍👧-]{+👩‍👩‍👦+} x"],
    ["right-to-left words", "يجتمع المجلس شهريا", "يجتمع المجلس سنويا", "يجتمع المجلس [-شهريا-]{+سنويا+}"],
  ])("%s", (_, before, after, marked) => {
    expect(mark(before, after, compareWording(before, after))).toBe(marked);
  });
});

describe("quiet changes", () => {
  test.each([
    ["quotation marks", "the “Board” meets", 'the "Board" meets', 'the ‹[-“-]{+"+}›Board‹[-”-]{+"+}› meets'],
    ["an apostrophe", "the Member's vote", "the Member’s vote", "the ‹[-Member's-]{+Member’s+}› vote"],
    ["dashes", "so -- or not", "so — or not", "so ‹[----]{+—+}› or not"],
    [
      "apart from the words that changed",
      "the “Board” may",
      'the "Board" shall',
      'the ‹[-“-]{+"+}›Board‹[-”-]{+"+}› [-may-]{+shall+}',
    ],
  ])("%s", (_, before, after, marked) => {
    expect(mark(before, after, compareWording(before, after))).toBe(marked);
  });

  test("a reference that follows its clause, beside words that changed", () => {
    const follow = (number: string): string | undefined => (number === "7.4" ? "7.5" : undefined);
    const [before, after] = ["as Section 7.4 provides, it may close", "as Section 7.5 provides, it shall close"];
    const changes = compareWording(before, after, follow);
    expect(mark(before, after, changes)).toBe("as Section ‹[-7.4-]{+7.5+}› provides, it [-may-]{+shall+} close");
    expect(changes.map(({ quiet }) => quiet)).toEqual(["reference", undefined]);
  });

  test("a reference that kept its number is no change", () => {
    expect(compareWording("see 7.4", "see 7.4", () => "7.5")).toEqual([]);
  });
});

test("trimStretch leaves the white space outside", () => {
  expect(trimStretch("a  bc d", { from: 1, to: 5 })).toEqual({ from: 3, to: 5 });
  expect(trimStretch("a  b", { from: 1, to: 3 })).toEqual({ from: 3, to: 3 });
});

const WORDS = [
  "the",
  "Board",
  "of",
  "Directors",
  "shall",
  "may",
  "meet",
  "and",
  "publish",
  "minutes",
  ",",
  ".",
  "(",
  ")",
  "“",
  "”",
  '"',
  "Member’s",
  "Member's",
  "7.4",
  "$5,000",
  "--",
  "—",
  "é",
  "e\u0301",
  "👩‍👩‍👧",
  "日本語",
  "  ",
  "\n",
];

function randomClause(seed: number): string {
  let state = seed;
  const next = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  return Array.from({ length: next(30) }, () => WORDS[next(WORDS.length)]).join(next(5) === 0 ? "" : " ");
}

function cutOut(text: string, changes: Change[], side: "before" | "after"): string {
  let kept = "";
  let at = 0;
  for (const change of changes) {
    kept += text.slice(at, change[side].from);
    at = change[side].to;
  }
  return kept + text.slice(at);
}

function expectExact(before: string, after: string, name: string): void {
  const changes = compareWording(before, after);
  expect(cutOut(before, changes, "before"), name).toBe(cutOut(after, changes, "after"));
  changes.forEach((change, index) => {
    const last = changes[index - 1];
    expect(change.before.to - change.before.from + change.after.to - change.after.from, name).toBeGreaterThan(0);
    if (!last) return;
    expect(
      Math.min(change.before.from - last.before.to, change.after.from - last.after.to),
      name,
    ).toBeGreaterThanOrEqual(0);
    if (!last.quiet && !change.quiet)
      expect(change.before.from - last.before.to, `${name}: two changes touch`).toBeGreaterThan(0);
  });
}

describe("outside the changes both sides are the same, letter for letter", () => {
  test("for clauses made of the same words", () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const [before, after] = [randomClause(seed), randomClause(seed * 7 + 1)];
      expectExact(before, after, `seed ${seed}: ${JSON.stringify([before, after])}`);
    }
  });

  test("for any two strings", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }));
    fc.assert(
      fc.property(text, text, (before, after) => expectExact(before, after, JSON.stringify([before, after]))),
      { numRuns: 600 },
    );
  });
});

test("a paragraph of 30,000 words takes no more than seconds, however much changed", () => {
  const long = (seed: number): string =>
    Array.from({ length: 30_000 }, (_, at) => WORDS[(at * seed * 31 + ((at * at) >> 3)) % WORDS.length]).join(" ");
  const started = performance.now();
  expectExact(long(1), long(2), "unrelated");
  expectExact(long(1), long(1).replace(/Board of/g, "Council of"), "one word all over");
  expect(performance.now() - started).toBeLessThan(12_000);
});
