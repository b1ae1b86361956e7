import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";

/** Something that stands in the margin beside its words. */
export interface MarginItem {
  key: string;
  /** CSS selectors of what it stands beside; the first that is found counts. */
  beside: string[];
  node: ReactNode;
  /** Stands level with its words whatever the others must do. */
  isLead: boolean;
}

const GAP = 20;

/**
 * Keeps each item level with its words, pushes them apart where they would
 * overlap, and never moves the text: the margin is laid out on its own.
 */
export function Margin({ items, children }: { items: readonly MarginItem[]; children?: ReactNode }) {
  const column = useRef<HTMLElement>(null);

  const lay = useCallback(() => {
    const host = column.current;
    if (!host) return;
    if (items.length === 0) {
      host.style.removeProperty("--height"); // Without measuring: the page may not be laid out yet.
      return;
    }
    const origin = host.getBoundingClientRect().top;
    const boxes = items.flatMap((item) => {
      const element = host.querySelector<HTMLElement>(`[data-item="${CSS.escape(item.key)}"]`);
      return element ? [{ item, element, wish: wishOf(item) - origin, height: element.offsetHeight, top: 0 }] : [];
    });
    boxes.sort((a, b) => a.wish - b.wish);
    const lead = Math.max(
      0,
      boxes.findIndex(({ item }) => item.isLead),
    );
    let past = 0;
    for (const [index, box] of boxes.entries()) {
      box.top = index === lead ? Math.max(0, box.wish) : Math.max(past, box.wish, 0);
      past = box.top + box.height + GAP;
    }
    // What stands before the lead makes room upwards, as far as there is any.
    for (let index = lead - 1; index >= 0; index--) {
      const box = boxes[index]!;
      box.top = Math.min(box.top, boxes[index + 1]!.top - GAP - box.height);
    }
    const short = Math.min(0, ...boxes.map(({ top }) => top));
    for (const { element, top } of boxes) element.style.top = `${top - short}px`;
    host.style.setProperty("--height", `${Math.max(0, past - short)}px`);
  }, [items]);

  // Before the next frame is painted, and after all that has changed in this one: the page is measured once.
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(lay);
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(lay);
    };
    const observer = new ResizeObserver(later);
    const law = document.querySelector(".law");
    if (law) observer.observe(law);
    for (const element of column.current?.querySelectorAll("[data-item]") ?? []) observer.observe(element);
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      removeEventListener("resize", later);
    };
  }, [lay]);

  return (
    <aside className="margin" aria-label="Discussion" ref={column}>
      {children}
      {items.map(({ key, node }) => (
        <div className="margin-item" data-item={key} key={key}>
          {node}
        </div>
      ))}
    </aside>
  );
}

/** Where an item would like to stand, in pixels of the window. */
function wishOf({ beside }: MarginItem): number {
  for (const selector of beside) {
    const element = document.querySelector(selector);
    if (!element) continue;
    // Folded words have no place of their own; the line that stands for them has.
    const shown = foldLineOf(element) ?? element;
    return shown.getBoundingClientRect().top;
  }
  return 0;
}

/** The line that stands for folded words: it comes before the first of the folded in a row. */
function foldLineOf(element: Element): Element | undefined {
  let folded: Element | null = element.closest(".foldable[hidden]");
  while (folded?.matches(".foldable[hidden]")) folded = folded.previousElementSibling;
  return folded ?? undefined;
}
