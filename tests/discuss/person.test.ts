import { expect, test } from "vitest";
import { type Occasion, type Person, whyNot, whyNotName } from "../../src/discuss/person.ts";
import type { Said, SaidEntry } from "../../src/discuss/said.ts";

test.each(["Ada Lindqvist", "J", "Łukasz O’Neill-Święty", "山田太郎", "محمد", "Member 7", "x".repeat(80), "Ada 🙂"])(
  "“%s” is a name",
  (name) => {
    expect(whyNotName(name)).toBeUndefined();
  },
);

test.each([
  ["nothing", "", "name-empty"],
  ["blanks", "   ", "name-empty"],
  ["81 characters", "x".repeat(81), "name-too-long"],
  ["a zero-width space", "Ada\u200bLindqvist", "name-invisible"],
  ["letters that turn the reading direction", "Ada\u202eadA", "name-invisible"],
  ["a line break", "Ada\nChair", "name-invisible"],
  ["a Hangul filler", "Ada\u3164", "name-invisible"],
  ["an empty Braille cell", "\u2800Ada", "name-invisible"],
  ["half of an emoji", "Ada \ud83d", "name-invisible"],
  ["only signs", "***", "name-without-letters"],
])("%s is no name", (_, name, code) => {
  expect(whyNotName(name)).toMatchObject({ code, field: "name" });
});

const ada: Person = { id: "ada", name: "Ada", standing: "guest", isVerified: false };
const comment: Said = { kind: "comment", text: "Why?" };
const reply: Said = { kind: "reply", text: "Because.", replyTo: 1 };
const position: Said = { kind: "position", position: "object" };
const withdrawal: Said = { kind: "withdrawal", withdraws: 1 };
const by = (author: string, said: Said) =>
  ({ by: author, seq: 1, at: "2026-11-22T12:00:00.000Z", ...said }) as SaidEntry;
const open: Occasion = { isOpen: true };
const closed: Occasion = { isOpen: false, closedSince: "2021-04-08" };

test.each<[string, Person | undefined, Said, Occasion, string | undefined]>([
  ["a guest comments while comments are taken", ada, comment, open, undefined],
  ["a guest takes a position", ada, position, open, undefined],
  ["a guest replies to a comment", ada, reply, { ...open, about: by("jonas", comment) }, undefined],
  ["a guest replies to a reply", ada, reply, { ...open, about: by("jonas", reply) }, undefined],
  [
    "a guest replies to a comment that was withdrawn",
    ada,
    reply,
    { ...open, about: by("jonas", comment), isWithdrawn: true },
    undefined,
  ],
  ["someone without a name", undefined, comment, open, "signed-out"],
  ["someone without a name, after the close", undefined, comment, closed, "signed-out"],
  ["a comment after the close", ada, comment, closed, "closed-for-comment"],
  ["a position after the close", ada, position, closed, "closed-for-comment"],
  ["a reply after the close", ada, reply, { ...closed, about: by("jonas", comment) }, "closed-for-comment"],
  ["a comment before the opening day", ada, comment, { isOpen: false, opens: "2027-01-01" }, "not-yet-open"],
  ["a comment on a draft without days", ada, comment, { isOpen: false }, "not-yet-open"],
  ["a reply to nothing", ada, reply, open, "entry-unknown"],
  ["a reply to a position", ada, reply, { ...open, about: by("jonas", position) }, "entry-unknown"],
  ["one’s own comment is withdrawn", ada, withdrawal, { ...open, about: by("ada", comment) }, undefined],
  ["one’s own reply is withdrawn after the close", ada, withdrawal, { ...closed, about: by("ada", reply) }, undefined],
  ["somebody else’s comment is withdrawn", ada, withdrawal, { ...open, about: by("jonas", comment) }, "not-yours"],
  [
    "a comment is withdrawn twice",
    ada,
    withdrawal,
    { ...open, about: by("ada", comment), isWithdrawn: true },
    "withdrawn",
  ],
  ["a position is withdrawn", ada, withdrawal, { ...open, about: by("ada", position) }, "entry-unknown"],
  ["nothing is withdrawn", ada, withdrawal, open, "entry-unknown"],
])("%s", (_, person, said, occasion, code) => {
  expect(whyNot(person, said, occasion)?.code).toBe(code);
});

test("whoever is refused is told that his text is kept", () => {
  for (const [person, occasion] of [
    [undefined, open],
    [ada, closed],
    [ada, { isOpen: false }],
    [ada, { isOpen: false, opens: "2027-01-01" }],
  ] as const)
    expect(whyNot(person, comment, occasion)?.message).toContain("Your text is kept");
});

test("whoever comes too late is told since when", () => {
  expect(whyNot(ada, comment, closed)?.message).toContain("8 April 2021");
});
