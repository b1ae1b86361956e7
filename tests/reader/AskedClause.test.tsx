// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { AskedClause } from "../../src/reader/AskedClause.tsx";
import type { FormerAddress } from "../../src/reader/useFormerAddress.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { draw } from "./draw.tsx";

afterEach(() => vi.unstubAllGlobals());

const text = parseBylaws(
  "# Rules\n\n## 1 Plots\n\nA plot is let for a year.\n\n## 2 Water\n\nWater comes from the butts.\n",
);
const comparison = compareBylaws(text, text);

/** @param former What the server knows of the address. */
function ask(label: string, former: FormerAddress | null) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify({ former }));
  });
  const found: string[] = [];
  const shown = draw(
    <AskedClause
      label={label}
      comparison={comparison}
      texts={[text]}
      document="garden"
      hash={`${label}-hash`}
      onGo={() => {}}
      onFound={(row) => void found.push(comparison.rows[row]!.after!.address)}
    />,
  );
  return { asked, found, shown };
}

test("an address that only an older text had leads on, and the page says so", async () => {
  const { asked, found } = ask("4", { clause: "4", on: "2015-06-20", now: "2" });
  const said = await screen.findByRole("status");
  expect(said.textContent).toBe("What was 4 on 20 June 2015 is now 2.");
  expect(found).toEqual(["2"]);
  expect(asked).toEqual(["/api/former/garden/4-hash?clause=4"]);
});

test("a clause that was struck since is told of, with what stands near", async () => {
  const { found } = ask("3", { clause: "3", on: "2015-06-20" });
  const said = await screen.findByRole("alert");
  expect(said.textContent).toContain("The text of 20 June 2015 had a clause “3”; it was struck since.");
  expect(screen.getByRole("button", { name: "2 Water" })).toBeTruthy();
  expect(found).toEqual([]);
});

test("an address that never led anywhere is said to lead nowhere", async () => {
  ask("99", null);
  expect((await screen.findByRole("alert")).textContent).toContain("There is no clause “99” in this text.");
});

test("of a clause that is there nothing is asked and nothing said", () => {
  const { asked, shown } = ask("2", null);
  expect([asked, shown.container.innerHTML]).toEqual([[], ""]);
});

test("a number that belongs to another clause now leads on to the one that had it", () => {
  const after = parseBylaws(
    "# Rules\n\n## 1 Plots\n\nA plot is let for a year.\n\n## 2 Bees\n\nHives stand by the north hedge.\n\n## 3 Water\n\nWater comes from the butts.\n",
  );
  const shown = draw(
    <AskedClause
      label="2"
      comparison={compareBylaws(text, after)}
      texts={[text, after]}
      document="garden"
      hash="new"
      onGo={() => {}}
      onFound={() => {}}
    />,
  ).container;
  expect(shown.textContent).toBe("2 is another clause in the new text. What was 2 is 3 now.");
  expect(shown.querySelector("a")?.getAttribute("href")).toBe("#clause-3");
});

test("an address written in another way leads to its clause", () => {
  const { found, asked } = ask("Section 2", null);
  expect(found).toEqual(["2"]);
  expect(asked).toEqual([]);
});
