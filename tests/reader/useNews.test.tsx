// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Person } from "../../src/discuss/person.ts";
import type { Said } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { useNews } from "../../src/reader/useNews.ts";
import type { RecordShown } from "../../src/reader/useRecord.ts";
import { entriesOf } from "../discuss/entries.ts";

const author = (id: string): Person => ({
  id,
  name: id === "ada" ? "Ada Lind" : "Sam Okafor",
  standing: "guest",
  isVerified: false,
});

function recordOf(...said: [string, Said][]): RecordShown {
  const entries = entriesOf(...said);
  return { entries, threads: threadsOf(entries, author), positions: [], author, isLoaded: true, connection: "live" };
}

const FIRST: [string, Said] = ["ada", { kind: "comment", text: "First." }];
const anchor = {
  text: "f",
  side: "after",
  clause: "4.16",
  part: "text",
  from: 0,
  to: 1,
  quote: "a",
  prefix: "",
  suffix: "",
} as const;

/** What is told when this comes after a first comment of the reader's own. */
function newsOf(...said: [string, Said][]) {
  const { result, rerender } = renderHook(({ record }) => useNews(record, "ada"), {
    initialProps: { record: recordOf(FIRST) },
  });
  expect(result.current).toBeUndefined();
  rerender({ record: recordOf(FIRST, ...said) });
  return result.current;
}

test.each<[string, Said, number | undefined]>([
  ["commented", { kind: "comment", text: "A word." }, 2],
  ["asked the board a question", { kind: "comment", text: "Why?", mark: "question" }, 2],
  ["objected", { kind: "comment", text: "No.", mark: "objection" }, 2],
  ["asked for other words", { kind: "comment", text: "So.", mark: "request", wording: "b", anchor }, 2],
  ["replied", { kind: "reply", text: "Yes.", replyTo: 1 }, 2],
  ["co-signed", { kind: "co-signature", signs: 1 }, 1],
  ["resolved a thread", { kind: "resolution", text: "Done.", resolves: 1 }, 1],
  ["reopened a thread", { kind: "resolution", text: "Not done.", reopens: 1 }, 1],
  ["answered for the board: declined", { kind: "disposition", text: "No.", answers: 1, outcome: "declined" }, 1],
  ["took a position: Object", { kind: "position", position: "object" }, undefined],
  ["hid a comment", { kind: "moderation", text: "Rude.", hides: 1 }, 1],
  ["showed a comment again", { kind: "moderation", text: "Not rude.", shows: 1 }, 1],
  ["said where the words of a comment stand", { kind: "placement", places: 1, on: "f" }, 1],
])("it is told that somebody %s, and a press leads there", (words, said, seq) => {
  expect(newsOf(["sam", said])).toEqual({ words: expect.stringMatching(new RegExp(`^Sam Okafor ${words}`)), seq });
});

test("several things at once are one line", () => {
  expect(
    newsOf(["sam", { kind: "comment", text: "One." }], ["sam", { kind: "reply", text: "Two.", replyTo: 1 }])?.words,
  ).toMatch(/^Sam Okafor replied.*, and 1 more$/);
});

test("what one says oneself is no news", () => {
  expect(newsOf(["ada", { kind: "reply", text: "Mine.", replyTo: 1 }])).toBeUndefined();
});
