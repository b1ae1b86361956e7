import {
  memo,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { browser } from "./browser.ts";
import { AHEAD_PX, chooseItems, type LeftOut } from "./chooseItems.ts";
import { Later, type LaterPart } from "./Later.tsx";
import { type MarginItem, topOf } from "./marginItem.ts";
import type { PlacedThread } from "./placed.ts";
import { tellCount } from "./tellThread.ts";
import type { AuthorOf, UnseenProps } from "./Unseen.tsx";
import { whenIdle } from "./useIdle.ts";
import "./margin.css";

const GAP = 20;
/** So many items are all drawn; of more, those near the screen. */
const FEW = 40;
/** A press on “7 more threads” draws so many of them. */
const MORE = 20;
/** Scrolled so far, in pixels, it is time to look what is near the screen. */
const STEP_PX = 200;
/** Four screens in a second. */
const FAST_PX_PER_MS = 4;
/** So long at most it waits for a pause. */
const LONGEST_WAIT_MS = 200;

const UNSEEN: LaterPart<UnseenProps> = {
  what: "the other threads, for find-in-page",
  load: async () => (await import("./Unseen.tsx")).Unseen,
  isExtra: true,
};

interface Drawn {
  keys: readonly string[];
  leftOut: LeftOut;
}

const NOTHING: Drawn = { keys: [], leftOut: new Map() };

/**
 * Keeps each item level with its words, pushes them apart where they would
 * overlap, and never moves the text: the margin is laid out on its own.
 *
 * Of a thousand threads, those near the screen are drawn; the others lie there
 * as plain words that find-in-page finds.
 *
 * @param onFound A thread that is not drawn was found in the page.
 */
export const Margin = memo(function Margin(props: {
  items: readonly MarginItem[];
  /** All of them, for find-in-page. */
  threads: readonly PlacedThread[];
  author: AuthorOf;
  onFound: (seq: number) => void;
  children?: ReactNode;
}) {
  const { items, threads, author, onFound, children } = props;
  const column = useRef<HTMLElement>(null);
  const isCrowded = items.length > FEW;
  const [near, setNear] = useState<Drawn>(NOTHING);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef({ items, asked });
  latest.current = { items, asked };

  const byKey = useMemo(() => new Map(items.map((item) => [item.key, item])), [items]);
  const kept = useMemo(() => items.filter(({ isKept }) => isKept), [items]);
  const drawn = isCrowded ? pickDrawn(near.keys, kept, byKey) : items;

  const look = useCallback((belowPx = AHEAD_PX) => {
    const host = column.current;
    const { items, asked } = latest.current;
    if (!host || items.length <= FEW) return;
    const fresh = chooseItems(items, asked, host, belowPx);
    setNear((before) => (isSame(before, fresh) ? before : fresh));
  }, []);

  const lay = () => {
    const host = column.current;
    if (!host) return;
    if (drawn.length === 0) {
      if (!isCrowded) host.style.removeProperty("--height"); // Without measuring: the page may not be laid out yet.
      return;
    }
    const law = document.querySelector(".law");
    const rows = rowsOf(law);
    // What is not drawn yet will stand below what is, and must not push it away meanwhile.
    const bottom = law?.getBoundingClientRect().bottom ?? 0;
    const elements = new Map(Array.from(host.children, (element) => [(element as HTMLElement).dataset.item, element]));
    const origin = host.getBoundingClientRect().top;
    const boxes = drawn.flatMap((item) => {
      const element = elements.get(item.key) as HTMLElement | undefined;
      if (!element) return [];
      const beside = item.row === undefined ? law : rows.get(String(item.row));
      const wish = (beside ? topOf(beside, item.mark) : bottom) - origin;
      const height = element.offsetHeight;
      heights.set(element, height);
      return [{ item, element, wish, height, top: 0 }];
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
  };
  const latestLay = useRef(lay);

  // Before the next frame is painted, and after all that has changed in this one: the page is measured once.
  useLayoutEffect(() => {
    // Of what stands there: a drawing that is broken off has other items.
    latestLay.current = lay;
    const frame = requestAnimationFrame(() => latestLay.current());
    return () => cancelAnimationFrame(frame);
  });
  // What is in sight at once; others after what was pressed has answered.
  const isEmpty = near === NOTHING;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other items, others are near
  useEffect(() => {
    if (isEmpty) look(0);
    return whenIdle(() => startTransition(() => look()), LONGEST_WAIT_MS);
  }, [items, asked, look]);
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        latestLay.current();
        look();
      });
    };
    let seenAt = Number.NaN;
    let seenMs = 0;
    let stopLooking = () => {};
    const onScroll = ({ timeStamp }: Event) => {
      const way = Math.abs(scrollY - seenAt);
      if (way < STEP_PX) return;
      const isFast = way > FAST_PX_PER_MS * (timeStamp - seenMs);
      seenAt = scrollY;
      seenMs = timeStamp;
      stopLooking();
      const lookNow = () => startTransition(() => look());
      // Who flies past reads nothing: it is drawn where he slows down.
      stopLooking = isFast ? browser.after(LONGEST_WAIT_MS, lookNow) : whenIdle(lookNow, LONGEST_WAIT_MS);
    };
    const observer = new ResizeObserver(later);
    const law = document.querySelector(".law");
    if (law) observer.observe(law);
    addEventListener("resize", later);
    addEventListener("scroll", onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      stopLooking();
      observer.disconnect();
      removeEventListener("resize", later);
      removeEventListener("scroll", onScroll);
    };
  }, [look]);
  // One that opens or grows pushes the others on.
  const [sizes] = useState(
    () =>
      new ResizeObserver((changes) => {
        const isOther = ({ target }: { target: Element }) =>
          heights.get(target) !== (target as HTMLElement).offsetHeight;
        if (changes.some(isOther)) latestLay.current();
      }),
  );
  const watchSize = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      sizes.observe(element);
      return () => sizes.unobserve(element);
    },
    [sizes],
  );
  const shownKeys = drawn.map(({ key }) => key).join(" ");

  return (
    <aside className="margin" aria-label="Discussion" ref={column}>
      {children}
      {drawn.map(({ key, draw }) => {
        const leftOut = isCrowded ? near.leftOut.get(key) : undefined;
        return (
          <div className="margin-item" data-item={key} key={key} ref={watchSize}>
            {draw()}
            {leftOut && (
              <button
                type="button"
                className="link more-threads"
                onClick={() => setAsked(new Set([...asked, ...leftOut.slice(0, MORE)]))}
              >
                {tellCount(leftOut.length, "more thread")} here
              </button>
            )}
          </div>
        );
      })}
      {isCrowded && <Later part={UNSEEN} props={{ threads, drawn: shownKeys, author, onFound }} />}
    </aside>
  );
});

/** What is near the screen; and what is open, or being written or sent, wherever it stands. */
function pickDrawn(
  near: readonly string[],
  kept: readonly MarginItem[],
  byKey: ReadonlyMap<string, MarginItem>,
): readonly MarginItem[] {
  return [...near.flatMap((key) => byKey.get(key) ?? []), ...kept.filter(({ key }) => !near.includes(key))];
}

const isSame = (before: Drawn, fresh: Drawn): boolean => nameOf(before) === nameOf(fresh);
const nameOf = ({ keys, leftOut }: Drawn): string => JSON.stringify([keys, [...leftOut]]);

/** How high each box was when it was last laid. */
const heights = new WeakMap<Element, number>();

/** The rows of the text by their numbers: looked for once, not once for each thread. */
function rowsOf(law: Element | null): ReadonlyMap<string | undefined, Element> {
  const rows = new Map<string | undefined, Element>();
  for (const row of law?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
    if (!rows.has(row.dataset.row)) rows.set(row.dataset.row, row);
  return rows;
}
