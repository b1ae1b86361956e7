import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { addQuay, DEPOSITS, LENDING, QUAY } from "./quay.ts";
import { DESK, dragOver, expectQuiet, openReader, PHONE, type Reader, takePicture, tapOn } from "./reader.ts";

let browser: Browser;
let server: RunningServer;
let ada: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
  await addQuay(server);
  ada = await openReader(browser, server, DESK);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Goes to a page and waits until all of it is drawn. */
async function goTo(reader: Reader, path: string): Promise<void> {
  await reader.goTo(path);
  await reader.page.locator(".side .outline, .toolbar .link").first().waitFor();
}

const focusedId = ({ page }: Reader): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.id ?? "");
const query = ({ page }: Reader): string => new URL(page.url()).search;
const toolbar = ({ page }: Reader) => page.getByRole("toolbar", { name: "What you have picked" });

test("a reader looks only at what moved: the rest is folded and counted, and one press brings it back", async () => {
  const { page } = ada;
  await goTo(ada, DEPOSITS);
  const inserted = page.locator(".law ins", { hasText: "against a deposit" });
  const tint = () => inserted.evaluate((element) => getComputedStyle(element).backgroundColor);
  const colour = await tint();
  await page.getByRole("button", { name: /choose which changes are shown/ }).click();
  await takePicture(ada, "filter-1280");
  await page.getByRole("button", { name: "Nothing" }).click();
  await expect.poll(() => query(ada)).toBe("?show=none");
  await page.getByRole("button", { name: /^Moved 1$/ }).click();
  await expect.poll(() => query(ada)).toBe("?show=moved");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByText(/^1 of \d+ changes$/).waitFor();
  await inserted.waitFor({ state: "hidden" });
  await page
    .getByText(/that the filter leaves out/)
    .first()
    .waitFor();
  await takePicture(ada, "filtered-1280");
  await page.getByRole("button", { name: /not shown: bring back/ }).click();
  await inserted.waitFor();
  expect(query(ada)).toBe("");
  await expect.poll(tint).toBe(colour);
});

test("a link to some kinds opens with them, words of other kinds are drawn without their colours, and n goes from one shown change to the next", async () => {
  const { page } = ada;
  await goTo(ada, `${DEPOSITS}?show=moved,removed`);
  await page.getByText(/^2 of \d+ changes$/).waitFor();
  for (const told of ["1 of 2", "2 of 2", "1 of 2"]) {
    await page.keyboard.press("n");
    await page.locator(".change-steps", { hasText: told }).waitFor();
  }
  await page.getByRole("button", { name: "Whole text" }).click();
  const inserted = page.locator(".law ins", { hasText: "against a deposit" });
  await inserted.waitFor();
  expect(await inserted.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgba(0, 0, 0, 0)");
  expect(query(ada)).toBe("?show=moved,removed");
});

test("what moved leads to where it stood and back, with the keyboard, and the browser’s back retraces the way", async () => {
  const { page } = ada;
  await goTo(ada, DEPOSITS);
  const from = page.getByRole("link", { name: "3.2", exact: true });
  await from.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focusedId(ada)).toBe("stood-3.2");
  const stood = page.locator('[id="stood-3.2"]');
  expect(await stood.getAttribute("data-arrived")).toBe("");
  expect(await stood.textContent()).toBe("3.2 Seal stood here. It is now 1.3.");
  await takePicture(ada, "stood-1280");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => focusedId(ada)).toBe("clause-1.3");
  expect(await page.locator("[data-arrived]").count()).toBe(1);
  await page.goBack();
  await expect.poll(() => focusedId(ada)).toBe("stood-3.2");
  await page.goBack();
  await expect.poll(() => focusedId(ada)).toBe("clause-1.3");
  await page.reload();
  await goTo(ada, `${DEPOSITS}#stood-3.2`);
  await expect.poll(() => focusedId(ada)).toBe("stood-3.2");
});

test("the contents say what happened to each section, also where one stood", async () => {
  await goTo(ada, DEPOSITS);
  const contents = ada.page.getByRole("navigation", { name: "Contents" });
  await contents.getByRole("link", { name: "1.3 Seal , moved" }).waitFor();
  await contents.getByRole("link", { name: /^3\.2 Seal.*moved away to 1\.3$/ }).click();
  await expect.poll(() => focusedId(ada)).toBe("stood-3.2");
  expect(await contents.getByRole("link").allTextContents()).toContain("2.2Lanterns−, struck");
});

test("a chosen change says in a sentence what it does, and as an instruction what a resolution would say", async () => {
  const { page } = ada;
  await goTo(ada, DEPOSITS);
  // Its words stand on two lines: the middle of the box around them is on neither.
  const inserted = page.locator(".law ins", { hasText: "against a deposit" });
  await inserted.scrollIntoViewIfNeeded();
  const line = await inserted.evaluate((element) => element.getClientRects()[0]!.toJSON() as DOMRect);
  await page.mouse.click(line.x + 4, line.y + line.height / 2);
  await toolbar(ada).getByText("Section 2.1: replaces ‘on request’ with ‘against a deposit of ten pounds’.").waitFor();
  await toolbar(ada).getByRole("button", { name: "Instruction" }).click();
  const instruction = toolbar(ada).getByText(/^In Section 2\.1, /);
  await instruction.waitFor();
  expect(await instruction.textContent()).toContain("against a deposit of ten pounds");
  await takePicture(ada, "instruction-1280");
  await toolbar(ada).getByRole("button", { name: "Copy instruction" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await instruction.textContent());
});

test("a struck section that is still cited says by whom, and the reference that leads nowhere says so too", async () => {
  const { page } = ada;
  await goTo(ada, DEPOSITS);
  await page.getByText("Struck, but still cited so by").getByRole("link", { name: "2.3" }).click();
  await expect.poll(() => focusedId(ada)).toBe("clause-2.3");
  await page.getByText("Cites 2.2, which is struck.").waitFor();
  await page.getByText("Section 2.3 still cites Section 2.2, which is struck.").waitFor(); // At the head: 2.3 may be folded.
  await takePicture(ada, "cited-1280");
});

test("another amendment that wants the same words is told at the head and at the clause, and leads to its own page there", async () => {
  const { page } = ada;
  await goTo(ada, DEPOSITS);
  await page.getByText("1 other amendment touches the same words").click();
  await page.getByText("Section 2.1: replaces ‘on request’ with ‘against", { exact: false }).first().waitFor();
  await takePicture(ada, "collisions-1280");
  await page.locator(".notes-at").getByRole("link", { name: "Lending in writing" }).click();
  await page.getByRole("heading", { level: 1, name: "Lending in writing" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${LENDING}/2.1`);
  await expect.poll(() => focusedId(ada)).toBe("clause-2.1");
});

test("selected words tell which version brought them in and what they replaced, and lead to that comparison", async () => {
  const { page } = ada;
  await goTo(ada, QUAY);
  await dragOver(ada, '[id="clause-2.1"] [data-part="text"]', "for one day");
  await toolbar(ada).getByRole("button", { name: "History" }).click();
  const sheet = page.getByRole("dialog", { name: /^History/ });
  await sheet.getByText("Brought in on 14 May 2023 in place of overnight.").waitFor();
  await takePicture(ada, "history-1280");
  await sheet.getByRole("link", { name: "See that change" }).click();
  await page.locator(".law del", { hasText: "overnight" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${QUAY}/compare/2020-05-10..2023-05-14/2.1`);
});

test("without a mouse: i leads to the history of a clause, words of it are chosen with Shift and the arrow keys, Esc leads back", async () => {
  const { page } = ada;
  await goTo(ada, `${QUAY}/2.1`);
  await expect.poll(() => focusedId(ada)).toBe("clause-2.1");
  await page.keyboard.press("i");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Comment");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("History");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: /^History/ });
  await sheet.getByRole("button", { name: "Choose other words" }).press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("textarea");
  await page.keyboard.press("Control+Home");
  for (let count = 0; count < "The Warden".length; count++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await sheet.getByText("They are in the oldest text we know, of 10 May 2020.").waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await toolbar(ada).waitFor({ state: "detached" });
  await expect.poll(() => focusedId(ada)).toBe("clause-2.1");
});

test("on paper it is said which changes are marked", async () => {
  const { page } = ada;
  await goTo(ada, `${DEPOSITS}?show=moved`);
  await page.emulateMedia({ media: "print" });
  await page.getByText(/^Marked here: 1 of \d+ changes \(Moved\)/).waitFor();
  await takePicture(ada, "filtered-print");
  await page.emulateMedia({ media: "screen" });
});

test.each([
  ["on a phone", PHONE],
  ["on a screen of 320 pixels", { ...PHONE, viewport: { width: 320, height: 640 } }],
])("%s: a tap on a change tells it, the kinds wrap, and nothing is wider than the screen", async (name, device) => {
  const jonas = await openReader(browser, server, device);
  await goTo(jonas, DEPOSITS);
  await jonas.page.getByRole("button", { name: /choose which changes are shown/ }).tap();
  await jonas.page.getByRole("button", { name: /^Moved 1$/ }).tap();
  await expect.poll(() => query(jonas)).toBe("?show=words,removed");
  await takePicture(jonas, `filter-${device.viewport!.width}`);
  await jonas.page.getByRole("button", { name: "Close" }).tap();
  await tapOn(jonas, ".law ins >> text=against a deposit");
  await toolbar(jonas)
    .getByText(/^Section 2\.1: replaces/)
    .waitFor();
  await toolbar(jonas).getByRole("button", { name: "Instruction" }).tap();
  await toolbar(jonas)
    .getByText(/^In Section 2\.1, /)
    .waitFor();
  await takePicture(jonas, `instruction-${device.viewport!.width}`);
  await toolbar(jonas).getByRole("button", { name: "History" }).tap();
  const sheet = jonas.page.getByRole("dialog", { name: /^History/ });
  await sheet.getByText("Put in by the amendment “Deposits and the seal” in place of on request.").waitFor();
  await takePicture(jonas, `history-${device.viewport!.width}`);
  expect(await jonas.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(
    0,
  );
  expectQuiet([jonas]);
  await jonas.close();
});

test("offline, the history says that it is on the server", async () => {
  await goTo(ada, `${QUAY}/3.1`);
  await expect.poll(() => focusedId(ada)).toBe("clause-3.1");
  await ada.page.keyboard.press("i");
  await ada.context.setOffline(true);
  await toolbar(ada).getByRole("button", { name: "History" }).click();
  const sheet = ada.page.getByRole("dialog", { name: /^History/ });
  await sheet.getByText("You are offline", { exact: false }).waitFor();
  await ada.context.setOffline(false);
  await sheet.getByRole("button", { name: "Try again" }).click();
  await sheet.getByText("the oldest text we know", { exact: false }).waitFor();
});

test("nothing complained", () => expectQuiet([ada], /^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/));
