import fc from "fast-check";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import type { Placement } from "../../src/anchor/placement.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { clauseOf, groupsOf } from "../../src/reader/groups.ts";
import { type Pointed, rowAt, type Shown, type Spot, soughtOf, spotOf } from "../../src/reader/placed.ts";
import { threadsOfVersion } from "../../src/reader/threadsOfVersion.ts";
import { countByHead } from "../../src/reader/useDiscussion.ts";
import type { BylawsDocument } from "../../src/text/document.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { entriesOf } from "../discuss/entries.ts";
import { expectAlways } from "../expectAlways.ts";

const NAME = "1.1 Name. The association is called the Harbour Commons Association and sits at the old slip.";
const NOTICE = "Notice. The Secretary shall give fourteen days’ notice of every General Meeting to all members.";
const FEES = "Fees. The Treasurer shall collect the yearly fee from each member before the end of March.";
const LANGUAGE = "1.2 Language. The language of the association is that of the harbour office and its papers.";

const IN_FORCE = parseBylaws(`# B\n\n${NAME}\n\n1.2 ${NOTICE}\n\n1.3 ${FEES}\n`);
const SECOND = parseBylaws(`# B\n\n${NAME}\n\n${LANGUAGE}\n\n1.3 ${NOTICE.replace("fourteen", "thirty")}\n`);
const TEXTS = { "in force": IN_FORCE, second: SECOND };

const shown: Shown = { before: "in force", after: "second", comparison: compareBylaws(IN_FORCE, SECOND) };

function anchor(text: keyof typeof TEXTS, label: string, quote: string) {
  const clause = findClause(TEXTS[text], label)!;
  const from = clause.text.indexOf(quote);
  const side = text === "in force" ? "before" : "after";
  return makeAnchor({ text, side, clause, part: "text", from, to: from + quote.length })!;
}
/** An anchor made on revision 1, which is not on the screen. */
const FIRST = { ...anchor("second", "1.3", "every General Meeting"), text: "first" };

/** Where a spot is, for people: the clause of its row, and its words; `‸` where words stood. */
function tell({ row, words, state }: Spot): string {
  const clause = row === undefined ? undefined : shown.comparison.rows[row]!;
  const all = words && clause?.[words.side]?.[words.part];
  const quote =
    all &&
    (words.from < words.to
      ? `“${all.slice(words.from, words.to)}”`
      : `${all.slice(0, words.from).slice(-6)}‸${all.slice(words.to, words.to + 6)}`);
  return [state, clause && clauseOf(clause).address, words?.side === "before" && "old", quote]
    .filter(Boolean)
    .join(" ");
}

test.each<[string, Pointed, string]>([
  ["the amendment as a whole", { made: "second" }, "exact"],
  ["a clause of the text on the screen", { clause: "1.3", made: "second" }, "exact 1.3"],
  ["words put in", { anchor: anchor("second", "1.3", "thirty days’") }, "exact 1.3 “thirty days’”"],
  ["words struck", { anchor: anchor("in force", "1.2", "fourteen") }, "exact 1.3 old “fourteen”"],
  [
    "words of a clause that is struck",
    { anchor: anchor("in force", "1.3", "yearly fee") },
    "exact 1.3 old “yearly fee”",
  ],
])("%s stand where they were said, and nobody is asked", (_, pointed, expected) => {
  expect(soughtOf(pointed, shown)).toBeUndefined();
  expect(tell(spotOf(pointed, shown, undefined))).toBe(expected);
});

const at = (quote: string) => {
  const from = findClause(SECOND, "1.3")!.text.indexOf(quote);
  return { clause: "1.3", part: "text" as const, from, to: from + quote.length };
};
const old = (quote: string, label = "1.2") => {
  const from = findClause(IN_FORCE, label)!.text.indexOf(quote);
  return { clause: label, part: "text" as const, from, to: from + quote.length };
};

test.each<[string, [Placement, Placement?], string]>([
  [
    "that stand on the new text are shown there",
    [
      { state: "moved", ...at("every General Meeting") },
      { state: "intact", ...old("every General Meeting") },
    ],
    "moved 1.3 “every General Meeting”",
  ],
  [
    "that are gone from the new text and stand on the old one are shown struck",
    [
      { state: "clause", clause: "1.3", part: "text", at: 21 },
      { state: "intact", ...old("fourteen") },
    ],
    "struck 1.3 old “fourteen”",
  ],
  [
    "of a clause that is gone, but stands on the old text, are shown struck",
    [
      { state: "gone", behind: "1.3" },
      { state: "intact", ...old("yearly fee", "1.3") },
    ],
    "struck 1.3 old “yearly fee”",
  ],
  [
    "that stand on neither leave a mark where they stood",
    [{ state: "clause", clause: "1.3", part: "text", at: 25 }, { state: "gone" }],
    `clause 1.3 ${findClause(SECOND, "1.3")!.text.slice(19, 25)}‸${findClause(SECOND, "1.3")!.text.slice(25, 31)}`,
  ],
  [
    "of a clause that is gone from both stand behind the clause before it",
    [{ state: "gone", behind: "1.2" }, { state: "gone" }],
    "gone 1.2",
  ],
  ["of the first clause of all, gone, stand at the top", [{ state: "gone" }, { state: "gone" }], "gone B"],
  [
    "that stand in two places are listed at the better one, and marked at neither",
    [{ state: "ambiguous", places: [at("every"), at("all members")] }, { state: "missing" }],
    "ambiguous 1.3",
  ],
  ["made on a text nobody has any more keep their clause", [{ state: "missing" }, { state: "missing" }], "missing 1.3"],
])("words of an earlier revision %s", (_, found, expected) => {
  const pointed = { anchor: FIRST };
  expect(soughtOf(pointed, shown)).toMatchObject({ text: "first", clause: "1.3" });
  expect(tell(spotOf(pointed, shown, found as Placement[]))).toBe(expected);
});

test("while they are looked for they stand at their clause and say so", () => {
  expect(tell(spotOf({ anchor: FIRST }, shown, undefined))).toBe("seeking 1.3");
});

test("what a person decided about doubtful words counts: other words are looked for, or none", () => {
  const chosen = anchor("second", "1.3", "all members");
  expect(tell(spotOf({ anchor: FIRST, decided: chosen }, shown, undefined))).toBe("exact 1.3 “all members”");
  const nowhere = spotOf({ anchor: FIRST, decided: "nowhere" }, shown, [
    { state: "ambiguous", places: [at("every"), at("all members")] },
  ]);
  expect(tell(nowhere)).toBe("gone 1.3");
  expect(nowhere.isDecided).toBe(true);
});

test("law: every thread is counted once, at a clause or at the whole, whatever became of its words", () => {
  const groups = groupsOf(shown.comparison, [IN_FORCE, SECOND]);
  const clause = fc.constantFrom("1.1", "1.2", "1.3", "9.9");
  const placedWords = fc.record({
    clause,
    part: fc.constantFrom("title" as const, "text" as const),
    from: fc.nat(20),
    to: fc.integer({ min: 20, max: 40 }),
  });
  const placement: fc.Arbitrary<Placement> = fc.oneof(
    placedWords.map((words) => ({ state: "changed" as const, ...words })),
    clause.map((name) => ({ state: "clause" as const, clause: name, part: "text" as const, at: 3 })),
    fc.option(clause, { nil: undefined }).map((behind) => ({ state: "gone" as const, behind })),
    fc.array(placedWords, { minLength: 2, maxLength: 3 }).map((places) => ({ state: "ambiguous" as const, places })),
    fc.constant({ state: "missing" as const }),
  );
  const spot = fc
    .tuple(
      fc.option(fc.constantFrom("first", "second", "in force", undefined), { nil: undefined }),
      fc.option(clause, { nil: undefined }),
      fc.option(fc.tuple(placement, placement), { nil: undefined }),
    )
    .map(([made, name, found]) => spotOf({ clause: name, made }, shown, found));
  expectAlways(
    fc.property(fc.array(spot, { maxLength: 30 }), (spots) => {
      const counted = [...countByHead(spots, groups).values()].reduce((sum, count) => sum + count, 0);
      const onTheWhole = spots.filter(({ row }) => row === undefined).length;
      expect(counted + onTheWhole).toBe(spots.length);
    }),
  );
});

test("a version shows what was said about versions, about what became part of it, and about words that stand in it", () => {
  const amendment = (slug: string, inForce?: string) => ({
    slug,
    inForce,
    ...(inForce && { decision: { outcome: "adopted" } }),
  });
  const document = {
    versions: [
      { on: "2020-01-01", hash: "old" },
      { on: "2024-05-15", hash: "now" },
    ],
    amendments: [amendment("adopted", "2024-05-15"), amendment("open")],
  } as unknown as BylawsDocument;
  const say = (slug: string | undefined) => {
    const [thread] = threadsOf(entriesOf(["ada", { kind: "comment", text: "A word." }]), () => undefined);
    return { ...thread!, comment: { ...thread!.comment, amendment: slug } };
  };
  const words = { side: "after" as const, part: "text" as const, from: 0, to: 4 };
  const all = [
    { thread: say(undefined), state: "exact" as const },
    { thread: say("adopted"), state: "gone" as const, row: 0 },
    { thread: say("open"), state: "intact" as const, row: 0, words },
    { thread: say("open"), state: "clause" as const, row: 0, words },
    { thread: say("open"), state: "exact" as const },
  ];
  const { threads, elsewhere } = threadsOfVersion(all, document, "now");
  expect(threads).toEqual(all.slice(0, 3));
  expect([...elsewhere]).toEqual([["open", 2]]);
  expect(threadsOfVersion(all, document, "old").elsewhere.get("adopted")).toBe(1);
});

test("an address leads to the clause that has it now, and to a struck one where none has", () => {
  const titleAt = (address: string) => {
    const row = rowAt(shown.comparison, address);
    return row === undefined ? undefined : clauseOf(shown.comparison.rows[row]!).title;
  };
  expect(titleAt("1.1")).toBe("Name");
  expect(titleAt("1.2")).toBe("Language");
  expect(titleAt("9.9")).toBeUndefined();
});
