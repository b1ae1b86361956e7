import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Collision, findCollisions } from "../../src/compare/collisions.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { applyEdit, madeText, printText, someEdits } from "./randomTexts.ts";

const TEXT = `# Bylaws

## Article 4. Board

### 4.1 Powers

The Board manages the affairs of the Club and keeps its boats in good repair.

### 4.2 Meetings

The Board meets four times a year, and all members may attend its meetings.

### 4.3 Minutes

The Clerk writes the minutes and keeps them for at least twenty years.
`;

type Edit = (text: string) => string;

function collide(first: Edit, second: Edit): Collision[] {
  const [old, one, two] = [TEXT, first(TEXT), second(TEXT)].map((text) => parseBylaws(text));
  return findCollisions(compareBylaws(old!, one!), compareBylaws(old!, two!));
}

const put =
  (before: string, after: string): Edit =>
  (text) => {
    expect(text).toContain(before);
    return text.replace(before, after);
  };

describe("two amendments of one text", () => {
  test("that change the same words collide there", () => {
    const found = collide(put("four times", "six times"), put("four times", "twelve times"));
    expect(found).toMatchObject([{ kind: "words", clause: "4.2", part: "text" }]);
    const { from, to } = found[0]!.words!;
    expect("The Board meets four times a year".slice(from, to)).toBe("four");
    expect(found[0]!.first).toContain("six");
    expect(found[0]!.second).toContain("twelve");
  });

  test("that put words in at the same place depend on their order", () => {
    const found = collide(put("a year,", "a year, in public,"), put("a year,", "a year, at the quay,"));
    expect(found).toMatchObject([{ kind: "place", clause: "4.2", part: "text" }]);
    expect(found[0]!.words!.from).toBe(found[0]!.words!.to);
  });

  test("collide where one strikes the clause that the other amends", () => {
    const strike = put(/### 4\.3[\s\S]*/.exec(TEXT)![0], "");
    expect(collide(strike, put("twenty years", "thirty years"))).toMatchObject([
      {
        kind: "removed",
        clause: "4.3",
        part: "clause",
        first: "Section 4.3 (Minutes) is struck.",
        second: expect.stringContaining("thirty"),
      },
    ]);
  });

  test("collide where both give the same number to another clause", () => {
    const seal = `${TEXT}\n### 4.4 Seal\n\nThe Club has a seal.\n`;
    const flag = `${TEXT}\n### 4.4 Flag\n\nThe flag is blue and white.\n`;
    expect(
      collide(
        () => seal,
        () => flag,
      ),
    ).toEqual([
      {
        kind: "number",
        clause: "4.4",
        part: "clause",
        first: "New section 4.4 (Seal) is added.",
        second: "New section 4.4 (Flag) is added.",
      },
    ]);
  });

  test.each<[string, Edit, Edit]>([
    ["at different places", put("four times", "six times"), put("all members may", "everyone may")],
    ["in the same way", put("four times", "six times"), put("four times", "six times")],
    ["by quotation marks and spacing alone", put("a year, and", "a year,  and"), put("four times", "six times")],
    ["beside each other", put("four times", "six times"), put("times a year", "times a season")],
    [
      "by striking the same clause",
      put(/### 4\.3[\s\S]*/.exec(TEXT)![0], ""),
      put(/### 4\.3[\s\S]*/.exec(TEXT)![0], ""),
    ],
  ])("do not collide: %s", (_, first, second) => {
    expect(collide(first, second)).toEqual([]);
  });
});

test("for any two amendments, the other way round gives the same collisions with the sentences exchanged", () => {
  fc.assert(
    fc.property(madeText, someEdits, someEdits, (text, ones, twos) => {
      const [old, one, two] = [text, ones.reduce(applyEdit, text), twos.reduce(applyEdit, text)].map((made) =>
        parseBylaws(printText(made)),
      );
      const [first, second] = [compareBylaws(old!, one!), compareBylaws(old!, two!)];
      const exchanged = findCollisions(second, first).map((each) => ({
        ...each,
        first: each.second,
        second: each.first,
      }));
      expect(findCollisions(first, second)).toEqual(exchanged);
      // An amendment does not collide with itself.
      expect(findCollisions(first, first)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
