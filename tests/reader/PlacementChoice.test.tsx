// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Person } from "../../src/discuss/person.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { outbox } from "../../src/reader/outbox.ts";
import { PlacementChoice } from "../../src/reader/PlacementChoice.tsx";
import { ThreadPage } from "../../src/reader/ThreadPage.tsx";
import { type Me, me } from "../../src/reader/useMe.ts";
import type { BylawsDocument } from "../../src/text/document.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { entriesOf } from "../discuss/entries.ts";
import { draw } from "./draw.tsx";

const TEXT = parseBylaws(
  "# B\n\n1.1 Keys. The Warden keeps the keys and counts them.\n\n1.2 Oars. The Warden keeps the oars and counts them.\n",
);
const comparison = compareBylaws(TEXT, TEXT);
const PEOPLE: Record<string, Person> = {
  ada: { id: "ada", name: "Ada Lind", standing: "guest", isVerified: false },
  jonas: { id: "jonas", name: "Jonas Berg", standing: "guest", isVerified: false },
};
const author = (id: string) => PEOPLE[id]!;
const at = (clause: string) => {
  const text = comparison.rows.find((row) => row.after?.address === clause)!.after!.text;
  const from = text.indexOf("counts them");
  return { clause, part: "text" as const, from, to: from + "counts them".length };
};

afterEach(() => {
  outbox.set([]);
  me.set(undefined);
});

function show(reader: "ada" | "jonas", places = [at("1.1"), at("1.2")]) {
  me.set({ person: PEOPLE[reader]!, signIn: { mail: "printed", providers: [], guests: true } } satisfies Me);
  const [thread] = threadsOf(entriesOf(["ada", { kind: "comment", text: "How often?" }]), author);
  const placed = {
    thread: thread!,
    row: 0,
    state: "ambiguous" as const,
    places,
    placesOn: "f".repeat(64),
  };
  const document = { slug: "d", amendments: [], versions: [] } as unknown as BylawsDocument;
  draw(
    <ThreadPage
      shown={{
        document,
        record: { threads: [thread!], positions: [], author },
        placed: [placed],
        comparison,
        text: TEXT,
        clauseAddress: (clause) => `/d/${clause}`,
        onOpen: () => {},
      }}
    >
      <PlacementChoice placed={placed} isSent={false} />
    </ThreadPage>,
  );
}

test("its author is shown both places with what stands around, and says which", async () => {
  show("ada");
  const group = screen.getByRole("group", { name: /stand in two places now\. Which\?/ });
  expect(group.textContent).toContain("1.1 Keys: The Warden keeps the keys and counts them.");
  expect(group.textContent).toContain("1.2 Oars: The Warden keeps the oars and counts them.");
  // Both are called “Here”: what is read out with each says where.
  expect(screen.getByRole("button", { name: "Here", description: /^1\.1 Keys: / })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Here", description: /^1\.2 Oars: / }));
  expect(outbox.get()[0]?.said).toMatchObject({
    kind: "placement",
    places: 1,
    on: "f".repeat(64),
    anchor: { clause: "1.2", quote: "counts them", text: "f".repeat(64) },
  });
});

test("or that they stand nowhere any more", async () => {
  show("ada");
  await userEvent.click(screen.getByRole("button", { name: "Nowhere any more" }));
  const said = outbox.get()[0]?.said;
  expect(said).toMatchObject({ kind: "placement", places: 1 });
  expect(said).not.toHaveProperty("anchor");
});

test("of two clauses that said the same one is left: its author is asked whether it is theirs", () => {
  show("ada", [at("1.2")]);
  expect(screen.getByRole("group", { name: /may stand here now, or nowhere any more\. Which\?/ })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Here", description: /^1\.2 Oars: / })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Nowhere any more" })).toBeTruthy();
});

test("everybody else reads that nobody has said yet", () => {
  show("jonas");
  expect(screen.getByRole("group", { name: /has not said yet which/ })).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
