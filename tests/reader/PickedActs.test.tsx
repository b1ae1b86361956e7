// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { listChanges } from "../../src/compare/describe.ts";
import { PickedActs } from "../../src/reader/PickedActs.tsx";
import { type Picked, wordsOf } from "../../src/reader/useReading.ts";
import { draw } from "./draw.tsx";
import { compareTexts, PAIRS, PHRASE } from "./texts.ts";

const { comparison, before, after } = compareTexts(PAIRS[0]!);
const [change] = listChanges(comparison);
const PICKED: Picked = { row: change!.row, words: wordsOf(change!), change, isOffered: true };

function show(picked: Picked) {
  const [onHistory, onComment] = [vi.fn(), vi.fn()];
  draw(
    <PickedActs
      comparison={comparison}
      texts={[before, after]}
      picked={picked}
      isOpenForComment
      linkTo={(clause) => `/page/${clause}`}
      onComment={onComment}
      onHistory={onHistory}
      onClose={() => {}}
    />,
  );
  return { onHistory, onComment };
}

test("the change that was chosen says what it does, in one sentence", () => {
  show(PICKED);
  expect(screen.getByText(change!.sentence)).toBeTruthy();
  expect(change!.sentence).toContain(PHRASE);
});

test("its amendment instruction is shown on a press, and copied with another", async () => {
  const user = userEvent.setup();
  show(PICKED);
  await user.click(screen.getByRole("button", { name: "Instruction" }));
  const instruction = await screen.findByText(/^In Section 4\.16, .* insert /);
  expect(instruction.textContent).toContain(PHRASE);
  await user.click(screen.getByRole("button", { name: "Copy instruction" }));
  expect(await navigator.clipboard.readText()).toBe(instruction.textContent);
  expect(await screen.findByText("Instruction copied")).toBeTruthy();
});

test("the history of the chosen words is asked for", async () => {
  const { onHistory } = show(PICKED);
  await userEvent.click(screen.getByRole("button", { name: "History" }));
  expect(onHistory).toHaveBeenCalledWith(PICKED);
});

test("a clause without a change offers no instruction", () => {
  show({ row: 0, isOffered: true });
  expect(screen.queryByRole("button", { name: "Instruction" })).toBeNull();
  expect(screen.getByRole("button", { name: "History" })).toBeTruthy();
});

test("picked words are linked by where they stand, never cutting a letter in two", async () => {
  const user = userEvent.setup();
  const text = "The crew 👩‍🚀👨‍🚀 meets.";
  const row = { ...comparison.rows[0]!, after: { ...comparison.rows[0]!.after!, text } };
  const from = text.indexOf("👩‍🚀");
  draw(
    <PickedActs
      comparison={{ rows: [row] }}
      texts={[after]}
      picked={{ row: 0, isOffered: true, words: { side: "after", part: "text", from: from + 2, to: from + 6 } }}
      isOpenForComment
      linkTo={(clause, words) => `/page/${clause}?${words?.from}-${words?.to}`}
      linksWords
      onComment={() => {}}
      onHistory={() => {}}
      onClose={() => {}}
    />,
  );
  expect(screen.getByText("“👩‍🚀👨‍🚀”")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Copy link to these words" }));
  expect(await navigator.clipboard.readText()).toContain(`?${from}-${from + "👩‍🚀👨‍🚀".length}`);
});
