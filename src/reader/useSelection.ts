import { useEffect, useState } from "react";
import type { Part, Side } from "./pieces.ts";

/** Words a reader has selected inside one part of one clause. */
export interface Selected {
  /** Number of the row in the comparison. */
  row: number;
  part: Part;
  side: Side;
  from: number;
  to: number;
  /** Where they are on the screen, in pixels of the window. */
  box: { top: number; bottom: number; left: number; right: number };
}

/** The selected words of the text, kept up to date; `undefined` when there are none or they cross clauses. */
export function useSelection(): Selected | undefined {
  const [selected, setSelected] = useState<Selected>();
  useEffect(() => {
    let frame = 0;
    const onChange = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setSelected(readSelection(document.getSelection())));
    };
    document.addEventListener("selectionchange", onChange);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", onChange);
    };
  }, []);
  return selected;
}

/**
 * What a selection of the page means in the text.
 *
 * Words of the new text count, kept ones among them; struck words count only
 * when nothing else is selected. A selection that reaches into another clause
 * ends with the clause it began in.
 */
function readSelection(selection: Selection | null): Selected | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const part = partOf(range.startContainer) ?? partOf(firstLeafIn(range));
  if (!part) return undefined;
  const picked = [...part.querySelectorAll<HTMLElement>("[data-at]")]
    .filter((leaf) => range.intersectsNode(leaf))
    .map((leaf) => stretchIn(leaf, range))
    .filter(({ from, to }) => from < to);
  const wanted = picked.filter(({ side }) => side === "after");
  const leaves = wanted.length > 0 ? wanted : picked;
  const [first, last] = [leaves[0], leaves.at(-1)];
  if (!first || !last) return undefined;
  const { top, bottom, left, right } = range.getBoundingClientRect();
  return {
    row: Number(part.closest<HTMLElement>("[data-row]")!.dataset.row),
    part: part.dataset.part as Part,
    side: first.side,
    from: first.from,
    to: last.to,
    box: { top, bottom, left, right },
  };
}

const partOf = (node: Node | null | undefined): HTMLElement | null | undefined =>
  (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>("[data-part]");

/** A selection may begin between elements; the first letters in it then say where it is. */
function firstLeafIn(range: Range): Element | undefined {
  const root = range.commonAncestorContainer;
  const around = root instanceof Element ? root : root.parentElement;
  return [...(around?.querySelectorAll("[data-part] [data-at]") ?? [])].find((leaf) => range.intersectsNode(leaf));
}

function stretchIn(leaf: HTMLElement, range: Range): { side: Side; from: number; to: number } {
  const at = Number(leaf.dataset.at);
  const length = leaf.textContent?.length ?? 0;
  const within = (node: Node, offset: number) => {
    const before = document.createRange();
    before.selectNodeContents(leaf);
    before.setEnd(node, offset);
    return before.toString().length;
  };
  return {
    side: leaf.dataset.side as Side,
    from: at + (leaf.contains(range.startContainer) ? within(range.startContainer, range.startOffset) : 0),
    to: at + (leaf.contains(range.endContainer) ? within(range.endContainer, range.endOffset) : length),
  };
}
