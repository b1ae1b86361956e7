import { expect, test } from "vitest";
import { shortQuote } from "../../src/cli/shortQuote.ts";

test.each([
  ["short words are whole", "the review", "“the review”"],
  ["long words end with a word", `${"abc ".repeat(30)}`, `“${"abc ".repeat(20).trim()} …”`],
  ["a script without blanks is cut between signs", "条".repeat(90), `“${"条".repeat(80)} …”`],
  ["no sign of two units is cut in half", `a${"😀".repeat(50)}`, `“a${"😀".repeat(39)} …”`],
])("%s", (_, words, expected) => {
  expect(shortQuote(words)).toBe(expected);
});
