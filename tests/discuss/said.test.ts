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
])("%s that was blanked keeps its kind and its place, and no word", (_, body, read) => {
  expect(readSaid(entry(body))).toEqual({ ...entry(read), blanked: at, isBlanked: true, blankedAt: at });
});

test("a withdrawal goes on withdrawing when its author’s words were blanked", () => {
  expect(readSaid(entry({ kind: "withdrawal", withdraws: 3, blanked: at }))).not.toHaveProperty("isBlanked");
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
])("%s is passed over", (_, body) => {
  expect(readSaid(entry(body))).toBeUndefined();
});
