import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { beforeEach, expect } from "vitest";
import type { RunningServer } from "../server.ts";

export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const DOCUMENT = "openstack-foundation";
export const AMENDMENT = "2019-open-meetings";
/** Address of the redline of Section 4.16. */
export const SECTION = `/${DOCUMENT}/amendments/${AMENDMENT}/4.16`;
const IS_SECTION = /^\/[^/]+\/amendments\/[^/]+\/4\.16$/;

/** Longest wait for anything, in milliseconds: far above what it takes, for machines that are busy. */
export const PATIENCE_MS = 15_000;

/** A person before the screen. */
export interface Reader {
  page: Page;
  context: BrowserContext;
  /** Goes to an address of the site, and waits until what is there can be read. */
  goTo(path: string): Promise<void>;
  /** Words of the page that are marked because of this comment, all joined. */
  marked(seq: number): Promise<string>;
  /** How many people stand where: `1 0 1 0`, in the order of the buttons. */
  tally(): Promise<string>;
  /** What the browser has complained about. */
  complaints: string[];
  close(): Promise<void>;
}

/** A reader with a browser context of his own: his own name, cookies and drafts. */
export async function openReader(
  browser: Browser,
  server: RunningServer,
  options: BrowserContextOptions,
): Promise<Reader> {
  const context = await browser.newContext({ baseURL: server.address, locale: "en-GB", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  return readerOf(context, await context.newPage(), server);
}

export function readerOf(context: BrowserContext, page: Page, server: RunningServer): Reader {
  const complaints: string[] = [];
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push([message.text(), message.location().url].join(" ").trim());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return {
    page,
    context,
    complaints,
    async goTo(path) {
      await page.goto(server.address + path);
      await page.locator("main.page:not(.loading)").waitFor();
      // Whoever comes to a section by its address has arrived when it has the focus.
      if (IS_SECTION.test(path)) await page.locator('[id="clause-4.16"]:focus').waitFor();
    },
    async marked(seq) {
      return (await page.locator(`.law mark[data-marks~="${seq}"]`).allTextContents()).join("");
    },
    async tally() {
      return (await page.locator(".tally [data-tally]").allTextContents())
        .map((words) => /\d+$/.exec(words)?.[0])
        .join(" ");
    },
    close: () => context.close(),
  };
}

/** Nothing went wrong that only the console knows of. @param expected What the story itself causes: a cut line, say. */
export function expectQuiet(readers: readonly Reader[], expected = /^$/): void {
  expect(readers.flatMap(({ complaints }) => complaints).filter((words) => !expected.test(words))).toEqual([]);
}

/** For tests that go on from one another: when one fails, those after it would only wait in vain. */
export function stopAtFailure(): void {
  let hasFailed = false;
  beforeEach(({ skip, onTestFailed }) => {
    skip(hasFailed, "an earlier part of the story failed");
    onTestFailed(() => {
      hasFailed = true;
    });
  });
}

/** What a browser says on its console when the network or the server is gone. */
export const NO_NETWORK =
  /^Failed to load resource: (?:net::ERR_|the server responded with a status of 503)|Failed to fetch dynamically imported module/;

/** Selects words by pressing, dragging and letting go, as a hand with a mouse does. */
export async function dragOver({ page }: Reader, selector: string, words: string): Promise<void> {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const [start, end] = await target.evaluate((element, quote) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const letters: [Text, number][] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < (node as Text).length; at++) letters.push([node as Text, at]);
    const from = letters
      .map(([node, at]) => node.data[at])
      .join("")
      .indexOf(quote);
    if (from < 0) throw new Error(`“${quote}” is not in ${element.textContent}`);
    const edge = ([node, at]: [Text, number], side: "left" | "right") => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      return { x: box[side], y: (box.top + box.bottom) / 2 };
    };
    return [edge(letters[from]!, "left"), edge(letters[from + quote.length - 1]!, "right")];
  }, words);
  await page.mouse.move(start!.x + 1, start!.y);
  await page.mouse.down();
  await page.mouse.move((start!.x + end!.x) / 2, end!.y, { steps: 4 });
  await page.mouse.move(end!.x - 0.5, end!.y, { steps: 4 });
  await page.mouse.up();
}

/** Taps the first line of words that may run over several: their middle may lie beside them. */
export async function tapOn({ page }: Reader, selector: string): Promise<void> {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const { x, y } = await target.evaluate((element) => {
    const { left, top, width, height } = element.getClientRects()[0]!;
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.touchscreen.tap(x, y);
}

/** Goes to the first change and begins a comment on it, with the keyboard. @returns The field to write in. */
export async function beginComment({ page }: Reader): Promise<Locator> {
  await page.keyboard.press("n");
  await page.getByRole("toolbar", { name: "What you have picked" }).waitFor();
  // A person sees the change come into view before the next key; that takes the page two frames.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
  await page.keyboard.press("c");
  const field = page.getByRole("textbox", { name: "Your comment" });
  await field.waitFor();
  return field;
}

/** Posts a comment over HTTP, as somebody whose screen does not matter here. @returns Its number. */
export async function say(server: RunningServer, name: string, said: Record<string, unknown>): Promise<number> {
  const json = { "content-type": "application/json" };
  const named = await fetch(`${server.address}/api/guest`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ name }),
  });
  const cookie = named.headers.get("set-cookie")!.split(";")[0]!;
  const answer = await fetch(`${server.address}/api/entries`, {
    method: "POST",
    headers: { ...json, cookie, "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({
      document: DOCUMENT,
      amendment: AMENDMENT,
      revision: 1,
      clause: "4.16",
      kind: "comment",
      ...said,
    }),
  });
  const entry = (await answer.json()) as { seq: number };
  if (answer.status !== 201) throw new Error(`Not taken: ${answer.status} ${JSON.stringify(entry)}`);
  return entry.seq;
}

/** Takes a picture for people to look at, where `OPENFLOOR_SHOTS` names a folder for them. */
export async function takePicture({ page }: Pick<Reader, "page">, name: string): Promise<void> {
  const folder = process.env.OPENFLOOR_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
