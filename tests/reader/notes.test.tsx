// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { ComparedClause } from "../../src/compare/comparison.ts";
import type { Effects } from "../../src/compare/effects.ts";
import { NotesView } from "../../src/reader/NotesView.tsx";
import { notesOf, type OtherAmendment } from "../../src/reader/notes.ts";
import { StaleList } from "../../src/reader/StaleList.tsx";
import { parseBylaws } from "../../src/text/parse.ts";
import { draw } from "./draw.tsx";

const BEFORE = `# Bylaws of the Quay Society

1.1 Keys. The Warden keeps the keys of the fish hall and lends them to members on request.

1.2 Lanterns. The lanterns on the quay are lit from dusk to midnight by the Warden.

1.3 Register. The Secretary keeps a register of the keys lent under Section 1.1 and of the lanterns under Section 1.2.
`;
const AFTER = BEFORE.replace(/1\.2 Lanterns.*\n\n/, "").replace("on request", "for a deposit");
const comparison = compareBylaws(parseBylaws(BEFORE), parseBylaws(AFTER));
const rowOf = (address: string): number =>
  comparison.rows.findIndex(({ before, after }) => (after ?? before)!.address === address);

const EFFECTS: Effects = {
  cited: [
    { clause: "1.1", by: ["1.3"] },
    { clause: "1.2", by: ["1.3"], stale: ["1.3"], isRemoved: true },
  ],
  terms: [{ term: "Warden", clause: "1.1", usedBy: ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8"] }],
};
const OTHERS: OtherAmendment[] = [
  {
    amendment: "2026-deposits",
    title: "Deposits",
    revision: 1,
    collisions: [
      {
        kind: "words",
        clause: "1.1",
        part: "text",
        words: { from: 68, to: 78 },
        first: "Section 1.1: replaces ‘on request’ with ‘for a deposit’.",
        second: "Section 1.1: replaces ‘on request’ with ‘for one day’.",
      },
    ],
  },
];
const notes = notesOf(comparison, EFFECTS, OTHERS, (amendment, clause) => `/quay/amendments/${amendment}/${clause}`);

function show(address: string, row: Partial<ComparedClause> = {}) {
  const index = rowOf(address);
  return draw(<NotesView row={{ ...comparison.rows[index]!, ...row }} notes={notes.get(index)} />).container;
}

const lines = (page: Element) => [...page.querySelectorAll("p")].map(({ textContent }) => textContent);
const links = (page: Element) => [...page.querySelectorAll("a")].map((link) => link.getAttribute("href"));

test("a changed clause says who cites it, who uses its terms, and which other amendment wants the same words", () => {
  const page = show("1.1");
  expect(lines(page)).toEqual([
    "Cited by 1.3",
    "“Warden” is used in 2.1, 2.2, 2.3, 2.4, 2.5, 2.6 and 2 more",
    "Deposits changes the same words: Section 1.1: replaces ‘on request’ with ‘for one day’.",
  ]);
  expect(links(page)).toContain("#clause-1.3");
  expect(links(page)).toContain("/quay/amendments/2026-deposits/1.1");
});

test("many clauses are shown on a press", async () => {
  const page = show("1.1");
  await userEvent.click(screen.getByRole("button", { name: "2 more" }));
  expect(lines(page)[1]).toBe("“Warden” is used in 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7 and 2.8");
});

test("a struck clause that is still cited stands out, and so does the reference that leads nowhere", () => {
  const struck = show("1.2");
  expect(lines(struck)).toEqual(["Struck, but still cited so by 1.3"]);
  expect(struck.querySelector("[data-warns] a")?.getAttribute("href")).toBe("#clause-1.3");
  const citing = show("1.3");
  expect(lines(citing)).toEqual(["Cites 1.2, which is struck."]);
  expect(links(citing)).toEqual(["#stood-1.2"]);
});

test("a reference that did not follow a new number says so at both ends", () => {
  const before = parseBylaws(BEFORE);
  const after = parseBylaws(BEFORE.replace("1.3 Register", "1.4 Register").replace("1.2 Lanterns", "1.3 Lanterns"));
  const moved = compareBylaws(before, after);
  const effects: Effects = { cited: [{ clause: "1.3", by: ["1.1", "1.4"], stale: ["1.4"] }], terms: [] };
  const told = notesOf(moved, effects, [], () => "");
  const say = (title: string) => {
    const index = moved.rows.findIndex(({ after }) => after?.title === title);
    return lines(draw(<NotesView row={moved.rows[index]!} notes={told.get(index)} />).container);
  };
  expect(say("Lanterns")).toEqual(["No longer 1.2, but still cited so by 1.4", "Cited by 1.1"]);
  expect(say("Register")).toEqual(["Cites 1.2, which is 1.3 now."]);
  const head = draw(<StaleList comparison={moved} notes={told} />).container;
  expect(head.querySelector("summary")?.textContent).toBe("1 reference was not changed with the clauses named");
  expect(head.querySelector("li")?.textContent).toBe("Section 1.4 still cites Section 1.2, which is Section 1.3 now.");
  expect(links(head)).toEqual(["#clause-1.4", "#clause-1.3"]);
});

test("a pairing the secretary decided, and one that is not sure, say so quietly", () => {
  expect(lines(show("1.1", { isDecided: true }))[0]).toBe("This is what 1.1 was: the secretary has said so.");
  const { before } = comparison.rows[rowOf("1.1")]!;
  const unsure = { confidence: 0.3, before: { ...before!, title: "Locks" } };
  expect(lines(show("1.1", unsure))[0]).toBe("Taken to be what 1.1 was; few words are the same.");
  expect(lines(show("1.1", { ...unsure, isDecided: true }))[0]).toContain("secretary");
  // Under the same title nobody wonders.
  expect(lines(show("1.1", { confidence: 0.3 }))[0]).toBe("Cited by 1.3");
});

test("a clause of which nothing is to be said has no note at all", () => {
  expect(draw(<NotesView row={comparison.rows[rowOf("1.3")]!} />).container.textContent).toBe("");
});
