import { expect, test } from "vitest";
import { readSaid } from "../../src/discuss/said.ts";
import type { Entry } from "../../src/ledger/entry.ts";
import { entriesOf } from "./entries.ts";

const [head] = entriesOf(["ada", { kind: "comment", text: "x" }]);
const entry = (body: object): Entry => {
  const { text: _, ...rest } = head as unknown as Entry;
  return { ...rest, ...body } as Entry;
};

test.each([
  ["a comment", { kind: "comment", text: "Why?" }],
  ["a comment on words", { kind: "comment", text: "Why?", anchor: { quote: "and discuss" } }],
  ["a reply", { kind: "reply", text: "Because.", replyTo: 1 }],
  ["a position", { kind: "position", position: "support-with-changes" }],
  ["a position with a reason", { kind: "position", position: "object", reason: "Too wide." }],
  ["a withdrawal", { kind: "withdrawal", withdraws: 3 }],
  ["a wording request", { kind: "comment", text: "x", mark: "request", anchor: { quote: "may" }, wording: "shall" }],
  ["an edit", { kind: "edit", text: "Better.", edits: 3, after: 5 }],
  ["a co-signature", { kind: "co-signature", signs: 3 }],
  ["a resolution", { kind: "resolution", text: "Done.", resolves: 3 }],
  ["a reopening", { kind: "resolution", text: "Not done.", reopens: 3 }],
  ["a disposition", { kind: "disposition", text: "No.", answers: 3, outcome: "declined" }],
  ["a moderation", { kind: "moderation", text: "Rude.", hides: 3 }],
  ["a showing", { kind: "moderation", text: "Not so.", shows: 3 }],
  ["a placement", { kind: "placement", places: 3, on: "f".repeat(64) }],
])("%s is read as it was said", (_, body) => {
  expect(readSaid(entry(body))).toEqual(entry(body));
});

const at = "2027-05-03T10:00:00.000Z";
test.each([
  ["a comment", { kind: "comment", blanked: at }, { kind: "comment", text: "" }],
  [
    "a comment on words that kept them against the rules",
    { kind: "comment", blanked: at, text: "left", anchor: {} },
    { kind: "comment", text: "" },
  ],
  ["a reply", { kind: "reply", replyTo: 7, blanked: at }, { kind: "reply", text: "", replyTo: 7 }],
  ["a position", { kind: "position", blanked: at }, { kind: "position" }],
  ["a position that names a thread", { kind: "position", thread: 7, blanked: at }, { kind: "position", thread: 7 }],
  [
    "a wording request",
    { kind: "comment", mark: "request", wording: "shall", blanked: at },
    { kind: "comment", text: "" },
  ],
  ["an edit", { kind: "edit", edits: 3, after: 3, blanked: at }, { kind: "edit", text: "", edits: 3, after: 3 }],
  ["a resolution", { kind: "resolution", resolves: 3, blanked: at }, { kind: "resolution", text: "", resolves: 3 }],
  [
    "a disposition",
    { kind: "disposition", answers: 3, outcome: "declined", blanked: at },
    { kind: "disposition", text: "", answers: 3 },
  ],
  ["a moderation", { kind: "moderation", hides: 3, blanked: at }, { kind: "moderation", text: "", hides: 3 }],
])("%s that was blanked keeps its kind and its place, and no word", (_, body, read) => {
  expect(readSaid(entry(body))).toEqual({ ...entry(read), blanked: at, isBlanked: true, blankedAt: at });
});

test("an objection whose words are hidden is still an objection", () => {
  const hidden = { mark: "objection", stance: "object" };
  expect(readSaid(entry({ kind: "comment", blanked: at, hidden }))).toMatchObject({ text: "", ...hidden });
  expect(readSaid(entry({ kind: "comment", blanked: at, hidden: { mark: "spam", text: "x" } }))).toMatchObject({
    text: "",
  });
  expect(readSaid(entry({ kind: "comment", blanked: at, hidden: true }))).not.toHaveProperty("mark");
});

test("a withdrawal goes on withdrawing, and a signature counts, when its author’s words were blanked", () => {
  expect(readSaid(entry({ kind: "withdrawal", withdraws: 3, blanked: at }))).not.toHaveProperty("isBlanked");
  expect(readSaid(entry({ kind: "co-signature", signs: 3, blanked: at }))).not.toHaveProperty("isBlanked");
});

test.each([
  ["a kind a newer server may know", { kind: "disposition", text: "Declined." }],
  ["a comment without words", { kind: "comment" }],
  ["a blanked reply that answers nothing", { kind: "reply", blanked: at }],
  ["a blanked entry of no known kind", { kind: "disposition", blanked: at }],
  ["a comment that is a number", { kind: "comment", text: 7 }],
  ["a reply that answers nothing", { kind: "reply", text: "Because." }],
  ["a reply that answers half a comment", { kind: "reply", text: "Because.", replyTo: 1.5 }],
  ["a reply without words", { kind: "reply", replyTo: 1 }],
  ["a position nobody can take", { kind: "position", position: "furious" }],
  ["a position that is everything’s property", { kind: "position", position: "constructor" }],
  ["a withdrawal of nothing", { kind: "withdrawal" }],
  ["an edit of nothing", { kind: "edit", text: "x", after: 3 }],
  ["an edit that has seen nothing", { kind: "edit", text: "x", edits: 3 }],
  ["a co-signature of nothing", { kind: "co-signature" }],
  ["a resolution that does neither", { kind: "resolution", text: "x" }],
  ["a resolution that does both", { kind: "resolution", text: "x", resolves: 1, reopens: 1 }],
  ["a moderation that does both", { kind: "moderation", text: "x", hides: 1, shows: 1 }],
  ["a moderation without a reason", { kind: "moderation", hides: 1 }],
  ["a disposition nobody can give", { kind: "disposition", text: "x", answers: 1, outcome: "maybe" }],
  ["a placement nowhere", { kind: "placement", places: 3 }],
  ["a placement that was blanked", { kind: "placement", places: 3, on: "x", blanked: at }],
])("%s is passed over", (_, body) => {
  expect(readSaid(entry(body))).toBeUndefined();
});
