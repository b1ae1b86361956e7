// @vitest-environment jsdom
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Anchor } from "../../src/anchor/anchor.ts";
import type { Said } from "../../src/discuss/said.ts";
import { COMPOSER } from "../../src/reader/Composer.tsx";
import { drafts, findDraft } from "../../src/reader/drafts.ts";
import { prepareLater } from "../../src/reader/Later.tsx";
import { outbox } from "../../src/reader/outbox.ts";
import { entriesOf } from "../discuss/entries.ts";
import { showThread } from "./threads.tsx";

type Line = [by: string, said: Said];

beforeAll(() => prepareLater(COMPOSER));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-04T09:00:00Z") });
  localStorage.clear();
  drafts.set([]);
  outbox.set([]);
  return () => vi.useRealTimers();
});

const ANCHOR: Anchor = {
  text: "1".repeat(64),
  side: "after",
  clause: "4.16",
  part: "text",
  from: 10,
  to: 27,
  quote: "in closed session",
  prefix: "meets ",
  suffix: " when",
};
const COMMENT: Line = ["ada", { kind: "comment", text: "Which projects could this cover?" }];
const OBJECTION: Line = ["ada", { kind: "comment", text: "This closes the door.", mark: "objection" }];
const QUESTION: Line = ["ada", { kind: "comment", text: "Which ones?", mark: "question" }];
const REQUEST: Line = [
  "ada",
  { kind: "comment", text: "Softer.", mark: "request", wording: "in private", anchor: ANCHOR },
];
const REPLY: Line = ["jonas", { kind: "reply", text: "All of them.", replyTo: 1 }];
const ANSWER: Line = ["maud", { kind: "disposition", text: "The big ones.", answers: 1, outcome: "answered" }];
const RESOLVED: Line = ["ada", { kind: "resolution", text: "Settled.", resolves: 1 }];

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const buttons = () => screen.getAllByRole("button").map(({ textContent }) => textContent);
const said = () => outbox.get().map((item) => item.said);

test.each<[string, Line[], string | undefined, string[]]>([
  ["nobody who has signed in, to a remark", [COMMENT], undefined, ["Reply", "Quote", "Copy link", "Show less"]],
  [
    "its author, to a remark",
    [COMMENT],
    "ada",
    ["Reply", "Quote", "Edit", "Withdraw", "Resolve", "Copy link", "Show less"],
  ],
  ["somebody else, to an objection", [OBJECTION], "jonas", ["Reply", "Quote", "Copy link", "Show less"]],
  [
    "a director, to an objection",
    [OBJECTION],
    "maud",
    ["Reply", "Quote", "Answer for the board", "Copy link", "Show less"],
  ],
  ["a moderator, to an objection", [OBJECTION], "ruth", ["Reply", "Quote", "Hide", "Copy link", "Show less"]],
  [
    "a moderator, to an answered question",
    [QUESTION, ANSWER],
    "ruth",
    ["Quote", "Hide", "Reply", "Resolve", "Copy link", "Show less", "Co-sign"],
  ],
  [
    "the secretary, to a question",
    [QUESTION],
    "sami",
    ["Reply", "Quote", "Hide", "Answer for the board", "Copy link", "Show less", "Co-sign"],
  ],
  ["somebody else, to a question", [QUESTION], "jonas", ["Reply", "Quote", "Copy link", "Show less", "Co-sign"]],
  [
    "who has signed it, to a question",
    [QUESTION, ["jonas", { kind: "co-signature", signs: 1 }]],
    "jonas",
    ["Reply", "Quote", "Copy link", "Show less", "Take my signature back"],
  ],
  [
    "its author, to what is resolved",
    [COMMENT, RESOLVED],
    "ada",
    ["Quote", "Edit", "Withdraw", "Reply", "Reopen", "Copy link", "Show less"],
  ],
  [
    "who replied, to what is resolved",
    [COMMENT, REPLY, RESOLVED],
    "jonas",
    ["Quote", "Quote", "Edit", "Withdraw", "Reply", "Reopen", "Copy link", "Show less"],
  ],
])("only what the rules let him do is shown: %s", (_, lines, reader, acts) => {
  showThread(entriesOf(...lines), { me: reader });
  expect(buttons()).toEqual(acts);
});

test("after the close nobody replies or edits, and its author can still withdraw", () => {
  showThread(entriesOf(COMMENT), { me: "ada", closes: "2026-11-25" });
  expect(buttons()).toEqual(["Withdraw", "Resolve", "Copy link", "Show less"]);
});

test("what somebody said as a guest is his own after signing in: he can withdraw it", () => {
  const author = (id: string) => ({
    id: id === "before" ? "ada" : id,
    name: "Ada",
    standing: "guest" as const,
    isVerified: true,
  });
  showThread(entriesOf(["before", { kind: "comment", text: "As a guest." }]), {
    me: "ada",
    shown: { record: { threads: [], positions: [], author } },
  });
  expect(screen.getByRole("button", { name: "Withdraw" })).toBeTruthy();
});

test("withdrawing asks in place, can be left, and is sent once", async () => {
  showThread(entriesOf(COMMENT), { me: "ada" });
  await press("Withdraw");
  const asked = screen.getByRole("group", { name: "Withdraw" });
  expect(asked.textContent).toContain("the replies");
  expect(document.activeElement?.textContent).toBe("Withdraw it");
  await press("Keep it");
  expect(said()).toEqual([]);
  await press("Withdraw");
  await press("Withdraw it");
  expect(said()).toEqual([{ kind: "withdrawal", withdraws: 1 }]);
});

test("who goes by keys stays where he was when the button he pressed is gone", async () => {
  showThread(entriesOf(QUESTION, ["jonas", { kind: "reply", text: "Also.", replyTo: 1 }]), { me: "jonas" });
  const here = () => document.activeElement?.textContent;
  await press("Withdraw");
  await press("Keep it");
  expect(here()).toContain("Withdraw");
  await press("Withdraw");
  await press("Withdraw it");
  expect(document.activeElement).not.toBe(document.body);
  screen.getByRole("button", { name: "Co-sign" }).focus();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement?.className).toBe("co-sign");
});

test.each<[Said, string[]]>([
  [
    { kind: "reply", text: "Also.", replyTo: 1 },
    ["Reply", "Quote", "Edit", "Withdraw", "Resolve", "Copy link", "Show less"],
  ],
  [{ kind: "withdrawal", withdraws: 1 }, ["Reply", "Quote", "Resolve", "Copy link", "Show less"]],
  [
    { kind: "resolution", text: "Done.", resolves: 1 },
    ["Reply", "Quote", "Edit", "Withdraw", "Copy link", "Show less"],
  ],
])("what is on its way to the record is not offered a second time: %j", (said, acts) => {
  const item = { key: "k", place: { document: "d" }, said, state: "sending" as const, at: "" };
  showThread(entriesOf(COMMENT), { me: "ada", outgoing: [item] });
  expect(buttons()).toEqual(acts);
});

test("who has withdrawn a comment can write it again, at the same words and as what it was", async () => {
  showThread(entriesOf(REQUEST, ["ada", { kind: "withdrawal", withdraws: 1 }]), { me: "ada" });
  await press("Write it again");
  expect(drafts.get()).toMatchObject([
    { text: "Softer.", said: { kind: "comment", mark: "request", wording: "in private", anchor: ANCHOR } },
  ]);
});

test("one tap co-signs where the name is known, and the button does not come back while it is sent", async () => {
  const entries = entriesOf(QUESTION);
  showThread(entries, { me: "jonas" });
  await press("Co-sign");
  expect(said()).toEqual([{ kind: "co-signature", signs: 1 }]);
});

test("who has given no name is asked for it before he co-signs", async () => {
  showThread(entriesOf(QUESTION));
  await press("Co-sign");
  const form = within(screen.getByRole("form", { name: "Co-sign" }));
  await userEvent.click(form.getByRole("button", { name: "Co-sign" }));
  expect(form.getByRole("alert").textContent).toContain("Give the name");
  await userEvent.type(form.getByRole("textbox", { name: "Your name" }), "Nora Vik");
  await userEvent.click(form.getByRole("button", { name: "Co-sign" }));
  expect(outbox.get()).toMatchObject([{ said: { kind: "co-signature", signs: 1 }, name: "Nora Vik" }]);
});

test("who co-signs is told by name; of many, how many more", async () => {
  const many = Array.from({ length: 500 }, (_, index): Line => [`p${index}`, { kind: "co-signature", signs: 1 }]);
  const { page } = showThread(entriesOf(QUESTION, ...many));
  const line = page.querySelector(".co-signers")!;
  expect(line.textContent).toBe(
    "500 people co-sign: Person p0, Person p1, Person p2, Person p3, Person p4 and 495 more",
  );
  await press("and 495 more");
  expect(line.querySelectorAll("bdi")).toHaveLength(500);
});

test("a signature is taken back in one tap", async () => {
  showThread(entriesOf(QUESTION, ["jonas", { kind: "co-signature", signs: 1 }]), { me: "jonas" });
  await press("Take my signature back");
  expect(said()).toEqual([{ kind: "withdrawal", withdraws: 2 }]);
});

test("a comment is quoted whole into the reply, without what it quotes itself", async () => {
  showThread(entriesOf(["ada", { kind: "comment", text: "> earlier\n\nOne.\n\nTwo." }]), { me: "jonas" });
  await press("Quote");
  expect(findDraft(drafts.get()[0]!.key)?.text).toBe("> One.\n>\n> Two.\n\n");
});

test("of selected words only those are quoted, below what was written already", async () => {
  showThread(entriesOf(COMMENT), { me: "jonas" });
  await press("Quote");
  const words = screen.getByText("Which projects could this cover?").firstChild!;
  getSelection()!.setBaseAndExtent(words, 0, words, 14);
  await press("Quote");
  expect(findDraft(drafts.get()[0]!.key)?.text).toBe("> Which projects could this cover?\n\n> Which projects\n\n");
});

test("an edit begins with the words as they are now", async () => {
  const edited: Line = ["ada", { kind: "edit", text: "Which open ones?", edits: 1, after: 1 }];
  showThread(entriesOf(COMMENT, edited), { me: "ada" });
  await press("Edit");
  const [draft] = drafts.get();
  expect(draft?.said).toEqual({ kind: "edit", edits: 1, after: 2 });
  expect(findDraft(draft!.key)?.text).toBe("Which open ones?");
});

/** Presses a button that begins a form, and draws the thread with it, as the page does. */
async function begin(lines: Line[], me: string, name: string) {
  const first = showThread(entriesOf(...lines), { me });
  await press(name);
  first.page.remove();
  return showThread(entriesOf(...lines), { me, drafts: drafts.get() });
}

test("a thread is resolved with a reason", async () => {
  await begin([COMMENT], "ada", "Resolve");
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "Settled in the meeting.");
  await userEvent.click(within(screen.getByRole("form", { name: /Resolve/ })).getByRole("button", { name: "Resolve" }));
  expect(said()).toEqual([{ kind: "resolution", resolves: 1, text: "Settled in the meeting." }]);
});

test("a thread is opened again with a reason", async () => {
  await begin([COMMENT, RESOLVED], "ada", "Reopen");
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "It is not.");
  await press("Open again");
  expect(said()).toEqual([{ kind: "resolution", reopens: 1, text: "It is not." }]);
});

test("words are hidden with a reason that everyone reads", async () => {
  await begin([COMMENT], "ruth", "Hide");
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "Names a person.");
  await userEvent.click(within(screen.getByRole("form", { name: "Hide" })).getByRole("button", { name: "Hide" }));
  expect(said()).toEqual([{ kind: "moderation", hides: 1, text: "Names a person." }]);
});

test("the board answers a question with an outcome, and says which reply holds the answer", async () => {
  await begin([QUESTION, REPLY], "maud", "Answer for the board");
  expect(screen.getAllByRole("radio").map((radio) => radio.closest("label")?.querySelector("b")?.textContent)).toEqual([
    "Answered",
    "Out of scope",
    "Already answered",
  ]);
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "As said.");
  await press("Put the answer on record");
  expect(screen.getByRole("alert").textContent).toBe("Choose what the board answers.");
  await userEvent.click(screen.getByRole("radio", { name: /^Answered/ }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Where it is answered" }), "2");
  await press("Put the answer on record");
  expect(said()).toEqual([{ kind: "disposition", answers: 1, text: "As said.", outcome: "answered", where: 2 }]);
});

test("a wording request is accepted in part with the words as they will stand", async () => {
  await begin([REQUEST], "maud", "Answer for the board");
  await userEvent.click(screen.getByRole("radio", { name: /^Accepted in part/ }));
  const words = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "The words as they will stand there" });
  expect(words.value).toBe("in private");
  await userEvent.type(words, ", if at all");
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "Half.");
  await press("Put the answer on record");
  expect(said()).toEqual([
    { kind: "disposition", answers: 1, text: "Half.", outcome: "accepted-in-part", wording: "in private, if at all" },
  ]);
});

test("an outcome chosen by mistake takes its fields along when another is chosen", async () => {
  await begin([REQUEST], "maud", "Answer for the board");
  await userEvent.click(screen.getByRole("radio", { name: /^Accepted in part/ }));
  await userEvent.click(screen.getByRole("radio", { name: /^Declined/ }));
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "No.");
  await press("Put the answer on record");
  expect(said()).toEqual([{ kind: "disposition", answers: 1, text: "No.", outcome: "declined" }]);
});

test("the link of a comment leads to it on its amendment", async () => {
  const write = vi.fn().mockResolvedValue(undefined);
  showThread(entriesOf(COMMENT));
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: write } });
  await act(async () => screen.getByRole("button", { name: "Copy link" }).click());
  vi.unstubAllGlobals();
  expect(write).toHaveBeenCalledWith(
    expect.stringMatching(/\/openstack-foundation\/amendments\/2019-open-meetings#comment-1$/),
  );
});

test("machines find no barrier in an open thread with everything in it, with a form open, and in a closed one", async () => {
  const lines: Line[] = [REQUEST, REPLY, ["jonas", { kind: "co-signature", signs: 1 }], ANSWER];
  const hidden: Line = ["ruth", { kind: "moderation", text: "Names a person.", hides: 2 }];
  const edited: Line = ["ada", { kind: "edit", text: "Softer still.", edits: 1, after: 1 }];
  const barriers = async () => {
    vi.useRealTimers(); // axe measures its own time.
    const { violations } = await axe.run(document.body, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    cleanup();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("; ")}`);
  };
  showThread(entriesOf(...lines, hidden, edited), { me: "ada" });
  await press("edited");
  await screen.findByRole("list", { name: "Earlier wordings" });
  expect(await barriers()).toEqual([]);
  showThread(entriesOf(...lines), { isActive: false });
  expect(await barriers()).toEqual([]);
  await begin([REQUEST, REPLY], "maud", "Answer for the board");
  expect(await barriers()).toEqual([]);
});
