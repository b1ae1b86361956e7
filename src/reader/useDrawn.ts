import { type RefObject, startTransition, useEffect, useState } from "react";
import type { View } from "./address.ts";
import type { Batch } from "./batches.ts";
import { browser } from "./browser.ts";
import { whenIdle } from "./useIdle.ts";

/** So many paragraphs are drawn at a time: between two of these the page answers to keys and presses. */
const SLICE_ROWS = 90;
/** Longest wait for a pause before a slice is drawn all the same. */
const LONGEST_WAIT_MS = 200;
const LONGEST_HOLD_MS = 1_000;

/**
 * How each batch of a text is drawn at the moment. A long text is not drawn at
 * once: what is in sight comes first, the rest in slices whenever there is time;
 * another view replaces the one before it in the same way.
 *
 * @param text Whatever is another object for another text.
 * @param wanted Number of a batch that must be there now.
 * @param column The element whose children are the batches.
 * @param isHeld What is said about these words is on its way: what is not in sight waits for it a little, and is drawn once, with its marks.
 * @returns How a batch is drawn, by its number; nothing while it waits. `isFirst`: nothing was drawn but the first screenful.
 */
export function useDrawn(
  batches: readonly Batch[],
  view: View,
  text: unknown,
  wanted: number | undefined,
  column: RefObject<HTMLElement | null>,
  isHeld: boolean,
): { drawn: ReadonlyMap<number, View>; isFirst: boolean } {
  const [state, setState] = useState(() => ({ text, view, drawn: NOTHING }));
  let { drawn } = state;
  if (state.text !== text || state.view !== view) {
    if (state.text !== text) drawn = NOTHING;
    setState({ text, view, drawn });
  }
  const isFirst = drawn.size === 0;
  if (wanted !== undefined && drawn.get(wanted) !== view && !isFirst) {
    drawn = withAll(drawn, [wanted], view);
    setState({ text, view, drawn });
  }

  // Once, and not before each slice: what is said may be long on its way.
  const [isLate, setLate] = useState(false);
  const waitsForWords = isHeld && !isLate;
  useEffect(() => (isHeld ? browser.after(LONGEST_HOLD_MS, () => setLate(true)) : undefined), [isHeld]);
  useEffect(() => {
    const isWaiting = (at: number) => drawn.get(at) !== view;
    if (!batches.some((_, at) => isWaiting(at))) return;
    const draw = () => {
      const seen = inSight(column.current);
      // Under a long head nothing of the text is in sight.
      const isEnough = waitsForWords && drawn.size === 0 && seen.length > 0;
      const next = isEnough ? seen : nextSlice(batches, isWaiting, seen[0] ?? 0);
      startTransition(() => setState((now) => ({ ...now, drawn: withAll(now.drawn, next, now.view) })));
    };
    // What stands in sight is drawn whole: what is said about it is laid beside all of it.
    if (waitsForWords) return drawn.size === 0 ? draw() : undefined;
    // After what was pressed has answered, in another view too: until then the one before it stays.
    return whenIdle(draw, LONGEST_WAIT_MS);
  }, [batches, drawn, view, column, waitsForWords]);
  return { drawn, isFirst };
}

const NOTHING: ReadonlyMap<number, View> = new Map();

function withAll(drawn: ReadonlyMap<number, View>, more: readonly number[], view: View): ReadonlyMap<number, View> {
  const all = new Map(drawn);
  for (const at of more) all.set(at, view);
  return all;
}

/** From what is in sight downwards, and on from the top. */
function nextSlice(batches: readonly Batch[], isWaiting: (at: number) => boolean, start: number): number[] {
  const slice: number[] = [];
  let rows = 0;
  for (let step = 0; step < batches.length && rows < SLICE_ROWS; step++) {
    const at = (start + step) % batches.length;
    if (!isWaiting(at)) continue;
    slice.push(at);
    rows += batches[at]!.rows;
  }
  return slice;
}

/** Numbers of the batches in the window. */
function inSight(column: HTMLElement | null): number[] {
  if (!column) return [];
  const { children } = column;
  const numbers: number[] = [];
  for (let at = firstBelow(children, 0); at < children.length; at++) {
    if (children[at]!.getBoundingClientRect().top > innerHeight) break;
    numbers.push(at);
  }
  return numbers;
}

/** The first of boxes that stand one under the other whose lower edge is below a height of the window. */
export function firstBelow(boxes: HTMLCollection, height: number): number {
  let [low, high] = [0, boxes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxes[middle]!.getBoundingClientRect().bottom > height) high = middle;
    else low = middle + 1;
  }
  return low;
}
