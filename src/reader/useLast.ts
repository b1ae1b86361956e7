import { useCallback, useRef } from "react";

/** One function for the life of a component that always does what the newest one does: rows need not be drawn anew for it. */
export function useLast<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((...args: A) => latest.current(...args), []);
}
