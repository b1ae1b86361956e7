import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { publish, type RunningServer, runServer } from "../server.ts";
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

let browser: Browser;
let server: RunningServer;
let ada: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
  ada = await openReader(browser, server, DESK);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** An address without a page answers 404, and the browser says so. */
const NOT_FOUND = /^Failed to load resource: the server responded with a status of 40[04]/;

test.each([
  ["an unknown document", "/openstack", "/openstack-foundation"],
  ["an unknown amendment", `/${DOCUMENT}/amendments/2019-closed-meetings`, SECTION.replace("/4.16", "")],
  ["an unknown version", `/${DOCUMENT}/versions/1999-01-01`, `/${DOCUMENT}/versions/2019-04-01`],
  ["an unknown revision", `${SECTION}?revision=7`, SECTION.replace("/4.16", "")],
  ["an address nobody can read", "/100%25/%E0%A4%A/x", `/${DOCUMENT}`],
])("%s: a page that says what there is instead", async (_, path, instead) => {
  await ada.goTo(path);
  await ada.page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  const links = await ada.page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(links).toContain(instead);
});

test("an unknown clause: the nearest ones, and a press goes there", async () => {
  await ada.goTo("/harbour-commons/amendments/2026-council-restructuring/7.44");
  const notice = ada.page.getByRole("alert");
  await notice.waitFor();
  expect(await notice.textContent()).toContain("There is no clause “7.44” in this text. The nearest are:");
  await takePicture(ada, "unknown-clause-1280");
  const names = await notice.getByRole("button").allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(3);
  for (const name of names) expect(name).toMatch(/^(?:Article 7\b|7\.\d)/);
  const nearest = notice.getByRole("button", { name: /^7\./ }).first();
  const [label] = (await nearest.textContent())!.split(" ");
  await nearest.click();
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.id)).toBe(`clause-${label}`);
});

test("an item inside a sentence has an address of its own", async () => {
  await ada.goTo("/openstack-foundation/4.16(ii)");
  await ada.page.locator('[id="clause-4.16(ii)"]').waitFor();
  expect(await ada.page.getByRole("alert").count()).toBe(0);
});

test("a closed amendment can be read, says since when it is closed, and takes nothing", async () => {
  await ada.goTo("/harbour-commons/amendments/2021-electronic-voting");
  await ada.page.locator(".law ins:visible").first().waitFor();
  expect(await ada.page.locator(".page-header").textContent()).toMatch(/closed for comment since 8 April 2021/i);
  expect(await ada.page.locator(".page-header").textContent()).toMatch(/112 for, 19 against, 6 abstained/);
  for (const name of [/^Support/, "Object", /^Comment/, "Reply"])
    expect(await ada.page.getByRole("button", { name }).count()).toBe(0);
  await ada.page.keyboard.press("n");
  await ada.page.getByRole("toolbar").waitFor();
  await ada.page.keyboard.press("c");
  expect(await ada.page.getByRole("textbox", { name: "Your comment" }).count()).toBe(0);
  await takePicture(ada, "closed-1280");
});

test.each([
  ["too long", "x".repeat(10_001), /10001 characters; 10000 is the most/],
  ["nested too deep", `${"> ".repeat(30)}deep`, /nested more than 20 deep/],
  ["empty", "   ", /Write something first/],
])("a comment that is %s is refused with the reason, and its text kept", async (_, text, reason) => {
  await ada.goTo(SECTION);
  await beginComment(ada);
  const field = ada.page.getByRole("textbox", { name: "Your comment" });
  await field.fill(text);
  await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  expect(await ada.page.getByRole("alert").textContent()).toMatch(reason);
  expect(await field.inputValue()).toBe(text);
  expect(await server.entries(DOCUMENT, AMENDMENT)).toEqual([]);
  await field.fill("");
  await ada.page.getByRole("button", { name: "Cancel" }).click();
});

test.each([
  ["at a desk", DESK],
  ["on a phone", PHONE],
])("comments are closed while she writes: she is told, and her text is kept, %s", async (_, device) => {
  const file = join(server.bylaws, DOCUMENT, "amendments", AMENDMENT, "amendment.yaml");
  const open = readFileSync(file, "utf8");
  const mia = await openReader(browser, server, device);
  await mia.goTo(SECTION);
  await beginComment(mia);
  await mia.page.getByRole("textbox", { name: "Your comment" }).fill("A minute too late.");
  // Two guests cannot have one name.
  await mia.page.getByRole("textbox", { name: "Your name" }).fill(device === PHONE ? "Mia Dahl" : "Mia Holm");
  writeFileSync(file, open.replace(/^comment:\n/m, "comment:\n  closes: 2019-04-07\n"));
  try {
    await mia.page
      .getByText(/closed for comment since 8 April 2019/i)
      .first()
      .waitFor({ state: "attached" });
    await mia.page.getByRole("button", { name: "Post comment" }).click();
    await mia.page
      .getByText(/has been closed for comment since/)
      .first()
      .waitFor();
    await takePicture(mia, `too-late-${device.viewport!.width}`);
    await mia.page.reload();
    await mia.page.locator("main.page:not(.loading)").waitFor();
    // Wherever it stands now, she must be able to come to it.
    const kept = mia.page.getByText("A minute too late.");
    if (device === PHONE)
      await mia.page
        .locator(".bottom")
        .getByRole("button", { name: /refused|not sent|unfinished/i })
        .click();
    await kept.first().waitFor();
    expect(await server.entries(DOCUMENT, AMENDMENT)).toEqual([]);
    expectQuiet([mia], /^Failed to load resource: the server responded with a status of 40[0-9]/);
  } finally {
    await publish(server, () => writeFileSync(file, open));
    await mia.close();
  }
});

test("what looks like HTML in a comment or an address is shown as words, and stands in no name", async () => {
  const jonas = await openReader(browser, server, DESK);
  await jonas.goTo("/harbour-commons/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
  await jonas.page.getByText("<img src=x onerror=alert(1)>").first().waitFor();
  await jonas.goTo(SECTION);
  await expect.poll(() => jonas.page.locator(".law ins").allTextContents()).toEqual([PHRASE]);
  await beginComment(jonas);
  await jonas.page
    .getByRole("textbox", { name: "Your comment" })
    .fill("<img src=x onerror=alert(1)> ![x](http://127.0.0.1:9/x.png)");
  await jonas.page.getByRole("textbox", { name: "Your name" }).fill("<b>Jonas</b>");
  await jonas.page.getByRole("button", { name: "Post comment" }).click();
  expect(await jonas.page.getByRole("alert").textContent()).toContain("“<” cannot stand in a name");
  await jonas.page.getByRole("textbox", { name: "Your name" }).fill("Jonas Vik");
  await jonas.page.getByRole("button", { name: "Post comment" }).click();
  const thread = jonas.page.locator("article[data-thread]");
  await thread.getByText("<img src=x onerror=alert(1)>").waitFor();
  expect(await thread.locator("img").count()).toBe(0);
  expect(await thread.locator(".byline b").textContent()).toBe("Jonas Vik");
  expectQuiet([jonas], NOT_FOUND);
  await jonas.close();
});

test("nothing complained but of addresses that are not there", () => expectQuiet([ada], NOT_FOUND));
