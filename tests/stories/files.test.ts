import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { publish, type RunningServer, runServer, SHORT } from "../server.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  openReader,
  PATIENCE_MS,
  type Reader,
  SECTION,
  say,
  takePicture,
} from "./reader.ts";

let browser: Browser;
let server: RunningServer;
let ada: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer({}, SHORT)]);
  ada = await openReader(browser, server, DESK);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
// Whatever a test did to the files is put right again, by a clerk who copies the good ones back.
const kept = new Map<string, string>();
afterEach(async () => {
  await restore();
  kept.clear();
});
async function restore(): Promise<void> {
  const changed = [...kept].filter(([path, source]) => !existsSync(path) || readFileSync(path, "utf8") !== source);
  if (changed.length === 0) return;
  await publish(server, () => {
    for (const [path, source] of changed) writeFileSync(path, source);
  });
}

/** Changes a file in the bylaws folder, as a clerk would with an editor. */
function edit(path: string, change: (source: string) => string): void {
  const file = join(server.bylaws, path);
  const source = readFileSync(file, "utf8");
  if (!kept.has(file)) kept.set(file, source);
  const changed = change(source);
  expect(changed, `${path} is changed`).not.toBe(source);
  writeFileSync(file, changed);
}

const REVISION = `${DOCUMENT}/amendments/${AMENDMENT}/1.md`;
const inserted = () => ada.page.locator(".law ins").allTextContents();
const banner = () => ada.page.locator(".problems");

async function expectInserted(phrase: string): Promise<void> {
  await expect.poll(inserted, { timeout: PATIENCE_MS }).toEqual([phrase]);
}

test("a clerk changes a wording while the page is open: the page shows it, without a reload", async () => {
  await ada.goTo(SECTION);
  await expectInserted(PHRASE);
  await ada.page.evaluate(() => {
    document.body.dataset.visit = "first";
  });
  edit(REVISION, (source) => source.replace("review and approval of Open", "yearly review of Open"));
  await expectInserted(PHRASE.replace("review and approval", "yearly review"));
  expect(await ada.page.locator("body").getAttribute("data-visit")).toBe("first");
});

test("a wording replaced while its page is being opened is shown as it is now", async () => {
  let isReplaced = false;
  await ada.page.route(/\/api\/comparisons\//, async (route) => {
    if (!isReplaced) {
      isReplaced = true;
      await publish(server, () =>
        edit(REVISION, (source) => source.replace("review and approval of Open", "yearly review of Open")),
      );
    }
    await route.continue();
  });
  await ada.goTo(SECTION);
  await expectInserted(PHRASE.replace("review and approval", "yearly review"));
  expect(isReplaced).toBe(true);
  await ada.page.unroute(/\/api\/comparisons\//);
});

test("texts that come late: the page asks for what was said once, and listens once", async () => {
  const { page, goTo, close } = await openReader(browser, server, DESK);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.route(/\/api\/comparisons\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // Longer than the page waits before it is drawn.
    await route.continue();
  });
  await goTo(SECTION);
  await page.getByText("Nobody has said anything yet.").waitFor();
  expect(asked.filter((path) => path === "/api/events")).toHaveLength(1);
  await close();
});

test("a comment made before the wording changed stays with its words, and says what became of them", async () => {
  await ada.goTo(SECTION);
  await expectInserted(PHRASE);
  await beginComment(ada);
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("Why approval, too?");
  await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  const thread = ada.page.locator("article[data-thread]", { hasText: "Why approval, too?" });
  await thread.waitFor();
  edit(REVISION, (source) => source.replace("review and approval of Open", "yearly review of Open"));
  await expectInserted(PHRASE.replace("review and approval", "yearly review"));
  await thread.waitFor();
  expect(await thread.locator(".quote").textContent()).toBe(PHRASE);
  await thread.locator(".placement").waitFor();
  await takePicture(ada, "reworded-1280");
});

test("a new amendment appears in the list of documents by itself", async () => {
  await ada.goTo("/");
  const link = ada.page.getByRole("link", { name: "Meetings in the open" });
  expect(await link.count()).toBe(0);
  edit(`${DOCUMENT}/amendments/${AMENDMENT}/amendment.yaml`, (source) =>
    source.replace(/^title: .*$/m, "title: Meetings in the open"),
  );
  await link.waitFor();
});

test.each<[string, string, (source: string) => string, RegExp]>([
  [
    "a line of YAML is half written",
    `${DOCUMENT}/amendments/${AMENDMENT}/amendment.yaml`,
    (source) => source.replace(/^board: .*$/m, "board: [2019-04-08"),
    /amendments\/2019-open-meetings\/amendment\.yaml:\d+/,
  ],
  ["the wording is empty", REVISION, () => "", /amendments\/2019-open-meetings\/1\.md/],
  [
    "a day does not exist",
    `${DOCUMENT}/amendments/${AMENDMENT}/amendment.yaml`,
    (source) => source.replace(/^board: .*$/m, "board: 2019-02-30"),
    /amendments\/2019-open-meetings\/amendment\.yaml:\d+.*(?:2019-02-30|board)/,
  ],
])("%s: the last good text stays served, and the banner names file and mistake", async (_, path, change, named) => {
  await ada.goTo(SECTION);
  await expectInserted(PHRASE);
  edit(path, change);
  const mistake = banner().locator("li", { hasText: named }).first();
  await mistake.waitFor({ state: "attached" });
  expect(await inserted()).toEqual([PHRASE]);
  expect(server.printed()).toMatch(named);
  // Also for whoever comes only now.
  await ada.goTo(SECTION);
  await expectInserted(PHRASE);
  if ((await banner().getAttribute("open")) === null) await banner().locator("summary").click();
  await mistake.waitFor();
  await takePicture(ada, "banner-1280");
  // Set right, the banner goes.
  await restore();
  await mistake.waitFor({ state: "detached" });
  expect(await inserted()).toEqual([PHRASE]);
});

test("what was said is still there when a file is taken away and put back", async () => {
  await say(server, "Mia Holm", { text: "Said before the file went." });
  await ada.goTo(SECTION);
  const file = join(server.bylaws, REVISION);
  kept.set(file, readFileSync(file, "utf8"));
  rmSync(file);
  await banner()
    .locator("li", { hasText: /2019-open-meetings/ })
    .first()
    .waitFor({ state: "attached" });
  await ada.goTo(SECTION);
  await ada.page.getByText("Said before the file went.").waitFor();
  await expectInserted(PHRASE);
});

// A page may ask for a comparison of words that stood in the file a moment before; it then asks anew.
test("nothing complained", () => expectQuiet([ada], /status of 404.*\/api\/comparisons\//));
