import { expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { startCanary } from "../refused/canary.ts";
import { CLASSES } from "../refused/payload.ts";
import { payloads } from "../refused/payloads.ts";
import { setTraps } from "../refused/traps.ts";
import { serveUnsafePage } from "../refused/unsafePage.ts";

const HOUR_MS = 3_600_000;
/** Pages open at one time. */
const AT_ONCE = 3;

test(
  "most payloads do harm on a page that makes every mistake: it is the product that they fail against",
  async () => {
    const [browser, canary, unsafe] = await Promise.all([openBrowser(), startCanary(), serveUnsafePage()]);
    const all = payloads(canary.host);
    const harmful = new Map<string, number>();
    const waiting = all.values();
    const work = async () => {
      for (const { class: name, text } of waiting) {
        const context = await browser.newContext();
        const traps = await setTraps(context, unsafe.origin, canary);
        const page = await context.newPage();
        await page.goto(unsafe.addressOf(text), { timeout: 5000 }).catch(() => {});
        const sprung = await traps.sprung(page).catch(() => [{ trap: "navigation" }]);
        // The canary hears of all pages at once; what a page asks of it is told by its own trap for the network.
        if (sprung.some(({ trap }) => trap !== "canary")) harmful.set(name, (harmful.get(name) ?? 0) + 1);
        await context.close();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const total = [...harmful.values()].reduce((sum, count) => sum + count, 0);
    console.log(`${total} of ${all.length} payloads spring a trap on the unsafe page: ${JSON.stringify([...harmful])}`);
    await Promise.all([browser.close(), canary.close(), unsafe.close()]);
    for (const name of CLASSES) expect(harmful.get(name) ?? 0, name).toBeGreaterThan(name === "header" ? 0 : 10);
    expect(total).toBeGreaterThan(all.length / 2);
  },
  HOUR_MS,
);
