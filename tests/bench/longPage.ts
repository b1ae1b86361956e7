import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { pressAndPaint, quiet, seen, slowest, turnWheel, watch } from "./watchPage.ts";

const CORPUS = join(import.meta.dirname, "../../../shared/corpus/de-bgb");
const DAYS = ["2013-01-11", "2022-01-31"];
const ADDRESS = `/civil-code/compare/${DAYS.join("..")}`;
const RUNS = 3;
const SLOWER = 4;
const CHANGED = ".law ins[data-change]:not(.quiet), .law del[data-change]:not(.quiet)";
const PATIENCE_MS = 120_000;

interface Visit {
  redlineMs: number;
  quietMs: number;
  nextChangeMs: number;
  wholeTextMs: number;
  frameMs: number;
}

/**
 * Prints how long a reader of 204,000 words with 2,017 changes waits, with the
 * CPU slowed four times: the civil code of Germany, nine years of amendments.
 * Says so and does nothing where the corpus is not beside the checkout.
 */
export async function benchLongPage(print: (line: string) => void): Promise<void> {
  if (!existsSync(CORPUS)) {
    print(`long page: skipped, ${CORPUS} is not there`);
    return;
  }
  const server = await runServer();
  const browser = await openBrowser();
  try {
    addDocument(server.bylaws);
    const first = await visit(browser, server); // For this one the server compares; for the others it has compared.
    const visits: Visit[] = [];
    for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, server));
    print(`long page, 204,000 words, CPU slowed ${SLOWER}×           median    target   first visitor, all of ${RUNS}`);
    const row = (what: string, name: keyof Visit, target?: number) => {
      const times = visits.map((each) => each[name]);
      const median = [...times].sort((a, b) => a - b)[times.length >> 1]!;
      const cells = [what.padEnd(44), `${median.toFixed(0)} ms`.padStart(10), `${target ?? ""}`.padStart(9)];
      print(`${cells.join(" ")}   ${[first[name], ...times].map((time) => time.toFixed(0)).join(" ")}`);
    };
    row("first ins or del in the page, painted", "redlineMs", 2_500);
    row("all is quiet", "quietMs");
    row("next change, n, ten times (INP)", "nextChangeMs", 200);
    row("the whole text (INP)", "wholeTextMs", 200);
    row(`frames while the wheel turns, p95`, "frameMs", 33);
  } finally {
    await browser.close();
    await server.close();
  }
}

function addDocument(bylaws: string): void {
  const folder = join(bylaws, "civil-code");
  mkdirSync(join(folder, "versions"), { recursive: true });
  const versions = DAYS.map((day) => {
    const [name] = readdirSync(CORPUS).filter((entry) => entry.endsWith(day));
    copyFileSync(join(CORPUS, name!, "index.md"), join(folder, "versions", `${day}.md`));
    return `  - on: ${day}\n    file: versions/${day}.md\n    kind: recorded\n`;
  });
  const about = "title: Civil Code\norganisation: Germany\nlanguage: de\nversions:\n";
  writeFileSync(join(folder, "document.yaml"), about + versions.join(""));
}

async function visit(browser: Browser, server: RunningServer): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch, CHANGED);
    await untilServed(server);
    await page.goto(server.address + ADDRESS);
    await page.locator(CHANGED).first().waitFor();
    await quiet(page);
    const quietMs = await page.evaluate(() => performance.now());
    const { redline } = await seen(page);
    const nextChangeMs = await slowest(page, async () => {
      for (let count = 0; count < 10; count++) await pressAndPaint(page, "n");
    });
    const frameMs = await turnWheel(page);
    const wholeTextMs = await slowest(page, () => page.getByRole("button", { name: "Whole text" }).click());
    return { redlineMs: redline, quietMs, nextChangeMs, wholeTextMs, frameMs };
  } finally {
    await context.close();
  }
}

/** The server sees new files by itself, a moment after they are written. */
async function untilServed(server: RunningServer): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await (await fetch(`${server.address}/api/library`)).text()).includes("civil-code")) {
    if (Date.now() > until) throw new Error(`The server does not see its new document: ${server.printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
