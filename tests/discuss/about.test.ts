import { describe, expect, test } from "vitest";
import type { Occasion } from "../../src/discuss/occasion.ts";
import { type Person, type Standing, whyNot } from "../../src/discuss/person.ts";
import { aboutNumber, type Said, type SaidEntry } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { entriesOf } from "./entries.ts";

const person = (id: string, standing: Standing, isVerified = true): Person => ({ id, name: id, standing, isVerified });
const ada = person("ada", "guest", false);
const jonas = person("jonas", "member");
const ruth = person("ruth", "moderator");
const dora = person("dora", "director");
const sam = person("sam", "secretary");
/** What Gus said as a guest is Mia’s. */
const mia = person("mia", "member");
const PEOPLE: Record<string, Person> = { ada, jonas, ruth, dora, sam, mia, gus: mia };
const personOf = (by: string) => PEOPLE[by];

const remark: Said = { kind: "comment", text: "Hm." };
const question: Said = { kind: "comment", text: "Why?", mark: "question" };
const objection: Said = { kind: "comment", text: "No.", mark: "objection" };
const request: Said = { kind: "comment", text: "Say shall.", mark: "request" };
const reply = (replyTo: number): Said => ({ kind: "reply", text: "…", replyTo });
const edit = (edits: number, after = edits): Said => ({ kind: "edit", text: "…", edits, after });
const withdraw = (withdraws: number): Said => ({ kind: "withdrawal", withdraws });
const sign = (signs: number): Said => ({ kind: "co-signature", signs });
const resolve = (resolves: number): Said => ({ kind: "resolution", text: "…", resolves });
const reopen = (reopens: number): Said => ({ kind: "resolution", text: "…", reopens });
const hide = (hides: number): Said => ({ kind: "moderation", text: "…", hides });
const show = (shows: number): Said => ({ kind: "moderation", text: "…", shows });
const answer = (answers: number, outcome = "declined", wording?: string): Said =>
  ({ kind: "disposition", text: "…", answers, outcome, ...(wording && { wording }) }) as Said;
const place = (places: number): Said => ({ kind: "placement", places, on: "f".repeat(64) });

/** What the server knows when somebody wants to say something after all that was said. */
function occasionOf(who: Person, said: Said, before: readonly SaidEntry[], others: Occasion): Occasion {
  const seq = aboutNumber(said);
  const about = before.find((entry) => entry.seq === seq);
  // A signature that was taken back belongs to the thread still.
  const root = about?.kind === "co-signature" ? about.signs : seq;
  const threads = threadsOf(before, personOf);
  const thread = threads.find(({ comment, replies }) => [comment, ...replies].some((entry) => entry.seq === root));
  const isOwn = ({ by }: SaidEntry) => personOf(by)?.id === who.id;
  return {
    isOpen: true,
    about,
    fates: thread,
    thread,
    author: about && personOf(about.by)?.id,
    hasSpoken: thread?.replies.some(isOwn),
    hasSigned: thread?.coSignatures.some(isOwn),
    ...others,
  };
}

const closed: Occasion = { isOpen: false, closedSince: "2021-04-08" };
const noGuests: Occasion = { guestsMaySpeak: false };
type Row = [
  what: string,
  before: [by: string, said: Said][],
  who: Person,
  said: Said,
  code?: string,
  occasion?: Occasion,
];

function check(rows: readonly Row[]): void {
  test.each(rows)("%s", (_, before, who, said, code, others = {}) => {
    const occasion = occasionOf(who, said, entriesOf(...before), others);
    const why = whyNot(who, said, occasion);
    expect(why?.code).toBe(code);
    if (!why) return;
    expect(why.message).toMatch(/^[A-Z“].*\.$/s);
    const hasText = "text" in said;
    expect(/text is kept|nothing is lost/.test(why.message), why.message).toBe(hasText);
  });
}

describe("editing", () => {
  check([
    ["one’s own comment", [["ada", remark]], ada, edit(1)],
    [
      "one’s own reply",
      [
        ["jonas", remark],
        ["ada", reply(1)],
      ],
      ada,
      edit(2),
    ],
    [
      "again, having seen the first edit",
      [
        ["ada", remark],
        ["ada", edit(1)],
      ],
      ada,
      edit(1, 2),
    ],
    [
      "again, not having seen it",
      [
        ["ada", remark],
        ["ada", edit(1)],
      ],
      ada,
      edit(1),
      "edited-meanwhile",
    ],
    [
      "having seen an edit of something else",
      [
        ["ada", remark],
        ["ada", remark],
      ],
      ada,
      edit(1, 2),
      "edited-meanwhile",
    ],
    ["what one said as a guest", [["gus", remark]], mia, edit(1)],
    ["somebody else’s words", [["jonas", remark]], ada, edit(1), "not-yours"],
    ["somebody else’s words, as the secretary", [["jonas", remark]], sam, edit(1), "not-yours"],
    [
      "what one has withdrawn",
      [
        ["ada", remark],
        ["ada", withdraw(1)],
      ],
      ada,
      edit(1),
      "withdrawn",
    ],
    [
      "what is hidden: it stays so",
      [
        ["ada", remark],
        ["ruth", hide(1)],
      ],
      ada,
      edit(1),
    ],
    ["nothing", [], ada, edit(7), "entry-unknown"],
    ["a position", [["ada", { kind: "position", position: "object" }]], ada, edit(1), "entry-unknown"],
    [
      "an edit",
      [
        ["ada", remark],
        ["ada", edit(1)],
      ],
      ada,
      edit(2),
      "entry-unknown",
    ],
    ["after the close", [["ada", remark]], ada, edit(1), "closed-for-comment", closed],
    ["as a guest where guests may not speak any more", [["ada", remark]], ada, edit(1), "guests-off", noGuests],
  ]);
});

describe("withdrawing", () => {
  check([
    [
      "one’s co-signature, after the close",
      [
        ["ada", question],
        ["jonas", sign(1)],
      ],
      jonas,
      withdraw(2),
      undefined,
      closed,
    ],
    [
      "somebody else’s co-signature",
      [
        ["ada", question],
        ["jonas", sign(1)],
      ],
      ada,
      withdraw(2),
      "not-yours",
    ],
    [
      "one’s co-signature twice",
      [
        ["ada", question],
        ["jonas", sign(1)],
        ["jonas", withdraw(2)],
      ],
      jonas,
      withdraw(2),
      "withdrawn",
    ],
    [
      "an edit",
      [
        ["ada", remark],
        ["ada", edit(1)],
      ],
      ada,
      withdraw(2),
      "entry-unknown",
    ],
    [
      "an answer of the board",
      [
        ["ada", question],
        ["dora", answer(1, "answered")],
      ],
      dora,
      withdraw(2),
      "entry-unknown",
    ],
  ]);
});

describe("co-signing", () => {
  check([
    ["a question", [["ada", question]], jonas, sign(1)],
    ["a wording request, as a guest", [["jonas", request]], ada, sign(1)],
    ["a remark", [["ada", remark]], jonas, sign(1), "not-signable"],
    ["an objection", [["ada", objection]], jonas, sign(1), "not-signable"],
    [
      "a reply",
      [
        ["ada", question],
        ["ada", reply(1)],
      ],
      jonas,
      sign(2),
      "entry-unknown",
    ],
    ["one’s own", [["ada", question]], ada, sign(1), "own"],
    ["what one asked as a guest", [["gus", question]], mia, sign(1), "own"],
    [
      "twice",
      [
        ["ada", question],
        ["jonas", sign(1)],
      ],
      jonas,
      sign(1),
      "signed",
    ],
    [
      "after signing as a guest",
      [
        ["ada", question],
        ["gus", sign(1)],
      ],
      mia,
      sign(1),
      "signed",
    ],
    [
      "anew after taking it back",
      [
        ["ada", question],
        ["jonas", sign(1)],
        ["jonas", withdraw(2)],
      ],
      jonas,
      sign(1),
    ],
    [
      "what was withdrawn",
      [
        ["ada", question],
        ["ada", withdraw(1)],
      ],
      jonas,
      sign(1),
      "withdrawn",
    ],
    [
      "what was hidden",
      [
        ["ada", question],
        ["ruth", hide(1)],
      ],
      jonas,
      sign(1),
      "hidden",
    ],
    [
      "what was hidden and shown again",
      [
        ["ada", question],
        ["ruth", hide(1)],
        ["ruth", show(1)],
      ],
      jonas,
      sign(1),
    ],
    ["after the close", [["ada", question]], jonas, sign(1), "closed-for-comment", closed],
    ["as a guest where guests may not speak", [["jonas", question]], ada, sign(1), "guests-off", noGuests],
    ["nothing", [], jonas, sign(9), "entry-unknown"],
  ]);
});

describe("replying", () => {
  check([
    [
      "to a reply that was withdrawn",
      [
        ["ada", remark],
        ["jonas", reply(1)],
        ["jonas", withdraw(2)],
      ],
      ada,
      reply(2),
      "withdrawn",
    ],
    [
      "to what is hidden",
      [
        ["ada", remark],
        ["ruth", hide(1)],
      ],
      jonas,
      reply(1),
    ],
    [
      "in a thread that is resolved",
      [
        ["ada", remark],
        ["ada", resolve(1)],
      ],
      jonas,
      reply(1),
    ],
  ]);
});

describe("resolving and opening again", () => {
  check([
    ["one’s own thread, before it is answered", [["ada", question]], ada, resolve(1)],
    ["one’s own after the close", [["ada", question]], ada, resolve(1), undefined, closed],
    ["what one asked as a guest", [["gus", question]], mia, resolve(1)],
    ["somebody else’s, as a member", [["ada", remark]], jonas, resolve(1), "not-allowed"],
    ["a remark, as moderator", [["ada", remark]], ruth, resolve(1)],
    ["a question nobody answered, as secretary", [["ada", question]], sam, resolve(1), "unanswered"],
    ["an objection nobody answered, as director", [["ada", objection]], dora, resolve(1), "unanswered"],
    [
      "one that was answered",
      [
        ["ada", objection],
        ["sam", answer(1)],
      ],
      dora,
      resolve(1),
    ],
    [
      "one whose answer does not hold any more",
      [
        ["ada", objection],
        ["sam", answer(1)],
        ["ada", resolve(1)],
        ["ada", reopen(1)],
      ],
      dora,
      resolve(1),
      "unanswered",
    ],
    [
      "one that was withdrawn",
      [
        ["ada", objection],
        ["ada", withdraw(1)],
      ],
      dora,
      resolve(1),
    ],
    [
      "twice",
      [
        ["ada", remark],
        ["ada", resolve(1)],
      ],
      ada,
      resolve(1),
      "resolved",
    ],
    [
      "a reply",
      [
        ["ada", remark],
        ["ada", reply(1)],
      ],
      ada,
      resolve(2),
      "entry-unknown",
    ],
    ["nothing", [], ada, resolve(1), "entry-unknown"],
    [
      "again by its author",
      [
        ["ada", remark],
        ["ruth", resolve(1)],
      ],
      ada,
      reopen(1),
    ],
    [
      "again by whoever speaks in it",
      [
        ["ada", remark],
        ["jonas", reply(1)],
        ["ada", resolve(1)],
      ],
      jonas,
      reopen(1),
    ],
    [
      "again by whoever spoke in it as a guest",
      [
        ["ada", remark],
        ["gus", reply(1)],
        ["ada", resolve(1)],
      ],
      mia,
      reopen(1),
    ],
    [
      "again by somebody who did not",
      [
        ["ada", remark],
        ["ada", resolve(1)],
      ],
      jonas,
      reopen(1),
      "not-allowed",
    ],
    [
      "again by a moderator",
      [
        ["ada", remark],
        ["ada", resolve(1)],
      ],
      ruth,
      reopen(1),
    ],
    ["again while it is open", [["ada", remark]], ada, reopen(1), "not-resolved"],
    [
      "again where guests may not speak",
      [
        ["ada", remark],
        ["ada", resolve(1)],
      ],
      ada,
      reopen(1),
      "guests-off",
      noGuests,
    ],
    [
      "as a director who has not signed in",
      [["ada", remark]],
      { ...dora, isVerified: false },
      resolve(1),
      "not-allowed",
    ],
    ["as a moderator who left", [["ada", remark]], { ...ruth, hasLeft: true }, resolve(1), "has-left"],
  ]);
});

describe("answering for the board", () => {
  check([
    ["an objection, as director", [["ada", objection]], dora, answer(1)],
    ["a question, as secretary, after the close", [["ada", question]], sam, answer(1, "answered"), undefined, closed],
    ["as a member", [["ada", objection]], jonas, answer(1), "not-allowed"],
    ["as a moderator", [["ada", objection]], ruth, answer(1), "not-allowed"],
    [
      "as a director who has not signed in",
      [["ada", objection]],
      { ...dora, isVerified: false },
      answer(1),
      "not-allowed",
    ],
    ["as a director who left", [["ada", objection]], { ...dora, hasLeft: true }, answer(1), "not-allowed"],
    ["one’s own question", [["dora", question]], dora, answer(1, "answered")],
    ["a remark", [["ada", remark]], dora, answer(1), "not-answerable"],
    [
      "a reply",
      [
        ["ada", question],
        ["ada", reply(1)],
      ],
      dora,
      answer(2),
      "entry-unknown",
    ],
    ["a question with “accepted”", [["ada", question]], dora, answer(1, "accepted"), "wrong-value"],
    ["an objection with “answered”", [["ada", objection]], dora, answer(1, "answered"), "wrong-value"],
    ["a request in part, with other words", [["ada", request]], dora, answer(1, "accepted-in-part", "must")],
    ["a request in whole, with other words", [["ada", request]], dora, answer(1, "accepted", "must"), "wrong-value"],
    [
      "an objection in part, with other words",
      [["ada", objection]],
      dora,
      answer(1, "accepted-in-part", "must"),
      "wrong-value",
    ],
    [
      "what was withdrawn",
      [
        ["ada", objection],
        ["ada", withdraw(1)],
      ],
      dora,
      answer(1),
      "withdrawn",
    ],
    [
      "a second time, with another answer",
      [
        ["ada", objection],
        ["dora", answer(1)],
      ],
      sam,
      answer(1, "accepted"),
    ],
    ["nothing", [], dora, answer(4), "entry-unknown"],
  ]);
  test("nobody who has no name does", () => {
    expect(whyNot(undefined, answer(1), {})?.message).toBe("Sign in first: the board answers here. Your text is kept.");
  });
});

describe("hiding and showing", () => {
  check([
    ["a comment, as moderator", [["ada", remark]], ruth, hide(1)],
    [
      "a reply, as secretary, after the close",
      [
        ["ada", remark],
        ["ada", reply(1)],
      ],
      sam,
      hide(2),
      undefined,
      closed,
    ],
    ["as a director", [["ada", remark]], dora, hide(1), "not-allowed"],
    ["one’s own, as a member", [["jonas", remark]], jonas, hide(1), "not-allowed"],
    ["as a moderator who left", [["ada", remark]], { ...ruth, hasLeft: true }, hide(1), "not-allowed"],
    [
      "twice",
      [
        ["ada", remark],
        ["ruth", hide(1)],
      ],
      sam,
      hide(1),
      "hidden",
    ],
    [
      "again after it was shown",
      [
        ["ada", remark],
        ["ruth", hide(1)],
        ["sam", show(1)],
      ],
      ruth,
      hide(1),
    ],
    ["what is not hidden is not shown", [["ada", remark]], ruth, show(1), "not-hidden"],
    [
      "what another moderator hid",
      [
        ["ada", remark],
        ["ruth", hide(1)],
      ],
      sam,
      show(1),
    ],
    [
      "an answer of the board",
      [
        ["ada", question],
        ["dora", answer(1, "answered")],
      ],
      ruth,
      hide(2),
      "entry-unknown",
    ],
    ["nothing", [], ruth, hide(4), "entry-unknown"],
  ]);
});

describe("saying where words stand", () => {
  check([
    ["of one’s own comment", [["ada", remark]], ada, place(1)],
    ["of what one said as a guest", [["gus", remark]], mia, place(1)],
    ["of somebody else’s, as a member", [["ada", remark]], jonas, place(1), "not-allowed"],
    ["of somebody else’s, as a moderator, after the close", [["ada", remark]], ruth, place(1), undefined, closed],
    [
      "of a reply",
      [
        ["ada", remark],
        ["ada", reply(1)],
      ],
      ada,
      place(2),
      "entry-unknown",
    ],
  ]);
});

describe("a refusal", () => {
  test.each<[string, [string, Said][], Person, Said, string]>([
    [
      "names whose words they are",
      [["jonas", remark]],
      ada,
      withdraw(1),
      "Comment 1 is somebody else’s: only its author withdraws it.",
    ],
    [
      "names the reply",
      [
        ["ada", remark],
        ["jonas", reply(1)],
        ["jonas", withdraw(2)],
      ],
      ada,
      reply(2),
      "Reply 2 was withdrawn meanwhile, so that it cannot be answered. Say it in a comment of your own. Your text is kept.",
    ],
    [
      "says what it is instead",
      [["ada", objection]],
      jonas,
      sign(1),
      "Comment 1 is an objection; only wording requests and questions are co-signed. Reply to it instead.",
    ],
    [
      "says what may be answered",
      [["ada", question]],
      dora,
      answer(1, "accepted"),
      "Comment 1 is a question; the answer to it is one of: answered, out-of-scope, already-answered. Your text is kept.",
    ],
    [
      "says what is to be done first",
      [["ada", request]],
      ruth,
      resolve(1),
      "Thread 1 is a wording request that waits for an answer. Answer it first, or leave it to its author. Your text is kept.",
    ],
  ])("%s", (_, before, who, said, message) => {
    expect(whyNot(who, said, occasionOf(who, said, entriesOf(...before), {}))?.message).toBe(message);
  });

  test("of a read-only record comes last, and keeps the text", () => {
    const readOnly = { readOnly: "The disk is full." };
    for (const [before, who, said] of [
      [[["ada", remark]], ada, edit(1)],
      [[["ada", question]], jonas, sign(1)],
      [[["ada", remark]], ada, resolve(1)],
      [[["ada", objection]], dora, answer(1)],
      [[["ada", remark]], ruth, hide(1)],
      [[["ada", remark]], ada, place(1)],
    ] as [[string, Said][], Person, Said][]) {
      const why = whyNot(who, said, occasionOf(who, said, entriesOf(...before), readOnly));
      expect(why?.code, said.kind).toBe("ledger-read-only");
      expect(why?.message.endsWith("Your text is kept."), said.kind).toBe("text" in said);
    }
  });
});
