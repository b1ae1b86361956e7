import { expect, test } from "vitest";
import type { Deed, Occasion } from "../../src/discuss/occasion.ts";
import { type Person, RULES, whyNot } from "../../src/discuss/person.ts";
import type { Said, SaidEntry } from "../../src/discuss/said.ts";
import { problem } from "../../src/text/problem.ts";

const ada: Person = { id: "ada", name: "Ada", standing: "guest", isVerified: false };
const comment: Said = { kind: "comment", text: "Why?" };
const reply: Said = { kind: "reply", text: "Because.", replyTo: 1 };
const position: Said = { kind: "position", position: "object" };
const withdrawal: Said = { kind: "withdrawal", withdraws: 1 };
const by = (author: string, said: Said) =>
  ({ by: author, seq: 1, at: "2026-11-22T12:00:00.000Z", ...said }) as SaidEntry;
/** Entry 1 was withdrawn. */
const withdrawn: Occasion["fates"] = {
  withdrawn: new Map([[1, "2026-11-22T13:00:00.000Z"]]),
  edits: new Map(),
  hidden: new Map(),
};
const open: Occasion = { isOpen: true };
const closed: Occasion = { isOpen: false, closedSince: "2021-04-08" };

const eve: Person = { id: "eve", name: "Eve", standing: "member", isVerified: true };
const secretary: Person = { id: "sec", name: "Sam", standing: "secretary", isVerified: true };

test.each<[string, Person | undefined, Deed, Occasion, string | undefined]>([
  ["a guest comments while comments are taken", ada, comment, open, undefined],
  ["a guest takes a position", ada, position, open, undefined],
  ["a guest replies to a comment", ada, reply, { ...open, about: by("jonas", comment) }, undefined],
  ["a guest replies to a reply", ada, reply, { ...open, about: by("jonas", reply) }, undefined],
  [
    "a guest replies to a comment that was withdrawn",
    ada,
    reply,
    { ...open, about: by("jonas", comment), fates: withdrawn },
    "withdrawn",
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
    { ...open, about: by("ada", comment), fates: withdrawn },
    "withdrawn",
  ],
  ["a position is withdrawn", ada, withdrawal, { ...open, about: by("ada", position) }, "entry-unknown"],
  ["nothing is withdrawn", ada, withdrawal, open, "entry-unknown"],
  [
    "what one wrote as a guest is withdrawn after signing in",
    eve,
    withdrawal,
    { ...closed, about: by("guest-of-eve", comment), author: "eve" },
    undefined,
  ],
  [
    "what somebody else claimed is withdrawn by the guest’s old device",
    ada,
    withdrawal,
    { ...closed, about: by("ada", comment), author: "eve" },
    "not-yours",
  ],
  ["a guest comments where guests may speak", ada, comment, { ...open, guestsMaySpeak: true }, undefined],
  ["a guest comments where guests may not", ada, comment, { ...open, guestsMaySpeak: false }, "guests-off"],
  ["a guest takes a position where guests may not", ada, position, { ...open, guestsMaySpeak: false }, "guests-off"],
  [
    "a guest withdraws what he said while guests might speak",
    ada,
    withdrawal,
    { ...closed, guestsMaySpeak: false, about: by("ada", comment) },
    undefined,
  ],
  [
    "one who signed in and is on no list",
    { ...eve, standing: "guest" },
    comment,
    { ...open, guestsMaySpeak: false },
    undefined,
  ],
  ["a member where guests may not speak", eve, comment, { ...open, guestsMaySpeak: false }, undefined],
  ["one who signed in and has no name yet", { ...eve, name: "" }, comment, open, "name-missing"],
  ["one who left", { ...eve, hasLeft: true }, comment, open, "has-left"],
  [
    "a comment while the record is read-only",
    eve,
    comment,
    { ...open, readOnly: "The disk failed." },
    "ledger-read-only",
  ],
  [
    "a withdrawal while the record is read-only",
    ada,
    withdrawal,
    { ...open, about: by("ada", comment), readOnly: "The disk failed." },
    "ledger-read-only",
  ],
  ["anybody reads", undefined, { kind: "read" }, {}, undefined],
  ["anybody signs in", undefined, { kind: "sign-in" }, {}, undefined],
  ["somebody names himself", undefined, { kind: "name-guest" }, { guestsMaySpeak: true }, undefined],
  [
    "somebody names himself where guests may not speak",
    undefined,
    { kind: "name-guest" },
    { guestsMaySpeak: false },
    "guests-off",
  ],
  ["one who signed in names himself as a guest", eve, { kind: "name-guest" }, { guestsMaySpeak: true }, "signed-in"],
  [
    "somebody names himself like another",
    undefined,
    { kind: "name-guest" },
    { nameProblem: problem("name-taken", "Taken.") },
    "name-taken",
  ],
  ["a member takes another name", eve, { kind: "rename" }, {}, undefined],
  ["a member whose name the list gives takes another", eve, { kind: "rename" }, { isNameGiven: true }, "name-given"],
  ["nobody takes another name", undefined, { kind: "rename" }, {}, "signed-out"],
  ["the secretary keeps the list of people", secretary, { kind: "keep-people" }, {}, undefined],
  ["a director does", { ...eve, standing: "director" }, { kind: "keep-people" }, {}, "not-allowed"],
  ["a moderator does", { ...eve, standing: "moderator" }, { kind: "keep-people" }, {}, "not-allowed"],
  ["a guest does", ada, { kind: "keep-people" }, {}, "not-allowed"],
  ["nobody does", undefined, { kind: "keep-people" }, {}, "signed-out"],
  [
    "a secretary who has not signed in does",
    { ...secretary, isVerified: false },
    { kind: "keep-people" },
    {},
    "not-allowed",
  ],
  ["a secretary who left does", { ...secretary, hasLeft: true }, { kind: "keep-people" }, {}, "not-allowed"],
  ["the secretary sees a mail address", secretary, { kind: "see-mail" }, {}, undefined],
  ["a member sees his own", eve, { kind: "see-mail" }, { isOwn: true }, undefined],
  ["a member sees another’s", eve, { kind: "see-mail" }, {}, "not-allowed"],
  ["nobody sees one", undefined, { kind: "see-mail" }, { isOwn: true }, "signed-out"],
  [
    "whoever opens the secretary’s link",
    undefined,
    { kind: "become-secretary" },
    { hasSecretaryLink: true },
    undefined,
  ],
  ["whoever has no such link", eve, { kind: "become-secretary" }, {}, "link-unknown"],
  ["a guest takes his data", ada, { kind: "take-data" }, {}, undefined],
  ["a guest leaves", ada, { kind: "leave" }, {}, undefined],
  ["a member sees his devices", eve, { kind: "keep-sessions" }, {}, undefined],
  ["nobody leaves", undefined, { kind: "leave" }, {}, "signed-out"],
  ["something there is no rule for", secretary, { kind: "moderate" } as unknown as Deed, {}, "not-allowed"],
  [
    "something named like a property of everything",
    secretary,
    { kind: "constructor" } as unknown as Deed,
    {},
    "not-allowed",
  ],
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

test("every rule is said in words, once, and there is one for everything that can be said", () => {
  expect(new Set(RULES.map(({ kind }) => kind)).size).toBe(RULES.length);
  for (const { act, who, when } of RULES) for (const words of [act, who, when]) expect(words).toMatch(/^\S.*\S$/);
  for (const kind of [
    "comment",
    "reply",
    "edit",
    "withdrawal",
    "co-signature",
    "resolution",
    "disposition",
    "position",
    "moderation",
    "placement",
  ] as const)
    expect(RULES.some((rule) => rule.kind === kind)).toBe(true);
});

test("the table, as the page prints it", () => {
  expect(RULES.map(({ act, who, when }) => `${act} | ${who} | ${when}`).join("\n")).toMatchInlineSnapshot(`
    "Read the texts, what changes, what was said, the record and the feeds | Everyone, without a name | at any time
    Give a name to speak under as a guest | Everyone who has not signed in | a guest, only where the organisation lets guests speak; under a name nobody else is known by, and no office’s
    Sign in, by a link in a mail or through a provider | Everyone, without a name | at any time
    Comment on words, a clause, an amendment or a version; ask a question, object, request other words | Secretary, directors, moderators, members, and guests who gave a name | a guest, only where the organisation lets guests speak; from the day comments open through the day they close; on a version in force at any time; while the record can be written
    Reply to a comment | Secretary, directors, moderators, members, and guests who gave a name | a guest, only where the organisation lets guests speak; from the day comments open through the day they close; on a version in force at any time; the comment or reply that is answered stands here and has not been withdrawn; while the record can be written
    Edit a comment or reply; the earlier wordings stay on record | Secretary, directors, moderators, members, and guests who gave a name | a guest, only where the organisation lets guests speak; from the day comments open through the day they close; on a version in force at any time; only one’s own words, before they are withdrawn; and only the newest wording of them; while the record can be written
    Withdraw a comment, a reply or a co-signature, also after the close | Secretary, directors, moderators, members, and guests who gave a name | only one’s own words or signature, and once; while the record can be written
    Co-sign a wording request or a question | Secretary, directors, moderators, members, and guests who gave a name | a guest, only where the organisation lets guests speak; from the day comments open through the day they close; on a version in force at any time; a wording request or a question of somebody else, once, and not after it was withdrawn or hidden; while the record can be written
    Take a position on a revision, or change it | Secretary, directors, moderators, members, and guests who gave a name | a guest, only where the organisation lets guests speak; from the day comments open through the day they close; on a version in force at any time; while the record can be written
    Resolve a thread, or open it again, with a reason; also after the close | The author of its comment; secretary, directors and moderators, once what it asks for is answered. It is opened again by any of them, and by whoever speaks in it | a guest, only where the organisation lets guests speak; while the record can be written
    Answer an objection, a question or a wording request for the board | The secretary and directors | at any time, also after the close; an objection, a question or a wording request; while the record can be written
    Hide a comment or reply, or show it again | The secretary and moderators | at any time, a comment or reply, with a reason that everyone reads; while the record can be written
    Read words that are hidden | The secretary and moderators; and everyone his own | at any time
    Say where the words of a comment stand on a later text | The author of the comment; secretary, directors and moderators | at any time; while the record can be written
    Change the name one’s words stand under | Everyone who signed in or gave a name, for himself | unless the secretary’s list or the sign-in gives the name; under a name nobody else is known by, and no office’s
    See the devices one is signed in on, and sign them out | Everyone who signed in or gave a name, for himself | at any time
    Take everything that is kept about one, as a file | Everyone who signed in or gave a name, for himself | at any time
    Leave, and keep or blank one’s words | Everyone who signed in or gave a name, for himself | at any time
    Become the secretary | Everyone, without a name | once, with the link the server prints at its start while there is no secretary
    Keep the list of people: who is secretary, director, moderator or member | The secretary | at any time
    See a mail address, on the list of people or in the file of one’s own data | The secretary; and everyone his own | at any time"
  `);
});
