// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import type { Said } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import type { PlacedThread } from "../../src/reader/placed.ts";
import { entriesOf } from "../discuss/entries.ts";
import { compareTexts, PAIRS } from "./texts.ts";
import { author, showThread } from "./threads.tsx";

type Line = [by: string, said: Said];

const { comparison } = compareTexts(PAIRS[0]!);
const ROW = comparison.rows.findIndex(({ after }) => after?.label === "4.16");
const CLAUSE = comparison.rows[ROW]!.after!;

/** Where some words stand in the proposal. */
function stretchOf(words: string) {
  const from = CLAUSE.text.indexOf(words);
  expect(from).toBeGreaterThan(0);
  return { from, to: from + words.length };
}

function request(by: string, words: string, wording: string): Line {
  const anchor = makeAnchor({ text: "1".repeat(64), side: "after", clause: CLAUSE, part: "text", ...stretchOf(words) });
  return [by, { kind: "comment", mark: "request", text: "Why.", wording, ...(anchor && { anchor }) }];
}

/** Draws the first of some requests, each at its words, on the page of the amendment. */
function show(lines: Line[], state: PlacedThread["state"] = "exact") {
  const entries = entriesOf(...lines);
  const threads = threadsOf(entries, author);
  const placed = threads.map((thread): PlacedThread => {
    const { from, to } = thread.comment.anchor!;
    return { thread, row: ROW, words: { side: "after", part: "text", from, to }, state };
  });
  return showThread(entries, { spot: placed[0]!, shown: { comparison, placed } }).page;
}

const marked = (page: HTMLElement) =>
  Array.from(page.querySelectorAll(".request-words :is(ins, del)"), ({ tagName, lastChild }) => [
    tagName,
    lastChild?.textContent,
  ]);

test("a request is a redline against the proposal, with what stands around it", async () => {
  const page = show([request("ada", "review and approval", "review")]);
  await screen.findByRole("figure", { name: "Compared with the proposal" });
  expect(marked(page)).toEqual([["DEL", expect.stringMatching(/^\s?and approval\s?$/)]]);
  expect(page.querySelector(".request-words")?.textContent).toMatch(
    /and discuss the review .*of Open Infrastructure Projects/,
  );
});

test("a switch shows it against the text in force, and says which one is shown", async () => {
  const page = show([request("ada", "review and approval", "review")]);
  const inForce = await screen.findByRole("button", { name: "Against the text in force" });
  expect(inForce.getAttribute("aria-pressed")).toBe("false");
  await userEvent.click(inForce);
  expect(inForce.getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByRole("figure", { name: "Compared with the text in force" })).toBeTruthy();
  expect(marked(page)).toEqual([
    ["INS", expect.stringMatching(/^\s?and discuss the review of Open Infrastructure Projects,\s?$/)],
  ]);
});

test("requests for the same words name and link each other, with what has become of them", async () => {
  const page = show([
    request("ada", "review and approval", "review"),
    request("jonas", "approval of Open Infrastructure", "naming of"),
    request("ruth", "Delaware Corporate Law", "the law"),
    ["maud", { kind: "disposition", answers: 2, outcome: "declined", text: "No." }],
  ]);
  await screen.findByRole("figure", { name: "Compared with the proposal" });
  expect(page.querySelector(".overlaps")?.textContent).toBe(
    "Not both can be granted as they stand: request 2 by Jonas Berg (declined)",
  );
  expect(page.querySelector(".overlaps a")?.getAttribute("href")).toBe("#comment-2");
});

test("of a request accepted in part, the words that will stand are shown, and those that were asked for", async () => {
  const page = show([
    request("ada", "review and approval", "review"),
    [
      "maud",
      { kind: "disposition", answers: 1, outcome: "accepted-in-part", wording: "review and naming", text: "Half." },
    ],
  ]);
  await screen.findByRole("figure", { name: "Compared with the proposal" });
  expect(marked(page).map(([tag, words]) => [tag, words?.trim()])).toEqual([
    ["DEL", "approval"],
    ["INS", "naming"],
  ]);
  expect(page.querySelector(".wording-request")?.textContent).toMatch(
    /^.*Accepted in part, with these words:.*Asked for: review$/s,
  );
  expect(page.querySelector(".disposition")?.textContent).toContain(
    "The words that will stand there: review and naming",
  );
});

test("words that have changed since are compared with what they were, not with what stands there now", async () => {
  const page = show([request("ada", "review and approval", "review")], "changed");
  await screen.findByRole("figure", { name: "Compared with the proposal" });
  expect(screen.queryByRole("button", { name: "Against the text in force" })).toBeNull();
  expect(marked(page)).toEqual([["DEL", expect.stringMatching(/^\s?and approval\s?$/)]]);
});
