import { useEffect, useState } from "react";
import type { Group } from "./groups.ts";
import { firstBelow } from "./useDrawn.ts";

/** Under the bars at the top of the window. */
const TOP_PX = 130;
const PAUSE_MS = 120;

/** The head row of the group at the top of the window. */
export function useGroupInView(groups: readonly Group[]): number | undefined {
  const [here, setHere] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew in another text
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // When the page stands still: while it moves, it has enough to do.
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setHere(findGroup()), PAUSE_MS);
    };
    later();
    addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", later);
    };
  }, [groups]);
  return here;
}

function findGroup(): number | undefined {
  const law = document.querySelector(".law");
  const batch = law?.children[firstBelow(law.children, TOP_PX)];
  for (const group of batch?.querySelectorAll<HTMLElement>(":scope > .foldable:not([hidden]) > .group") ?? []) {
    if (group.getBoundingClientRect().bottom > TOP_PX) return Number(group.dataset.group);
  }
  return undefined;
}
