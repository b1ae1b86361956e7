// @vitest-environment jsdom
import { renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Placement, Sought } from "../../src/anchor/placement.ts";
import { usePlacements } from "../../src/reader/placements.ts";
import type { BylawsDocument } from "../../src/text/document.ts";

const documentOf = (slug: string) => ({ slug }) as BylawsDocument;
const sought = (clause: string): Sought => ({ text: "old", clause, part: "text", from: 0, to: 4 });
const MOVED: Placement = { state: "moved", clause: "4.17", part: "text", from: 2, to: 6 };

/** A server that gives these answers, one after another. */
function serve(...answers: [status: number, body: object][]) {
  const asked: { document: string; texts: string[]; sought: Sought[] }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    expect(url).toBe("/api/placements");
    asked.push(JSON.parse(String(init.body)));
    const [status, body] = answers.length > 1 ? answers.shift()! : answers[0]!;
    return new Response(JSON.stringify(body), { status });
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

/** The hook on a page. */
function show(slug: string, first: readonly Sought[], document = documentOf(slug)) {
  return renderHook(({ list, of }) => usePlacements(of, ["new", "base"], list), {
    initialProps: { list: first, of: document },
  });
}

test("words are asked for once, however often the page is drawn, and new ones alone", async () => {
  const asked = serve([200, { placements: [[MOVED, { state: "gone" }]] }]);
  const page = show("once", [sought("1.1")]);
  expect(page.result.current(sought("1.1"))).toBeUndefined();
  await waitFor(() => expect(page.result.current(sought("1.1"))).toEqual([MOVED, { state: "gone" }]));
  page.rerender({ list: [sought("1.1"), sought("1.2")], of: documentOf("once") });
  await waitFor(() => expect(page.result.current(sought("1.2"))).toBeDefined());
  expect(asked.map((question) => question.sought.map(({ clause }) => clause))).toEqual([["1.1"], ["1.2"]]);
  expect(asked[0]).toMatchObject({ document: "once", texts: ["new", "base"] });
});

test("while the server still compares the texts it is asked again", async () => {
  const asked = serve([202, { progress: 0.5 }], [200, { placements: [[MOVED]] }]);
  const page = show("promised", [sought("1.1")]);
  await waitFor(() => expect(page.result.current(sought("1.1"))).toEqual([MOVED]));
  expect(asked.length).toBe(2);
});

test("a server that cannot be reached is asked again by itself", async () => {
  const asked = serve([503, {}], [200, { placements: [[MOVED]] }]);
  const page = show("lost", [sought("1.1")]);
  await waitFor(() => expect(page.result.current(sought("1.1"))).toEqual([MOVED]), { timeout: 5_000 });
  expect(asked.length).toBe(2);
});

test("a text that was missing is asked for again when the files have changed", async () => {
  const asked = serve([200, { placements: [[{ state: "missing" }]] }], [200, { placements: [[MOVED]] }]);
  const list = [sought("1.1")];
  const page = show("mended", list);
  await waitFor(() => expect(page.result.current(sought("1.1"))).toEqual([{ state: "missing" }]));
  page.rerender({ list, of: documentOf("mended") });
  await waitFor(() => expect(page.result.current(sought("1.1"))).toEqual([MOVED]));
  expect(asked.length).toBe(2);
});
