// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
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

/** What waits until the page has nothing else to do. */
let waiting: (() => void)[] = [];
beforeEach(() => {
  waiting = [];
  vi.stubGlobal("requestIdleCallback", (call: () => void) => waiting.push(call));
  vi.stubGlobal("cancelIdleCallback", (number: number) => {
    waiting[number - 1] = () => {};
  });
});
afterEach(cleanup);

/** 80 sections of two paragraphs; every tenth is worded anew. */
const print = (isNew: boolean, length = 80) =>
  parseBylaws(
    `# Rules\n\n${Array.from(
      { length },
      (_, at) =>
        `## ${at + 1} Rule of the ${at} th kind\n\nBoats of class ${at} are moored ${
          isNew && at % 10 === 5 ? "inside the basin" : "along the quay"
        } from dawn to dusk.\n\nTheir owners of class ${at} keep the lines dry and the fenders out.`,
    ).join("\n\n")}\n`,
  );
const texts = [print(false), print(true)] as const;
const groups = groupsOf(compareBylaws(...texts), texts);

interface Drawn {
  of?: typeof groups;
  current?: number;
  view?: View;
  unfolded?: ReadonlySet<number>;
  isAwaited?: boolean;
}

function draw(props: Drawn = {}) {
  return (
    <Redline
      isAwaited={props.isAwaited}
      groups={props.of ?? groups}
      view={props.view ?? "redline"}
      unfolded={props.unfolded ?? new Set()}
      marks={new Map()}
      notes={new Map()}
      threads={new Map()}
      news={new Map()}
      current={props.current}
      isOpenForComment={false}
      hasDiscussion={false}
      onUnfold={() => {}}
      onComment={() => {}}
      onThreads={() => {}}
    />
  );
}

/** The page has a moment of time. */
const rest = () => act(async () => waiting.at(-1)!());
async function restUntilDone() {
  for (let count = -1; count !== waiting.length; ) {
    count = waiting.length;
    await rest();
  }
}

const drawnRows = () =>
  [...document.querySelectorAll(".law [data-row]")].map((row) => Number((row as HTMLElement).dataset.row));
const countOf = (selector: string) => document.querySelectorAll(selector).length;
const lastRow = groups.at(-1)!.rows.at(-1)!.index;

test("the first screenful is there at once, everything else bit by bit, and all of it in the end", async () => {
  render(draw());
  expect(countOf(".law ins")).toBe(2);
  const [first] = [drawnRows().length];
  await rest();
  const second = drawnRows().length;
  expect(second).toBeGreaterThan(first);
  expect(second).toBeLessThan(lastRow);
  await restUntilDone();
  expect(drawnRows()).toEqual(Array.from({ length: lastRow + 1 }, (_, row) => row));
  expect(countOf(".law ins")).toBe(8);
});

test("what is said is on its way: all but the first part waits for it a second, and is drawn then, come what may", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const long = [print(false, 300), print(true, 300)] as const;
  render(draw({ of: groupsOf(compareBylaws(...long), long), isAwaited: true }));
  const first = drawnRows().length;
  expect(first).toBeLessThan(600);
  expect(waiting).toEqual([]);
  await act(async () => vi.advanceTimersByTime(999));
  expect(drawnRows()).toHaveLength(first);
  await act(async () => vi.advanceTimersByTime(1));
  // No slice after that waits again.
  await restUntilDone();
  expect(drawnRows()).toEqual(Array.from({ length: Math.max(...drawnRows()) + 1 }, (_, row) => row));
  expect(drawnRows()).toHaveLength(600);
});

test("a section far below that somebody goes to is drawn before what stands above it", async () => {
  const { rerender } = render(draw());
  await rest();
  expect(drawnRows()).not.toContain(lastRow);
  rerender(draw({ current: lastRow }));
  expect(drawnRows()).toContain(lastRow);
  // And it stays when he goes on.
  rerender(draw({ current: 0 }));
  expect(drawnRows()).toContain(lastRow);
});

test("runs of unchanged sections fold to one line each, wherever batches begin and end", async () => {
  render(draw());
  await restUntilDone();
  const lines = [...document.querySelectorAll(".fold button")].map(({ textContent }) => textContent);
  expect(lines).toEqual(["5 sections unchanged", ...Array(7).fill("9 sections unchanged"), "4 sections unchanged"]);
  for (const folded of document.querySelectorAll(".foldable[hidden]")) {
    expect(folded.getAttribute("hidden")).toBe("until-found");
  }
});

test("another view replaces the one before it everywhere, without a moment in which there is nothing", async () => {
  const { rerender } = render(draw());
  await restUntilDone();
  rerender(draw({ view: "proposed" }));
  expect(drawnRows()).toHaveLength(lastRow + 1);
  await restUntilDone();
  expect(countOf(".law del")).toBe(0);
  expect(drawnRows()).toHaveLength(lastRow + 1);
});

test("opening what is folded draws nothing anew", async () => {
  const { rerender } = render(draw());
  await restUntilDone();
  const before = [...document.querySelectorAll(".law .clause")];
  rerender(draw({ unfolded: new Set(groups.map(({ head }) => head.index)) }));
  expect(countOf(".foldable[hidden]")).toBe(0);
  expect(countOf(".fold")).toBe(0);
  const after = [...document.querySelectorAll(".law .clause")];
  expect(after.every((clause, at) => clause === before[at])).toBe(true);
});

test("another text starts anew with its first screenful", async () => {
  const { rerender } = render(draw());
  await restUntilDone();
  const other = groupsOf(compareBylaws(texts[1], texts[0]), [texts[1], texts[0]]);
  rerender(draw({ of: other }));
  expect(drawnRows().length).toBeLessThan(lastRow);
  await restUntilDone();
  expect(drawnRows()).toHaveLength(lastRow + 1);
});
