// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { readSelection } from "../../src/reader/useSelection.ts";

// jsdom lays nothing out.
Range.prototype.getBoundingClientRect = () => ({ top: 0, bottom: 0, left: 0, right: 0 }) as DOMRect;

const leaf = (side: "before" | "after", at: number, words: string) =>
  `<span data-at="${at}" data-side="${side}">${words}</span>`;

/** “The Board [may] {shall} meet.” in row 0, “It keeps minutes.” in row 1, an Arabic sentence in row 2. */
const PAGE = `<div class="law">
  <div data-row="0"><p><span data-part="text">${leaf("after", 0, "The Board ")}<del>${leaf("before", 10, "may")}</del> <ins>${leaf("after", 10, "shall")}</ins>${leaf("after", 15, " meet ")}${leaf("after", 21, "(i) in public")}${leaf("after", 34, "; and")}</span></p></div>
  <div data-row="1"><p><span data-part="text">${leaf("after", 0, "It keeps minutes.")}</span></p></div>
  <div data-row="2"><p dir="rtl"><span data-part="text">${leaf("after", 0, "ينعقد المجلس علناً")}</span></p></div>
</div>`;

afterEach(() => getSelection()?.removeAllRanges());

/** Selects from a place in one leaf to a place in another; leaves in reading order. */
function select([from, start]: [leaf: number, at: number], [to, end]: [leaf: number, at: number]) {
  document.body.innerHTML = PAGE;
  const leaves = [...document.querySelectorAll("[data-at]")];
  getSelection()!.setBaseAndExtent(leaves[from]!.firstChild!, start, leaves[to]!.firstChild!, end);
  return readSelection(getSelection());
}

test("words inside one leaf", () => {
  expect(select([0, 4], [0, 9])).toMatchObject({ row: 0, part: "text", side: "after", from: 4, to: 9 });
});

test("across a change's edge the new words count, and the struck ones between them are told apart", () => {
  expect(select([0, 4], [3, 5])).toMatchObject({
    side: "after",
    from: 4,
    to: 20,
    struck: { side: "before", part: "text", from: 10, to: 13 },
  });
});

test("struck words alone are of the old text", () => {
  const selected = select([1, 0], [1, 3]);
  expect(selected).toMatchObject({ side: "before", from: 10, to: 13 });
  expect(selected?.struck).toBeUndefined();
});

test("dragged from the end to the start it is the same", () => {
  expect(select([3, 5], [0, 4])).toMatchObject({ from: 4, to: 20 });
});

test("across an item inside the sentence it is one stretch", () => {
  expect(select([3, 1], [5, 1])).toMatchObject({ side: "after", from: 16, to: 35 });
});

test("what reaches into the next clause ends with the first, and says so", () => {
  expect(select([4, 4], [6, 8])).toMatchObject({ row: 0, from: 25, to: 39, isCut: true });
});

test("a selection that only touches the next clause does not reach into it", () => {
  expect(select([4, 4], [6, 0])?.isCut).toBeUndefined();
});

test("begun behind the last letter of a clause, it is of the next one", () => {
  expect(select([5, 5], [6, 8])).toMatchObject({ row: 1, from: 0, to: 8 });
});

test("right-to-left words are counted in reading order", () => {
  expect(select([7, 0], [7, 5])).toMatchObject({ row: 2, from: 0, to: 5 });
});

test("nothing selected, or nothing of the law, is nothing", () => {
  expect(select([0, 4], [0, 4])).toBeUndefined();
  document.body.innerHTML = "<p>Elsewhere</p>";
  getSelection()!.selectAllChildren(document.body);
  expect(readSelection(getSelection())).toBeUndefined();
});
