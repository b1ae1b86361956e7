import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { skeletonOf } from "../../src/discuss/skeleton.ts";
import { openStore } from "../../src/store/openStore.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { pressAndPaint, quiet, seen, slowest, turnWheel, watch } from "./watchPage.ts";

const DOCUMENT = "harbour-commons";
const AMENDMENT = "2026-council-restructuring";
const ADDRESS = `/${DOCUMENT}/amendments/${AMENDMENT}`;
const THREADS = 1_000;
const REPLIES = 8_000;
const PEOPLE = 200;
const RUNS = 3;
const SLOWER = 4;
const SETTLE_MS = 1_500;
const LETTERS = "Which words, exactly";
const THREAD = ".margin article[data-thread]";

/** What one visit took, in milliseconds. */
interface Visit {
  redlineMs: number;
  threadMs: number;
  usableMs: number;
  openMs: number;
  nextMs: number;
  nextChangeMs: number;
  composerMs: number;
  typeMs: number;
  frameMs: number;
  cls: number;
}

/**
 * Prints how long a reader waits on an amendment with 1,000 threads and 8,000
 * replies, at a desk, with the CPU slowed four times: medians of three visits,
 * each beside its target.
 */
export async function benchThreads(print: (line: string) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "openfloor-threads-"));
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  try {
    await fillThreads(data);
    server = await runServer({ OPENFLOOR_LIMITS: "off" }, { data });
    browser = await openBrowser();
    print(await measureAnswer(server));
    await visit(browser, server); // The first one warms the server and the disk, not the page.
    const visits: Visit[] = [];
    for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, server));
    print(`1,000 threads, 8,000 replies, CPU slowed ${SLOWER}×      median    target   ratio   all of ${RUNS}`);
    const row = (what: string, name: keyof Visit, target: number, unit = "ms", digits = 0) => {
      const times = visits.map((each) => each[name]);
      const median = [...times].sort((a, b) => a - b)[times.length >> 1]!;
      const cells = [
        what.padEnd(47),
        `${median.toFixed(digits)} ${unit}`.padStart(10),
        `${target} ${unit}`.padStart(9),
      ];
      print(
        `${cells.join(" ")} ${(median / target).toFixed(2).padStart(7)}   ${times.map((time) => time.toFixed(digits)).join(" ")}`,
      );
    };
    row("first ins or del in the page, painted", "redlineMs", 1_000);
    row("first thread in the margin, painted", "threadMs", 1_500);
    row("no more tasks over 50 ms: usable", "usableMs", 1_500);
    row("opening a thread by its mark (INP)", "openMs", 100);
    row("next thread, N, ten times (INP)", "nextMs", 100);
    row("next change, n, ten times (INP)", "nextChangeMs", 100);
    row("opening a comment, c (INP)", "composerMs", 100);
    row(`typing ${LETTERS.length} letters (INP)`, "typeMs", 100);
    row("frames while the wheel turns, p95", "frameMs", 33);
    row("layout shift until all is quiet (CLS)", "cls", 0.02, "", 4);
  } finally {
    await browser?.close();
    await server?.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Puts the threads on record, spread over all clauses; a few of them have many replies. */
async function fillThreads(data: string): Promise<void> {
  const source = readFileSync(
    join(import.meta.dirname, `../../bylaws/${DOCUMENT}/amendments/${AMENDMENT}/1.md`),
    "utf8",
  );
  const text = sha256(source);
  const clauses = [...eachClause(parseBylaws(source).clauses)].filter((clause) => clause.text.length > 40);
  const store = await openStore({ data });
  try {
    const at = "2026-11-20T12:00:00.000Z";
    for (let number = 0; number < PEOPLE; number++) {
      const name = `Reader ${number}`;
      await store.people.add(name, at, { id: `p${number}`, skeleton: skeletonOf(name) });
    }
    let count = 0;
    const say = (by: number, clause: string, body: object) => {
      const author = `p${by % PEOPLE}`;
      const place = { document: DOCUMENT, amendment: AMENDMENT, revision: 1, clause };
      return store.ledger.append({ ...place, key: `${author}/${count++}`, by: author, at, ...body } as never);
    };
    const marks = [undefined, "question", "objection", undefined, "request"] as const;
    const begun = await Promise.all(
      Array.from({ length: THREADS }, async (_, number) => {
        const clause = clauses[(number * 7) % clauses.length]!;
        const from = (number * 13) % (clause.text.length - 30);
        const anchor = makeAnchor({ text, side: "after", clause, part: "text", from, to: from + 24 })!;
        const mark = marks[number % marks.length];
        const { entry } = await say(number, clause.address, {
          kind: "comment",
          text: `Thread ${number}: **why** should it be so, and not otherwise? ${"It was not so before. ".repeat(number % 9)}`,
          anchor,
          ...(mark && { mark }),
          ...(mark === "request" && { wording: `words that ${number} of us ask for` }),
        });
        return { seq: entry.seq, clause: clause.address };
      }),
    );
    const told = Array.from({ length: REPLIES }, (_, number) => {
      // One in twenty threads has most of what is said.
      const at = number % 2 === 0 ? number % THREADS : ((number * 31) % (THREADS / 20)) * 20;
      const { seq, clause } = begun[at]!;
      const words = `Reply ${number}: see \`4.2\`. ${"That depends on what is meant. ".repeat(number % 6)}`;
      return say(number * 3, clause, { kind: "reply", text: words, replyTo: seq });
    });
    await Promise.all(told);
  } finally {
    await store.close();
  }
}

/** How long the answer takes and how large it is, and what its reading costs a page without slowing. */
async function measureAnswer(server: RunningServer): Promise<string> {
  const start = performance.now();
  const response = await fetch(`${server.address}/api/entries?document=${DOCUMENT}&amendment=${AMENDMENT}&chain=no`);
  const body = await response.text();
  const gotMs = performance.now() - start;
  const parse = performance.now();
  const { entries } = JSON.parse(body) as { entries: unknown[] };
  const parseMs = performance.now() - parse;
  return `/api/entries: ${entries.length} entries, ${(body.length / 1e6).toFixed(1)} MB, had in ${gotMs.toFixed(0)} ms, JSON.parse ${parseMs.toFixed(0)} ms (not slowed)`;
}

async function visit(browser: Browser, server: RunningServer): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.waitForTimeout(SETTLE_MS);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch, ".law ins[data-change]:not(.quiet), .law del[data-change]:not(.quiet)");
    await page.addInitScript(watchThreads, THREAD);
    await page.goto(server.address + ADDRESS);
    await page.locator(THREAD).first().waitFor();
    await quiet(page);
    const { redline, cls } = await seen(page);
    const { threadMs, usableMs } = await page.evaluate(() => (window as unknown as { threads: ThreadsSeen }).threads);

    const openMs = await slowest(page, () => page.locator(".law mark[data-marks]:visible").first().click());
    const nextMs = await slowest(page, async () => {
      for (let count = 0; count < 10; count++) await pressAndPaint(page, "Shift+N");
    });
    const nextChangeMs = await slowest(page, async () => {
      for (let count = 0; count < 10; count++) await pressAndPaint(page, "n");
    });
    const frameMs = await turnWheel(page);
    await pressAndPaint(page, "n");
    await quiet(page);
    const composerMs = await slowest(page, async () => {
      await pressAndPaint(page, "c");
      await page.getByRole("textbox", { name: "Your comment" }).waitFor();
    });
    const typeMs = await slowest(page, async () => {
      for (const letter of LETTERS) await pressAndPaint(page, letter);
    });
    return { redlineMs: redline, threadMs, usableMs, openMs, nextMs, nextChangeMs, composerMs, typeMs, frameMs, cls };
  } finally {
    await context.close();
  }
}

interface ThreadsSeen {
  threadMs: number;
  usableMs: number;
}

/** Runs in the page before anything else: when the first thread was painted, and when the last long task ended. */
function watchThreads(selector: string): void {
  const threads: ThreadsSeen = { threadMs: 0, usableMs: 0 };
  (window as unknown as { threads: ThreadsSeen }).threads = threads;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) threads.usableMs = startTime + duration;
  }).observe({ type: "longtask", buffered: true });
  const look = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    look.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        threads.threadMs = performance.now();
      }),
    );
  });
  look.observe(document, { subtree: true, childList: true });
}
