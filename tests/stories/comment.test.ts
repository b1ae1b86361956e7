import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { runTwoServers } from "../roundRobin.ts";
import { type RunningServer, runServer } from "../server.ts";
import {
  AMENDMENT,
  DESK,
  DOCUMENT,
  dragOver,
  expectQuiet,
  openReader,
  PATIENCE_MS,
  PHONE,
  type Reader,
  SECTION,
  stopAtFailure,
  takePicture,
  tapOn,
} from "./reader.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

// Each test goes on where the one before it ended: it is one afternoon of two people.
describe.each([
  ["at a desk", DESK, runServer],
  ["on a phone", PHONE, runServer],
  ["on PostgreSQL with two servers behind a round robin", DESK, runTwoServers],
])("%s", (where, device, run) => {
  stopAtFailure();
  const isPhone = device === PHONE;
  const width = device.viewport!.width;
  let server: RunningServer;
  let ada: Reader;
  let jonas: Reader;

  beforeAll(async () => {
    server = await run();
    ada = await openReader(browser, server, device);
    jonas = await openReader(browser, server, { ...device, colorScheme: "dark" });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ada?.close(), jonas?.close()]);
    await server?.close();
  });

  const press = (reader: Reader, name: string | RegExp) =>
    reader.page.getByRole("button", { name, exact: typeof name === "string" }).click();
  const thread = ({ page }: Reader, seq = 1) => page.locator(`article[data-thread="${seq}"]`);
  const closeSheet = async ({ page }: Reader) => {
    if (!isPhone) return;
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  test("a member finds the amendment from the list of documents", async () => {
    await ada.goTo("/");
    await takePicture(ada, `home-${width}`);
    expect(await ada.page.getByRole("heading", { level: 1 }).count()).toBe(1);
    await ada.page.getByRole("link", { name: "OpenStack Foundation · Bylaws" }).first().click();
    await ada.page.waitForURL(`**/${DOCUMENT}`);
    expect(await ada.page.locator(".law").textContent()).toContain("Gold Member and Platinum Members, the Board");
    expect(await ada.page.locator(".law ins, .law del").count()).toBe(0);
    await takePicture(ada, `document-${width}`);
    await ada.page.getByRole("link", { name: "Open meetings and review of projects" }).first().click();
    await ada.page.waitForURL(`**/${DOCUMENT}/amendments/${AMENDMENT}`);
    await ada.page.locator(".law ins").waitFor();
  });

  test("the redline of 4.16 shows one insertion, exactly the phrase, and says it in a sentence", async () => {
    await Promise.all([ada.goTo(SECTION), jonas.goTo(SECTION)]);
    expect(await ada.page.locator(".law ins").allTextContents()).toEqual([PHRASE]);
    expect(await ada.page.locator(".law del").count()).toBe(0);
    const sentences = await ada.page.locator(".sentences .sentence").allTextContents();
    expect(sentences.map((words) => words.replace(/[‘’“”]/g, "'"))).toEqual([
      `Section 4.16: inserts '${PHRASE}' after 'Platinum Members,'.`,
    ]);
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await takePicture(ada, `redline-${width}`);
  });

  test("she comments on the words, sees a preview, gives a name, and posts; the other reader sees it within 2 seconds", async () => {
    // He reads further down; what he reads must not move.
    await jonas.page.evaluate(() => scrollTo(0, 300));
    await jonas.page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('.law mark[data-marks~="1"]')) return;
        document.body.dataset.seenAt = String(Date.now());
        seen.disconnect();
      });
      seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const before = await placeOf(jonas);

    if (isPhone) await tapOn(ada, ".law ins");
    else await dragOver(ada, ".law ins", PHRASE);
    await press(ada, "Comment on these words");
    const field = ada.page.getByRole("textbox", { name: "Your comment" });
    await field.waitFor();
    await field.click();
    await ada.page.keyboard.type("Which projects could **this** cover that the rules do not cover already?");
    await press(ada, "Preview");
    await ada.page.locator(".preview strong", { hasText: "this" }).waitFor();
    await takePicture(ada, `preview-${width}`);
    await press(ada, "Write");
    await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
    expect(await ada.page.locator(".composer .terms").textContent()).toMatch(/public, under this name.*kept for good/i);
    await takePicture(ada, `composer-${width}`);
    await press(ada, "Post comment");

    await thread(ada).waitFor();
    expect(await ada.marked(1)).toBe(PHRASE);
    await jonas.page.locator("body[data-seen-at]").waitFor({ state: "attached" });
    const [entry] = await server.entries(DOCUMENT, AMENDMENT);
    const seenAt = Number(await jonas.page.locator("body").getAttribute("data-seen-at"));
    expect(seenAt - Date.parse(entry!.at)).toBeLessThan(2_000);
    expect(await jonas.marked(1)).toBe(PHRASE);
    expect(await placeOf(jonas)).toEqual(before);
    await takePicture(ada, `posted-${width}`);
    await takePicture(jonas, `seen-${width}-dark`);
  });

  test("he opens the thread and replies; she sees the reply", async () => {
    if (isPhone) await jonas.page.getByRole("button", { name: /^1 thread on 4\.16/ }).tap();
    await thread(jonas).getByRole("button", { name: "Reply" }).click();
    await jonas.page
      .getByRole("textbox", { name: "Your reply" })
      .fill("All that ask to become one.\n\n> the rules\n\nSee 4.16(ii).");
    await jonas.page.getByRole("textbox", { name: "Your name" }).fill("Jonas Berg");
    await press(jonas, "Post reply");
    await thread(jonas).locator(".reply blockquote").waitFor();
    await thread(ada).locator(".reply", { hasText: "All that ask to become one." }).waitFor();
    expect(await thread(ada).locator(".reply .byline").textContent()).toMatch(/^Jonas Berg guest/);
    await takePicture(ada, `reply-${width}`);
    await takePicture(jonas, `reply-${width}-dark`);
  });

  test("both take a position, and both see the same count", async () => {
    await closeSheet(ada);
    await closeSheet(jonas);
    await press(ada, "Support");
    await press(jonas, "Object");
    for (const reader of [ada, jonas])
      await expect.poll(() => reader.tally(), { timeout: PATIENCE_MS }).toBe("1 0 1 0");
    await press(jonas, "Add a reason");
    await jonas.page.getByRole("textbox", { name: /^Reason/ }).fill("The words are wider than the need.");
    await takePicture(jonas, `reason-${width}-dark`);
    await press(jonas, "Take this position");
    await jonas.page.getByRole("dialog").waitFor({ state: "detached" });
    await jonas.page.getByRole("button", { name: "Change your reason" }).waitFor();
    expect(await jonas.tally()).toBe("1 0 1 0");
  });

  test("she changes her mind: her position is replaced, and its history kept", async () => {
    await press(ada, "Support with changes");
    for (const reader of [ada, jonas])
      await expect.poll(() => reader.tally(), { timeout: PATIENCE_MS }).toBe("0 1 1 0");
    expect(await ada.page.locator(".stances [aria-pressed=true]").allTextContents()).toEqual(["Support with changes"]);
    await ada.page.locator("a.tally").click();
    await ada.page.waitForURL("**/positions");
    const her = ada.page.locator('.stance[data-stance="support-with-changes"] li', { hasText: "Ada Lindqvist" });
    expect(await her.locator(".history").textContent()).toMatch(/^Before: Support \(/);
    const his = ada.page.locator('.stance[data-stance="object"] li', { hasText: "Jonas Berg" });
    await his.getByText("The words are wider than the need.").waitFor();
    await takePicture(ada, `positions-${width}`);
  });

  test("the link she copies opens at the words with the thread open, on somebody else’s phone", async () => {
    await ada.goTo(SECTION);
    if (isPhone) await tapOn(ada, '.law mark[data-marks~="1"]');
    else await thread(ada).getByRole("button", { name: "1 reply" }).click();
    await thread(ada).getByText("Copy link").click();
    await thread(ada).getByText("Link copied").waitFor();
    const link = await ada.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${server.address}${SECTION}#comment-1`);

    const mia = await openReader(browser, server, PHONE);
    await mia.goTo(new URL(link).pathname + new URL(link).hash);
    const sheet = mia.page.getByRole("dialog");
    await sheet.locator('article[data-thread="1"][data-active]').getByText("All that ask to become one.").waitFor();
    expect(await mia.marked(1)).toBe(PHRASE);
    await takePicture(mia, `linked-${width}`);
    await sheet.getByRole("button", { name: "Close" }).click();
    const [top, height] = await mia.page
      .locator('.law mark[data-marks~="1"]')
      .first()
      .evaluate((mark) => [mark.getBoundingClientRect().top, innerHeight] as const);
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(height);
    expectQuiet([mia]);
    await mia.close();
  });

  test("the record holds everything once, in order", async () => {
    await ada.goTo(`/${DOCUMENT}/amendments/${AMENDMENT}/record`);
    await ada.page.locator(".record li").first().waitFor();
    const numbers = await ada.page.locator(".record .seq").allTextContents();
    expect(numbers.map(Number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await server.entries(DOCUMENT, AMENDMENT)).map(({ kind }) => kind)).toEqual([
      "comment",
      "reply",
      "position",
      "position",
      "position",
      "position",
    ]);
    await takePicture(ada, `record-${width}`);
    // Whoever is sent a line of it comes to that line, although the record is read after the page.
    await ada.page.setViewportSize({ width: ada.page.viewportSize()!.width, height: 300 });
    await ada.goTo(`/${DOCUMENT}/amendments/${AMENDMENT}/record?line#entry-5`);
    const topOfLine = () => ada.page.locator("#entry-5").evaluate((line) => line.getBoundingClientRect().top);
    await expect.poll(topOfLine, { timeout: PATIENCE_MS }).toBeLessThan(300);
  });

  test(`nothing complained ${where}`, () => expectQuiet([ada, jonas]));
});

/** Where the section stands on his screen, and how far he has scrolled. */
function placeOf({ page }: Reader) {
  return page.evaluate(() => {
    const { top, left, width, height } = document.querySelector(".law .clause")!.getBoundingClientRect();
    return { top, left, width, height, scrollY };
  });
}
