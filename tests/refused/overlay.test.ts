import { dirname, join } from "node:path";
import Database from "libsql";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { AMENDMENT, DOCUMENT, say } from "../stories/reader.ts";

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer({ OPENFLOOR_LIMITS: "off" }, SHORT)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const RECORD = `/${DOCUMENT}/amendments/${AMENDMENT}/record`;

async function openRecord(entries: number) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, baseURL: server.address });
  await page.goto(RECORD);
  await page.waitForFunction((count) => document.querySelectorAll("ol.record > li").length === count, entries);
  await page.waitForFunction(() => document.querySelector(".prose:not(.plain)") !== null);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

test("marks stacked on letters draw over nobody else's words", async () => {
  await say(server, "Ada Lindqvist", { text: "First words." });
  await say(server, "Mallory Quist", { text: "Second words." });
  await say(server, "Bob Achterberg", { text: "Third words." });
  const stacked = `a${"\u0300".repeat(300)}`;
  const page = await openRecord(3);
  const others = [page.locator("ol.record > li").nth(0), page.locator("ol.record > li").nth(2)];
  const pictures = async () => Promise.all(others.map(async (one) => (await one.screenshot()).toString("base64")));
  const before = await pictures();
  // In the place of words as long on the page: one letter, and everything that stands on it.
  await page.evaluate((words) => {
    const prose = document.querySelectorAll("ol.record .prose p")[1]!;
    prose.textContent = words;
  }, stacked);
  expect(await pictures()).toEqual(before);
  // They would, were they not cut off.
  await page.evaluate(() => {
    for (const line of document.querySelectorAll<HTMLElement>("ol.record > li"))
      line.style.contentVisibility = "visible";
    for (const one of document.querySelectorAll<HTMLElement>("ol.record .prose")) one.style.overflow = "visible";
  });
  expect(await pictures()).not.toEqual(before);
  await page.close();
});

test("a direction control that got into a name turns nothing but the name", async () => {
  await say(server, "Cleo Varga", { text: "Fourth words." });
  const page = await openRecord(4);
  const order = () =>
    page
      .locator("ol.record > li")
      .nth(3)
      .locator(".byline")
      .evaluate((line) => {
        const box = (selector: string) => line.querySelector(selector)!.getBoundingClientRect();
        return box("b").right <= box(".standing").left + 1 && box(".standing").right <= box("time").left + 1;
      });
  expect(await order()).toBe(true);
  const database = new Database(join(dirname(server.bylaws), "data/openfloor.db"));
  database.prepare("UPDATE people SET name = ? WHERE name = ?").run("\u202Eagrav \u2067oelC", "Cleo Varga");
  database.prepare("UPDATE stamps SET value = value + 1 WHERE name = 'people'").run();
  database.close();
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll("ol.record > li").length === 4);
  expect(await order()).toBe(true);
  await page.close();
});
