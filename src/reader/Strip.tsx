import { memo, type RefObject, useEffect, useState } from "react";
import type { View } from "./address.ts";
import type { Batch, Fold } from "./batches.ts";
import type { Mark } from "./pieces.ts";
import { type Tick, ticksOf } from "./ticks.ts";

export interface StripProps {
  /** The element whose children are the batches. */
  column: RefObject<HTMLElement | null>;
  batches: readonly Batch[];
  /** For each group of each batch. */
  folds: readonly (readonly Fold[])[];
  marks: ReadonlyMap<number, readonly Mark[]>;
  view: View;
}

const DELAY_MS = 300;

/**
 * A strip beside the scroll bar: where in the page the changes and the threads are.
 *
 * Only batches are measured; asking each change where it stands would lay out the whole page.
 */
export const Strip = memo(function Strip({ column, batches, folds, marks, view }: StripProps) {
  const [ticks, setTicks] = useState<readonly Tick[]>([]);
  useEffect(() => {
    const law = column.current;
    if (!law) return;
    const showsChanges = view === "redline" || view === "side-by-side";
    let inBatches: Tick[][] | undefined;
    const place = () => {
      inBatches ??= batches.map((batch, at) =>
        ticksOf(batch, folds[at]!, (row) => marks.has(row)).filter(({ kind }) => showsChanges || kind === "thread"),
      );
      timer = undefined;
      setTicks(placeTicks(law, inBatches));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Some time after, and not while the page moves, which lays out what comes into sight: nobody waits for it.
    const measure = () => {
      clearTimeout(timer);
      timer = setTimeout(place, DELAY_MS);
    };
    const wait = () => timer !== undefined && measure();
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(law);
    addEventListener("scroll", wait, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      removeEventListener("scroll", wait);
    };
  }, [column, batches, folds, marks, view]);
  return (
    <div className="strip" aria-hidden="true">
      {ticks.map(({ at, kind }) => (
        <span key={`${kind} ${at}`} data-kind={kind} style={{ top: `${at}%` }} />
      ))}
    </div>
  );
});

/** Places on the page in percent of its height; those that would cover each other are one. */
function placeTicks(law: HTMLElement, inBatches: readonly (readonly Tick[])[]): Tick[] {
  const page = document.documentElement.scrollHeight;
  const seen = new Map<string, Tick>();
  inBatches.forEach((ticks, number) => {
    const element = law.children[number];
    if (!element || ticks.length === 0) return;
    const { top, height } = element.getBoundingClientRect();
    for (const { at: inside, kind } of ticks) {
      const at = Math.round(((top + scrollY + inside * height) / page) * 400) / 4;
      seen.set(`${kind} ${at}`, { at, kind });
    }
  });
  return [...seen.values()];
}
