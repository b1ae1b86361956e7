import { describe, expect, test } from "vitest";
import { parseBylaws } from "../../src/text/parse.ts";
import { findTerms } from "../../src/text/terms.ts";
import { findUndefinedTerms } from "../../src/text/undefinedTerms.ts";

/** `Boat: 1.1, used in 2.1 2.2`. */
function tell(source: string): string[] {
  return findTerms(parseBylaws(source)).map(({ term, definitions, uses }) => {
    const used = [...new Set(uses.map(({ clause }) => clause))].join(" ");
    return `${term}: ${definitions.map(({ clause }) => clause).join(" ")}${used ? `, used in ${used}` : ""}`;
  });
}

const text = (definition: string, rest: string) =>
  `# Bylaws\n\n## 1 Terms\n\n### 1.1 Words\n\n${definition}\n\n## 2 Use\n\n### 2.1 One\n\n${rest}\n`;

describe("a term is found where the text defines it", () => {
  test.each([
    ["in quotation marks", "“Boat” means a vessel.", "Every Boat floats.", ["Boat: 1.1, used in 2.1"]],
    ["with straight ones", 'The term "Boat" shall mean a vessel.', "Boats float.", ["Boat: 1.1, used in 2.1"]],
    ["two at once", "“Boat” and “Ship” mean a vessel.", "A Ship.", ["Boat: 1.1", "Ship: 1.1, used in 2.1"]],
    ["in brackets", "The Ferry (the “Club”) is a society.", "The Club's seat.", ["Club: 1.1, used in 2.1"]],
    [
      "hereinafter",
      "The Ferry, hereinafter referred to as the “Club”, is a society.",
      "The Club sits.",
      ["Club: 1.1, used in 2.1"],
    ],
    [
      "hereinafter, without quotation marks",
      "The Ferry (hereinafter called the Club) is a society.",
      "The Club.",
      ["Club: 1.1, used in 2.1"],
    ],
    ["in German", "Der Fährverein (im Folgenden „Verein“) besteht.", "Der Verein tagt.", ["Verein: 1.1, used in 2.1"]],
    [
      "in French",
      "La société, ci-après dénommée « Société », existe.",
      "La Société siège.",
      ["Société: 1.1, used in 2.1"],
    ],
    ["in Chinese", "社區管理委員會(以下簡稱「管委會」)成立。", "由管委會決定。", ["管委會: 1.1, used in 2.1"]],
    ["no example is one", "Vessels (such as “the Gull”) are kept.", "The Gull.", []],
    ["words that are only quoted are none", "Vote “Yes” or “No”.", "Yes.", []],
  ])("%s", (_, definition, rest, expected) => {
    expect(tell(text(definition, rest))).toEqual(expected);
  });

  test("in a section of definitions, without quotation marks", () => {
    const source =
      "# B\n\n## 1 Definitions\n\n### 1.1\n\nBoat means a vessel.\n\n- **Berth**: a place for a Boat.\n\n## 2 Use\n\nA Berth is let.\n";
    expect(tell(source)).toEqual(["Boat: 1.1, used in 1.1-b1", "Berth: 1.1-b1, used in 2"]);
  });
});

test("words of a longer term are a use of that one only, and letters inside a word of none", () => {
  const source = text(
    "“Member” means a person. “Voting Member” means a Member who votes.",
    "Voting Members vote. Membership ends.",
  );
  expect(tell(source)).toEqual(["Member: 1.1, used in 1.1", "Voting Member: 1.1, used in 2.1"]);
});

describe("a term that is defined nowhere", () => {
  const defined = ["Member", "Boat", "Berth", "Board", "Clerk"].map((term) => `“${term}” means so.`).join(" ");
  const find = (rest: string) => {
    const parsed = parseBylaws(`# B\n\n## 1 Terms\n\n${defined}\n\n${rest}`);
    return findUndefinedTerms(parsed, findTerms(parsed)).map(({ term }) => term);
  };
  const uses = (words: string) =>
    [2, 3, 4].map((number) => `## ${number} Rule\n\nHere the ${words} may vote.\n\n`).join("");

  test("is told where it is used again and again as if it were", () => {
    expect(find(uses("Associate Member"))).toEqual(["Associate Member"]);
  });

  test.each([
    ["a name", uses("Skerrow Bank")],
    ["what a section is called after", `${uses("Associate Member")}## 5 Associate Members\n\nThey may not vote.\n`],
    ["what is said once", "## 2 Rule\n\nHere the Associate Member may vote.\n"],
  ])("%s is none", (_, rest) => {
    expect(find(rest)).toEqual([]);
  });
});
