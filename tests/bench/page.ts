import { brotliCompressSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";

const RUNS = 5;
const SLOWER = 4;
const SETTLE_MS = 1_500;
const ADDRESS = "/harbour-commons/amendments/2026-council-restructuring";
/** Words that change and are not folded away. */
const CHANGED = ".law ins[data-change]:not(.quiet), .law del[data-change]:not(.quiet)";
const LETTERS = "Which words, exactly";

/** What one visit took: times in milliseconds, sizes in bytes. */
interface Visit {
  lcpMs: number;
  redlineMs: number;
  loadCpuMs: number;
  cls: number;
  nextChangeMs: number;
  openComposerMs: number;
  typeMs: number;
  unfoldMs: number;
  wholeTextMs: number;
  scriptBytes: number;
  scripts: string[];
}

/** What the page writes down about itself; see `watch`. */
interface Seen {
  lcp: number;
  cls: number;
  redline: number;
  interactions: Record<number, number>;
}

/**
 * Prints how long a reader of harbour-commons' restructuring waits, at a desk,
 * on a fresh profile, with the CPU slowed four times: medians of five visits,
 * each beside its target.
 */
export async function benchPage(print: (line: string) => void): Promise<void> {
  const server = await runServer();
  const browser = await openBrowser();
  try {
    await visit(browser, server); // The first one warms the server and the disk, not the page.
    const visits: Visit[] = [];
    for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, server));
    const of = (name: Exclude<keyof Visit, "scripts">) => median(visits.map((each) => each[name]));
    print(`page, CPU slowed ${SLOWER}×, 1280 px, fresh profile      median    target   ratio   all of ${RUNS}`);
    const row = (what: string, name: Exclude<keyof Visit, "scripts">, target: number, unit: string, digits = 0) =>
      print(
        [
          what.padEnd(47),
          `${of(name).toFixed(digits)} ${unit}`.padStart(10),
          `${target} ${unit}`.padStart(9),
          (of(name) / target).toFixed(2).padStart(7),
          `  ${visits.map((each) => each[name].toFixed(digits)).join(" ")}`,
        ].join(" "),
      );
    row("first redline on screen (LCP)", "lcpMs", 1000, "ms");
    row("first ins or del in the page, painted", "redlineMs", 1000, "ms");
    const cpu = visits.map(({ loadCpuMs }) => loadCpuMs.toFixed(0)).join(" ");
    print(
      `main thread at work until all is quiet     ${`${of("loadCpuMs").toFixed(0)} ms`.padStart(15)}${" ".repeat(18)}   ${cpu}`,
    );
    row("layout shift until all is quiet (CLS)", "cls", 0.02, "", 4);
    row("next change, n, ten times (INP)", "nextChangeMs", 100, "ms");
    row("opening a comment, c (INP)", "openComposerMs", 100, "ms");
    row(`typing ${LETTERS.length} letters (INP)`, "typeMs", 100, "ms");
    row("unfolding one line (INP)", "unfoldMs", 100, "ms");
    row("the whole text (INP)", "wholeTextMs", 100, "ms");
    row("first-load JavaScript, brotli", "scriptBytes", 110_000, "B");
    const [{ scripts }] = visits as [Visit];
    print(`scripts loaded before any key: ${scripts.join(", ")}`);
    print(`Markdown renderer among them: ${scripts.some((name) => /prose|markdown/i.test(name)) ? "YES" : "no"}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function visit(browser: Browser, server: RunningServer): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const scripts = new Map<string, number>();
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      reading.push(
        response.body().then((body) => {
          const name = new URL(response.url()).pathname.split("/").at(-1)!;
          scripts.set(name, brotliCompressSync(body).length);
        }),
      );
    });
    // A browser that has just been started is busy with itself; that is no part of the page.
    await page.waitForTimeout(SETTLE_MS);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    // Processor time of the thread, slowed: waiting for a core that others use is not in it.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.addInitScript(watch, CHANGED);
    await page.goto(server.address + ADDRESS);
    await page.locator(CHANGED).first().waitFor();
    await page.waitForLoadState("networkidle");
    await quiet(page);
    await Promise.all(reading);
    const loaded = new Map(scripts);
    const first = await seen(page);
    const { metrics } = await devtools.send("Performance.getMetrics");
    const loadCpuMs = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);

    const nextChangeMs = await slowest(page, async () => {
      for (let count = 0; count < 10; count++) await pressAndPaint(page, "n");
    });
    const openComposerMs = await slowest(page, async () => {
      await pressAndPaint(page, "c");
      await page.getByRole("textbox", { name: "Your comment" }).waitFor();
    });
    const typeMs = await slowest(page, async () => {
      for (const letter of LETTERS) await pressAndPaint(page, letter);
    });
    const unfoldMs = await slowest(page, () => page.locator(".fold button").first().click());
    const wholeTextMs = await slowest(page, () => page.getByRole("button", { name: "Whole text" }).click());
    const { cls } = await seen(page);
    return {
      lcpMs: first.lcp,
      redlineMs: first.redline,
      loadCpuMs,
      cls,
      nextChangeMs,
      openComposerMs,
      typeMs,
      unfoldMs,
      wholeTextMs,
      scriptBytes: [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0),
      scripts: [...loaded].map(([name, bytes]) => `${name} ${bytes} B`),
    };
  } finally {
    await context.close();
  }
}

/** The slowest interaction while something is done: from the key or press to the next painted frame. */
async function slowest(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await seen(page);
  await act();
  await quiet(page);
  const { interactions } = await seen(page);
  const fresh = Object.entries(interactions).filter(([id]) => before.interactions[Number(id)] === undefined);
  // Whatever takes less than a frame is not reported: 16 ms is the least that can be said.
  return Math.max(16, ...fresh.map(([, duration]) => duration));
}

async function pressAndPaint(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** Until the page has had half a second with nothing to do; then all it measures has been written down. */
function quiet(page: Page): Promise<void> {
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

function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => structuredClone((window as unknown as { seen: Seen }).seen));
}

/** Runs in the page before anything else. */
function watch(changed: string): void {
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

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
}
