import { expect, test } from "vitest";
import { checkWording } from "../../src/compare/checkWording.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const BEFORE = `# Bylaws

### 4.1 Notice

Notice is given as Section 4.3 says.

### 4.2 Quorum

A quorum is seven members who are present, and a chair they elect.

### 4.3 Form

Notice is given in writing, ten days before the day of the meeting.
`;

function check(after: string): string[] {
  const [old, now] = [BEFORE, after].map((source) => ({ source, parsed: parseBylaws(source) }));
  const comparison = compareBylaws(old!.parsed, now!.parsed);
  return checkWording(old!, now!, comparison).map(
    ({ line, message, remark }) => `${line}${remark ? "?" : ""} ${message}`,
  );
}

test("a reference that did not follow its clause is told, with where the clause went", () => {
  const after = BEFORE.replace("### 4.3 Form", "### 4.3 Chair\n\nThe chair counts the votes aloud.\n\n### 4.4 Form");
  expect(check(after)).toEqual([
    "5 “Section 4.3” in 4.1 named Section 4.3 (Form), which has become Section 4.4; now that is Section 4.3 (Chair). Name Section 4.4, or leave it so if it is meant.",
  ]);
});

test("a reference to a clause that was struck is told", () => {
  expect(check(BEFORE.replace(/### 4\.3[\s\S]*/, ""))).toEqual([
    "5 “Section 4.3” in 4.1 named Section 4.3 (Form), which was struck; now there is no such clause. Name another, or leave it so if it is meant.",
  ]);
});

test("a reference that follows is right", () => {
  const after = BEFORE.replace(
    "### 4.3 Form",
    "### 4.3 Chair\n\nThe chair counts the votes aloud.\n\n### 4.4 Form",
  ).replace("Section 4.3 says", "Section 4.4 says");
  expect(check(after)).toEqual([]);
});

test.each([
  [
    "slashes",
    "seven members /and two guests/ who",
    "“/” stands in 4.2 at words that are new, as a mark of the change: it would be part of the text. Take it out; the change is marked by itself.",
  ],
  [
    "signs of a redline",
    "seven members {+and two guests+} who",
    "“{+” stands in 4.2 at words that are new, as a mark of the change: it would be part of the text. Take it out; the change is marked by itself.",
  ],
])("%s left in the text are told", (_, words, message) => {
  expect(check(BEFORE.replace("seven members who", words))).toEqual([`9 ${message}`]);
});

test("italics at the new words, in a text without any, are a remark; at other words, a mistake", () => {
  const put = (words: string) => check(BEFORE.replace("seven members who", `seven members ${words} who`));
  expect(put("*and two guests*")).toEqual([
    "9? “and two guests” in 4.2 stands in italics or bold, as a mark of the change: it would be part of the text. Take it out; the change is marked by itself.",
  ]);
  expect(put("and *two guests*")).toEqual([
    "9 “two guests” in 4.2 stands in italics or bold, as a mark of the change: it would be part of the text. And they are not the change: new is “and two guests”. Take it out; the change is marked by itself.",
  ]);
});

test("italics in a text that uses them, and new words with and/or, are no marks", () => {
  expect(check(BEFORE.replace("seven members who", "seven members and/or guests who"))).toEqual([]);
});
