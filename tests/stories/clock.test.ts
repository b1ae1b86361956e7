import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { printDayAndTime } from "../../src/text/day.ts";
import { makeFolder, openBrowser } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { AMENDMENT, DESK, DOCUMENT, expectQuiet, openReader, SECTION, say } from "./reader.ts";

const HOUR_MS = 60 * 60 * 1000;
const SHIFT = pathToFileURL(join(import.meta.dirname, "../survived/shiftClock.mjs")).href;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test("clocks of server and reader go an hour back and a day ahead: the order of the record holds, and pages show the server's times", async () => {
  const data = makeFolder("clock");
  onTestFinished(data.drop);
  const start = async (shiftMs: number): Promise<RunningServer> =>
    runServer({ NODE_OPTIONS: `--import=${SHIFT}`, SHIFT_CLOCK_MS: String(shiftMs) }, { ...SHORT, data: data.path });
  const said = [
    "Said at first.",
    "Said with the clock an hour back.",
    "Said with the clock a day ahead.",
    "Said last.",
  ];
  let server = await start(0);
  for (const [index, shiftMs] of [0, -HOUR_MS, 24 * HOUR_MS, 0].entries()) {
    if (index > 0) {
      await server.close();
      server = await start(shiftMs);
    }
    expect(await say(server, `Speaker ${index + 1}`, { text: said[index] })).toBe(index + 1);
  }
  onTestFinished(server.close);
  let entries = await server.entries(DOCUMENT, AMENDMENT);
  expect(entries.map(({ text }) => text)).toEqual(said);
  const hours = entries.map(({ at }) => Math.round((Date.parse(at) - Date.parse(entries[0]!.at)) / HOUR_MS));
  expect(hours).toEqual([0, -1, 24, 0]);

  for (const shiftMs of [-HOUR_MS, 24 * HOUR_MS]) {
    const ada = await openReader(browser, server, DESK);
    await ada.page.clock.install({ time: Date.now() + shiftMs });
    await ada.goTo(`/${DOCUMENT}/amendments/${AMENDMENT}/record`);
    await ada.page.locator(".record li").first().waitFor();
    const numbers = (await ada.page.locator(".record .seq").allTextContents()).map(Number);
    expect(numbers).toEqual(entries.map(({ seq }) => seq));
    const times = await ada.page.locator(".record time").allTextContents();
    expect(times).toEqual(entries.map(({ at }) => printDayAndTime(at)));
    await ada.goTo(SECTION);
    await ada.page.getByText("Said last.").first().waitFor();
    // What is said now is heard of, whatever the reader's clock says.
    const news = `Said to a reader ${shiftMs / HOUR_MS} hours off.`;
    await say(server, `Speaker of ${shiftMs}`, { text: news });
    await ada.page.getByText(news).first().waitFor();
    entries = await server.entries(DOCUMENT, AMENDMENT);
    expectQuiet([ada]);
    await ada.close();
  }
}, 90_000);
