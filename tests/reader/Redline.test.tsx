// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { View } from "../../src/reader/address.ts";
import { groupsOf } from "../../src/reader/groups.ts";
import { Redline } from "../../src/reader/Redline.tsx";
import { parseBylaws } from "../../src/text/parse.ts";

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(cleanup);

/** 200 sections of two paragraphs; every tenth is worded anew. */
const print = (isNew: boolean) =>
  parseBylaws(
    `# Rules\n\n${Array.from(
      { length: 200 },
      (_, at) =>
        `## ${at + 1} Rule of the ${at} th kind\n\nBoats of class ${at} are moored ${
          isNew && at % 10 === 5 ? "inside the basin" : "along the quay"
        } from dawn to dusk.\n\nTheir owners of class ${at} keep the lines dry and the fenders out.`,
    ).join("\n\n")}\n`,
  );
const texts = [print(false), print(true)] as const;
const groups = groupsOf(compareBylaws(...texts), texts);

function draw(props: { current?: number; view?: View; unfolded?: ReadonlySet<number> } = {}) {
  return (
    <Redline
      groups={groups}
      view={props.view ?? "redline"}
      unfolded={props.unfolded ?? new Set()}
      marks={new Map()}
      notes={new Map()}
      threads={new Map()}
      current={props.current}
      isOpenForComment={false}
      hasDiscussion={false}
      onUnfold={() => {}}
      onComment={() => {}}
      onThreads={() => {}}
    />
  );
}

const drawnRows = () =>
  [...document.querySelectorAll(".law [data-row]")].map((row) => Number((row as HTMLElement).dataset.row));
const lastRow = groups.at(-1)!.rows.at(-1)!.index;

test("the first screenful is there at once, everything else soon after, in order", async () => {
  render(draw());
  expect(screen.getAllByText("inside the basin").length).toBe(2);
  expect(drawnRows().length).toBeLessThan(20);
  await waitFor(() => expect(drawnRows()).toContain(lastRow), { timeout: 10_000 });
  await waitFor(() => expect(drawnRows()).toHaveLength(lastRow + 1), { timeout: 10_000 });
  expect(drawnRows()).toEqual(drawnRows().toSorted((a, b) => a - b));
  expect(screen.getAllByText("inside the basin")).toHaveLength(20);
});

test("a section far below that somebody goes to is drawn before what stands above it", async () => {
  const { rerender } = render(draw());
  await waitFor(() => expect(drawnRows().length).toBeGreaterThan(60), { timeout: 10_000 });
  expect(drawnRows()).not.toContain(lastRow);
  rerender(draw({ current: lastRow }));
  expect(drawnRows()).toContain(lastRow);
});

test("runs of unchanged sections fold to one line each, wherever batches begin and end", async () => {
  render(draw());
  await waitFor(() => expect(drawnRows()).toHaveLength(lastRow + 1), { timeout: 10_000 });
  const lines = screen.getAllByRole("button", { name: /unchanged$/ }).map(({ textContent }) => textContent);
  expect(lines).toEqual(["5 sections unchanged", ...Array(19).fill("9 sections unchanged"), "4 sections unchanged"]);
  for (const folded of document.querySelectorAll(".foldable[hidden]")) {
    expect(folded.getAttribute("hidden")).toBe("until-found");
  }
});

test("another view replaces the one before it everywhere, without a moment in which there is nothing", async () => {
  const { rerender } = render(draw());
  await waitFor(() => expect(drawnRows()).toHaveLength(lastRow + 1), { timeout: 10_000 });
  await act(async () => rerender(draw({ view: "proposed" })));
  expect(new Set(drawnRows()).size).toBe(lastRow + 1);
  await waitFor(() => expect(document.querySelectorAll(".law del")).toHaveLength(0), { timeout: 10_000 });
  expect(drawnRows()).toHaveLength(lastRow + 1);
});

test("opening what is folded draws nothing anew", async () => {
  const { rerender } = render(draw());
  await waitFor(() => expect(drawnRows()).toHaveLength(lastRow + 1), { timeout: 10_000 });
  const before = [...document.querySelectorAll(".law .clause")];
  rerender(draw({ unfolded: new Set(groups.map(({ head }) => head.index)) }));
  expect(document.querySelectorAll(".foldable[hidden]")).toHaveLength(0);
  expect(screen.queryByRole("button", { name: /unchanged$/ })).toBeNull();
  expect([...document.querySelectorAll(".law .clause")]).toEqual(before);
});
