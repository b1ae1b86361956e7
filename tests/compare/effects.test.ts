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

(b) The Board may waive it for those who mend the pontoons.

### 2.4 Repairs

Whoever breaks it mends it, as Section 2.2 says, within thirty days of the end of the letting.
`;

function effectsOf(change: (text: string) => string): Effects {
  const [before, after] = [parseBylaws(TEXT), parseBylaws(change(TEXT))];
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
