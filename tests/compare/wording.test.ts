import { describe, expect, test } from "vitest";
import type { Change } from "../../src/compare/comparison.ts";
import type { FollowReference } from "../../src/compare/followReferences.ts";
import { trimStretch } from "../../src/compare/letters.ts";
import { compareWording } from "../../src/compare/wording.ts";

/** The redline of one wording; quiet changes in `‹ ›`. */
function mark(before: string, after: string, changes: readonly Change[]): string {
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
    [
      "a sentence that stayed is not struck and put in again",
      "The seat is Lyon. The Board keeps a register of members.",
      "The seat is Lyon. Anybody may ask the Secretary to be told who belongs to it.",
      "The seat is Lyon. [-The Board keeps a register of members-]{+Anybody may ask the Secretary to be told who belongs to it+}.",
    ],
    ["a date, whole", "Amended 2026-02-25.", "Amended 2026-03-11.", "Amended [-2026-02-25-]{+2026-03-11+}."],
    ["a date in words, whole", "by 1 May 2013 to", "by 4 May 2016 to", "by [-1 May 2013-]{+4 May 2016+} to"],
    ["only the day of a date", "on March 1, 2024, at", "on March 8, 2024, at", "on March [-1-]{+8+}, 2024, at"],
    ["a percentage, whole", "of 66% of all", "of 75% of all", "of [-66%-]{+75%+} of all"],
    ["a fraction, whole", "a 2/3 vote", "a 3/4 vote", "a [-2/3-]{+3/4+} vote"],
    [
      "a span of years, whole",
      "the year 2024-2025 only",
      "the year 2025-2026 only",
      "the year [-2024-2025-]{+2025-2026+} only",
    ],
    ["a time and its half of the day", "at 9:00 am", "at 10:00 am", "at [-9:00-]{+10:00+} am"],
    ["a section number, whole", "in 4.11.4b only", "in 4.11.5b only", "in [-4.11.4b-]{+4.11.5b+} only"],
    ["a Chinese number, whole", "增加第二十四條", "增加第二十三條", "增加第[-二十四-]{+二十三+}條"],
    [
      "a number in a Chinese text, without the words after it",
      "經113年5月11日之修訂版本",
      "經113年5月12日之修訂版本",
      "經113年5月[-11-]{+12+}日之修訂版本",
    ],
    ["a word with a hyphen, whole", "two-thirds vote", "three-quarters vote", "[-two-thirds-]{+three-quarters+} vote"],
    ["and/or is one word", "members and/or guests", "members or guests", "members [-and/or-]{+or+} guests"],
    ["an abbreviation, whole", "in the U.S. only", "in the U.K. only", "in the [-U.S.-]{+U.K.+} only"],
    [
      "one of several numbers",
      "Bylaw 1 Section 1.3 says",
      "Bylaw 0 Section 1.2 says",
      "Bylaw [-1-]{+0+} Section [-1.3-]{+1.2+} says",
    ],
    [
      "a word that stayed beside one put in and others struck",
      "to the Member's address last known to the Association, or given",
      "to the Member's email address given",
      "to the Member's {+email +}address [-last known to the Association, or -]given",
    ],
    [
      "what a bracket opens, to where it closes",
      "either the TSC or the Board",
      "either the Steering Committee (TSC) or the Board",
      "either the [-TSC-]{+Steering Committee (TSC)+} or the Board",
    ],
    ["brackets alone", "those (if any) shall", "those if any shall", "those [-(-]if any[-)-] shall"],
    [
      "the signs written on to a replaced word",
      "in Section 2.6. The",
      "in Section [reserved]. The",
      "in Section [-2.6.-]{+[reserved].+} The",
    ],
    [
      "a capital that follows from a new beginning",
      "The Board meets. The Chair presides.",
      "In June, the Board meets. The Chair presides.",
      "[-The-]{+In June, the+} Board meets. The Chair presides.",
    ],
    [
      "a sentence cut in two",
      "It may act, and the Chair presides.",
      "It may act. The Chair presides.",
      "It may act[-, and the-]{+. The+} Chair presides.",
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

  test.each([
    [
      "a term that came to be a defined one",
      "each member shall vote",
      "each Member shall vote",
      "each ‹[-member-]{+Member+}› shall vote",
    ],
    [
      "a clause in capitals",
      "no member shall be liable, ever",
      "NO MEMBER SHALL BE LIABLE, ever",
      "‹[-no member shall be liable-]{+NO MEMBER SHALL BE LIABLE+}›, ever",
    ],
    ["an item that starts with a capital", "up to two", "Up to two", "‹[-up-]{+Up+}› to two"],
    [
      "beside a sentence put in",
      "each shall have one Vote.",
      "each shall have one vote. None has two.",
      "each shall have one ‹[-Vote-]{+vote+}›.{+ None has two.+}",
    ],
  ])("capitals: %s", (_, before, after, marked) => {
    const changes = compareWording(before, after);
    expect(mark(before, after, changes)).toBe(marked);
    expect(changes[0]?.quiet).toBe("case");
  });

  test.each([
    ["a hyphen for a space", "the non Impact projects", "the non-Impact projects"],
    ["an ellipsis", "and so on...", "and so on…"],
    ["a ligature", "the ofﬁce", "the office"],
    ["a non-breaking space", "Section\u00a04", "Section 4"],
    ["full-width signs", "第四條，（甲）", "第四條,(甲)"],
    ["an accent written apart", "cafe\u0301s", "caf\u00e9s"],
    ["a soft hyphen", "mem\u00adber", "member"],
    ["a stop before or after the quotation mark", 'the "Association."', 'the "Association".'],
    ["quotation marks of TeX", "the ``Board'' meets", 'the "Board" meets'],
    ["a space before pm", "at 9:00pm", "at 9:00 pm"],
    ["a stray full stop", "for .creating a uniform.plan", "for creating a uniform plan"],
    ["lines wrapped", "the Board\n  shall", "the Board shall"],
  ])("typography: %s", (_, before, after) => {
    for (const changes of [compareWording(before, after), compareWording(after, before)])
      expect([...new Set(changes.map(({ quiet }) => quiet))]).toEqual(["typography"]);
  });

  test("punctuation is law: brackets, commas, semicolons, a full stop", () => {
    for (const [before, after] of [
      ["those (if any) shall", "those if any shall"],
      ["men, women and children", "men, women, and children"],
      ["it may; and it shall", "it may, and it shall"],
      ["It may. It shall", "It may: It shall"],
    ] as const)
      expect(
        compareWording(before, after).filter(({ quiet }) => !quiet),
        before,
      ).not.toEqual([]);
  });

  /** Every `7.4` of the two wordings names a clause. */
  const follow = (before: string, after: string, became: { [address: string]: string }): FollowReference => {
    const citedIn = (text: string) =>
      Array.from(text.matchAll(/\d\.\d/g), ({ 0: address, index: from }) => ({
        address,
        from,
        to: from + address.length,
      }));
    const old = citedIn(before).map((one) => ({ ...one, became: [became[one.address] ?? one.address] }));
    return {
      renumbered: (number) => became[number],
      isNumber: (key) => key in became,
      cite: () => ({ old, now: citedIn(after) }),
    };
  };

  test("a reference that follows its clause, beside words that changed", () => {
    const [before, after] = ["as Section 7.4 provides, it may close", "as Section 7.5 provides, it shall close"];
    const changes = compareWording(before, after, follow(before, after, { "7.4": "7.5" }));
    expect(mark(before, after, changes)).toBe("as Section ‹[-7.4-]{+7.5+}› provides, it [-may-]{+shall+} close");
    expect(changes.map(({ quiet }) => quiet)).toEqual(["reference", undefined]);
  });

  test.each([
    ["both follow", "see 4.6 and 4.7 then", "see ‹[-4.7-]{+4.6+}› and ‹[-4.8-]{+4.7+}› [-now-]{+then+}"],
    ["both stayed", "see 4.7 and 4.8 then", "see 4.7 and 4.8 [-now-]{+then+}"],
  ])("of two references, one clause took the number of the other: %s", (_, after, marked) => {
    const before = "see 4.7 and 4.8 now";
    const became = { "4.7": "4.6", "4.8": "4.7" };
    expect(mark(before, after, compareWording(before, after, follow(before, after, became)))).toBe(marked);
  });

  test("a reference that kept its number is no change", () => {
    expect(compareWording("see 7.4", "see 7.4", follow("see 7.4", "see 7.4", { "7.4": "7.5" }))).toEqual([]);
  });
});

test("trimStretch leaves the white space outside", () => {
  expect(trimStretch("a  bc d", { from: 1, to: 5 })).toEqual({ from: 3, to: 5 });
  expect(trimStretch("a  b", { from: 1, to: 3 })).toEqual({ from: 3, to: 3 });
});
