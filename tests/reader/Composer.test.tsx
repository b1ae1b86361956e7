// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type ComparedClause, NO_FATE } from "../../src/compare/comparison.ts";
import { COMPOSER, Composer } from "../../src/reader/Composer.tsx";
import type { Draft } from "../../src/reader/draft.ts";
import { drafts, openDraft, reopenDraft } from "../../src/reader/drafts.ts";
import { prepareLater } from "../../src/reader/Later.tsx";
import { outbox } from "../../src/reader/outbox.ts";
import { useStore } from "../../src/reader/Store.ts";
import { findClause } from "../../src/text/find.ts";
import { draw } from "./draw.tsx";
import { readText } from "./texts.ts";

// jsdom has neither IndexedDB nor a server: what is posted here waits for the network.

const PLACE = { document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1, clause: "4.16" };
const CLAUSE = findClause(readText("openstack-foundation/amendments/2019-open-meetings/1.md"), "4.16")!;

const ROW = { before: CLAUSE, after: CLAUSE, fate: NO_FATE, title: [], text: [], confidence: 1 };

/** The same clause as the only thing on another row: struck, or on an older revision. */
let shownRow: ComparedClause = ROW;
let shownRevision = 1;

function Drafts() {
  return useStore(drafts).map((draft: Draft) => (
    <Composer
      key={draft.key}
      draft={draft}
      about="Section 4.16"
      row={shownRow}
      before="old"
      after="hash"
      revision={shownRevision}
      newest={1}
      isFresh
    />
  ));
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your comment" });
const nameField = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Your name" });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const said = () => outbox.get().map(({ said, name, state }) => ({ said, name, state }));

// Under load, fetching what draws Markdown and requests takes longer than a test waits.
beforeAll(() =>
  Promise.all([
    prepareLater(COMPOSER),
    import("../../src/reader/Prose.tsx"),
    import("../../src/reader/RequestFields.tsx"),
  ]),
);
beforeEach(() => {
  localStorage.clear();
  shownRow = ROW;
  shownRevision = 1;
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

const choose = (name: string) => userEvent.click(screen.getByRole("radio", { name }));
const wordsField = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^The words of Section 4\.16/ });
/** Types over the words of the clause. */
const replace = async (from: string, to: string) => {
  const field = await wordsField();
  fireEvent.change(field, { target: { value: field.value.replace(from, to) } });
};

test("what a comment asks for, and where its author stands, go on record with it", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "Who decides?");
  await userEvent.type(nameField(), "Ada");
  await choose("Question");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: /^You stand/ }), "Object");
  await press("Post comment");
  await vi.waitFor(() =>
    expect(said()).toMatchObject([
      { said: { kind: "comment", text: "Who decides?", mark: "question", stance: "object" } },
    ]),
  );
});

test("other words are typed over those of the clause, shown as a redline, and asked for with as few words as tell them", async () => {
  draw(<Drafts />);
  await choose("Wording request");
  await userEvent.type(screen.getByRole("textbox", { name: "Your reason" }), "In public.");
  await userEvent.type(nameField(), "Ada");
  await replace("review and approval", "open debate");
  const redline = await screen.findByRole("figure", { name: "Your words against the proposal" });
  await vi.waitFor(() => expect(redline.querySelector("del")?.textContent).toContain("review and approval"));
  expect(redline.querySelector("ins")?.textContent).toContain("open debate");
  await press("Send wording request");
  await vi.waitFor(() =>
    expect(said()).toMatchObject([
      {
        said: {
          kind: "comment",
          mark: "request",
          text: "In public.",
          wording: "open debate",
          anchor: { quote: "review and approval", side: "after", text: "hash", clause: "4.16", part: "text" },
        },
      },
    ]),
  );
  expect(said()[0]!.said).not.toHaveProperty("edited");
});

test("a wording request equal to the proposal is told before it is sent, and its reason kept", async () => {
  draw(<Drafts />);
  await choose("Wording request");
  await userEvent.type(screen.getByRole("textbox", { name: "Your reason" }), "In public.");
  await userEvent.type(nameField(), "Ada");
  await replace("Except as", "Except  as");
  await press("Send wording request");
  expect(screen.getByRole("alert").textContent).toContain("These are the words of the proposal already");
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your reason" }).value).toBe("In public.");
  expect(said()).toEqual([]);
});

test("of a struck clause no other words can be asked for, nor on an older revision: it says so, and what to do", async () => {
  shownRow = { ...ROW, after: undefined };
  const page = draw(<Drafts />);
  await choose("Wording request");
  expect(screen.getByText(/^This clause is struck: there are no words to change\./)).toBeTruthy();
  page.unmount();
  shownRow = ROW;
  shownRevision = 0;
  draw(<Drafts />);
  expect(screen.getByText(/^Other words are suggested for the newest revision, 1\./)).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /^The words of/ })).toBeNull();
});

test("when the words under a request change, it says so, and keeps what was typed", async () => {
  const page = draw(<Drafts />);
  await choose("Wording request");
  await replace("review and approval", "public review");
  page.unmount();
  shownRow = { ...ROW, after: { ...CLAUSE, text: CLAUSE.text.replace("Except as", "Save as") } };
  draw(<Drafts />);
  expect((await wordsField()).value).toContain("Except as");
  expect(screen.getByText(/^The words have changed since you began\./)).toBeTruthy();
  vi.spyOn(window, "confirm").mockReturnValue(true);
  await press("Begin with the new ones");
  expect((await wordsField()).value).toMatch(/^Save as.*review and approval/);
});

test("Control and B make the selected words bold", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "No way");
  field().setSelectionRange(0, 2);
  await userEvent.keyboard("{Control>}b{/Control}");
  expect(field().value).toBe("**No** way");
});

test("near the limit the rest is told, and past it how much is too much", async () => {
  draw(<Drafts />);
  fireEvent.change(field(), { target: { value: "x".repeat(7_900) } });
  expect(screen.queryByText(/characters/)).toBeNull();
  fireEvent.change(field(), { target: { value: "x".repeat(8_950) } });
  expect(screen.getByText("1000 characters left")).toBeTruthy();
  fireEvent.change(field(), { target: { value: "x".repeat(10_003) } });
  expect(screen.getByText("3 characters too many: 10000 is the most.")).toBeTruthy();
});

test("a letter that is typed draws nothing but the composer", async () => {
  draw(<Drafts />);
  await userEvent.type(field(), "a");
  const list = drafts.get();
  await userEvent.type(field(), "bcd");
  // The page watches this list: it is the same one as before.
  expect(drafts.get()).toBe(list);
  expect(field().value).toBe("abcd");
});

test("an edit over another edit shows both texts; the other one can be used, and this one had back", async () => {
  drafts.set([]);
  reopenDraft({
    place: PLACE,
    said: { kind: "edit", edits: 4, after: 6 },
    text: "At home.",
    other: { text: "At work.", at: "2026-11-22T13:02:00.000Z" },
    refusal: "Both texts are here.",
  });
  draw(<Drafts />);
  const offer = screen.getByRole("complementary", { name: "Another text" });
  expect(within(offer).getByRole("status").textContent).toMatch(
    /^On record there is a different text, from 22 Nov 2026/,
  );
  expect(screen.getByRole("alert").textContent).toBe("Both texts are here.");
  await userEvent.click(within(offer).getByRole("button", { name: "Use that one" }));
  const words = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your words" });
  expect(words.value).toBe("At work.");
  expect(screen.getByText("At home.")).toBeTruthy();
  await press("Use that one");
  expect(words.value).toBe("At home.");
});
