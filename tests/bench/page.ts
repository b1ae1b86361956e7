import { brotliCompressSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { pressAndPaint, quiet, seen, slowest, watch } from "./watchPage.ts";

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
    print(`scripts asked for before the redline is painted: ${scripts.join(", ")}`);
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
    const first = await seen(page);
    const needed = await page.evaluate(scriptsBefore, first.redline);
    const loaded = [...scripts].filter(([name]) => needed.includes(name));
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
      scriptBytes: loaded.reduce((sum, [, bytes]) => sum + bytes, 0),
      scripts: loaded.map(([name, bytes]) => `${name} ${bytes} B`),
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page. Those that are asked for later, while nobody waits, slow nothing. @param ms Since the page was opened. */
function scriptsBefore(ms: number): string[] {
  return performance
    .getEntriesByType("resource")
    .filter(({ startTime }) => startTime < ms)
    .map(({ name }) => new URL(name).pathname.split("/").at(-1)!);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
}
