import { startTransition, useEffect, useState } from "react";

/** How many of a long list are drawn: a portion at once, and another each time there is a moment of time. */
export function useGrowing(length: number, portion: number): number {
  const [drawn, setDrawn] = useState(portion);
  useEffect(() => {
    if (drawn >= length) return;
    const timer = setTimeout(() => startTransition(() => setDrawn((now) => now + portion)), 60);
    return () => clearTimeout(timer);
  }, [drawn, length, portion]);
  return drawn;
}
