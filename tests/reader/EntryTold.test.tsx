// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { Anchor } from "../../src/anchor/anchor.ts";
import type { Said } from "../../src/discuss/said.ts";
import { EntryTold } from "../../src/reader/EntryTold.tsx";
import { entriesOf } from "../discuss/entries.ts";
import { draw } from "./draw.tsx";

const ANCHOR: Anchor = {
  text: "1",
  side: "after",
  clause: "4.16",
  part: "text",
  from: 0,
  to: 4,
  quote: "four",
  prefix: "",
  suffix: "",
};

test.each<[Said, string]>([
  [{ kind: "comment", text: "No.", mark: "objection", stance: "object", anchor: ANCHOR }, "ObjectionfourNo."],
  [
    { kind: "comment", text: "Why.", mark: "request", wording: "five", anchor: ANCHOR },
    "Wording requestfourAsks for these words: fiveWhy.",
  ],
  [{ kind: "comment", text: "Yes.", version: "2024-05-15" }, "on the version of 2024-05-15Yes."],
  [{ kind: "reply", text: "So.", replyTo: 7 }, "In reply to 7So."],
  [{ kind: "edit", text: "Better.", edits: 7, after: 7 }, "New words for 7Better."],
  [{ kind: "withdrawal", withdraws: 7 }, "Withdraws 7"],
  [{ kind: "co-signature", signs: 7 }, "Co-signs 7"],
  [{ kind: "resolution", text: "Done.", resolves: 7 }, "Resolves 7Done."],
  [{ kind: "resolution", text: "Not done.", reopens: 7 }, "Reopens 7Not done."],
  [
    { kind: "disposition", text: "Half.", answers: 7, outcome: "accepted-in-part", wording: "4½", where: 9 },
    "Answers 7 for the board: Accepted in part; see 9The words that will stand there: 4½Half.",
  ],
  [{ kind: "position", position: "object", reason: "No.", thread: 7 }, "Position: Object; the reason is in 7No."],
  [{ kind: "moderation", text: "Rude.", hides: 7 }, "Hides 7Rude."],
  [{ kind: "moderation", text: "Mended.", shows: 7 }, "Shows 7 againMended."],
  [{ kind: "placement", places: 7, on: "2", anchor: ANCHOR }, "Says where the words of 7 stand on a later textfour"],
  [{ kind: "placement", places: 7, on: "2" }, "Says where the words of 7 stand on a later text: nowhere any more"],
])("every line of the record is told in words: %j", (said, words) => {
  const [entry] = entriesOf(["ada", said]);
  const { container } = draw(<EntryTold entry={entry!} />);
  expect(container.textContent).toBe(words);
  expect(
    Array.from(container.querySelectorAll("a"), ({ hash }) => hash).every((hash) => /^#entry-\d$/.test(hash)),
  ).toBe(true);
});
