import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { DESK, expectQuiet, NO_NETWORK, openReader, PATIENCE_MS, say, takePicture } from "./reader.ts";

const DOCUMENT = "harbour-commons";
const AMENDMENT = "2026-records-officer";
/** Words of revision 1 that revision 2 no longer has. */
const WORDS = "within fourteen days";

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("a text that comments refer to is removed: comment and quote stay readable, the page says so, also after a restart", async () => {
  const folder = join(server.bylaws, DOCUMENT, "amendments", AMENDMENT);
  const [file, details] = [join(folder, "1.md"), join(folder, "amendment.yaml")];
  const source = readFileSync(file, "utf8");
  const clause = findClause(parseBylaws(source), "6.5(b)")!;
  const from = clause.text.indexOf(WORDS);
  const text = sha256(source);
  const anchor = makeAnchor({ text, side: "after", clause, part: "text", from, to: from + WORDS.length })!;
  const place = { document: DOCUMENT, amendment: AMENDMENT, revision: 1, clause: "6.5(b)" };
  await say(server, "Mia Holm", { ...place, text: "Why so many days?", anchor });

  rmSync(file);
  writeFileSync(details, readFileSync(details, "utf8").replace(/ {2}- number: 1\n(?: {4}.*\n)*/, ""));
  const isGone = async () => !(await (await fetch(`${server.address}/api/library`)).text()).includes(text);
  await expect.poll(isGone, { timeout: PATIENCE_MS }).toBe(true);

  const ada = await openReader(browser, server, DESK);
  const look = async () => {
    await ada.goTo(`/${DOCUMENT}/amendments/${AMENDMENT}/6.5`);
    const thread = ada.page.locator("article[data-thread]", { hasText: "Why so many days?" }).first();
    await thread.waitFor();
    expect(await thread.locator(".quote").textContent()).toBe(WORDS);
    expect(await thread.locator(".placement").textContent()).toMatch(/^Made on /);
    // The text itself can still be had, for whoever wants to see the words where they stood.
    const answer = await fetch(`${server.address}/api/texts/${text}`);
    expect([answer.status, await answer.text()]).toEqual([200, source]);
  };
  await look();
  await takePicture(ada, "removed-1280");
  await server.stop();
  await server.start();
  await look();
  expectQuiet([ada], NO_NETWORK);
  await ada.close();
}, 60_000);
