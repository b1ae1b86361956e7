import { startTransition, useEffect, useState } from "react";

/** False while the page is first drawn, true once there is time: what nobody sees yet can wait for it. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setIdle(true))), []);
  return isIdle;
}

/** Calls once the browser has nothing better to do, or after the longest wait all the same. @returns Prevents it. */
export function whenIdle(call: () => void, longestMs = 2_000): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(call, longestMs / 7); // Safari has no idle callback.
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(call, { timeout: longestMs });
  return () => cancelIdleCallback(callback);
}
