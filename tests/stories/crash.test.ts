import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeFolder, openBrowser, startInstalled } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  NO_NETWORK,
  openReader,
  PATIENCE_MS,
  PHONE,
  type Reader,
  readerOf,
  SECTION,
  say,
  takePicture,
} from "./reader.ts";

let browser: Browser;
let server: RunningServer;
const readers: Reader[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  server = await runServer({}, SHORT);
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  await server.close();
});

async function open(device = DESK): Promise<Reader> {
  const reader = await openReader(browser, server, device);
  readers.push(reader);
  await reader.goTo(SECTION);
  await reader.page.locator(".law ins").first().waitFor();
  return reader;
}

/** Writes a comment on the change, with the keyboard, up to the last letter. */
async function write(reader: Reader, text: string, name?: string): Promise<void> {
  const { page } = reader;
  await (await beginComment(reader)).fill(text);
  if (name) await page.getByRole("textbox", { name: "Your name" }).fill(name);
}

const post = ({ page }: Reader) => page.getByRole("button", { name: "Post comment" }).click();
const texts = async () => (await server.entries(DOCUMENT, AMENDMENT)).map(({ text }) => text);
const shown = ({ page }: Reader, text: string) => page.locator("article[data-thread]", { hasText: text });

/** Until the browser has told the page that what is written is kept. */
async function isKept({ page }: Reader, text: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            new Promise<string>((resolve) => {
              const opening = indexedDB.open("openfloor-drafts");
              opening.onsuccess = () => {
                const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
                all.onsuccess = () => {
                  opening.result.close();
                  resolve(JSON.stringify(all.result));
                };
              };
            }),
        ),
      { timeout: PATIENCE_MS },
    )
    .toContain(text);
}

test.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("the browser is killed with a half-written comment: on return it is there, at its words, %s", async (_, device) => {
  const profile = makeFolder("profile");
  const text = "Half a thought about what “review” could";
  let installed = await startInstalled(profile.path, device);
  try {
    let ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    await ada.goTo(SECTION);
    await ada.page.locator(".law ins").first().waitFor();
    await beginComment(ada);
    await ada.page.getByRole("textbox", { name: "Your comment" }).click();
    await ada.page.keyboard.type(text);
    await isKept(ada, text);
    expectQuiet([ada]);
    await installed.kill();

    installed = await startInstalled(profile.path, device);
    ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    await ada.goTo(SECTION);
    if (device === PHONE) await ada.page.getByRole("button", { name: "1 unfinished comment: go on" }).click();
    const field = ada.page.getByRole("textbox", { name: "Your comment" });
    await field.waitFor();
    expect(await field.inputValue()).toBe(text);
    expect(await ada.page.locator(".composer .quote").textContent()).toBe(PHRASE);
    expect(await ada.marked(0)).toBe(PHRASE);
    await takePicture(ada, `returned-${device.viewport!.width}`);
    await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
    await post(ada);
    await shown(ada, text).waitFor();
    expect(await texts()).toEqual([text]);
    expectQuiet([ada]);
  } finally {
    await installed.kill();
    profile.drop();
  }
});

test.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("the network drops while posting: the comment waits, visibly, and is sent once, %s", async (_, device) => {
  const ada = await open(device);
  const jonas = await open();
  await write(ada, "Written in a **tunnel**.", "Ada Lindqvist");
  await ada.context.setOffline(true);
  await post(ada);
  await ada.page.locator(".outgoing[data-state=waiting]", { hasText: "Waiting for the network" }).first().waitFor();
  await takePicture(ada, `waiting-${device.viewport!.width}`);
  expect(await texts()).toEqual([]);
  await ada.context.setOffline(false);
  await shown(ada, "Written in a tunnel.").waitFor();
  await shown(jonas, "Written in a tunnel.").waitFor();
  await ada.page.locator(".outgoing").waitFor({ state: "detached" });
  expect(await texts()).toEqual(["Written in a **tunnel**."]);
  await shown(ada, "Written in a tunnel.").locator("strong").waitFor();
  expectQuiet([ada], NO_NETWORK);
  expectQuiet([jonas]);
});

test("a comment that waits for the network survives the page being closed, and is sent by the next visit", async () => {
  const ada = await open();
  await write(ada, "Closed the lid.", "Ada Lindqvist");
  await ada.context.setOffline(true);
  await post(ada);
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await ada.page.close();
  await ada.context.setOffline(false);
  const again = readerOf(ada.context, await ada.context.newPage(), server);
  await again.goTo(SECTION);
  await shown(again, "Closed the lid.").waitFor();
  expect(await texts()).toEqual(["Closed the lid."]);
});

test("the answer is lost on its way back: the comment is sent again, and stands once", async () => {
  const ada = await open();
  let posts = 0;
  await ada.page.route("**/api/entries", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts += 1;
    if (posts > 1) return route.continue();
    await route.fetch(); // It reaches the server; only the answer does not come back.
    await route.abort("connectionreset");
  });
  await write(ada, "Did that arrive?", "Ada Lindqvist");
  await post(ada);
  await expect.poll(() => posts, { timeout: PATIENCE_MS }).toBe(2);
  await ada.page.locator(".outgoing").waitFor({ state: "detached" });
  expect(await texts()).toEqual(["Did that arrive?"]);
  expect(await shown(ada, "Did that arrive?").count()).toBe(1);
  expectQuiet([ada], NO_NETWORK);
});

test("the server is killed and started again: nothing is lost, nothing doubled, and open pages reconnect by themselves", async () => {
  const ada = await open();
  const jonas = await open(PHONE);
  await write(ada, "Said before the crash.", "Ada Lindqvist");
  await post(ada);
  await shown(ada, "Said before the crash.").waitFor();
  await expect.poll(() => jonas.marked(1), { timeout: PATIENCE_MS }).toBe(PHRASE);
  await server.kill();
  for (const { page } of [ada, jonas]) await page.getByText("The server cannot be reached").first().waitFor();
  await takePicture(jonas, "lost-390");

  await write(ada, "Said during the crash.");
  await post(ada);
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await takePicture(ada, "lost-1280");
  await server.start();

  await shown(ada, "Said during the crash.").waitFor();
  for (const { page } of [ada, jonas])
    await page.getByText("The server cannot be reached").waitFor({ state: "detached" });
  await expect.poll(() => jonas.marked(2), { timeout: PATIENCE_MS }).toBe(PHRASE);
  expect(await texts()).toEqual(["Said before the crash.", "Said during the crash."]);
  expect(await ada.page.locator("article[data-thread]").count()).toBe(2);
  // The stream is alive again, too, not only what was asked for once.
  await say(server, "Mia Holm", { text: "Said after the crash." });
  await shown(ada, "Said after the crash.").waitFor();
  expectQuiet([ada, jonas], NO_NETWORK);
});
