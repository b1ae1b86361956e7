import type { Page } from "playwright-core";

/** What the page writes down about itself; times in milliseconds. */
export interface Seen {
  lcp: number;
  cls: number;
  /** When the first change was painted. */
  redline: number;
  /** How long each interaction took, from the key or press to the next frame. */
  interactions: Record<number, number>;
}

/** Turns of the wheel, and how far and how often. */
const WHEEL = { turns: 60, px: 500, everyMs: 50 };

/** The slowest interaction while something is done: from the key or press to the next painted frame. */
export async function slowest(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await seen(page);
  await act();
  await quiet(page);
  const { interactions } = await seen(page);
  const fresh = Object.entries(interactions).filter(([id]) => before.interactions[Number(id)] === undefined);
  // Whatever takes less than a frame is not reported: 16 ms is the least that can be said.
  return Math.max(16, ...fresh.map(([, duration]) => duration));
}

export async function pressAndPaint(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** Until the page has had half a second with nothing to do; then all it measures has been written down. */
export function quiet(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 0;
        let last = performance.now();
        const next = (now: number) => {
          // A frame that came late means that something was done.
          frames = now - last > 40 ? 0 : frames + 1;
          last = now;
          if (frames >= 30) requestIdleCallback(() => resolve(), { timeout: 2_000 });
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
}

export function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => structuredClone((window as unknown as { seen: Seen }).seen));
}

/** Runs in the page before anything else. */
export function watch(changed: string): void {
  const seen: Seen = { lcp: 0, cls: 0, redline: 0, interactions: {} };
  (window as unknown as { seen: Seen }).seen = seen;
  const observe = (type: string, onEntry: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) onEntry(entry);
    }).observe({ type, buffered: true, ...options });
  observe("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime;
  });
  observe("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) seen.cls += value;
  });
  const onInteraction = (entry: PerformanceEntry) => {
    const { interactionId, duration } = entry as unknown as { interactionId: number; duration: number };
    if (interactionId) seen.interactions[interactionId] = Math.max(seen.interactions[interactionId] ?? 0, duration);
  };
  observe("event", onInteraction, { durationThreshold: 16 });
  observe("first-input", onInteraction);
  const look = new MutationObserver(() => {
    if (!document.querySelector(changed)) return;
    look.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        seen.redline = performance.now();
      }),
    );
  });
  look.observe(document, { subtree: true, childList: true });
}

/** @returns Of the times from one frame to the next, the one that 95 in 100 do not exceed while the wheel turns. */
export async function turnWheel(page: Page): Promise<number> {
  await page.mouse.move(600, 500);
  await page.evaluate(() => {
    const frames: number[] = [];
    (window as unknown as { frames: number[] }).frames = frames;
    const next = (now: number) => {
      frames.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let turn = 0; turn < WHEEL.turns; turn++) {
    await page.mouse.wheel(0, WHEEL.px);
    await page.waitForTimeout(WHEEL.everyMs);
  }
  const frames = await page.evaluate(() => [...(window as unknown as { frames: number[] }).frames]);
  const gaps = frames.slice(1).map((frame, index) => frame - frames[index]!);
  return gaps.sort((a, b) => a - b)[Math.floor(0.95 * gaps.length)] ?? Number.NaN;
}
