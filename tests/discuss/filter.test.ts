import { expect, test } from "vitest";
import { type Filter, filterOf, printFilter } from "../../src/discuss/filter.ts";

test.each<[string, Filter, string]>([
  ["nothing", {}, ""],
  [
    "what is open, objected to and says a word",
    { state: "open", mark: "objection", words: "review" },
    "?state=open&mark=objection&q=review",
  ],
  ["a clause with brackets", { clause: "4.16(ii)" }, "?clause=4.16(ii)"],
  ["what is about the whole", { clause: "" }, "?clause="],
  ["what waits, by time", { waiting: true, order: "time" }, "?order=time&waiting=yes"],
  ["what is new", { since: 1204 }, "?since=1204"],
  ["several words", { words: "open meetings, records" }, "?q=open+meetings,+records"],
  [
    "words of any script, and signs",
    { words: "第三条 & año=100 % #1+1" },
    "?q=%E7%AC%AC%E4%B8%89%E6%9D%A1+%26+a%C3%B1o%3D100+%25+%231%2B1",
  ],
  [
    "a request and who made it",
    { state: "accepted-in-part", standing: "member" },
    "?state=accepted-in-part&standing=member",
  ],
])("%s is written readably, and read back", (_, filter, query) => {
  expect(printFilter(filter)).toBe(query);
  expect(filterOf(query)).toEqual(filter);
});

test.each([
  ["unknown values", "?state=furious&mark=constructor&order=size&waiting=1"],
  ["a number that is none", "?since=-1&since=2"],
  ["a clause of 1,000 letters", `?clause=${"a".repeat(1_000)}`],
  ["blanks", "?q=+++"],
  ["a stray escape", "?q=%"],
  ["something else", "?view=redline&words=after.p1-2.abcdef01"],
])("%s: filters nothing, or only what was written", (what, query) => {
  expect(filterOf(query)).toEqual(what === "a stray escape" ? { words: "%" } : {});
});

test("a search of any length is cut, between characters", () => {
  const filter = { words: `${"a".repeat(199)}😀` };
  expect(printFilter(filter)).toBe(`?q=${"a".repeat(199)}`);
  expect(filterOf(`?q=${"b".repeat(5_000)}`).words).toHaveLength(200);
});
