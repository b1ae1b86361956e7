import { type MouseEvent, useCallback, useEffect, useRef } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { hashOf, rowOfHash } from "./hashOf.ts";
import type { Reading } from "./useReading.ts";

/** Kept in the browser's history with a place one has left by a link: where to come back to. */
interface Left {
  place?: string;
}

/**
 * Links from clause to clause on one page: followed without loading, also to
 * what is folded or not drawn yet; the browser's back button leads back.
 *
 * @returns What a press on anything on the page may be handed to.
 */
export function useFollow(comparison: Comparison, goTo: Reading["goTo"]): (event: MouseEvent) => void {
  const arrive = useRef((_hash: string) => {});
  arrive.current = (hash) => {
    const row = rowOfHash(comparison, hash);
    if (row !== undefined) goTo(row, { marks: true });
  };
  useEffect(() => {
    arrive.current(location.hash);
    const onPop = ({ state }: PopStateEvent) => arrive.current((state as Left | null)?.place ?? location.hash);
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, []);

  return useCallback(
    (event: MouseEvent) => {
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href^='#']");
      const hash = link?.getAttribute("href") ?? "";
      if (event.metaKey || event.ctrlKey || event.shiftKey || rowOfHash(comparison, hash) === undefined) return;
      event.preventDefault();
      const left = link!.closest<HTMLElement>("[data-row]")?.dataset.row;
      const place = left === undefined ? undefined : `#${hashOf(comparison.rows[Number(left)]!)}`;
      history.replaceState({ ...history.state, place }, "");
      history.pushState(null, "", hash);
      arrive.current(hash);
    },
    [comparison],
  );
}
