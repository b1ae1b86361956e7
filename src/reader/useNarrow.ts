import { useSyncExternalStore } from "react";

const query = typeof matchMedia === "undefined" ? undefined : matchMedia("(max-width: 999px)");

export const isNarrow = (): boolean => query?.matches ?? false;

/** True where there is no room for a margin: threads then open in a sheet. */
export function useNarrow(): boolean {
  return useSyncExternalStore((onChange) => {
    query?.addEventListener("change", onChange);
    return () => query?.removeEventListener("change", onChange);
  }, isNarrow);
}
