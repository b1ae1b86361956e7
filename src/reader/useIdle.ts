import { startTransition, useEffect, useState } from "react";

/** False while the page is first drawn, true once there is time: what nobody sees yet can wait for it. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const rest = () => startTransition(() => setIdle(true));
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(rest, 300); // Safari has no idle callback.
      return () => clearTimeout(timer);
    }
    const callback = requestIdleCallback(rest, { timeout: 2_000 });
    return () => cancelIdleCallback(callback);
  }, []);
  return isIdle;
}
