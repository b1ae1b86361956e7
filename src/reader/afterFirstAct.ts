const ACTS = ["pointerdown", "keydown", "touchstart", "wheel"] as const;
/** Whoever has looked so long without doing anything may be about to lose the network. */
const LATEST_MS = 20_000;

/**
 * Calls once, when a person first does something on the page, or has looked at
 * it for a while: what only those need who act is fetched then, and not by those who glance.
 *
 * @returns Prevents it.
 */
export function afterFirstAct(call: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    for (const act of ACTS) removeEventListener(act, run, true);
  };
  const run = () => {
    stop();
    call();
  };
  const timer = setTimeout(run, LATEST_MS);
  for (const act of ACTS) addEventListener(act, run, { capture: true, passive: true });
  return stop;
}
