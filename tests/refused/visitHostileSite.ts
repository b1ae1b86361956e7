import type { Browser, Page } from "playwright-core";
import type { RunningServer } from "../server.ts";
import { auditPage, type Looks, lookAt } from "./auditPage.ts";
import type { Canary } from "./canary.ts";
import type { HostileBatch } from "./hostileSite.ts";
import { setTraps, type Traps } from "./traps.ts";

/** A reader with traps all around, who goes everywhere a payload is shown. */
export interface Visitor {
  /**
   * @param addresses So many of its payloads are put into addresses of the page.
   * @returns Everything that was found at all places that show this batch; empty
   *   when all is well. How the page looks is compared with how it looked at the
   *   first batch: that one must be harmless.
   */
  visit(batch: HostileBatch, addresses: number): Promise<string[]>;
  close(): Promise<void>;
}

/** The longest wait for one page, in milliseconds. */
const PATIENCE_MS = 20_000;

export async function openVisitor(browser: Browser, server: RunningServer, canary: Canary): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const traps = await setTraps(context, server.address, canary);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`an error on the page: ${error}`));
  // Our own pages may make no document of a text, which is as it should be.
  const parser = await (await browser.newContext()).newPage();
  const scriptless = await browser.newContext({ javaScriptEnabled: false });
  const scriptlessTraps = await setTraps(scriptless, server.address, canary);
  const plain = await scriptless.newPage();
  plain.setDefaultTimeout(PATIENCE_MS);

  const looks = new Map<string, Looks>();
  const look = async (where: string, on: Page = page, its: Traps = traps): Promise<string[]> => {
    const found = await on.evaluate(auditPage);
    const sprung = (await its.sprung(on)).map(({ trap, what }) => `the trap for ${trap} by ${what}`);
    if (on === page) {
      const now = await page.evaluate(lookAt);
      const kind = where.replace(/^.*?, /, "").replace(/ %.*/, "");
      const plainOnes = looks.get(kind);
      if (!plainOnes) looks.set(kind, now);
      for (const [sentinel, style] of Object.entries(plainOnes ?? {}))
        if (now[sentinel] !== style) found.push(`${sentinel} looks otherwise: ${now[sentinel]} instead of ${style}`);
      found.push(...complaints.splice(0));
    }
    return [...found, ...sprung].map((what) => `${where}: ${what}`);
  };
  const settle = () =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const goTo = async (path: string) => {
    await page.goto(server.address + path);
    await page.locator("main.page:not(.loading)").waitFor();
  };
  /** As a link of ours would, without loading the page anew. */
  const goOn = async (path: string) => {
    await page.evaluate((to) => history.pushState(null, "", to), path);
    await settle();
    await page.locator("main.page:not(.loading)").waitFor();
  };

  return {
    async visit(batch, addresses) {
      const found: string[] = [];
      const at = async (where: string) => void found.push(...(await look(`${batch.slug}, ${where}`)));
      const place = `/${batch.slug}/amendments/a`;

      await goTo(place);
      await page.locator("article[data-thread]").first().waitFor();
      await page.waitForFunction(() => document.querySelector('.batch[style*="min-block-size"]') === null);
      await at("the amendment");
      await openThreads(page);
      await at("a thread");

      await goOn(`${place}/record`);
      await page.locator("ol.record li").first().waitFor();
      await at("the record");
      const names = await page.locator("ol.record .byline b").allTextContents();
      const unseen = batch.names.filter((name) => !names.some((shown) => sameWords(shown, name)));
      if (unseen.length > 0) found.push(`${batch.slug}, the record: does not show ${JSON.stringify(unseen)}`);

      await goOn(`${place}/discussion`);
      await page.locator("article[data-thread]").first().waitFor();
      await openThreads(page);
      await at("the discussion");
      await goOn(`${place}/moderation`);
      await page.locator(".moderation-log li").first().waitFor();
      await at("the log of moderation");
      await goOn(`${place}/positions`);
      await page.locator(".stance li").first().waitFor();
      await at("the positions");
      await goOn(`/${batch.slug}`);
      await page.locator(".law").first().waitFor();
      await at("the document");
      await goOn(`/${batch.slug}/compare/2020-01-15..2021-01-15`);
      await page.locator(".law").first().waitFor();
      await at("the comparison");
      for (const { text } of batch.payloads.slice(0, addresses)) {
        const words = encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"));
        await goOn(`${place}/${words}?view=${words}&show=${words}&revision=${words}#${words}`);
        await at(`the address % ${words}`);
        await goOn(`/${words}/${words}/${words}?${words}#${words}`);
        await at(`the address of nothing % ${words}`);
      }

      for (const path of [place, `/${batch.slug}`]) {
        await plain.goto(server.address + path);
        found.push(...(await look(`${batch.slug}, ${path} without scripts`, plain, scriptlessTraps)));
      }
      for (const path of [`/${batch.slug}/feed.atom`, `${place}/feed.atom`])
        found.push(...(await readFeed(parser, server.address, path, batch)).map((what) => `${path}: ${what}`));
      found.push(...(await readAddresses(parser, server.address, batch)));
      await at("all of it");
      return found;
    },
    async close() {
      await context.close();
      await scriptless.close();
      await parser.context().close();
    },
  };
}

/** One after the other, as only one is open at a time. */
async function openThreads(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const rest = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (const thread of document.querySelectorAll("article[data-thread]")) {
      const more = [...thread.querySelectorAll<HTMLButtonElement>("button.link")].find(({ textContent }) =>
        /repl(?:y|ies)$|^Open$|Read on/.test(textContent ?? ""),
      );
      more?.click();
      await rest();
    }
  });
}

/** White space is folded on a page. */
function sameWords(shown: string, name: string): boolean {
  const fold = (text: string) => text.replace(/\s+/g, " ").trim();
  return fold(shown) === fold(name);
}

/** Reads a feed as a browser's own XML parser does: nothing but Atom may stand in it, and all that was said. */
async function readFeed(parser: Page, own: string, path: string, { taken, payloads }: HostileBatch): Promise<string[]> {
  const answer = await fetch(own + path);
  const type = answer.headers.get("content-type");
  const read = await parser.evaluate(
    (source) => {
      const parsed = new DOMParser().parseFromString(source, "application/xml");
      const elements = [...parsed.querySelectorAll("*")];
      const names = new Set("feed id title updated link generator entry author name published content".split(" "));
      return {
        error: parsed.querySelector("parsererror")?.textContent ?? "",
        odd: elements
          .filter(
            ({ namespaceURI, localName }) => namespaceURI !== "http://www.w3.org/2005/Atom" || !names.has(localName),
          )
          .map(({ outerHTML }) => outerHTML.slice(0, 200)),
        nodes: [...parsed.childNodes].length,
        texts: elements
          .filter(({ localName }) => localName === "content" || localName === "title")
          .map((one) => ({
            type: one.getAttribute("type"),
            words: one.textContent ?? "",
          })),
        links: elements.filter(({ localName }) => localName === "link").map((one) => one.getAttribute("href") ?? ""),
        entries: parsed.querySelectorAll("entry").length,
      };
    },
    await answer.text(),
  );
  const found: string[] = [];
  if (type !== "application/atom+xml; charset=utf-8") found.push(`is ${type}`);
  if (read.error) found.push(`cannot be read: ${read.error}`);
  if (read.odd.length > 0) found.push(`holds ${read.odd}`);
  if (read.nodes !== 1) found.push("has something beside the feed");
  if (read.entries !== Math.min(50, taken)) found.push(`has ${read.entries} of ${taken} entries`);
  if (read.texts.some(({ type }) => type !== "text")) found.push("has a text that is not plain");
  if (read.links.some((link) => !link.startsWith(`${own}/`))) found.push("has a link elsewhere");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
  const asXml = (text: string) => text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu, "\uFFFD");
  const shown = payloads.filter(({ text }) => read.texts.some(({ words }) => words.includes(asXml(text)))).length;
  if (shown < payloads.length * 0.8) found.push(`shows ${shown} of ${payloads.length} texts as they were written`);
  return found;
}

/** Each address as the server answers it, read by the browser's own HTML parser where no script runs. */
async function readAddresses(parser: Page, own: string, { payloads }: HostileBatch): Promise<string[]> {
  const paths = payloads.map(({ text }) => encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD")));
  const urls = paths.flatMap((path) => [`/harbour-commons/${path}`, `/${path}?${path}`]);
  const sources = await Promise.all(urls.map(async (url) => (await fetch(own + url)).text()));
  const odd = await parser.evaluate((all) => {
    const allowed = new Set(
      "html head meta title link script body div noscript main h1 h2 p ul li a bdi b span time q".split(" "),
    );
    return all.map((source) =>
      [...new DOMParser().parseFromString(source, "text/html").querySelectorAll("*")]
        .filter(
          (element) =>
            !allowed.has(element.localName) ||
            [...element.attributes].some(({ name }) => name.startsWith("on") || name === "style") ||
            (element.localName === "script" && !element.getAttribute("src")?.startsWith("/assets/")) ||
            (element.localName === "meta" && element.hasAttribute("http-equiv")),
        )
        .map(({ outerHTML }) => outerHTML.slice(0, 200)),
    );
  }, sources);
  return odd.flatMap((found, at) => found.map((what) => `${urls[at]}, as it is sent: ${what}`));
}
