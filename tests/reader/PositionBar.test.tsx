// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Person } from "../../src/discuss/person.ts";
import { positionsOf } from "../../src/discuss/position.ts";
import type { Stance } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { drafts, reopenDraft } from "../../src/reader/drafts.ts";
import { outbox } from "../../src/reader/outbox.ts";
import { PositionBar } from "../../src/reader/PositionBar.tsx";
import { useStore } from "../../src/reader/Store.ts";
import { me } from "../../src/reader/useMe.ts";
import { entriesOf } from "../discuss/entries.ts";
import { draw } from "./draw.tsx";

const VERIFIED = ["grace", "ada"];
const PEOPLE: Record<string, Person> = Object.fromEntries(
  ["jonas", "mia", "grace", "ada"].map((id) => [
    id,
    { id, name: id, standing: id === "ada" ? "director" : "guest", isVerified: VERIFIED.includes(id) },
  ]),
);
const author = (id: string): Person => PEOPLE[id]!;
const takes = (position: Stance) => ({ kind: "position", position }) as const;

type Taken = Parameters<typeof entriesOf>;
const GUESTS: Taken = [
  ["jonas", takes("object")],
  ["mia", takes("support")],
  ["jonas", takes("support")],
];

const ONE = { number: 1, hash: "one", note: "As moved." };
const TWO = { number: 2, hash: "two", note: "Narrower words." };

function Bar(props: { isOpen?: boolean; said?: Taken; revisions?: (typeof ONE)[] }) {
  const { isOpen = true, said = GUESTS, revisions = [ONE] } = props;
  const entries = entriesOf(...said);
  const outgoing = useStore(outbox);
  return (
    <PositionBar
      document="openstack-foundation"
      amendment="2019-open-meetings"
      revisions={revisions}
      threads={threadsOf(entries, author)}
      positions={positionsOf(entries, author)}
      author={author}
      outgoing={outgoing}
      isOpenForComment={isOpen}
    />
  );
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  drafts.set([]);
  outbox.set([]);
  me.set(undefined);
});

test("everyone is counted once, in numbers that are read out with their names", () => {
  draw(<Bar />);
  expect(screen.getByRole("link").textContent).toContain("Support: 2");
  expect(screen.getByRole("link").textContent).toContain("Object: 0");
  expect(screen.getByText("2 guests")).toBeTruthy();
});

test("who signed in and who only gave a name are counted apart, and directors are named", () => {
  draw(<Bar said={[...GUESTS, ["grace", takes("object")], ["ada", takes("object")]]} />);
  const [verified, guests] = [...screen.getByRole("link").children];
  expect(verified!.textContent).toBe(
    "Support: 0 · Support with changes: 0 · Object: 2 · Undecided: 02 people, 1 director",
  );
  expect(guests!.textContent).toBe("Support: 2 · Support with changes: 0 · Object: 0 · Undecided: 02 guests");
});

test("whoever has no name yet is asked for one, and for a reason if he likes, before his position goes on record", async () => {
  draw(<Bar />);
  await userEvent.click(screen.getByRole("button", { name: "Object" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Position: Object" }));
  await userEvent.click(sheet.getByRole("button", { name: "Take this position" }));
  expect(sheet.getByRole("alert").textContent).toContain("Give the name");
  expect(outbox.get()).toEqual([]);
  await userEvent.type(sheet.getByRole("textbox", { name: "Your name" }), "Ada");
  await userEvent.type(sheet.getByRole("textbox", { name: /^Reason/ }), "Too wide.");
  await userEvent.click(sheet.getByRole("button", { name: "Take this position" }));
  await vi.waitFor(() =>
    expect(outbox.get()).toMatchObject([
      { said: { kind: "position", position: "object", reason: "Too wide." }, name: "Ada", state: "waiting" },
    ]),
  );
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Object" }).getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByRole("status").textContent).toContain("Waiting for the network");
});

test("changing one’s mind takes the newest position, though the earlier one still waits to be sent", async () => {
  draw(<Bar />);
  for (const [stance, sheet] of [
    ["Object", "Position: Object"],
    ["Support with changes", "Position: Support with changes"],
  ] as const) {
    await userEvent.click(screen.getByRole("button", { name: stance }));
    const dialog = within(await screen.findByRole("dialog", { name: sheet }));
    // Asked once: until the server has answered, the name given before will do.
    const name = dialog.queryByRole<HTMLInputElement>("textbox", { name: "Your name" });
    if (name) await userEvent.type(name, "Ada");
    await userEvent.click(dialog.getByRole("button", { name: "Take this position" }));
  }
  const pressed = screen.getAllByRole("button").filter((button) => button.getAttribute("aria-pressed") === "true");
  expect(pressed.map(({ textContent }) => textContent)).toEqual(["Support with changes"]);
  expect(outbox.get().map(({ said }) => "position" in said && said.position)).toEqual([
    "object",
    "support-with-changes",
  ]);
});

test("after the close nothing can be pressed, and the numbers stay", () => {
  draw(<Bar isOpen={false} />);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("link").textContent).toContain("Support: 2");
});

/** Who reads is Jonas. */
const asJonas = () => me.set({ person: PEOPLE.jonas!, signIn: { mail: "printed", providers: [], guests: true } });

test("a position whose words have changed since says so, and is confirmed in one tap with its reason", async () => {
  asJonas();
  draw(
    <Bar said={[["jonas", { kind: "position", position: "object", reason: "Too wide." }]]} revisions={[ONE, TWO]} />,
  );
  expect(
    screen.getByText((_, element) => element?.textContent === "Taken on revision 1; the words have changed since."),
  ).toBeTruthy();
  expect(screen.getByRole("link").textContent).toContain("1 taken on earlier words");
  await userEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect(outbox.get()).toMatchObject([
    { place: { revision: 2 }, said: { kind: "position", position: "object", reason: "Too wide." } },
  ]);
  expect(screen.queryByRole("button", { name: "Confirm" })).toBeNull();
});

test("a revision with the same words leaves every position as it was", () => {
  asJonas();
  draw(<Bar revisions={[ONE, { ...TWO, hash: "one" }]} />);
  expect(screen.queryByRole("button", { name: "Confirm" })).toBeNull();
  expect(screen.getByRole("link").textContent).not.toContain("earlier words");
});

test("a position says why with the number of a thread; one that is not there is refused, and the reason kept", async () => {
  asJonas();
  draw(<Bar said={[["mia", { kind: "comment", text: "Why?" }], ...GUESTS]} />);
  await userEvent.click(screen.getByRole("button", { name: "Support" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Position: Support" }));
  await userEvent.type(sheet.getByRole("textbox", { name: /^Reason/ }), "As there.");
  const number = sheet.getByRole("combobox", { name: /^Number of a thread/ });
  await userEvent.type(number, "7");
  await userEvent.click(sheet.getByRole("button", { name: "Take this position" }));
  expect(sheet.getByRole("alert").textContent).toBe("There is no thread 7 on this amendment.");
  expect(sheet.getByRole<HTMLTextAreaElement>("textbox", { name: /^Reason/ }).value).toBe("As there.");
  await userEvent.clear(number);
  await userEvent.type(number, "#1");
  await userEvent.click(sheet.getByRole("button", { name: "Take this position" }));
  await vi.waitFor(() =>
    expect(outbox.get()).toMatchObject([
      { said: { position: "support", reason: "As there.", thread: 1 }, earlier: { position: "support" } },
    ]),
  );
});

test("a reason that was begun and left is offered again", async () => {
  draw(<Bar />);
  await userEvent.click(screen.getByRole("button", { name: "Object" }));
  const sheet = within(await screen.findByRole("dialog"));
  await userEvent.type(sheet.getByRole("textbox", { name: /^Reason/ }), "Half a");
  await userEvent.click(sheet.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Unfinished: go on" }));
  const again = within(await screen.findByRole("dialog", { name: "Position: Object" }));
  expect(again.getByRole<HTMLTextAreaElement>("textbox", { name: /^Reason/ }).value).toBe("Half a");
});

test("back from a provider, the sheet is open as it was left", async () => {
  const first = draw(<Bar />);
  await userEvent.click(screen.getByRole("button", { name: "Object" }));
  await userEvent.type(
    within(await screen.findByRole("dialog")).getByRole("textbox", { name: /^Reason/ }),
    "Too wide.",
  );
  first.unmount();
  draw(<Bar />);
  const again = within(await screen.findByRole("dialog", { name: "Position: Object" }));
  expect(again.getByRole<HTMLTextAreaElement>("textbox", { name: /^Reason/ }).value).toBe("Too wide.");
});

test("a position that came after the close is kept, with the day, and can be thrown away", async () => {
  const place = { document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1 };
  reopenDraft({
    place,
    said: { kind: "position", position: "object" },
    text: "Too wide.",
    refusal: "This amendment has been closed for comment since 8 April 2019.",
  });
  draw(<Bar isOpen={false} />);
  expect(screen.getByRole("status").textContent).toBe(
    "This amendment has been closed for comment since 8 April 2019. Not taken: Object, “Too wide.”.",
  );
  vi.spyOn(window, "confirm").mockReturnValue(true);
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(drafts.get()).toEqual([]);
});
