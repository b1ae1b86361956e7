import { memo, useEffect, useState } from "react";

interface Tick {
  at: number;
  kind: string;
}

const DELAY_MS = 300;

/** A strip beside the scroll bar: where in the page the changes and the threads are. */
export const Strip = memo(function Strip({ shown, view, marks }: { shown: unknown; view: unknown; marks: unknown }) {
  const [ticks, setTicks] = useState<Tick[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew whenever what is shown is another
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Some time after: it measures the whole page, and nobody waits for it.
    const measure = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const height = document.documentElement.scrollHeight;
        const found = document.querySelectorAll(
          ".law ins[data-change]:not(.quiet), .law del[data-change]:not(.quiet), .law mark[data-marks], .law [data-moved]",
        );
        const seen = new Map<string, Tick>();
        for (const element of found) {
          if (element.closest(".foldable[hidden]")) continue;
          const { top } = element.getBoundingClientRect();
          const kind = element.matches("mark") ? "thread" : element.matches("ins, del") ? element.localName : "moved";
          const at = Math.round(((top + scrollY) / height) * 400) / 4;
          seen.set(`${kind} ${at}`, { at, kind });
        }
        setTicks([...seen.values()]);
      }, DELAY_MS);
    };
    measure();
    const observer = new ResizeObserver(measure);
    const law = document.querySelector(".law");
    if (law) observer.observe(law);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [shown, view, marks]);
  return (
    <div className="strip" aria-hidden="true">
      {ticks.map(({ at, kind }) => (
        <span key={`${kind} ${at}`} data-kind={kind} style={{ top: `${at}%` }} />
      ))}
    </div>
  );
});
