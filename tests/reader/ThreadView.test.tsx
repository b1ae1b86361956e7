// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { beforeEach, expect, test, vi } from "vitest";
import type { Anchor } from "../../src/anchor/anchor.ts";
import type { Person } from "../../src/discuss/person.ts";
import type { Said, SaidEntry } from "../../src/discuss/said.ts";
import { drafts, dropDraft, openDraft } from "../../src/reader/drafts.ts";
import type { PlacedThread } from "../../src/reader/placed.ts";
import { entriesOf } from "../discuss/entries.ts";
import { author, showThread } from "./threads.tsx";

type Line = [by: string, said: Said];

// Twelve days after everything that is said here.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-04T09:00:00Z") });
  location.hash = "";
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const COMMENT: Line = ["ada", { kind: "comment", text: "Which projects could this cover?" }];
const OBJECTION: Line = [
  "ada",
  { kind: "comment", text: "This closes the door.", mark: "objection", stance: "object" },
];
const QUESTION: Line = ["ada", { kind: "comment", text: "Which ones?", mark: "question" }];
const REPLY: Line = ["jonas", { kind: "reply", text: "All of them.", replyTo: 1 }];
const ANCHOR: Anchor = {
  text: "1".repeat(64),
  side: "after",
  clause: "4.16",
  part: "text",
  from: 10,
  to: 20,
  quote: "in closed session",
  prefix: "meets ",
  suffix: " when",
};

test("a thread says who speaks, in what standing, and about what", () => {
  const { page } = showThread(entriesOf(COMMENT, REPLY));
  expect(screen.getByRole("article", { name: "Thread 1 on Section 4.16, by Ada Lind" })).toBeTruthy();
  const bylines = Array.from(page.querySelectorAll(".byline"), ({ textContent }) => textContent);
  expect(bylines).toEqual([
    expect.stringMatching(/^Ada Lind member\s+22 Nov 2026/),
    expect.stringMatching(/^Jonas Berg guest/),
  ]);
});

test.each<[string, Partial<Person>, string]>([
  ["a director with what he belongs to", { standing: "director", affiliation: "Acme" }, "director Acme"],
  ["a member with the class", { standing: "member", class: "Gold" }, "member, Gold"],
  ["who signed in and is on no list", { standing: "guest" }, "verified guest"],
  ["who only gave a name", { standing: "guest", isVerified: false }, "guest"],
])("on a voice stands in words: %s", (_, person, words) => {
  const record = { threads: [], positions: [], author: (id: string) => ({ ...author(id), ...person }) };
  const { page } = showThread(entriesOf(COMMENT), { shown: { record } });
  expect(page.querySelector(".byline")?.textContent).toMatch(new RegExp(`^Ada Lind ${words}\\s+22 Nov 2026`));
});

test.each<[string, Line[], RegExp]>([
  [
    "an objection nobody has answered",
    [OBJECTION],
    /^Objection · Open\. No answer yet, asked 12 days ago\.Ada Lind member\s+22 Nov/,
  ],
  [
    "a question answered by a director",
    [QUESTION, ["maud", { kind: "disposition", text: "The big ones.", answers: 1, outcome: "answered" }]],
    /^Question · Answered\. Answered by Maud Ferrers, director, on the same day\./,
  ],
  [
    "a thread its author has resolved",
    [OBJECTION, ["ada", { kind: "resolution", text: "Settled.", resolves: 1 }]],
    /^Objection · Resolved\./,
  ],
  [
    "one that was opened again after an answer",
    [
      OBJECTION,
      ["maud", { kind: "disposition", text: "No.", answers: 1, outcome: "declined" }],
      ["ada", { kind: "resolution", text: "Fine.", resolves: 1 }],
      ["ada", { kind: "resolution", text: "Not so.", reopens: 1 }],
    ],
    /^Objection · Reopened\. No answer since it was reopened 12 days ago\./,
  ],
  ["a remark, which asks for nothing", [COMMENT], /^Ada Lind/],
  [
    "how its author stands to the words",
    [["ada", { kind: "comment", text: "Yes, but.", stance: "support-with-changes" }]],
    /^Ada Lind member Supports with changes/,
  ],
  [
    "a request that was accepted in part",
    [
      ["ada", { kind: "comment", text: "", mark: "request", wording: "in private", anchor: ANCHOR }],
      ["maud", { kind: "disposition", text: "Half.", answers: 1, outcome: "accepted-in-part", wording: "privately" }],
    ],
    /^Wording request · Accepted in part\./,
  ],
])("the head says in words what it is and what has become of it: %s", (_, lines, words) => {
  const { page } = showThread(entriesOf(...lines));
  expect(page.querySelector("article")?.textContent).toMatch(words);
});

test("the board’s answer is told by whom and after how long", () => {
  const [comment, answer] = entriesOf(QUESTION, [
    "maud",
    { kind: "disposition", text: "See the reply.", answers: 1, outcome: "answered" },
  ]);
  const { page } = showThread([comment!, { ...answer!, at: "2026-11-25T08:00:00.000Z" }]);
  expect(page.querySelector(".answered")?.textContent).toBe("Answered by Maud Ferrers, director, after 3 days.");
  expect(page.querySelector(".waiting")).toBeNull();
});

test.each<[PlacedThread["state"], RegExp | undefined]>([
  ["exact", undefined],
  ["intact", /^Made on revision 1\. $/],
  ["moved", /^Made on revision 1\. Its words stand here now\.$/],
  ["changed", /Its words have changed since/],
  ["clause", /Its words are no longer in this clause/],
  ["gone", /Its clause is no longer in the text/],
  ["struck", /Its words are struck here/],
  ["ambiguous", /in doubt where its words stand/],
  ["missing", /^Made on a text that is no longer kept: version missing/],
])("where its words stand is told, and the quote can be read: %s", (state, note) => {
  const { page } = showThread(entriesOf(["ada", { kind: "comment", text: "No.", anchor: ANCHOR }]), {
    spot: { state },
  });
  const placement = page.querySelector(".placement")?.textContent;
  if (note) expect(placement).toMatch(note);
  else expect(placement).toBeUndefined();
  expect(page.querySelector(".quote")?.textContent).toBe("in closed session");
});

test("the wording a comment was made on opens at its words", () => {
  showThread(entriesOf(["ada", { kind: "comment", text: "No.", anchor: ANCHOR }]), { spot: { state: "changed" } });
  expect(screen.getByRole("link", { name: "revision 1" }).getAttribute("href")).toBe(
    "/openstack-foundation/amendments/2019-open-meetings/4.16?revision=1&words=after.p10-20.11111111",
  );
});

test("blanked words leave a gap with its date, and keep their replies", () => {
  const [comment, reply] = entriesOf(COMMENT, REPLY);
  const blanked = { ...comment!, text: "", isBlanked: true, blankedAt: "2026-05-03T10:00:00.000Z" } as SaidEntry;
  const { page } = showThread([blanked, reply!], { me: "ada" });
  expect(page.querySelector(".gap")?.textContent).toMatch(/^Blanked by its author on leaving, 3 May 2026/);
  expect(page.textContent).toContain("All of them.");
});

test("a withdrawn comment leaves a tombstone, and keeps its replies", () => {
  const { page } = showThread(entriesOf(COMMENT, REPLY, ["ada", { kind: "withdrawal", withdraws: 1 }]));
  expect(page.textContent).not.toContain("Which projects");
  expect(page.querySelector(".tombstone")?.textContent).toMatch(/^Withdrawn by its author on 22 Nov 2026/);
  expect(page.textContent).toContain("All of them.");
});

test("what was taken back within ten seconds was a slip, and is told as one", () => {
  const [comment, back] = entriesOf(COMMENT, ["ada", { kind: "withdrawal", withdraws: 1 }]);
  const { page } = showThread([comment!, { ...back!, at: comment!.at.replace(":00.000", ":09.000") }]);
  expect(page.querySelector(".tombstone")?.textContent).toBe("Taken back at once by its author.");
});

const HIDDEN: Line = ["ruth", { kind: "moderation", text: "It names a person.", hides: 1 }];
const POSITION: Line = ["ruth", { kind: "position", position: "object" }];

test("hidden words leave a tombstone: by whom, in what standing and with what position of his own, when and why", () => {
  const [comment, ...rest] = entriesOf(COMMENT, REPLY, POSITION, HIDDEN);
  const withheld = { ...comment!, text: "", isBlanked: true } as SaidEntry;
  const { page } = showThread([withheld, ...rest], { me: "jonas" });
  const tombstone = page.querySelector(".tombstone")!;
  expect(tombstone.textContent).toMatch(
    /^Hidden by Ruth Bell moderator\s+own position: Object\s+22 Nov 2026.*It names a person\./,
  );
  expect(
    within(tombstone as HTMLElement)
      .getByRole("link")
      .getAttribute("href"),
  ).toBe("/openstack-foundation/amendments/2019-open-meetings/moderation");
  expect(page.textContent).toContain("All of them.");
});

test.each([
  ["its author", "ada", "Only you and the moderators still read your words:"],
  ["a moderator", "ruth", "Only its author and moderators still read this:"],
])("%s still reads hidden words, and is told so", (_, reader, note) => {
  const { page } = showThread(entriesOf(COMMENT, HIDDEN), { me: reader });
  expect(page.querySelector(".under-tombstone")?.textContent).toBe(`${note}Which projects could this cover?`);
});

test("“edited” opens every earlier wording with its time, and what was changed in it", async () => {
  const { page } = showThread(
    entriesOf(
      COMMENT,
      ["ada", { kind: "edit", text: "Which open projects could this cover?", edits: 1, after: 1 }],
      ["ada", { kind: "edit", text: "Which open projects might this cover?", edits: 1, after: 2 }],
    ),
  );
  expect(page.querySelector(".prose")?.textContent).toBe("Which open projects might this cover?");
  const button = screen.getByRole("button", { name: "edited" });
  expect(button.getAttribute("aria-expanded")).toBe("false");
  await userEvent.click(button);
  const items = within(await screen.findByRole("list", { name: "Earlier wordings" })).getAllByRole("listitem");
  const told = items.map((item) => [
    item.querySelector("time")?.textContent,
    ...Array.from(item.querySelectorAll("del, ins"), ({ tagName, textContent }) => `${tagName} ${textContent?.trim()}`),
  ]);
  expect(told).toEqual([
    [expect.stringMatching(/^22 Nov 2026, /), "INS open"],
    [expect.stringMatching(/^22 Nov 2026, /), "DEL could", "INS might"],
  ]);
});

test("a closed thread says in a few lines what it asks, whether it is answered, and how many replied", async () => {
  const { page, onOpen } = showThread(
    entriesOf(
      ["ada", { kind: "comment", text: "> earlier words\n\n**Never** [so](https://example.org).", mark: "objection" }],
      REPLY,
      REPLY,
    ),
    { isActive: false },
  );
  expect(page.textContent).not.toContain("All of them.");
  expect(page.querySelector(".byline")?.textContent).toBe("Ada Lind member ");
  expect(page.querySelector(".thread-told")?.textContent).toBe("Objection · not answered, 12 days");
  expect(page.querySelector(".excerpt")?.textContent).toBe("Never so.");
  await userEvent.click(screen.getByRole("button", { name: "2 replies" }));
  expect(onOpen).toHaveBeenCalledWith(1);
});

test("a press anywhere on a closed thread opens it; on Reply it begins the reply", async () => {
  drafts.set([]);
  const { onOpen } = showThread(entriesOf(COMMENT), { isActive: false });
  await userEvent.click(screen.getByText("Which projects could this cover?"));
  expect(onOpen).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole("button", { name: "Reply" }));
  expect(onOpen).toHaveBeenCalledTimes(2);
  expect(drafts.get()).toMatchObject([{ said: { kind: "reply", replyTo: 1 } }]);
});

test("after the close there is no Reply on a closed thread", () => {
  showThread(entriesOf(COMMENT), { isActive: false, closes: "2026-11-25" });
  expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
});

test("a closed thread says too when its words are not its own any more", () => {
  const { page } = showThread(entriesOf(["ada", { kind: "comment", text: "No.", anchor: ANCHOR }]), {
    isActive: false,
    spot: { state: "clause" },
  });
  expect(page.querySelector(".placement")?.textContent).toBe(
    "Made on revision 1. Its words are no longer in this clause.",
  );
  expect(page.querySelector(".quote")?.textContent).toBe("in closed session");
});

test.each([true, false])("a wording the files know no more is told as such (open: %s)", (isActive) => {
  const [comment] = entriesOf(["ada", { kind: "comment", text: "No.", anchor: { ...ANCHOR, text: "9".repeat(64) } }]);
  const { page } = showThread([{ ...comment!, revision: 7 }], { isActive, spot: { state: "intact" } });
  expect(page.querySelector(".placement")?.textContent?.trim()).toBe("Made on a text that is no longer in the files.");
});

test.each([
  ["all of it stands there", "Yes, please.", "Open"],
  ["there is more to read", "A long argument. ".repeat(40), "Read on"],
])("the button of a closed thread says whether %s", (_, text, name) => {
  showThread(entriesOf(["ada", { kind: "comment", text }]), { isActive: false });
  expect(screen.getByRole("button", { name })).toBeTruthy();
});

test("a closed thread reads nothing as Markdown", () => {
  const { page } = showThread(entriesOf(["ada", { kind: "comment", text: "**No**" }]), { isActive: false });
  expect(page.querySelector(".prose, strong")).toBeNull();
});

test("of two hundred replies the first and the last stand there, and the others open in portions", async () => {
  const many = Array.from(
    { length: 200 },
    (_, index): Line => ["jonas", { kind: "reply", text: `Number ${index + 1}.`, replyTo: 1 }],
  );
  const { page } = showThread(entriesOf(COMMENT, ...many));
  const shown = () => Array.from(page.querySelectorAll(".reply .prose"), ({ textContent }) => textContent);
  expect(shown()).toEqual([1, 2, 195, 196, 197, 198, 199, 200].map((number) => `Number ${number}.`));
  await userEvent.click(screen.getByRole("button", { name: "Show 40 of 192 more replies" }));
  expect(shown()).toHaveLength(48);
  expect(screen.getByRole("button", { name: "Show 40 of 152 more replies" })).toBeTruthy();
});

test("a folded reply that the address names stands there", () => {
  location.hash = "#comment-100";
  const many = Array.from(
    { length: 200 },
    (_, index): Line => ["jonas", { kind: "reply", text: `Number ${index + 1}.`, replyTo: 1 }],
  );
  Element.prototype.scrollIntoView = vi.fn();
  showThread(entriesOf(COMMENT, ...many));
  expect(document.getElementById("comment-100")?.textContent).toContain("Number 99.");
});

test("a name and a quote that are read from right to left do not turn what stands beside them", () => {
  const { page } = showThread(
    entriesOf(["sami", { kind: "comment", text: "مرحبا", anchor: { ...ANCHOR, quote: "مادة" } }]),
  );
  expect(page.querySelector(".byline b bdi")?.textContent).toBe("سامي");
  expect(page.querySelector(".quote")?.getAttribute("dir")).toBe("auto");
});

test("what waits to be sent stands in its thread and says that it is kept", () => {
  const said = { kind: "reply", text: "Sent later.", replyTo: 1 } as const;
  const { page } = showThread(entriesOf(COMMENT), {
    outgoing: [{ key: "k", place: { document: "d" }, said, state: "waiting", at: "" }],
  });
  expect(page.querySelector(".outgoing")?.textContent).toMatch(/Waiting for the network.*sent once.*Sent later\./s);
});

test("a resolution that was refused says why, in its thread, and can be mended", () => {
  const said = { kind: "resolution", text: "Settled.", resolves: 1 } as const;
  const { page } = showThread(entriesOf(COMMENT), {
    outgoing: [
      {
        key: "k",
        place: { document: "d" },
        said,
        state: "refused",
        refusal: "This thread is resolved already.",
        at: "",
      },
    ],
  });
  expect(page.querySelector('.outgoing [role="status"]')?.textContent).toBe(
    "You resolve it. This thread is resolved already.",
  );
  expect(screen.getByRole("button", { name: "Edit" })).toBeTruthy();
});

test("a press on a thread is answered with its head before all of it is drawn; who is about to write does not wait", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const drawBy = (element: ReactElement) => {
    const container = document.createElement("div");
    flushSync(() => createRoot(container).render(element));
    return { container };
  };
  const entries = entriesOf(COMMENT, REPLY);
  const { page } = showThread(entries, { drawBy });
  expect(page.querySelector(".thread[data-active] .excerpt")?.textContent).toBe("Which projects could this cover?");
  expect(page.textContent).not.toContain("All of them.");
  await expect.poll(() => page.textContent).toContain("All of them.");

  const place = { document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1 };
  const draft = openDraft({ place, said: { kind: "reply", replyTo: 1 } });
  expect(showThread(entries, { drawBy, drafts: [draft] }).page.textContent).toContain("All of them.");
  await dropDraft(draft.key);
});
