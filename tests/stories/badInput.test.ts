import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
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
} from "./reader.ts";

let browser: Browser;
let server: RunningServer;
let ada: Reader;
const soon = { timeout: PATIENCE_MS };

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer({ OPENFLOOR_LIMITS: "off" }, SHORT)]);
  ada = await openReader(browser, server, DESK);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("a comment on a version that is gone can be read with its words, and says that the version is missing", async () => {
  const anchor = {
    text: "0".repeat(64),
    side: "after",
    clause: "4.16",
    part: "text",
    from: 7,
    to: 19,
    quote: "as necessary",
    prefix: "Except ",
    suffix: " to protect",
  };
  const seq = await say(server, "Jonas Berg", { text: "In whose eyes?", anchor });
  await ada.goTo(`${SECTION}#comment-${seq}`);
  const thread = ada.page.locator(`article[data-thread="${seq}"][data-active]`);
  await thread.getByText(/version missing/).waitFor();
  expect(await thread.textContent()).toMatch(/as necessary.*In whose eyes\?/s);
});

test("a wording request that changes nothing is not sent, and says so", async () => {
  await ada.goTo(SECTION);
  await beginComment(ada);
  const form = ada.page.locator("form.composer");
  await form.getByText("Wording request", { exact: true }).click();
  await form.getByRole("textbox", { name: "Your reason" }).fill("No other words.");
  await form.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await form.getByRole("button", { name: "Send wording request" }).click();
  expect(await form.getByRole("alert").textContent()).toMatch(/the same words|the same as|already|nothing/i);
  expect(await form.getByRole("textbox", { name: "Your reason" }).inputValue()).toBe("No other words.");
  ada.page.once("dialog", (dialog) => void dialog.accept());
  await form.getByRole("button", { name: "Discard" }).click();
});

test("a reply to a comment that was withdrawn meanwhile is refused with the reason, and its words are kept", async () => {
  const jonas = await openReader(browser, server, DESK);
  await jonas.goTo(SECTION);
  const field = await beginComment(jonas);
  await field.fill("I take this back in a moment.");
  await jonas.page.getByRole("textbox", { name: "Your name" }).fill("Jonas Berg the younger");
  await jonas.page.getByRole("button", { name: "Post comment" }).click();
  const own = jonas.page.locator("article[data-active]", { hasText: "I take this back" });
  await own.waitFor();
  const seq = Number(await own.getAttribute("data-thread"));

  await ada.goTo(`${SECTION}#comment-${seq}`);
  const thread = ada.page.locator(`article[data-thread="${seq}"][data-active]`);
  await thread.getByRole("button", { name: "Reply", exact: true }).click();
  await ada.page.getByRole("textbox", { name: "Your reply" }).fill("Why so?");
  await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  const his = jonas.page.locator(`article[data-thread="${seq}"]`);
  await his.getByRole("button", { name: "Withdraw", exact: true }).click();
  await his.getByRole("button", { name: "Withdraw it" }).click();
  await his
    .getByText(/by its author/)
    .first()
    .waitFor();
  await ada.page.getByRole("button", { name: "Post reply" }).click();
  await thread.getByText(new RegExp(`Comment ${seq} was withdrawn meanwhile`)).waitFor();
  expect(await thread.textContent()).toContain("Why so?");
  expect((await server.entries(DOCUMENT, AMENDMENT)).some(({ text }) => text === "Why so?")).toBe(false);
  await jonas.close();
});

test("a comment of 10,000 nested marks is refused in a sentence, and its text kept", async () => {
  await ada.goTo(SECTION);
  const field = await beginComment(ada);
  const deep = "> ".repeat(4_999);
  await field.fill(`${deep}x`);
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  expect(await ada.page.locator("form.composer").getByRole("alert").textContent()).toMatch(/nested more than 20 deep/);
  expect((await field.inputValue()).length).toBe(deep.length + 1);
  await field.fill("");
  await ada.page.locator("form.composer").getByRole("button", { name: "Cancel" }).click();
});

test("500 co-signatures within seconds are all counted, each person once", async () => {
  const request = await say(server, "Kim Ode", { text: "What does it cost?", mark: "question" });
  for (let from = 0; from < 500; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        say(server, `Signer ${from + at}`, { kind: "co-signature", signs: request }),
      ),
    );
  await ada.goTo(`${SECTION}#comment-${request}`);
  const thread = ada.page.locator(`article[data-thread="${request}"][data-active]`);
  await expect.poll(() => thread.textContent(), soon).toContain("500 people co-sign");
  await thread.getByRole("button", { name: "and 495 more" }).click();
  expect(await thread.locator(".co-signers bdi").count()).toBe(500);
}, 120_000);

test("nothing complained but of what was refused", () =>
  expectQuiet([ada], /status of 4\d\d|net::ERR_FAILED|Failed to fetch/));
