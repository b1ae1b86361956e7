import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { startCanary } from "./canary.ts";
import { payloads } from "./payloads.ts";
import { setTraps, TRAPS, type Trap } from "./traps.ts";
import { serveUnsafePage, type UnsafePage } from "./unsafePage.ts";

let browser: Browser;
let unsafe: UnsafePage;
beforeAll(async () => {
  [browser, unsafe] = await Promise.all([openBrowser(), serveUnsafePage()]);
});
afterAll(async () => {
  await browser?.close();
  await unsafe?.close();
});

const SPRINGS: Record<Trap, string | RegExp> = {
  dialog: /^<script>alert\('trapped'\)<\/script>$/,
  console: "console.log('trapped')",
  global: "window.trapped=1",
  name: "name='trapped'",
  cookie: "document.cookie=",
  storage: "localStorage.trapped",
  title: "document.title=",
  network: "<img src=//",
  canary: "new WebSocket(",
  navigation: "location.assign(",
  window: "self.open(",
  frame: "<iframe src=//",
  download: "download=trapped",
  policy: "<script>alert",
};

test.each(TRAPS)("a payload springs the trap for %s on a page that makes every mistake", async (trap) => {
  const sign = SPRINGS[trap];
  // One of its own: what an earlier page had begun may still be under way.
  const canary = await startCanary();
  onTestFinished(canary.close);
  const payload = payloads(canary.host).find(
    ({ class: name, text }) =>
      (name === "script" || name === "event") && (typeof sign === "string" ? text.includes(sign) : sign.test(text)),
  )!;
  const context = await browser.newContext();
  const traps = await setTraps(context, unsafe.origin, canary);
  const page = await context.newPage();
  await page.goto(unsafe.addressOf("harmless"));
  expect(await traps.sprung(page)).toEqual([]);
  await page.goto(unsafe.addressOf(payload.text, trap === "policy")).catch(() => {});
  await expect
    .poll(async () => (await traps.sprung(page).catch(() => [])).map((one) => one.trap), { timeout: 5000 })
    .toContain(trap);
  await context.close();
});
