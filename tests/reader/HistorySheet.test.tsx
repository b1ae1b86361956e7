// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { type HistoryJson, HistorySheet } from "../../src/reader/HistorySheet.tsx";
import { eachClause } from "../../src/text/clause.ts";
import type { BylawsDocument } from "../../src/text/document.ts";
import { draw } from "./draw.tsx";
import { readText } from "./texts.ts";

afterEach(() => vi.unstubAllGlobals());

const version = (on: string) => ({ on, kind: "in force" as const, note: "", hash: on });
const DOCUMENT: BylawsDocument = {
  slug: "harbour-commons",
  title: "Bylaws",
  organisation: "Harbour Commons Association",
  language: "en",
  about: "",
  invented: true,
  excerpt: false,
  notes: [],
  rules: {},
  versions: [version("2018-05-26"), version("2021-05-12"), version("2024-05-15")],
  amendments: [],
};
const CLAUSE = [...eachClause(readText("harbour-commons/versions/2024-05-15.md").clauses)].find(
  ({ address }) => address === "5.6",
)!;

/** Answers each question in turn; without an answer the network is gone. */
function answer(...answers: (HistoryJson | number | undefined)[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const next = answers.shift();
    if (next === undefined) throw new TypeError("Failed to fetch");
    return typeof next === "number"
      ? new Response(JSON.stringify({ progress: 0.5 }), { status: next })
      : new Response(JSON.stringify(next));
  });
  return asked;
}

const FROM = CLAUSE.text.indexOf("may fill");

function show() {
  draw(
    <HistorySheet
      document={DOCUMENT}
      text="2024-05-15"
      clause={CLAUSE}
      part="text"
      from={FROM}
      to={FROM + 8}
      onClose={() => {}}
    />,
  );
}

test("says which version and amendment brought words in, when, what they replaced, and leads to that change", async () => {
  const asked = answer({
    oldest: "2018-05-26",
    stretches: [
      {
        words: { from: FROM, to: FROM + 3 },
        clause: "5.5",
        replaced: "must",
        source: { version: "2021-05-12", amendment: { slug: "2021-electronic-voting", title: "Electronic voting" } },
      },
      { words: { from: FROM + 3, to: FROM + 8 }, clause: "5.6", replaced: "" },
    ],
  });
  show();
  const entries = await screen.findAllByRole("listitem");
  expect(asked).toEqual([`/api/history/harbour-commons/2024-05-15?clause=5.6&part=text&from=${FROM}&to=${FROM + 8}`]);
  expect(entries.map(({ textContent }) => textContent)).toEqual([
    "mayBrought in on 12 May 2021 by the amendment “Electronic voting” in place of must; the clause was Section 5.5 then. See that change",
    "fillIn the oldest text we know, of 26 May 2018.",
  ]);
  expect(screen.getByRole("link", { name: "See that change" }).getAttribute("href")).toBe(
    "/harbour-commons/compare/2018-05-26..2021-05-12/5.5",
  );
});

test("words of a text that was never changed say so in one line", async () => {
  answer({
    oldest: "2018-05-26",
    stretches: [{ words: { from: FROM, to: FROM + 8 }, clause: "5.6", replaced: "" }],
  });
  show();
  expect(await screen.findByText("They are in the oldest text we know, of 26 May 2018.")).toBeTruthy();
});

test("words an amendment proposes are told as its own", async () => {
  answer({
    oldest: "2018-05-26",
    stretches: [
      {
        words: { from: FROM, to: FROM + 8 },
        clause: "5.6",
        replaced: "",
        source: { amendment: { slug: "2026-council", title: "The Council" } },
      },
    ],
  });
  show();
  expect((await screen.findByRole("listitem")).textContent).toBe(
    "Put in by the amendment “The Council”, where nothing stood before. See that change",
  );
  expect(screen.getByRole("link").getAttribute("href")).toBe("/harbour-commons/amendments/2026-council/5.6");
});

test("without a network it says so, and asks again on a press; what takes long is waited for", async () => {
  const asked = answer(undefined, 202, {
    oldest: "2018-05-26",
    stretches: [{ words: { from: FROM, to: FROM + 8 }, clause: "5.6", replaced: "" }],
  });
  show();
  expect((await screen.findByRole("alert")).textContent).toContain("The server cannot be reached.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/the oldest text we know/, undefined, { timeout: 3_000 });
  expect(asked).toHaveLength(3);
});

test("offline it says that the history is on the server", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  answer(undefined);
  show();
  expect((await screen.findByRole("alert")).textContent).toContain("You are offline");
  vi.restoreAllMocks();
});

test("other words of the clause are chosen with the keyboard alone", async () => {
  const nothing = { oldest: "2018-05-26", stretches: [] };
  const asked = answer(nothing, nothing);
  show();
  await userEvent.click(screen.getByRole("button", { name: "Choose other words" }));
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Select the words you mean/ });
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("may fill");
  field.setSelectionRange(4, 11);
  await userEvent.click(screen.getByRole("button", { name: "Use these words" }));
  await vi.waitFor(() => expect(asked.at(-1)).toContain("from=4&to=11"));
  expect(screen.getByText(`“${CLAUSE.text.slice(4, 11)}”`, { exact: false })).toBeTruthy();
});
