import { useEffect, useState } from "react";
import type { Group } from "./groups.ts";

/** The head row of the group at the top of the window. */
export function useGroupInView(groups: readonly Group[]): number | undefined {
  const [here, setHere] = useState<number>();
  useEffect(() => {
    if (typeof IntersectionObserver === "undefined" || groups.length === 0) return;
    const inView = new Set<number>();
    const observer = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) {
          const head = Number((target as HTMLElement).dataset.group);
          if (isIntersecting) inView.add(head);
          else inView.delete(head);
        }
        setHere(inView.size > 0 ? Math.min(...inView) : undefined);
      },
      { rootMargin: "-120px 0px -55% 0px" },
    );
    for (const element of document.querySelectorAll(".law .group")) observer.observe(element);
    return () => observer.disconnect();
  }, [groups]);
  return here;
}
