// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Person } from "../../src/discuss/person.ts";
import type { SaidEntry } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import type { PlacedThread } from "../../src/reader/placed.ts";
import { ThreadView } from "../../src/reader/ThreadView.tsx";
import { entriesOf } from "../discuss/entries.ts";
import { draw } from "./draw.tsx";

const NAMES: Record<string, string> = { ada: "Ada Lind", jonas: "Jonas Berg" };
const author = (id: string): Person => ({ id, name: NAMES[id]!, standing: "guest", isVerified: false });

function show(
  entries: SaidEntry[],
  more: Partial<Parameters<typeof ThreadView>[0]> & { state?: PlacedThread["state"] } = {},
) {
  const { state = "exact", ...props } = more;
  const [thread] = threadsOf(entries, props.author ?? author);
  return draw(
    <ThreadView
      placed={{ thread: thread!, row: 0, state }}
      about="Section 4.16"
      author={author}
      isOpenForComment
      isActive
      replies={[]}
      drafts={[]}
      revision={1}
      onOpen={() => {}}
      {...props}
    />,
  ).container;
}

const COMMENT = ["ada", { kind: "comment", text: "Which projects could this cover?" }] as const;
const REPLY = ["jonas", { kind: "reply", text: "All of them.", replyTo: 1 }] as const;

test("a thread says who speaks, in what standing, and about what", () => {
  const page = show(entriesOf([...COMMENT], [...REPLY]));
  expect(screen.getByRole("article", { name: "Thread 1 on Section 4.16, by Ada Lind" })).toBeTruthy();
  const bylines = Array.from(page.querySelectorAll(".byline"), ({ textContent }) => textContent);
  expect(bylines).toEqual([
    expect.stringMatching(/^Ada Lind guest 22 Nov 2026/),
    expect.stringMatching(/^Jonas Berg guest/),
  ]);
});

test.each<[string, Partial<Person>, string]>([
  [
    "a director with what he belongs to",
    { standing: "director", affiliation: "Acme", isVerified: true },
    "director Acme",
  ],
  ["a member with the class", { standing: "member", class: "Gold", isVerified: true }, "member, Gold"],
  ["who signed in and is on no list", { isVerified: true }, "verified guest"],
  ["who only gave a name", {}, "guest"],
])("on a voice stands in words: %s", (_, person, words) => {
  const page = show(entriesOf([...COMMENT]), { author: (id) => ({ ...author(id), ...person }) });
  expect(page.querySelector(".byline")?.textContent).toMatch(new RegExp(`^Ada Lind ${words} 22 Nov 2026`));
});

test("what somebody said as a guest is his own after signing in: he can withdraw it", () => {
  const same = (id: string): Person => (id === "guest" ? author("ada") : author(id));
  show(entriesOf(["guest", { kind: "comment", text: "As a guest." }]), { me: "ada", author: same });
  expect(screen.getByRole("button", { name: "Withdraw" })).toBeTruthy();
});

test("blanked words leave a gap with its date, and keep their replies", () => {
  const [comment, reply] = entriesOf([...COMMENT], [...REPLY]);
  const blanked = { ...comment!, text: "", isBlanked: true, blankedAt: "2026-05-03T10:00:00.000Z" } as SaidEntry;
  const page = show([blanked, reply!], { me: "ada" });
  expect(page.querySelector(".gap")?.textContent).toMatch(/^Blanked by its author on leaving, 3 May 2026/);
  expect(page.textContent).toContain("All of them.");
  expect(screen.queryByRole("button", { name: "Withdraw" })).toBeNull();
});

test("a withdrawn comment leaves a tombstone, and keeps its replies", () => {
  const page = show(entriesOf([...COMMENT], [...REPLY], ["ada", { kind: "withdrawal", withdraws: 1 }]));
  expect(page.textContent).not.toContain("Which projects");
  expect(page.querySelector(".tombstone")?.textContent).toMatch(/^Withdrawn by its author on 22 Nov 2026/);
  expect(page.textContent).toContain("All of them.");
});

test("only one’s own words can be withdrawn", () => {
  show(entriesOf([...COMMENT], [...REPLY]), { me: "jonas" });
  const reply = screen.getByText("All of them.").closest(".voice");
  const buttons = screen.getAllByRole("button", { name: "Withdraw" });
  expect(buttons).toHaveLength(1);
  expect(reply?.contains(buttons[0]!)).toBe(true);
});

test("a closed thread tells how many answered, and opens on a press", async () => {
  const onOpen = vi.fn();
  const page = show(entriesOf([...COMMENT], [...REPLY], [...REPLY]), { isActive: false, onOpen });
  expect(page.textContent).not.toContain("All of them.");
  await userEvent.click(screen.getByRole("button", { name: "2 replies" }));
  expect(onOpen).toHaveBeenCalledWith(1);
});

test("after the close there is no Reply, and the link can still be copied", () => {
  show(entriesOf([...COMMENT]), { isOpenForComment: false });
  expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
  expect(screen.getByText("Copy link")).toBeTruthy();
});

test.each<[PlacedThread["state"], RegExp | undefined]>([
  ["exact", undefined],
  ["intact", undefined],
  ["moved", /its words stand here now/],
  ["changed", /its words have changed since/],
  ["clause", /its words are no longer in this clause/],
  ["gone", /its clause is no longer in the text/],
  ["missing", /no longer kept/],
])("a thread whose place is “%s” says so when its words are not its own any more", (state, note) => {
  const placement = show(entriesOf([...COMMENT]), { state }).querySelector(".placement")?.textContent;
  if (note) expect(placement).toMatch(note);
  else expect(placement).toBeUndefined();
});

test("what waits to be sent stands in its thread and says that it is kept", () => {
  const said = { kind: "reply", text: "Sent later.", replyTo: 1 } as const;
  const page = show(entriesOf([...COMMENT]), {
    replies: [{ key: "k", place: { document: "d" }, said, at: "", state: "waiting" }],
  });
  expect(page.querySelector(".outgoing")?.textContent).toMatch(/Waiting for the network.*sent once.*Sent later\./s);
});
