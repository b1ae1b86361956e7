// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { NO_FATE } from "../../src/compare/comparison.ts";
import { Composer, prepareComposer } from "../../src/reader/Composer.tsx";
import { type Draft, drafts, openDraft } from "../../src/reader/drafts.ts";
import { outbox } from "../../src/reader/outbox.ts";
import { useStore } from "../../src/reader/Store.ts";
import { findClause } from "../../src/text/find.ts";
import { draw } from "./draw.tsx";
import { readText } from "./texts.ts";

// jsdom has neither IndexedDB nor a server: what is posted here waits for the network.

const PLACE = { document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1, clause: "4.16" };
const CLAUSE = findClause(readText("openstack-foundation/amendments/2019-open-meetings/1.md"), "4.16")!;

const ROW = { before: CLAUSE, after: CLAUSE, fate: NO_FATE, title: [], text: [], confidence: 1 };

function Drafts() {
  return useStore(drafts).map((draft: Draft) => (
    <Composer
      key={draft.key}
      draft={draft}
      about="Section 4.16"
      row={ROW}
      before="old"
      after="hash"
      revision={1}
      newest={1}
      isFresh
    />
  ));
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your comment" });
const nameField = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Your name" });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const said = () => outbox.get().map(({ said, name, state }) => ({ said, name, state }));

beforeAll(prepareComposer);
beforeEach(() => {
  localStorage.clear();
  drafts.set([]);
  outbox.set([]);
  openDraft({ place: PLACE, said: { kind: "comment" } });
});

test("a fresh comment has the focus, and says that it is public, under a name, and kept", () => {
  draw(<Drafts />);
  expect(document.activeElement).toBe(field());
  expect(screen.getByText(/^Public, under this name.*kept for good.*guest/)).toBeTruthy();
});

test("an empty comment is refused with the reason, and stays open", async () => {
  draw(<Drafts />);
  await userEvent.type(nameField(), "Ada");
  await press("Post comment");
  expect(screen.getByRole("alert").textContent).toContain("Write something first");
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field());
  expect(said()).toEqual([]);
});

test("a comment without a name is refused, and its text kept", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "Why not in the open?");
  await press("Post comment");
  expect(screen.getByRole("alert").textContent).toContain("Give the name");
  expect(document.activeElement).toBe(nameField());
  expect(field().value).toBe("Why not in the open?");
  expect(said()).toEqual([]);
});

test("a comment that is too long is refused, and its text kept", async () => {
  draw(<Drafts />);
  const text = "x".repeat(10_001);
  await userEvent.click(field());
  await userEvent.paste(text);
  await userEvent.type(nameField(), "Ada");
  await press("Post comment");
  expect(screen.getByRole("alert").textContent).toContain("10000 is the most");
  expect(field().value).toBe(text);
  expect(said()).toEqual([]);
});

test("the preview shows the comment as it will stand, and the way back keeps the text", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "**No**, see *Section 3*");
  await press("Preview");
  expect((await screen.findByText("No")).tagName).toBe("STRONG");
  await press("Write");
  expect(field().value).toBe("**No**, see *Section 3*");
});

test("what is posted goes into the outbox under its name, once, and the form closes", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "Why not in the open?");
  await userEvent.type(nameField(), "  Ada ");
  await press("Post comment");
  await vi.waitFor(() => expect(drafts.get()).toEqual([]));
  await vi.waitFor(() =>
    expect(said()).toEqual([
      { said: { kind: "comment", text: "Why not in the open?" }, name: "Ada", state: "waiting" },
    ]),
  );
  expect(screen.queryByRole("form")).toBeNull();
});

test("Control and Enter post, from the field", async () => {
  draw(<Drafts />);
  await userEvent.type(nameField(), "Ada");
  await userEvent.type(field(), "Yes.{Control>}{Enter}{/Control}");
  await vi.waitFor(() => expect(said()).toHaveLength(1));
});

test("words are chosen in a field, where every keyboard can select", async () => {
  draw(<Drafts />);
  await press("Choose words");
  const words = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Select the words you mean/ });
  expect(document.activeElement).toBe(words);
  expect(words.value).toBe(CLAUSE.text);
  const from = CLAUSE.text.indexOf("review and approval");
  words.setSelectionRange(from, from + "review and approval ".length);
  await press("Use these words");
  expect(drafts.get()[0]?.said).toHaveProperty(
    "anchor",
    expect.objectContaining({
      quote: "review and approval",
      clause: "4.16",
      text: "hash",
      side: "after",
    }),
  );
  expect(screen.getByText("review and approval").tagName).toBe("Q");
});

test("Esc closes an empty comment and leaves one that has words", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "a{Escape}");
  expect(drafts.get()).toHaveLength(1);
  await userEvent.clear(field());
  await userEvent.keyboard("{Escape}");
  expect(drafts.get()).toHaveLength(0);
});

test("the same place opened twice is one draft, other words another", () => {
  const first = drafts.get()[0]!;
  expect(openDraft({ place: PLACE, said: { kind: "comment" } })).toBe(first);
  expect(openDraft({ place: { ...PLACE, clause: "4.17" }, said: { kind: "comment" } }).key).not.toBe(first.key);
  expect(drafts.get()).toHaveLength(2);
});
