import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type Canary, startCanary } from "./canary.ts";
import type { Payload } from "./payload.ts";
import { payloads } from "./payloads.ts";
import { setTraps, TRAPS, type Trap } from "./traps.ts";
import { serveUnsafePage, type UnsafePage } from "./unsafePage.ts";

let browser: Browser;
let canary: Canary;
let unsafe: UnsafePage;
let all: Payload[];
beforeAll(async () => {
  [browser, canary, unsafe] = await Promise.all([openBrowser(), startCanary(), serveUnsafePage()]);
  all = payloads(canary.host);
});
afterAll(async () => {
  await browser?.close();
  await canary?.close();
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
  const payload = all.find(
    ({ class: name, text }) =>
      (name === "script" || name === "event") && (typeof sign === "string" ? text.includes(sign) : sign.test(text)),
  )!;
  canary.clear();
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
