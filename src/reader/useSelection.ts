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
  /** Struck words that were selected with new ones: a comment is about one of the two texts. */
  struck?: { side: Side; part: Part; from: number; to: number };
  /** The selection reaches into another clause; these are the words of the first one. */
  isCut?: true;
  /** Where they are on the screen, in pixels of the window. */
  box: { top: number; bottom: number; left: number; right: number };
}

/** The selected words of the text, kept up to date; `undefined` when there are none. */
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
 * Words of the new text count, kept ones among them; struck words between them
 * are told apart, and count when nothing else is selected. A selection that
 * reaches into another clause ends with the clause it began in.
 */
export function readSelection(selection: Selection | null): Selected | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const begun = partOf(range.startContainer);
  // It may begin behind the last letter of a clause, or between two of them.
  const part = begun && stretchesIn(begun, range).length > 0 ? begun : partOf(firstLeafIn(range));
  if (!part) return undefined;
  const picked = stretchesIn(part, range);
  const [fresh, struck] = [
    picked.filter(({ side }) => side === "after"),
    picked.filter(({ side }) => side === "before"),
  ];
  const leaves = fresh.length > 0 ? fresh : struck;
  const [first, last] = [leaves[0], leaves.at(-1)];
  if (!first || !last) return undefined;
  const { top, bottom, left, right } = range.getBoundingClientRect();
  const name = part.dataset.part as Part;
  return {
    row: Number(part.closest<HTMLElement>("[data-row]")!.dataset.row),
    part: name,
    side: first.side,
    from: first.from,
    to: last.to,
    ...(fresh.length > 0 &&
      struck.length > 0 && {
        struck: { side: "before" as const, part: name, from: struck[0]!.from, to: struck.at(-1)!.to },
      }),
    ...(reachesPast(part, range) && { isCut: true }),
    box: { top, bottom, left, right },
  };
}

type Leaf = { side: Side; from: number; to: number };

/** The selected letters of a part, leaf by leaf. */
function stretchesIn(part: HTMLElement, range: Range): Leaf[] {
  return [...part.querySelectorAll<HTMLElement>("[data-at]")]
    .filter((leaf) => range.intersectsNode(leaf))
    .map((leaf) => stretchIn(leaf, range))
    .filter(({ from, to }) => from < to);
}

/** Whether letters of another part are selected, too. */
function reachesPast(part: HTMLElement, range: Range): boolean {
  const law = part.closest(".law");
  const last = [...part.querySelectorAll("[data-at]")].at(-1);
  if (!law || !last || part.contains(range.endContainer)) return false;
  const walker = document.createTreeWalker(law, NodeFilter.SHOW_ELEMENT, (node) =>
    (node as HTMLElement).dataset.at !== undefined && !part.contains(node)
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_SKIP,
  );
  walker.currentNode = last;
  const next = walker.nextNode() as HTMLElement | null;
  if (!next || !range.intersectsNode(next)) return false;
  const { from, to } = stretchIn(next, range);
  return from < to;
}

const partOf = (node: Node | null | undefined): HTMLElement | null | undefined =>
  (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>("[data-part]");

/** A selection may begin between elements; the first letters in it then say where it is. */
function firstLeafIn(range: Range): Element | undefined {
  const root = range.commonAncestorContainer;
  const around = root instanceof Element ? root : root.parentElement;
  return [...(around?.querySelectorAll<HTMLElement>("[data-part] [data-at]") ?? [])].find((leaf) => {
    if (!range.intersectsNode(leaf)) return false;
    const { from, to } = stretchIn(leaf, range);
    return from < to;
  });
}

function stretchIn(leaf: HTMLElement, range: Range): Leaf {
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
