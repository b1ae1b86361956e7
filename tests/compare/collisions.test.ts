import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Collision, findCollisions } from "../../src/compare/collisions.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectAlways } from "../expectAlways.ts";
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

  test("collide in the title of a section", () => {
    expect(collide(put("Minutes", "Records"), put("Minutes", "Books"))).toMatchObject([
      { kind: "words", clause: "4.3", part: "title", words: { from: 0, to: 7 } },
    ]);
  });

  test("that change stretches which overlap collide in the words both change", () => {
    const found = collide(put("at least twenty years", "ten months"), put("twenty years.", "ever, in a dry room."));
    expect(found).toMatchObject([{ kind: "words", clause: "4.3", part: "text" }]);
    const { from, to } = found[0]!.words!;
    expect("The Clerk writes the minutes and keeps them for at least twenty years.".slice(from, to)).toMatch(
      /^twenty years/,
    );
  });

  test("collide where one puts words into the middle of what the other strikes", () => {
    const strike = put(" and keeps its boats in good repair", "");
    const insert = put("its boats in", "its boats and buoys in");
    for (const found of [collide(strike, insert), collide(insert, strike)]) {
      expect(found).toMatchObject([{ kind: "words", clause: "4.1", part: "text" }]);
      expect(found[0]!.words!.from).toBe(found[0]!.words!.to);
    }
  });

  test("collide where one moves the section that the other strikes, but not where both move it alike", () => {
    const [minutes] = /### 4\.3[\s\S]*/.exec(TEXT)!;
    const move: Edit = (text) => put("### 4.1", `${minutes}\n### 4.1`)(put(minutes, "")(text));
    const strike = put(minutes, "");
    expect(collide(move, strike)).toMatchObject([
      {
        kind: "removed",
        clause: "4.3",
        part: "clause",
        first: expect.stringContaining("move"),
        second: "Section 4.3 (Minutes) is struck.",
      },
    ]);
    expect(collide(move, move)).toEqual([]);
  });

  test("collide where one adds to the article that the other strikes", () => {
    const more = `${TEXT}\n## Article 5. Seal\n\n### 5.1 Form\n\nThe seal shows a gull above three waves.\n`;
    const [before, struck] = [more, more.replace(/\n## Article 5[\s\S]*/, "")];
    const added = `${more}\n### 5.2 Keeper\n\nThe Clerk keeps it locked away.\n\n### 5.3 Copies\n\nNobody copies it.\n`;
    const [old, one, two] = [before, added, struck].map((text) => parseBylaws(text));
    const found = findCollisions(compareBylaws(old!, one!), compareBylaws(old!, two!));
    // Told once, of the first section that is added.
    expect(found).toEqual([
      {
        kind: "removed",
        clause: "article-5",
        part: "clause",
        first: "New section 5.2 (Keeper) is added.",
        second: "Article 5 (Seal) is struck.",
      },
    ]);
  });

  test("collide where one amends a section of the article that the other strikes, either way round", () => {
    const more = `${TEXT}\n## Article 5. Seal\n\n### 5.1 Form\n\nThe seal shows a gull above three waves.\n`;
    const [old, one, two] = [
      more,
      more.replace("three waves", "nine waves"),
      more.replace(/\n## Article 5[\s\S]*/, ""),
    ].map((text) => parseBylaws(text));
    const [amends, strikes] = [compareBylaws(old!, one!), compareBylaws(old!, two!)];
    const sentences = [expect.stringContaining("nine"), "Section 5.1 (Form) is struck."];
    const collision = { kind: "removed", clause: "5.1", part: "clause" };
    expect(findCollisions(amends, strikes)).toEqual([{ ...collision, first: sentences[0], second: sentences[1] }]);
    expect(findCollisions(strikes, amends)).toEqual([{ ...collision, first: sentences[1], second: sentences[0] }]);
  });

  test("that put paragraphs in behind the same one depend on their order, told once", () => {
    const below = (words: string) => put("in good repair.\n", `in good repair.\n\n${words}\n`);
    expect(
      collide(
        below("It may hire a crew for that.\n\nIt pays the crew each month."),
        below("No boat is older than thirty years."),
      ),
    ).toMatchObject([
      {
        kind: "place",
        clause: "4.1",
        part: "clause",
        first: "New paragraphs 2 and 3 are added to Section 4.1.",
        second: "New paragraph 2 of Section 4.1 is added.",
      },
    ]);
    const same = below("It may hire a crew for that.");
    expect(collide(same, same)).toEqual([]);
  });

  test("collide where the number of a new section is one that another section gets", () => {
    const seal: Edit = (text) => `${text}\n### 4.4 Seal\n\nThe Club has a seal.\n`;
    const guests = put(
      "### 4.3 Minutes",
      "### 4.3 Guests\n\nGuests may listen, and leave their boots outside.\n\n### 4.4 Minutes",
    );
    expect(collide(seal, guests)).toEqual([
      {
        kind: "number",
        clause: "4.4",
        part: "clause",
        first: "New section 4.4 (Seal) is added.",
        second: expect.stringMatching(/4\.3.* 4\.4/),
      },
    ]);
  });

  test("do not collide in the numbers that follow from one new section each", () => {
    const seal = put("### 4.2 Meetings", "### 4.2 Seal\n\nThe Club has a seal.\n\n### 4.3 Meetings");
    const flag = put("### 4.2 Meetings", "### 4.2 Flag\n\nThe flag is blue and white.\n\n### 4.3 Meetings");
    const last = put("### 4.3 Minutes", "### 4.4 Minutes");
    expect(
      collide(
        (text) => seal(last(text)),
        (text) => flag(last(text)),
      ).map(({ kind, clause }) => [kind, clause]),
    ).toEqual([["number", "4.2"]]);
  });

  test("several times: in the order of the text, numbers last", () => {
    const edit =
      (number: string, title: string): Edit =>
      (text) =>
        [
          put("### 4.3 Minutes", `### 4.3 ${title}`),
          put("twenty years", `${number} years`),
          put("four times", `${number} times`),
          put("affairs", `${title} affairs`),
        ].reduce((changed, one) => one(changed), `${text}\n### 4.4 ${title}\n\nSee the book of ${title}.\n`);
    const found = collide(edit("six", "Lists"), edit("nine", "Notes"));
    expect(found.map(({ kind, clause, part }) => [kind, clause, part])).toEqual([
      ["place", "4.1", "text"],
      ["words", "4.2", "text"],
      ["words", "4.3", "text"],
      ["words", "4.3", "title"],
      ["number", "4.4", "clause"],
    ]);
    for (const { first, second } of found) {
      expect(first).toMatch(/six|Lists/);
      expect(second).toMatch(/nine|Notes/);
    }
  });

  test.each<[string, Edit, Edit]>([
    ["at different places", put("four times", "six times"), put("all members may", "everyone may")],
    ["in the same way", put("four times", "six times"), put("four times", "six times")],
    ["by quotation marks and spacing alone", put("a year, and", "a year,  and"), put("four times", "six times")],
    ["beside each other", put("four times", "six times"), put("times a year", "times a season")],
    [
      "right before a word that the other replaces",
      put("and keeps", "and holds"),
      put("and keeps", "and always keeps"),
    ],
    [
      "right behind a word that the other replaces",
      put("good repair", "good order"),
      put("repair.", "repair and paint."),
    ],
    ["in the title and in the text", put("Minutes", "Records"), put("twenty years", "thirty years")],
    [
      "by adding the same section",
      (text) => `${text}\n### 4.4 Seal\n\nThe Club has a seal.\n`,
      (text) => `${text}\n### 4.4 Seal\n\nThe Club has a seal.\n`,
    ],
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
  expectAlways(
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
    200,
  );
});
