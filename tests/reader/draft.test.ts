import { expect, test } from "vitest";
import { type Draft, joinDrafts, readDraft, saidOf } from "../../src/reader/draft.ts";

const PLACE = { document: "d", amendment: "a", revision: 1, clause: "4.16" };

/** A draft as a window has it; `at` in minutes. */
function draft(window: string, at: number, text: string, rest: Partial<Draft> = {}): Draft {
  return {
    key: "d a comment  1 4.16",
    entryKey: `entry of ${window}`,
    place: PLACE,
    said: { kind: "comment" },
    text,
    at: new Date(Date.UTC(2026, 10, 22, 14, at)).toISOString(),
    window,
    stamp: `${window}/${at}`,
    ...rest,
  };
}
const texts = ({ text, others = [] }: Draft) => [text, ...others.map((other) => other.text)];

test("what this window knows of is written over, and nothing is kept beside it", () => {
  const stored = draft("one", 1, "Half");
  const mine = draft("one", 2, "Half a thought");
  expect(joinDrafts(mine, stored, stored.stamp)).toBe(mine);
});

test("of two texts that do not know of each other the newer is shown and the older kept, whoever writes last", () => {
  const [older, newer] = [draft("one", 1, "Older."), draft("two", 2, "Newer.")];
  expect(texts(joinDrafts(newer, older, undefined))).toEqual(["Newer.", "Older."]);
  expect(texts(joinDrafts(older, newer, undefined))).toEqual(["Newer.", "Older."]);
});

test("typed on and on in two windows, one text of each is kept, the newest", () => {
  let stored = draft("one", 1, "One");
  let known: Record<string, string> = { one: stored.stamp };
  for (let at = 2; at < 20; at++) {
    const window = at % 2 ? "one" : "two";
    const mine = draft(window, at, `${window} ${at}`);
    stored = joinDrafts(mine, stored, known[window]);
    known = { ...known, [window]: stored.stamp };
  }
  expect(texts(stored)).toEqual(["one 19", "two 18"]);
});

test("three windows: none of the three is lost", () => {
  const two = joinDrafts(draft("two", 2, "Two."), draft("one", 1, "One."), undefined);
  const three = joinDrafts(draft("three", 3, "Three."), two, undefined);
  expect(texts(three)).toEqual(["Three.", "Two.", "One."]);
});

test("the same text, and an empty one, is nothing to choose from", () => {
  expect(texts(joinDrafts(draft("two", 2, "Same."), draft("one", 1, "Same."), undefined))).toEqual(["Same."]);
  expect(texts(joinDrafts(draft("two", 2, "Words."), draft("one", 1, " "), undefined))).toEqual(["Words."]);
});

test("posted elsewhere while it was typed on here, it is another one, under another key", () => {
  const mine = draft("one", 2, "And more.");
  expect(joinDrafts(mine, undefined, undefined).entryKey).toBe(mine.entryKey);
  const after = joinDrafts(mine, undefined, "one/1");
  expect(after.text).toBe("And more.");
  expect(after.entryKey).not.toBe(mine.entryKey);
});

test("drafts of the first release are read, a comment and a reply; what nobody knows is left alone", () => {
  const anchor = { text: "0".repeat(64), side: "after", part: "text", from: 3, to: 9 };
  expect(readDraft({ key: "k", place: PLACE, anchor, text: "Why?" })).toMatchObject({
    entryKey: "k",
    said: { kind: "comment", anchor },
    text: "Why?",
  });
  expect(readDraft({ key: "k", place: PLACE, replyTo: 7, text: "So." })).toMatchObject({
    key: "d a reply 7",
    said: { kind: "reply", replyTo: 7 },
  });
  const own = draft("one", 1, "Mine.");
  expect(readDraft(own)).toBe(own);
  for (const strange of [undefined, 7, { text: "x" }, { ...own, said: { kind: "song" } }]) {
    expect(readDraft(strange)).toBeUndefined();
  }
});

test("what goes on record has neither the edited clause nor an empty reason", () => {
  const edited = { part: "text", words: "All of it.", was: "All of it" } as const;
  expect(saidOf({ said: { kind: "comment", mark: "question", edited }, text: "Why?" })).toEqual({
    kind: "comment",
    mark: "question",
    text: "Why?",
  });
  expect(saidOf({ said: { kind: "position", position: "object" }, text: "  " })).toEqual({
    kind: "position",
    position: "object",
  });
});
