import { describe, expect, test } from "vitest";
import { checkAnnouncement } from "../../src/compare/checkAnnouncement.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { readMarks } from "../../src/compare/marks.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const BEFORE = `# Bylaws

### 4.2 Open Sittings

Sittings are open to members, unless the privacy of a person is at stake, and their minutes are published.
`;
const AFTER = BEFORE.replace("at stake,", "at stake, and for as long as the Council reviews a project,");
const SAID =
  "4.2 Open Sittings. Sittings are open to members, unless the privacy of a person is at stake, @ and their minutes are published.";

function check(announced: string, after = AFTER): string[] {
  const comparison = compareBylaws(parseBylaws(BEFORE), parseBylaws(after));
  const announcement = `Dear members,\n\nthe Council moves (changed text is marked):\n\n${announced}\n\nThe meeting is on 8 April.\n`;
  return checkAnnouncement(announcement, comparison).map(({ line, message }) => `${line} ${message}`);
}
const said = (words: string) => SAID.replace("@", words);

describe("an announcement with the change marked by hand", () => {
  test.each([
    ["stars", "*and for as long as the Council reviews a project,*"],
    ["two stars", "**and for as long as the Council reviews a project,**"],
    ["underscores", "_and for as long as the Council reviews a project,_"],
    ["slashes, the last one before the next word", "/and for as long as the Council reviews a project, /"],
    ["signs of a redline", "{+and for as long as the Council reviews a project,+}"],
    ["the comma left out", "*and for as long as the Council reviews a project*,"],
  ])("is right with %s", (_, words) => {
    expect(check(said(words).replace("/ and", "/and"))).toEqual([]);
  });

  test("that leaves the first word out is told", () => {
    expect(check(said("and *for as long as the Council reviews a project,*"))).toEqual([
      "5 The marks of the announcement in Section 4.2 are not the change: “and” is new and not marked. Correct the marks.",
    ]);
  });

  test("that marks what is not new is told, also in a quoted letter wrapped into lines", () => {
    const quoted = said("and for as long as the Council reviews a project,")
      .replace("unless", "*unless")
      .replace("is at stake", "is* at stake");
    expect(check(`> ${quoted.replace("Sittings are", "Sittings\n> are")}`)).toEqual([
      "5 The marks of the announcement in Section 4.2 are not the change: “and for as long as the Council reviews a project” is new and not marked; “unless the privacy of a person is” is marked and not new. Correct the marks.",
    ]);
  });

  test("whose marks were lost on the way is told", () => {
    expect(check(said("and for as long as the Council reviews a project,"))).toEqual([
      "5 The announcement shows Section 4.2 without a mark at what is new: “and for as long as the Council reviews a project”. Mark it; marks are easily lost on the way.",
    ]);
  });

  test("whose wording is another one is told", () => {
    expect(check(said("*and for as long as the Council debates a project,*"))).toEqual([
      "5 The announcement has “debates” in Section 4.2 where the proposed text has “reviews”. Correct one of them.",
    ]);
  });

  test("that leaves the change out, and more is different, is told of what matters most", () => {
    expect(check(said("").replace("  ", " ").replace("Sittings are", "Sittings shall be"))).toEqual([
      "5 The announcement has nothing in Section 4.2 where the proposed text has “and for as long as the Council reviews a project,”, and 1 more difference. Correct one of them.",
    ]);
  });

  test("that shows struck words is right", () => {
    const after = BEFORE.replace("open to members", "open to everyone");
    expect(check(said("").replace("  ", " ").replace("to members", "to ~~members~~ *everyone*"), after)).toEqual([]);
  });

  test("that does not show the clause says nothing about it", () => {
    expect(check("Section 4.2 will be amended.")).toEqual([]);
  });
});

test.each([
  ["and/or, 2019/2020, https://example.org/a/b, snake_case_name", []],
  ["5 * 3 * 2", []],
  ["he /said/ it", ["said"]],
  ["[-old-] {+new+}", ["old", "new"]],
])("the marks in “%s”", (text, words) => {
  const { plain, marks } = readMarks(text);
  expect(marks.map((mark) => mark.words)).toEqual(words);
  if (words.length === 0) expect(plain).toBe(text);
});
