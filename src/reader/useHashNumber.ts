import { useSyncExternalStore } from "react";

/** The number behind a name in the address, `7` of `#comment-7`; 0 for none. */
export function useHashNumber(name: "comment" | "entry"): number {
  return useSyncExternalStore(watchHash, () => {
    const [, found, number] = /^#(\w+)-(\d+)$/.exec(location.hash) ?? [];
    return found === name ? Number(number) : 0;
  });
}

function watchHash(onChange: () => void): () => void {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
}
