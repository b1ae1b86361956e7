import { whenIdle } from "./useIdle.ts";

type Fetch = () => Promise<unknown>;

/** So few at a time that what a person does meanwhile does not wait behind them. */
const AT_ONCE = 3;

const wanted: Fetch[] = [];
const missed: Fetch[] = [];
let running = 0;
let isAtRest = false;

/**
 * Has something fetched once the text is drawn and the browser has time, before
 * anybody asks for it: in a tunnel one goes on reading and writing.
 */
export function fetchAtRest(fetch: Fetch): void {
  wanted.push(fetch);
  goOn();
}

/** The text is drawn: what reading on and writing need is fetched now. Whoever saves data fetches it with the first press. */
export function comeToRest(): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!connection?.saveData) begin();
  else for (const act of ["pointerdown", "keydown"]) addEventListener(act, begin, { capture: true, once: true });
}

function begin(): void {
  if (isAtRest) return;
  isAtRest = true;
  addEventListener("online", () => {
    wanted.push(...missed.splice(0));
    goOn();
  });
  goOn();
}

function goOn(): void {
  while (isAtRest && running < AT_ONCE && wanted.length > 0) {
    const fetch = wanted.shift()!;
    running += 1;
    whenIdle(async () => {
      await fetch().catch(() => missed.push(fetch));
      running -= 1;
      goOn();
      // For whoever measures the page.
      if (running === 0) performance.mark("fetched at rest");
    });
  }
}
