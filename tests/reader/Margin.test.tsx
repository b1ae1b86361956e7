// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { Margin } from "../../src/reader/Margin.tsx";
import type { MarginItem } from "../../src/reader/marginItem.ts";
import { draw } from "./draw.tsx";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const item = (key: string, row?: number): MarginItem => ({
  key,
  row,
  isLead: row === undefined,
  isKept: false,
  draw: () => <p>{key}</p>,
});

test("a thread on the whole that a link leads to stands at the top, although the words of other threads are not drawn yet", async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  // The text begins far down, and holds no row yet.
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 700, 600, 4000));
  const { container } = draw(
    <>
      <div className="law" />
      <Margin items={[item("first", 7), item("whole")]} threads={[]} author={() => ({ name: "" })} onFound={() => {}} />
    </>,
  );
  const topOf = (key: string) => container.querySelector<HTMLElement>(`[data-item="${key}"]`)!.style.top;
  await expect.poll(() => topOf("whole")).toBe("0px");
  expect(topOf("first")).toBe("4000px");
});
