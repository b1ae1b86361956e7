import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { clauseOf } from "../../src/reader/groups.ts";
import { rowAt, type Shown, type Spot, spotOf } from "../../src/reader/placed.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const NAME = "1.1 Name. The association is called the Harbour Commons Association and sits at the old slip.";
const NOTICE = "Notice. The Secretary shall give fourteen days’ notice of every General Meeting to all members.";
const FEES = "Fees. The Treasurer shall collect the yearly fee from each member before the end of March.";
const LANGUAGE = "1.2 Language. The language of the association is that of the harbour office and its papers.";

const IN_FORCE = parseBylaws(`# B\n\n${NAME}\n\n1.2 ${NOTICE}\n\n1.3 ${FEES}\n`);
const FIRST = parseBylaws(`# B\n\n${NAME}\n\n1.2 ${NOTICE.replace("fourteen", "twenty")}\n\n1.3 ${FEES}\n`);
const SECOND = parseBylaws(`# B\n\n${NAME}\n\n${LANGUAGE}\n\n1.3 ${NOTICE.replace("fourteen", "thirty")}\n`);

const shown: Shown = {
  before: "in force",
  after: "second",
  comparison: compareBylaws(IN_FORCE, SECOND),
  older: new Map([["first", compareBylaws(FIRST, SECOND)]]),
};
const TEXTS = { "in force": IN_FORCE, first: FIRST, second: SECOND };

function anchor(text: keyof typeof TEXTS, label: string, quote: string) {
  const clause = findClause(TEXTS[text], label)!;
  const from = clause.text.indexOf(quote);
  const side = text === "in force" ? "before" : "after";
  return makeAnchor({ text, side, clause, part: "text", from, to: from + quote.length })!;
}

/** Where a spot is, for people: the clause of its row, and its words. */
function tell({ row, words, state }: Spot): string {
  const clause = row === undefined ? undefined : shown.comparison.rows[row]!;
  const quote = words && clause?.[words.side]?.[words.part].slice(words.from, words.to);
  return [state, clause && clauseOf(clause).address, quote && `“${quote}”`].filter(Boolean).join(" ");
}

test.each<[string, Parameters<typeof spotOf>[0], string | undefined, string]>([
  ["the amendment as a whole", {}, "second", "exact"],
  ["a clause of the text on the screen", { clause: "1.3" }, "second", "exact 1.3"],
  ["words put in", { anchor: anchor("second", "1.3", "thirty days’") }, undefined, "exact 1.3 “thirty days’”"],
  ["words struck", { anchor: anchor("in force", "1.2", "fourteen") }, undefined, "exact 1.3 “fourteen”"],
  [
    "words of a clause that is struck",
    { anchor: anchor("in force", "1.3", "yearly fee") },
    undefined,
    "exact 1.3 “yearly fee”",
  ],
  [
    "words of an older revision that were renumbered since",
    { anchor: anchor("first", "1.2", "every General Meeting") },
    undefined,
    "moved 1.3 “every General Meeting”",
  ],
  [
    "words of an older revision that were replaced since",
    { anchor: anchor("first", "1.2", "give twenty days’") },
    undefined,
    "changed 1.3 “give thirty days’”",
  ],
  ["exactly the words that were replaced since", { anchor: anchor("first", "1.2", "twenty") }, undefined, "clause 1.3"],
  ["a clause of an older revision", { clause: "1.2" }, "first", "exact 1.3"],
  [
    "a text nobody has any more",
    { anchor: { ...anchor("first", "1.2", "every"), text: "lost" } },
    undefined,
    "unknown 1.2",
  ],
])("a comment on %s", (_, said, made, expected) => {
  expect(tell(spotOf(said, made, shown))).toBe(expected);
});

test("words of a clause that is gone stand where it was, and say that it is gone", () => {
  const spot = spotOf({ anchor: anchor("first", "1.3", "yearly fee") }, undefined, shown);
  expect(spot.state).toBe("gone");
  expect(spot.words).toBeUndefined();
});

test("an address leads to the clause that has it now, and to a struck one where none has", () => {
  const at = (address: string) => {
    const row = rowAt(shown.comparison, address);
    return row === undefined ? undefined : clauseOf(shown.comparison.rows[row]!).title;
  };
  expect(at("1.1")).toBe("Name");
  expect(at("1.2")).toBe("Language");
  expect(at("9.9")).toBeUndefined();
});
