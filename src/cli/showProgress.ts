import type { Io } from "./io.ts";

/** One line on a terminal that says how far something is, and goes away again. */
export function showProgress(what: string, io: Pick<Io, "stderr">): { show(share: number): void; clear(): void } {
  let shown = "";
  return {
    show(share) {
      const line = `${what} … ${Math.floor(100 * share)} %`;
      if (line === shown) return;
      shown = line;
      io.stderr(`\r${line}`);
    },
    clear() {
      if (shown) io.stderr(`\r${" ".repeat(shown.length)}\r`);
    },
  };
}
