import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { type RunningServer, runServer } from "../server.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  openReader,
  PHONE,
  type Reader,
  SECTION,
  takePicture,
} from "./reader.ts";
import { focused, tabTo } from "./tabTo.ts";

let browser: Browser;
let server: RunningServer;
let ada: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
  ada = await openReader(browser, server, DESK);
  await ada.goTo(SECTION);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What stands on record with this text: its kind, and the words it is about. */
async function said(words: string): Promise<[kind: string, quote: string | undefined][]> {
  const entries = await server.entries(DOCUMENT, AMENDMENT);
  return entries
    .filter(({ text }) => text === words)
    .map(({ kind, anchor }) => [kind, (anchor as { quote: string } | undefined)?.quote]);
}

test("n goes to the change, c comments on its words, Tab leads to the name and to Post", async () => {
  const { keyboard } = ada.page;
  await beginComment(ada);
  await expect.poll(() => focused(ada)).toBe("Your comment");
  await keyboard.type("n, p and c are letters here, not keys.");
  await tabTo(ada, /^Your name/);
  await keyboard.type("Ada Lindqvist");
  await tabTo(ada, /^Post comment$/);
  await keyboard.press("Enter");
  await ada.page.locator('article[data-thread="1"]').waitFor();
  expect(await said("n, p and c are letters here, not keys.")).toEqual([["comment", PHRASE]]);
  expect(await focused(ada)).toMatch(/^Thread 1 on Section 4\.16/);
});

test("Tab comes to “Comment on this section”, and words are chosen with Shift and the arrow keys", async () => {
  const { keyboard } = ada.page;
  await ada.goTo(SECTION);
  await tabTo(ada, /^Comment on this section: 4\.16/);
  await keyboard.press("Enter");
  await expect.poll(() => focused(ada)).toBe("Your comment");
  await keyboard.type("Necessary in whose eyes?");
  await tabTo(ada, /^Choose words$/, "Shift+Tab");
  await keyboard.press("Enter");
  await expect.poll(() => focused(ada)).toMatch(/^Select the words you mean/);
  await takePicture(ada, "word-picker-1280");
  await keyboard.press("Control+Home");
  for (let count = 0; count < "Except ".length; count++) await keyboard.press("ArrowRight");
  for (let count = 0; count < "as necessary".length; count++) await keyboard.press("Shift+ArrowRight");
  await keyboard.press("Tab");
  expect(await focused(ada)).toBe("Use these words");
  await keyboard.press("Enter");
  await ada.page.locator(".composer .quote", { hasText: "as necessary" }).waitFor();
  expect(await ada.marked(0)).toBe("as necessary");
  await tabTo(ada, /^Post comment$/);
  await keyboard.press("Enter");
  await ada.page.locator("article[data-thread]", { hasText: "Necessary in whose eyes?" }).waitFor();
  expect(await said("Necessary in whose eyes?")).toEqual([["comment", "as necessary"]]);
});

test("after words are chosen the focus is in the comment again, not lost", async () => {
  const { keyboard } = ada.page;
  await ada.goTo("/harbour-commons/amendments/2026-open-sittings/7.8");
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.id)).toBe("clause-7.8");
  await tabTo(ada, /^Comment on this section/);
  await keyboard.press("Enter");
  await expect.poll(() => focused(ada)).toBe("Your comment");
  await tabTo(ada, /^Choose words$/, "Shift+Tab");
  await keyboard.press("Enter");
  await expect.poll(() => focused(ada)).toMatch(/^Select the words you mean/);
  await keyboard.press("Control+Shift+End");
  await tabTo(ada, /^Use these words$/);
  await keyboard.press("Enter");
  await ada.page.locator(".composer .quote").waitFor();
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.closest(".composer") !== null)).toBe(true);
  await tabTo(ada, /^(?:Cancel|Discard)$/);
  await keyboard.press("Enter");
  await ada.page.locator(".composer").waitFor({ state: "detached" });
});

test("r replies to the open thread, and the field comes into view above what stands at the lower edge", async () => {
  const { keyboard } = ada.page;
  await ada.page.setViewportSize({ width: 1280, height: 480 });
  await ada.goTo(SECTION);
  await ada.page.locator('article[data-thread="1"]').waitFor();
  await keyboard.press("Shift+N");
  await expect.poll(() => focused(ada)).toMatch(/^Thread \d/);
  await keyboard.press("r");
  await expect.poll(() => focused(ada)).toBe("Your reply");
  const isInView = () =>
    ada.page.evaluate(() => {
      const { top, bottom } = document.activeElement!.getBoundingClientRect();
      return top > 0 && bottom <= document.querySelector(".bottom")!.getBoundingClientRect().top;
    });
  await expect.poll(isInView).toBe(true);
  await ada.page.setViewportSize(DESK.viewport!);
  await keyboard.type("In the board’s.");
  await keyboard.press("Control+Enter");
  await expect.poll(() => said("In the board’s.")).toEqual([["reply", undefined]]);
});

test("Escape closes the open thread, and one is still at it", async () => {
  const { keyboard } = ada.page;
  await ada.goTo(SECTION);
  await ada.page.locator('article[data-thread="1"]').waitFor();
  await keyboard.press("Shift+N");
  await ada.page.locator('article[data-active][data-thread="1"]').getByRole("button", { name: "Show less" }).waitFor();
  await keyboard.press("Escape");
  await ada.page.locator("article[data-active]").waitFor({ state: "detached" });
  await expect.poll(() => focused(ada)).toMatch(/^Thread 1/);
  await keyboard.press("Shift+N");
  const open = ada.page.locator('article[data-active][data-thread="1"]');
  await open.getByRole("button", { name: "Show less" }).click();
  await open.waitFor({ state: "detached" });
  await expect.poll(() => focused(ada)).toMatch(/^Thread 1/);
});

test("a position is taken, and the keys are listed, found and closed, all without a mouse", async () => {
  const { keyboard } = ada.page;
  await keyboard.press("Escape");
  await tabTo(ada, /^Object$/);
  await keyboard.press("Space");
  await expect.poll(() => ada.tally()).toBe("0 0 1 0");
  await keyboard.press("?");
  await ada.page.getByRole("dialog", { name: "Keys and marks" }).waitFor();
  await takePicture(ada, "keys-1280");
  await keyboard.press("Escape");
  await ada.page.getByRole("dialog").waitFor({ state: "detached" });
  await keyboard.press("/");
  await expect.poll(() => focused(ada)).toMatch(/^A number, a title or words/);
  await keyboard.type("open meet");
  await ada.page.getByRole("dialog").getByRole("button", { name: /4\.16/ }).waitFor();
  await keyboard.press("Enter");
  await ada.page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a label is typed, and Enter goes there", async () => {
  const { keyboard } = ada.page;
  await ada.goTo("/harbour-commons/amendments/2026-council-restructuring");
  await keyboard.type("7.4");
  await ada.page.locator(".typed", { hasText: "7.4" }).waitFor();
  await keyboard.press("Enter");
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.id)).toBe("clause-7.4");
});

test("single keys can be switched off", async () => {
  const { keyboard } = ada.page;
  await ada.goTo(SECTION);
  await keyboard.press("?");
  await tabTo(ada, /Single keys are on/);
  await keyboard.press("Space");
  await keyboard.press("Escape");
  await ada.page.getByRole("dialog").waitFor({ state: "detached" });
  await keyboard.press("/");
  await keyboard.press("?");
  // Had the keys been heard, a dialog would be there by the time the next answer of the page comes.
  await ada.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await ada.page.getByRole("dialog").count()).toBe(0);
});

test("on a narrow screen the comment has the focus when its sheet opens", async () => {
  const jonas = await openReader(browser, server, PHONE);
  await jonas.goTo(SECTION);
  await beginComment(jonas);
  await jonas.page.getByRole("dialog").waitFor();
  await expect.poll(() => focused(jonas)).toBe("Your comment");
  expectQuiet([jonas]);
  await jonas.close();
});

test("nothing complained", () => expectQuiet([ada]));
