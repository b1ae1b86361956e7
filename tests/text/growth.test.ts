import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { whyNotComment } from "../../src/discuss/comment.ts";
import { checkText } from "../../src/text/checkText.ts";
import { tokensOf } from "../../src/text/invisible.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { printBylaws } from "../../src/text/print.ts";
import { readCsv } from "../../src/text/readCsv.ts";
import { expectSteadyGrowth } from "../growth.ts";

/** What opens something in Markdown, HTML or bylaws and is never closed, and what stands in long rows. */
const PIECES = [
  "# ",
  "(a) ",
  "[",
  "[a](",
  "<",
  "<td>",
  "<!--",
  "&#",
  "*",
  "**a",
  "*a* ",
  "_",
  "`",
  "| a ",
  "|-",
  "- ",
  "1.",
  "§ 3 ",
  "Section 4.16, ",
  "4.16(ii)(a)",
  "“",
  '"A" means ',
  "\\",
  "> ",
  " ",
  "\t",
  "\n",
  "a",
  "A ",
  ". ",
  "x-",
  "第一条",
  "twenty-",
  "1,000",
  "\u0301",
  "\u200d",
  "\u202e",
  "क्",
  "a\n===\n",
];

test("a text made of one sign costs what it is long, to read, to check and to print", () => {
  for (const piece of PIECES) {
    expectSteadyGrowth((source) => {
      const parsed = parseBylaws(source);
      checkText({ parsed, source });
      printBylaws(parsed, source);
      tokensOf(source);
    }, piece);
  }
}, 120_000);

test("two texts made of one sign cost what they are long, to compare", () => {
  for (const piece of PIECES.filter((_, at) => at % 3 === 0)) {
    expectSteadyGrowth((source) => {
      const half = source.length >> 1;
      const after = `${source.slice(0, half)} new words ${source.slice(half)}`;
      listChanges(compareBylaws(parseBylaws(source), parseBylaws(after)));
    }, piece);
  }
}, 120_000);

test("a comment and a list made of one sign cost what they are long", () => {
  for (const piece of [...PIECES, '"', '",', '"\n', ";", "'=", "sep=;\n"]) {
    expectSteadyGrowth((text) => void whyNotComment(text.slice(0, 10_000)), piece);
    expectSteadyGrowth((text) => void readCsv(text), piece);
    expectSteadyGrowth((text) => void readCsv(text), piece, '"');
  }
}, 120_000);

test("growth that is not steady is found", () => {
  // Sixteen times the cost for four times the text, in processor time that is used up whatever the machine does.
  const eachWithEach = (text: string) => {
    const most = (text.length / 1_000) ** 2 * 80;
    const before = process.cpuUsage();
    for (;;) {
      const { user, system } = process.cpuUsage(before);
      if (user + system >= most) return;
    }
  };
  expect(() => expectSteadyGrowth(eachWithEach, "ab")).toThrow(/characters: \d+ → \d+ ms/);
});
