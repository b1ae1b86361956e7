import type { Io } from "./io.ts";
import { showProgress } from "./showProgress.ts";

/** Shows how far several steps are, one after another; only where a person looks on. */
export function progressOf(io: Pick<Io, "stderr" | "isTerminal">): {
  onProgress(what: string, share: number): void;
  clear(): void;
} {
  let step = "";
  let shown: ReturnType<typeof showProgress> | undefined;
  const clear = () => shown?.clear();
  return {
    onProgress(what, share) {
      if (!io.isTerminal) return;
      if (what !== step) {
        clear();
        step = what;
        shown = showProgress(what, io);
      }
      shown!.show(share);
    },
    clear,
  };
}
