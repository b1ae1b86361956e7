import { diffWordsWithSpace } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/compare/comparison.ts";
import { compareWording } from "../../src/compare/wording.ts";
import { expectAlways } from "../expectAlways.ts";

const RUNS = 200;

/** Sentences as bylaws have them, in scripts with and without spaces, read both ways. */
const LANGUAGES: Record<string, string> = {
  English:
    "Except as necessary to protect attorney-client privilege, the Board of Directors shall: (i) permit observation of its meetings, and (ii) publish “minutes” within five (5) days at $30.00 -- not later than March 1, 2024.",
  German:
    "Die Mitgliedschaft endet mit Ablauf der Amtszeit, Ableben oder Abwahl mit 2/3-Mehrheit; näheres regelt § 4 Abs. 2.",
  French:
    "L’association a pour objet « la mise à disposition » de services d'autohébergement, et l’organisation de fêtes.",
  Vietnamese: "Hội đồng phải họp ít nhất mỗi quý một lần và công bố biên bản trong vòng năm ngày.",
  Chinese: "本規約之效力及於區分所有權人，第二十四條所定之管理費每月收取新台幣一千元，並自公布日施行。",
  Japanese: "理事会は毎月一回開催し、その議事録を五日以内に公表しなければならない。",
  Korean: "이사회는 매월 한 번 회의를 열고 회의록을 5일 이내에 공개하여야 한다.",
  Thai: "คณะกรรมการต้องประชุมอย่างน้อยเดือนละครั้งและเผยแพร่รายงานการประชุมภายในห้าวัน",
  Lao: "ຄະນະກຳມະການຕ້ອງປະຊຸມຢ່າງໜ້ອຍເດືອນລະຄັ້ງ",
  Khmer: "ក្រុមប្រឹក្សាភិបាលត្រូវប្រជុំយ៉ាងតិចម្តងក្នុងមួយខែ",
  Burmese: "ဒါရိုက်တာအဖွဲ့သည် လစဉ် အစည်းအဝေးကျင်းပရမည်",
  Hindi: "निदेशक मंडल हर महीने बैठक करेगा और पाँच दिनों में कार्यवृत्त प्रकाशित करेगा।",
  Tamil: "இயக்குநர் குழு ஒவ்வொரு மாதமும் கூட வேண்டும்.",
  Arabic: "يجتمع مجلس الإدارة مرة كل شهر، وينشر محضر الاجتماع خلال ٥ أيام من تاريخه.",
  Hebrew: "הוועד יתכנס אחת לחודש, ויפרסם את הפרוטוקול בתוך 5 ימים.",
  pictures: "👩‍👩‍👧‍👦 🇫🇷🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 e\u0301 1️⃣ ❤️‍🔥 각 각 \r\n Å K ﬁ",
};

/** Words of one language struck, doubled, moved, put in and changed at random. */
function amended(sentence: string): fc.Arbitrary<string> {
  const pieces = sentence.match(/\s+|[\s\S]{1,4}/gu) ?? [];
  const edit = fc.record({ at: fc.nat(pieces.length), strike: fc.nat(5), from: fc.nat(pieces.length), put: fc.nat(5) });
  return fc.array(edit, { maxLength: 4 }).map((edits) => {
    const text = [...pieces];
    for (const { at, strike, from, put } of edits) text.splice(at, strike, ...pieces.slice(from, from + put));
    return text.join("");
  });
}

function outside(text: string, changes: readonly Change[], side: "before" | "after"): string {
  let kept = "";
  let at = 0;
  for (const change of changes) {
    kept += text.slice(at, change[side].from);
    at = change[side].to;
  }
  return kept + text.slice(at);
}

function expectLawful(before: string, after: string): void {
  const changes = compareWording(before, after);
  expect(outside(before, changes, "before")).toBe(outside(after, changes, "after"));
  changes.forEach(({ before: old, after: now, quiet }, index) => {
    expect(old.to - old.from + now.to - now.from, "empty on both sides").toBeGreaterThan(0);
    const last = changes[index - 1];
    if (!last) return;
    expect(Math.min(old.from - last.before.to, now.from - last.after.to), "out of order").toBeGreaterThanOrEqual(0);
    if (!last.quiet && !quiet) expect(old.from - last.before.to, "two changes touch").toBeGreaterThan(0);
  });
  expectWholeCharacters(before, changes, "before");
  expectWholeCharacters(after, changes, "after");
}

function expectWholeCharacters(text: string, changes: readonly Change[], side: "before" | "after"): void {
  if (!/[^\x20-\x7e]/.test(text)) return;
  const starts = new Set<number>([text.length]);
  for (const { index } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) starts.add(index);
  for (const change of changes)
    for (const at of [change[side].from, change[side].to]) expect(starts, `cut at ${at} of ${text}`).toContain(at);
}

describe("outside the changes both sides are the same; none touches another, is empty, or cuts a character", () => {
  test.each(Object.entries(LANGUAGES))("%s, amended at random", (_, sentence) => {
    expectAlways(fc.property(amended(sentence), amended(sentence), expectLawful), RUNS);
  });

  test("two languages mixed", () => {
    const all = Object.values(LANGUAGES).join(" ");
    expectAlways(fc.property(amended(all), amended(all), expectLawful), RUNS);
  });

  test("any two strings", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }));
    expectAlways(
      fc.property(text, text, (before, after) => {
        const changes = compareWording(before, after);
        expect(outside(before, changes, "before")).toBe(outside(after, changes, "after"));
      }),
      RUNS,
    );
  });
});

describe("of two orders", () => {
  test("a text against itself has no change", () => {
    for (const sentence of Object.values(LANGUAGES)) expect(compareWording(sentence, sentence)).toEqual([]);
  });

  test("an independent comparison finds no change where ours finds none, and some where ours finds some", () => {
    expectAlways(
      fc.property(amended(LANGUAGES.English!), amended(LANGUAGES.English!), (before, after) => {
        const theirs = diffWordsWithSpace(before, after).some(({ added, removed }) => added || removed);
        expect(compareWording(before, after).length > 0).toBe(theirs);
      }),
      RUNS,
    );
  });
});

/** What a text says marked: the share of its letters inside loud changes. */
function markedShare(before: string, after: string): number {
  let marked = 0;
  for (const { before: old, after: now, quiet } of compareWording(before, after))
    if (!quiet) marked += old.to - old.from + now.to - now.from;
  return marked / (before.length + after.length);
}

describe("a limit is never answered with “everything changed”", () => {
  const words = (count: number, word: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => word(at)).join(" ");

  test("every second of 20,000 words changed", () => {
    const share = markedShare(
      words(20_000, (at) => `w${at}`),
      words(20_000, (at) => (at % 2 ? `w${at}` : `v${at}`)),
    );
    expect(share).toBeLessThan(0.55);
  });

  test("few words, each a thousand times, one in ten struck", () => {
    const sentence = "the member shall pay the fee of the year and the member may vote".split(" ");
    const all = words(20_000, (at) => sentence[(at * 7 + (at >> 4)) % sentence.length]!);
    const share = markedShare(
      all,
      all
        .split(" ")
        .filter((_, at) => at % 10 !== 3)
        .join(" "),
    );
    expect(share).toBeLessThan(0.25);
  });

  test("one word put into 60,000 letters without a space, one sign into 60,000 signs", () => {
    const letters = words(60_000, (at) => String.fromCharCode(0x4e00 + ((at * 7919) % 3000))).replace(/ /g, "");
    expect(markedShare(letters, `${letters.slice(0, 30_000)}議會${letters.slice(30_000)}`)).toBeLessThan(0.01);
    const signs = ".,;:()".repeat(10_000);
    expect(markedShare(signs, `${signs.slice(0, 30_000)}!${signs.slice(30_000)}`)).toBeLessThan(0.01);
  });

  test("two texts of 30,000 words that have nothing in common are one old block and one new one", () => {
    const [before, after] = [words(30_000, (at) => `a${at % 4000}`), words(30_000, (at) => `b${at % 4000}`)];
    expect(compareWording(before, after)).toHaveLength(1);
  });
});
