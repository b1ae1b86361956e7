import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { Carrier } from "../../src/anchor/carrier.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const SECTIONS = [
  "Sittings. Every sitting of the Council is open to the members, who may listen and take notes.",
  "Notice. The Secretary shall give fourteen days’ notice of every General Meeting to all members.",
  "Quorum. Four Councillors are a quorum; without one, nothing may be decided at a meeting of the Council.",
  "Fees. The Treasurer shall collect the yearly fee from each member before the end of March.",
  "Boats. No boat longer than eleven metres may lie at the pontoons without leave of the Harbour Committee.",
];

const print = (sections: readonly string[]) =>
  parseBylaws(`# Bylaws\n\n${sections.map((words, index) => `1.${index + 1} ${words}`).join("\n\n")}\n`);

/** Words of the old text as they stand on the new one, with what became of them. */
function carry(before: readonly string[], after: readonly string[], label: string, quote: string) {
  const [old, now] = [print(before), print(after)];
  const clause = findClause(old, label)!;
  const from = clause.text.indexOf(quote);
  expect(from, `“${quote}” in ${label}`).toBeGreaterThanOrEqual(0);
  const anchor = makeAnchor({ text: "old", side: "after", clause, part: "text", from, to: from + quote.length })!;
  const placement = new Carrier([compareBylaws(old, now)]).carry(anchor);
  if (!("from" in placement)) return placement;
  const words = findClause(now, placement.clause)?.text.slice(placement.from, placement.to);
  return { state: placement.state, clause: placement.clause, words };
}

const edited = (index: number, from: string, to: string) => {
  expect(SECTIONS[index]).toContain(from);
  return SECTIONS.with(index, SECTIONS[index]!.replace(from, to));
};

/** State, clause and, where they are not the same, words. */
type Told = [state: string, clause: string, words?: string];

/** What happened, the text after it, words of Section 1.2, and what is told of them. */
const CASES: readonly [string, readonly string[], string, Told][] = [
  ["nothing changed: intact", SECTIONS, "fourteen days’ notice", ["intact", "1.2"]],
  [
    "words were put in before them: intact, further on",
    edited(1, "shall give", "shall in writing and by post give"),
    "fourteen days’ notice",
    ["intact", "1.2"],
  ],
  [
    "words were put in right behind them: intact, and not one word longer",
    edited(1, "to all members", "to all members and friends"),
    "to all members",
    ["intact", "1.2"],
  ],
  [
    "a section was put in before theirs: moved to its new number",
    ["Name. The association is called the Harbour Commons Association and sits at the old slip.", ...SECTIONS],
    "fourteen days’ notice",
    ["moved", "1.3"],
  ],
  [
    "their section went to the end: moved",
    [0, 2, 3, 4, 1].map((index) => SECTIONS[index]!),
    "fourteen days’ notice",
    ["moved", "1.5"],
  ],
  [
    "one of them was replaced: changed, and covers what they became",
    edited(1, "fourteen", "twenty-one"),
    "give fourteen days’ notice",
    ["changed", "1.2", "give twenty-one days’ notice"],
  ],
  [
    "words were put in among them: changed",
    edited(1, "every General Meeting", "every annual or special General Meeting"),
    "notice of every General Meeting",
    ["changed", "1.2", "notice of every annual or special General Meeting"],
  ],
  [
    "only the quotation mark was set differently: intact",
    edited(1, "days’", "days'"),
    "fourteen days’ notice",
    ["intact", "1.2", "fourteen days' notice"],
  ],
];

test.each(CASES)("%s", (_, after, quote, [state, clause, words = quote]) => {
  expect(carry(SECTIONS, after, "1.2", quote)).toEqual({ state, clause, words });
});

test("all of them were struck: their clause is shown, where they stood", () => {
  const after = edited(0, ", who may listen and take notes", "");
  expect(carry(SECTIONS, after, "1.1", "who may listen")).toEqual({
    state: "clause",
    clause: "1.1",
    part: "text",
    at: 51,
  });
});

test("their section was struck: gone, shown where it was", () => {
  expect(carry(SECTIONS, SECTIONS.slice(0, 4), "1.5", "eleven metres")).toEqual({ state: "gone", behind: "1.4" });
});

test("a comment on a whole clause follows the clause", () => {
  const carrier = new Carrier([compareBylaws(print(SECTIONS), print(SECTIONS.slice(1)))]);
  const at = (clause: string) => carrier.carry({ clause, part: "text", from: 0, to: 0 });
  expect(at("1.2")).toEqual({ state: "moved", clause: "1.1", part: "text", from: 0, to: 0 });
  expect(at("1.1")).toEqual({ state: "gone" });
});

/** Words of the first text on the last one. */
function carryThrough(texts: readonly (readonly string[])[], label: string, quote: string) {
  const parsed = texts.map(print);
  const clause = findClause(parsed[0]!, label)!;
  const from = clause.text.indexOf(quote);
  const steps = parsed.slice(1).map((text, index) => compareBylaws(parsed[index]!, text));
  const placement = new Carrier(steps).carry({ clause: clause.address, part: "text", from, to: from + quote.length });
  const wordsOf = (place: { clause: string; from: number; to: number }) =>
    `${place.clause}: ${findClause(parsed.at(-1)!, place.clause)!.text.slice(place.from, place.to)}`;
  if (placement.state === "ambiguous") return [placement.state, ...placement.places.map(wordsOf)];
  return "from" in placement ? [placement.state, wordsOf(placement)] : [placement.state];
}

test("words that were struck in one text and put back in the next stand where they were put back", () => {
  const struck = edited(2, "; without one, nothing may be decided at a meeting of the Council", "");
  expect(carryThrough([SECTIONS, struck, SECTIONS], "1.3", "nothing may be decided at a meeting")).toEqual([
    "intact",
    "1.3: nothing may be decided at a meeting",
  ]);
  expect(carryThrough([SECTIONS, struck], "1.3", "nothing may be decided at a meeting")).toEqual(["clause"]);
});

test("a sentence that went into another section takes its comment along", () => {
  const sentence = " The slip is let in the order of a list that hangs in the Boathouse, oldest request first.";
  const from = SECTIONS.with(0, SECTIONS[0]! + sentence);
  const to = SECTIONS.with(4, SECTIONS[4]! + sentence);
  expect(carryThrough([from, to], "1.1", "oldest request")).toEqual(["moved", "1.5: oldest request"]);
});

test("words some of which are left stand where these are, and a word or two of a sentence are not enough", () => {
  const half = edited(4, "longer than eleven metres may lie at the pontoons", "may lie at the pontoons");
  expect(carryThrough([SECTIONS, half], "1.5", "eleven metres may lie at the pontoons")).toEqual([
    "changed",
    "1.5: may lie at the pontoons",
  ]);
  const other = SECTIONS.with(
    4,
    "Boats. Whoever keeps a boat in a shed shall insure it, and the Committee sees to it.",
  );
  expect(carryThrough([SECTIONS, other], "1.5", "longer than eleven metres may lie")).not.toContain("changed");
});

test("one of two sections that are nearly the same is not taken for the other", () => {
  const rule = (members: string, end: string) =>
    `Votes. ${members} elect two Councillors by a ballot that the Secretary holds between May and June, ${end}.`;
  const before = [rule("Ordinary members", "by post"), SECTIONS[3]!, rule("Ordinary members", "by hand")];
  const after = [SECTIONS[3]!, rule("Ordinary members", "by hand"), rule("Ordinary members", "by post")];
  const [state, ...places] = carryThrough([before, after], "1.1", "two Councillors by a ballot");
  if (state === "ambiguous")
    expect(places.sort()).toEqual(["1.2: two Councillors by a ballot", "1.3: two Councillors by a ballot"]);
  else expect([state, places]).toEqual(["moved", ["1.3: two Councillors by a ballot"]]);
});

/** Sections of items, each with a title of its own; what each of them became is told by the words behind the title. */
const withItems = (...sections: readonly (readonly string[])[]) =>
  sections.map(
    ([title, ...items]) => `${title}\n\n${items.map((words, index) => `(${"abcdef"[index]}) ${words}`).join("\n\n")}`,
  );
const RULE = "The Warden counts the oars of every boat in the shed at the end of each month and tells the Secretary.";
const OTHER = "Whoever takes an oar from the shed writes it into the book that lies beside the door.";
const BOATS = "No boat is let to a person whom nobody on the Council knows by name.";

test("of two items that say the same one is struck: comments on it are not shown on the other one", () => {
  const before = withItems(["Oars.", OTHER, RULE], ["Boats.", BOATS, RULE]);
  const after = withItems(["Oars.", OTHER, RULE], ["Boats.", BOATS]);
  expect(carryThrough([before, after], "1.2(b)", "every boat in the shed")).toEqual(["gone"]);
  expect(carryThrough([before, after], "1.1(b)", "every boat in the shed")).toEqual([
    "intact",
    "1.1(b): every boat in the shed",
  ]);
});

test("of two sections with the same rule one is struck and the other goes elsewhere: its title tells which", () => {
  const before = withItems(["Oars.", RULE], ["Boats.", BOATS], ["Masts.", RULE], ["Books.", OTHER]);
  const after = withItems(["Boats.", BOATS], ["Books.", OTHER], ["Oars.", RULE]);
  expect(carryThrough([before, after], "1.1(a)", "every boat in the shed")).toEqual([
    "moved",
    "1.3(a): every boat in the shed",
  ]);
  expect(carryThrough([before, after], "1.3(a)", "every boat in the shed")[0]).not.toBe("moved");
});

test("of two sections with the same rule both are struck, and the rule stands in a third one: in doubt", () => {
  const before = withItems(["Oars.", RULE], ["Boats.", BOATS], ["Masts.", RULE], ["Books.", OTHER]);
  const after = withItems(["Boats.", BOATS], ["Books.", OTHER, RULE]);
  for (const label of ["1.1(a)", "1.3(a)"])
    expect(carryThrough([before, after], label, "every boat in the shed")).toEqual([
      "ambiguous",
      "1.2(b): every boat in the shed",
    ]);
});

test("of two items that follow each other and say the same one is struck: nobody can tell which", () => {
  const before = withItems(["Oars.", OTHER, RULE, RULE, BOATS]);
  const after = withItems(["Oars.", OTHER, RULE, BOATS]);
  expect(carryThrough([before, after], "1.1(b)", "every boat in the shed")).toEqual([
    "ambiguous",
    "1.1(b): every boat in the shed",
  ]);
  expect(carryThrough([before, before], "1.1(b)", "every boat in the shed")[0]).toBe("intact");
});

test("the sign in front of a word that stays became another one: changed", () => {
  const list = (words: string) => [
    ...SECTIONS,
    `Crew. Each ${words} is listed by the Secretary in the book of the harbour.`,
  ];
  expect(carry(list("boat & crew"), list("ship | crew"), "1.6", "& crew")).toMatchObject({ state: "changed" });
});

test("a rule is copied into another section and divided where it stood: of either half it is in doubt", () => {
  const [first, second] = [
    "In a hard winter the Harbour Committee may close the pontoons to all boats without a keeper,",
    "and shall tell their owners of it in writing within three days after it has closed them.",
  ];
  const before = [...SECTIONS, `Winter. ${first} ${second}`];
  const after = [`${SECTIONS[0]}\n\n(a) ${first} ${second}`, ...SECTIONS.slice(1), `Winter. ${first}\n\n(a) ${second}`];
  for (const quote of ["close the pontoons to all boats", "owners of it in writing within three days"])
    expect(carry(before, after, "1.6", quote)).toMatchObject({ state: "ambiguous" });
});

test("words that are gone are not found again where another clause that says the same is copied later", () => {
  const before = withItems(["Oars.", RULE], ["Boats.", BOATS, RULE], ["Books.", OTHER]);
  const struck = withItems(["Oars.", RULE], ["Boats.", BOATS], ["Books.", OTHER]);
  const copied = withItems(["Oars.", RULE], ["Boats.", BOATS], ["Books.", OTHER, RULE]);
  expect(carryThrough([before, struck, copied], "1.2(b)", "every boat in the shed")).toEqual(["gone"]);
});

test("words that parted stand where most of them are, however long the others", () => {
  const before = withItems([
    "Oars.",
    "The Harbourmaster administers correspondence. We do so too, as far as it is ours to do.",
  ]);
  const after = withItems([
    "Oars.",
    "The Harbourmaster administers correspondence.",
    "We do so too, as far as it is ours to do.",
  ]);
  expect(carryThrough([before, after], "1.1(a)", "Harbourmaster administers correspondence. We do so too")).toEqual([
    "changed",
    "1.1(b): We do so too",
  ]);
});

test("an item inside a sentence is followed by its words, whatever its letter", () => {
  const before = print([
    "Duties. The Council shall: (i) publish its minutes; (ii) keep the archive; and (iii) hear members.",
  ]);
  const after = print(["Duties. The Council shall: (i) keep the archive of the slip; and (ii) hear members."]);
  const carrier = new Carrier([compareBylaws(before, after)]);
  const at = (clause: string) => carrier.carry({ clause, part: "text", from: 0, to: 0 });
  expect(at("1.1(iii)")).toMatchObject({ state: "moved", clause: "1.1(ii)", from: 0, to: 0 });
  expect(at("1.1(ii)")).toMatchObject({ state: "changed", clause: "1.1(i)" });
  expect(at("1.1(i)")).toMatchObject({ state: "clause", clause: "1.1" });
});

test.each([
  ["a clause that the text has not", { clause: "9.9", from: 0, to: 4 }],
  ["words past the end of their clause", { clause: "1.1", from: 0, to: 4_000 }],
  ["words that end before they begin", { clause: "1.1", from: 9, to: 4 }],
])("%s: missing", (_, place) => {
  const carrier = new Carrier([compareBylaws(print(SECTIONS), print(SECTIONS))]);
  expect(carrier.carry({ part: "text", ...place })).toEqual({ state: "missing" });
});

test("law: an edit elsewhere leaves the words of a comment as they were", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = makeRandom(seed);
    const at = random(SECTIONS.length);
    const words = SECTIONS[at]!.split(". ")[1]!.split(" ");
    const from = random(words.length - 2);
    const quote = words.slice(from, from + 2 + random(3)).join(" ");
    const other = (at + 1 + random(SECTIONS.length - 1)) % SECTIONS.length;
    const after = SECTIONS.with(other, SECTIONS[other]!.replace(/ the /, " the said and aforesaid "));
    const carried = carry(SECTIONS, after, `1.${at + 1}`, quote);
    expect(carried, `seed ${seed}: “${quote}” in 1.${at + 1}`).toEqual({
      state: "intact",
      clause: `1.${at + 1}`,
      words: quote,
    });
  }
});

/** Numbers below a limit, the same ones for the same seed. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}
