// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Person } from "../../src/discuss/person.ts";
import { positionsOf } from "../../src/discuss/position.ts";
import type { Stance } from "../../src/discuss/said.ts";
import { outbox } from "../../src/reader/outbox.ts";
import { PositionBar } from "../../src/reader/PositionBar.tsx";
import { useStore } from "../../src/reader/Store.ts";
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

function Bar({ isOpen = true, said = GUESTS }: { isOpen?: boolean; said?: Taken }) {
  const outgoing = useStore(outbox);
  return (
    <PositionBar
      document="openstack-foundation"
      amendment="2019-open-meetings"
      revision={1}
      positions={positionsOf(entriesOf(...said), author)}
      author={author}
      outgoing={outgoing}
      isOpenForComment={isOpen}
    />
  );
}

beforeEach(() => {
  localStorage.clear();
  outbox.set([]);
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
  const sheet = within(screen.getByRole("dialog", { name: "Position: Object" }));
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
    const dialog = within(screen.getByRole("dialog", { name: sheet }));
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
