import { useEffect, useState } from "react";

interface Tick {
  at: number;
  kind: string;
}

/** A strip beside the scroll bar: where in the page the changes and the threads are. */
export function Strip({ version }: { version: unknown }) {
  const [ticks, setTicks] = useState<Tick[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew whenever what is shown is another
  useEffect(() => {
    let frame = 0;
    const measure = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const height = document.documentElement.scrollHeight;
        const found = document.querySelectorAll(
          ".law ins[data-change]:not(.quiet), .law del[data-change]:not(.quiet), .law mark[data-marks], .law [data-moved]",
        );
        const seen = new Map<string, Tick>();
        for (const element of found) {
          if (element.closest(".folded[hidden]")) continue;
          const { top } = element.getBoundingClientRect();
          const kind = element.matches("mark") ? "thread" : element.matches("ins, del") ? element.localName : "moved";
          const at = Math.round(((top + scrollY) / height) * 400) / 4;
          seen.set(`${kind} ${at}`, { at, kind });
        }
        setTicks([...seen.values()]);
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    const law = document.querySelector(".law");
    if (law) observer.observe(law);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [version]);
  return (
    <div className="strip" aria-hidden="true">
      {ticks.map(({ at, kind }) => (
        <span key={`${kind} ${at}`} data-kind={kind} style={{ top: `${at}%` }} />
      ))}
    </div>
  );
}
