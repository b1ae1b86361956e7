import { expect, test } from "vitest";
import type { Said } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { unchangedRows } from "../../src/reader/groups.ts";
import { labelsOf, listed, withOpen } from "../../src/reader/listed.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { entriesOf } from "../discuss/entries.ts";

const TEXT =
  "# Rules\n\n## Article I. Records\n\n**1.1 Archive.** The officer shall:\n\n(a) keep it;\n\n(b) open it.\n";
const comparison = unchangedRows(parseBylaws(TEXT));
const rowOf = (address: string) => comparison.rows.findIndex(({ after }) => after?.address === address);
const comment: [string, Said] = ["ada", { kind: "comment", text: "Why?" }];

/** Threads on these clauses; without one, on the whole. */
function listOn(...addresses: (string | undefined)[]) {
  const threads = threadsOf(entriesOf(...addresses.map(() => comment)), () => undefined);
  return addresses.map((address, at) => {
    const row = address === undefined ? undefined : rowOf(address);
    return listed({ thread: threads[at]!, state: "exact", row }, comparison, "the whole amendment");
  });
}

test("a comment on item (b) is listed with the section that (b) stands in", () => {
  const items = listOn("1.1(b)", undefined, "1.1");
  expect(items.map(({ label, about }) => [label, about])).toEqual([
    ["Section 1.1(b)", "1.1(b)"],
    ["The whole amendment", "the whole amendment"],
    ["1.1 Archive", "Section 1.1"],
  ]);
  expect([...labelsOf(items).keys()]).toEqual(["", "1.1", "1.1(b)"]);
});

test("a thread that was answered stays before the eyes of whoever answered it, where it stood", () => {
  const items = listOn("1.1", "1.1(a)", "1.1(b)");
  const [first, second, third] = items;
  expect(withOpen([first!, third!], items, 2, false)).toEqual(items);
  expect(withOpen([first!], items, 3, false)).toEqual([first, third]);
  expect(withOpen([first!, third!], items, 2, true)).toEqual([second, first, third]);
  const all = [first!, second!];
  expect(withOpen(all, items, 2, false)).toBe(all);
  expect(withOpen(all, items, undefined, false)).toBe(all);
});
