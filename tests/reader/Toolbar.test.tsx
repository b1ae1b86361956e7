// @vitest-environment jsdom
import { renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { CHANGE_GROUPS, type ChangeGroup } from "../../src/compare/kinds.ts";
import { VIEWS } from "../../src/reader/address.ts";
import { groupsOf } from "../../src/reader/groups.ts";
import { Toolbar } from "../../src/reader/Toolbar.tsx";
import { useChanges } from "../../src/reader/useChanges.ts";
import { draw } from "./draw.tsx";
import { compareTexts, PAIRS } from "./texts.ts";

const { comparison, before, after } = compareTexts(PAIRS[1]!);
const groups = groupsOf(comparison, [before, after]);

function show(chosen?: readonly ChangeGroup[]) {
  const onShow = vi.fn();
  const { result } = renderHook(() => useChanges(comparison, groups, chosen, false));
  draw(
    <Toolbar
      views={VIEWS}
      view="redline"
      viewAddress={() => ""}
      onView={() => {}}
      changes={result.current}
      onShow={onShow}
      onStep={() => {}}
      showsAll={false}
      onAll={() => {}}
    />,
  );
  return { onShow, changes: result.current };
}

const filterButton = () => screen.getByRole("button", { name: /choose which changes are shown$/ });

test("each kind that occurs has its count, and those of what changes the law are pressed", async () => {
  const { changes } = show();
  await userEvent.click(filterButton());
  const kinds = screen.getByRole("group", { name: "Show" }).querySelectorAll("[aria-pressed]");
  expect([...kinds].map((kind) => [kind.textContent, kind.getAttribute("aria-pressed")])).toEqual(
    changes.filter.counts.map(({ name, count, quiet }) => [`${name} ${count}`, String(!quiet)]),
  );
});

test("with a filter it says how many are shown, how many are not, and brings them back with one press", async () => {
  const { onShow, changes } = show(["moved"]);
  expect(filterButton().textContent).toContain(`1 of ${changes.all.length} changes`);
  expect(screen.getByText("1 of 1", { exact: false })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: `${changes.all.length - 1} not shown: bring back` }));
  expect(onShow).toHaveBeenCalledWith(undefined);
});

test("what is only renumbered or set differently is counted, folded, and shown on a press", async () => {
  const { onShow } = show();
  await userEvent.click(screen.getByRole("button", { name: /renumbered.*folded$/ }));
  expect(onShow).toHaveBeenCalledWith(CHANGE_GROUPS);
});

test("Esc closes the kinds and gives the focus back to the button that opened them", async () => {
  show();
  await userEvent.click(filterButton());
  await userEvent.tab();
  expect(document.activeElement?.getAttribute("aria-pressed")).toBe("true");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("group", { name: "Show" })).toBeNull();
  expect(document.activeElement).toBe(filterButton());
});

test("the next change is the next one the filter shows, around the end", () => {
  const { changes } = show(["moved", "divided"]);
  expect(changes.step(1)).toBe(changes.told[0]);
  expect(changes.step(-1)).toBe(changes.told.at(-1));
  expect(changes.told.every(({ kind }) => kind === "moved" || kind === "split" || kind === "merged")).toBe(true);
});
