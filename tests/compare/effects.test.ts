import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { type Effects, findEffects } from "../../src/compare/effects.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const TEXT = `# Bylaws

## Article 1. Words

### 1.1 Terms

“Boat” means a vessel of the Club that is kept in the harbour all year round.

### 1.2 Crew

“Crew” means those who sail a Boat.

## Article 2. Use

### 2.1 Boats

Every Boat is let under Section 2.3, as the Board decides from time to time.

### 2.2 Fees

The fee is set under Section 2.3(a) and paid by the Crew.

### 2.3 Letting

Boats are let for a day or for a week, never for longer than that.

(a) The fee is ten euro for a day.

(b) The Board may waive it for those who mend the Pontoons.

### 2.4 Repairs

Whoever breaks it mends it, as Section 2.2 says, within thirty days of the end of the letting.
`;

function effectsOf(change: (text: string) => string, text = TEXT): Effects {
  const [before, after] = [parseBylaws(text), parseBylaws(change(text))];
  return findEffects(before, after, compareBylaws(before, after));
}

test("a clause whose item changes is cited by those who cite it, and who cite the item", () => {
  expect(effectsOf((text) => text.replace("ten euro", "twelve euro"))).toEqual({
    cited: [
      { clause: "2.3", by: ["2.1"] },
      { clause: "2.3(a)", by: ["2.2"] },
    ],
    terms: [],
  });
});

test("who cites another item of it is left out", () => {
  expect(effectsOf((text) => text.replace("may waive it", "may halve it")).cited).toEqual([
    { clause: "2.3", by: ["2.1"] },
  ]);
});

test("a clause that is struck is cited by those that still name it", () => {
  const struck = (text: string) =>
    text
      .replace(/### 2\.2 Fees\n\n.*\n\n/, "")
      .replace("### 2.3", "### 2.2")
      .replace("### 2.4", "### 2.3");
  expect(effectsOf(struck).cited).toContainEqual({
    clause: "2.2",
    isRemoved: true,
    by: ["2.3"],
    stale: ["2.3"],
  });
});

test("a clause that is renumbered is cited by those that follow it", () => {
  const put = (text: string) =>
    text
      .replace("### 2.4", "### 2.5")
      .replace(
        "### 2.3 Letting",
        "### 2.3 Deposit\n\nA deposit of one hundred euro is left with the Clerk.\n\n### 2.4 Letting",
      )
      .replace("under Section 2.3,", "under Section 2.4,");
  expect(effectsOf(put).cited).toContainEqual({ clause: "2.4", by: ["2.1"] });
});

test("a reference that did not follow the new number stands out", () => {
  const put = (text: string) =>
    text
      .replace("### 2.4", "### 2.5")
      .replace(
        "### 2.3 Letting",
        "### 2.3 Deposit\n\nA deposit of one hundred euro is left with the Clerk.\n\n### 2.4 Letting",
      );
  expect(effectsOf(put).cited).toEqual([
    { clause: "2.4", by: ["2.1"], stale: ["2.1"] },
    { clause: "2.4(a)", by: ["2.2"], stale: ["2.2"] },
  ]);
});

test("a section rewritten from its first word to its last under its number is what references to it mean", () => {
  const rewrite = (text: string) =>
    text
      .replace(
        "The fee is set under Section 2.3(a) and paid by the Crew.",
        "Nothing has to be settled beforehand; guests bring cake instead.",
      )
      .replace("### 2.4 Repairs", "### 2.5 Repairs")
      .replace("### 2.5", "### 2.4 Cake\n\nCake is eaten at once.\n\n### 2.5");
  expect(effectsOf(rewrite).cited.flatMap(({ stale }) => stale ?? [])).toEqual([]);
});

test("a definition that changes touches the clauses that use the term", () => {
  expect(effectsOf((text) => text.replace("all year round", "from May to October")).terms).toEqual([
    { term: "Boat", clause: "1.1", usedBy: ["1.2", "2.1", "2.3"] },
  ]);
});

test("a definition that is new, where nothing else changes, touches the clauses that use its term already", () => {
  const added = TEXT.replace(
    "## Article 2. Use",
    "### 1.3 Pontoons\n\n“Pontoons” means all that floats and is tied to the quay.\n\n## Article 2. Use",
  );
  expect(effectsOf(() => added).terms).toEqual([{ term: "Pontoons", clause: "1.3", usedBy: ["2.3(b)"] }]);
});

test("a definition that is struck touches the clauses that still use the term", () => {
  expect(effectsOf((text) => text.replace(/### 1\.2 Crew\n\n.*\n\n/, "")).terms).toEqual([
    { term: "Crew", clause: "1.2", usedBy: ["2.2"] },
  ]);
});

test("only the definition whose words change counts, where several stand in one clause", () => {
  const both = TEXT.replace(" all year round.", " all year round. “Crew” means those who sail it.").replace(
    /### 1\.2 Crew\n\n.*\n\n/,
    "",
  );
  const [before, after] = [parseBylaws(both), parseBylaws(both.replace("who sail it", "who row it"))];
  expect(findEffects(before, after, compareBylaws(before, after)).terms).toEqual([
    { term: "Crew", clause: "1.1", usedBy: ["2.2"] },
  ]);
});

test("typography, and no change at all, touch nobody", () => {
  expect(effectsOf((text) => text.replaceAll("“", '"').replaceAll("”", '"'))).toEqual({ cited: [], terms: [] });
  expect(effectsOf((text) => text)).toEqual({ cited: [], terms: [] });
});

const DUTIES = `# Bylaws

## Article 3. Clerk

### 3.1 Duties

The Clerk shall (a) keep the list of all members, (b) write the minutes of every meeting, and (c) answer the letters.

### 3.2 Lists

The list under Section 3.1(a) is open to all who ask for it.

### 3.3 Minutes

The minutes under Section 3.1(b) are printed before the end of the month.

### 3.4 Help

For what Section 3.1 asks the Clerk may hire a writer.
`;

test.each<[fact: string, words: [before: string, after: string][], by: string[]]>([
  ["the first item", [["keep the list", "print the list"]], ["3.2", "3.4"]],
  ["the one between", [["of every meeting", "of every assembly"]], ["3.3", "3.4"]],
  ["the last item", [["answer the letters", "open the letters"]], ["3.4"]],
  ["the words before all items", [["The Clerk shall", "The Clerk may"]], ["3.4"]],
  [
    "only capitals in one, words in another",
    [
      ["all members", "all Members"],
      ["of every meeting", "of every assembly"],
    ],
    ["3.3", "3.4"],
  ],
])("of a sentence of several items only those who cite the one that changed are named: %s", (_, words, by) => {
  const change = (text: string) => words.reduce((changed, [before, after]) => changed.replace(before, after), text);
  expect(effectsOf(change, DUTIES).cited).toEqual([{ clause: "3.1", by }]);
});

test("a sentence of several items that is renumbered is cited by all who follow it", () => {
  const put = (text: string) =>
    text
      .replaceAll("Section 3.1", "Section 3.2")
      .replace("### 3.4", "### 3.5")
      .replace("### 3.3", "### 3.4")
      .replace("### 3.2", "### 3.3")
      .replace("### 3.1", "### 3.1 Office\n\nThe office stands at the quay, beside the crane.\n\n### 3.2");
  expect(effectsOf(put, DUTIES)).toEqual({ cited: [{ clause: "3.2", by: ["3.3", "3.4", "3.5"] }], terms: [] });
});

test("those who followed a number and those who did not are named in reading order", () => {
  const guests = `${TEXT}\n### 2.5 Guests\n\nGuests sail under Section 2.3 too, with a member on board.\n`;
  const put = (text: string) =>
    text
      .replace("sail under Section 2.3", "sail under Section 2.4")
      .replace("### 2.5", "### 2.6")
      .replace("### 2.4", "### 2.5")
      .replace(
        "### 2.3 Letting",
        "### 2.3 Deposit\n\nA deposit of one hundred euro is left with the Clerk.\n\n### 2.4 Letting",
      );
  expect(effectsOf(put, guests).cited).toContainEqual({ clause: "2.4", by: ["2.1", "2.6"], stale: ["2.1"] });
});

test.each<[fact: string, text: (text: string) => string, change: (text: string) => string, cited: string[]]>([
  [
    "a section changes: its article is another matter",
    (text) => text.replace("who sail a Boat", "who sail a Boat, as Article 2 says"),
    (text) => text.replace("is let under", "is lent under"),
    [],
  ],
  [
    "a paragraph of a section changes",
    (text) => text.replace("(a) The fee", "A letting ends at noon on its last day.\n\n(a) The fee"),
    (text) => text.replace("ends at noon", "ends at dusk"),
    ["2.3"],
  ],
  [
    "a cell of a table of a section changes",
    (text) =>
      text.replace("(a) The fee", "| Boat | Hours |\n|---|---|\n| Gull | nine |\n| Tern | four |\n\n(a) The fee"),
    (text) => text.replace("| nine |", "| eight |"),
    ["2.3"],
  ],
  [
    "only capitals of a cited section change",
    (text) => text,
    (text) => text.replace("paid by the Crew", "Paid by the Crew"),
    [],
  ],
  [
    "a part of a section cites the whole of it, and nobody else does",
    (text) =>
      text.replace("under Section 2.3,", "by the hour,").replace("may waive it", "may, despite Section 2.3, waive it"),
    (text) => text.replace("or for a week", "or for a month"),
    [],
  ],
  [
    "the opening words cite the part that changes, and nobody else does",
    (text) =>
      text
        .replace("under Section 2.3(a)", "each May")
        .replace("longer than that.", "longer, for the fee of Section 2.3(a)."),
    (text) => text.replace("ten euro", "twelve euro"),
    ["2.3"],
  ],
])("%s", (_, made, change, cited) => {
  expect(effectsOf(change, made(TEXT)).cited.map(({ clause }) => clause)).toEqual(cited);
});

test("a section moved as it is touches nobody", () => {
  const [repairs] = /### 2\.4[\s\S]*/.exec(TEXT)!;
  const move = (text: string) => text.replace(repairs, "").replace("### 2.1", `${repairs}\n### 2.1`);
  expect(effectsOf(move)).toEqual({ cited: [], terms: [] });
});

const USE = "### 2.1 Use\n\nA Guest may enter the harbour by day, if a member of the Club is with them.";
const FEES = "### 2.2 Fees\n\nThe fee is ten euro for each day, and is paid to the harbour master at the gate.";
const means = (words: string) => `### 1.1 Words\n\n${words}`;
const GUEST = "“Guest” means a person whom a member invites.";
const PIER = "“Pier” means the wooden bridge at the north end.";

test.each<[fact: string, before: string[], after: string[], terms: [term: string, clause: string, usedBy: string[]][]]>(
  [
    ["the only definition is struck", [means(GUEST), USE, FEES], [USE, FEES], [["Guest", "1.1", ["2.1"]]]],
    [
      "the first definition comes in, and words elsewhere change",
      [USE, FEES],
      [means(GUEST), USE, FEES.replace("ten", "twelve")],
      [["Guest", "1.1", ["2.1"]]],
    ],
    [
      "nobody uses the term whose definition changes",
      [means(PIER), USE, FEES],
      [means(PIER.replace("wooden", "iron")), USE, FEES],
      [],
    ],
    [
      "the clause that defines a term uses it too",
      [means(`${GUEST} A Guest signs the book.`), USE, FEES],
      [means(`${GUEST.replace("invites", "brings along")} A Guest signs the book.`), USE, FEES],
      [["Guest", "1.1", ["2.1"]]],
    ],
    [
      "who uses a term has now the number of its definition, which was struck",
      [means(GUEST), "### 1.2 Use\n\nA Guest may enter the harbour by day, if a member of the Club is there.", FEES],
      ["### 1.1 Use\n\nA Guest may enter the harbour by day, if a member of the Club is there.", FEES],
      [["Guest", "1.1", ["1.1"]]],
    ],
    [
      "of two definitions in one clause the first changes",
      [means(`${GUEST} ${PIER}`), USE, FEES.replace("gate", "Pier")],
      [means(`${GUEST.replace("invites", "brings along")} ${PIER}`), USE, FEES.replace("gate", "Pier")],
      [["Guest", "1.1", ["2.1"]]],
    ],
    [
      "a sentence before the definition changes",
      [means(`The Club has used these words for years; ${GUEST}`), USE, FEES],
      [means(`The Club has used these words for decades; ${GUEST}`), USE, FEES],
      [],
    ],
    [
      "the definition changes before its term",
      [means(`Read this first. By rule 2.7 “Guest” means a person whom a member invites.`), USE, FEES],
      [means(`Read this first. By list 2.7 “Guest” means a person whom a member invites.`), USE, FEES],
      [["Guest", "1.1", ["2.1"]]],
    ],
    [
      "of the definition only capitals change, and words elsewhere",
      [means(GUEST), USE, FEES],
      [means(GUEST.replace("member", "Member")), USE, FEES.replace("ten", "twelve")],
      [],
    ],
  ],
)("definitions: %s", (_, before, after, terms) => {
  const effects = effectsOf(() => after.join("\n\n"), before.join("\n\n"));
  expect(effects.terms).toEqual(terms.map(([term, clause, usedBy]) => ({ term, clause, usedBy })));
});
