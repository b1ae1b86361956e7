import { expect, test } from "vitest";
import { whyNotComment } from "../../src/discuss/comment.ts";
import { expectSteadyGrowth } from "../growth.ts";

test.each([
  ["a sentence", "Please leave “review” out."],
  [
    "Markdown as people write it",
    "**No.** See [the minutes](https://example.org)\n\n> quoted\n\n- one\n  - two\n\n1. first",
  ],
  ["raw HTML, which is shown as words", "<script>alert(1)</script><b>bold</b>"],
  ["an image and a heading, which are shown as words", "# Loud\n\n![a cat](https://example.org/cat.png)"],
  ["exactly 10,000 characters", "x".repeat(10_000)],
  ["quotations 20 deep", `${">".repeat(20)} deep`],
  ["a rule of dashes and a line of stars", `${"-".repeat(60)}\n\nafter`],
  ["Japanese", "「審査」という語は広すぎます。"],
])("%s may go on record", (_, text) => {
  expect(whyNotComment(text)).toBeUndefined();
});

test.each([
  ["nothing", "", "text-empty"],
  ["blanks and empty lines", " \n\t \u00a0\n", "text-empty"],
  ["10,001 characters", "x".repeat(10_001), "text-too-long"],
  ["quotations 21 deep", `${">".repeat(21)} deep`, "text-too-nested"],
  ["quotations 3,000 deep with blanks", "> ".repeat(3000), "text-too-nested"],
  ["lists 21 deep on one line", `${"- ".repeat(21)}deep`, "text-too-nested"],
  [
    "lists 21 deep by indent",
    Array.from({ length: 22 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n"),
    "text-too-nested",
  ],
  ["a thousand opening brackets", "[".repeat(1000), "text-too-nested"],
  ["a thousand stars before a word", `${"*".repeat(1000)}word`, "text-too-nested"],
])("%s is refused", (_, text, code) => {
  expect(whyNotComment(text)).toMatchObject({ code, field: "text" });
});

test("the refusal says how long the text is, how long it may be, and that it is kept", () => {
  expect(whyNotComment("x".repeat(10_250))?.message).toMatch(/10250 characters; 10000 is the most.*kept/);
});

test("the field that is named is the one that was asked about", () => {
  expect(whyNotComment("", "reason")?.field).toBe("reason");
});

test.each(["> ", "  ", "- ", "[]("])(
  "of a text made of %j over and over, twice as much takes about twice as long",
  (piece) => {
    expectSteadyGrowth((text) => void whyNotComment(text), piece, "", "x");
  },
);
