import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entry } from "../../src/ledger/entry.ts";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { findBarriers } from "./findBarriers.ts";
import {
  AMENDMENT,
  DESK,
  DOCUMENT,
  expectQuiet,
  openReader,
  PATIENCE_MS,
  PHONE,
  type Reader,
  SECTION,
  say,
  stopAtFailure,
  takePicture,
  tapOn,
} from "./reader.ts";
import { focused, tabTo } from "./tabTo.ts";

const ADDRESS = `/${DOCUMENT}/amendments/${AMENDMENT}`;
const patience = { timeout: PATIENCE_MS };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What stands on record with these words. */
async function said(server: RunningServer, words: string): Promise<Entry[]> {
  return (await server.entries(DOCUMENT, AMENDMENT)).filter(({ text }) => text === words);
}

// Each test goes on where the one before it ended: it is one evening of one person.
describe("with the keyboard alone", () => {
  stopAtFailure();
  let server: RunningServer;
  let ada: Reader;
  beforeAll(async () => {
    server = await runServer({}, SHORT);
    ada = await openReader(browser, server, DESK);
    await ada.goTo(SECTION);
  });
  afterAll(async () => {
    await ada?.close();
    await server?.close();
  });

  /** From the field of a comment to the kinds above it, and to the one of this name. */
  const chooseKind = async (name: string) => {
    const { page } = ada;
    const kind = page.getByRole("radio", { name });
    for (let count = 0; count < 20 && !(await isIn(page.getByRole("group", { name: "What it is" }))); count++)
      await page.keyboard.press("Shift+Tab");
    for (let count = 0; count < 4 && !(await kind.isChecked()); count++) await page.keyboard.press("ArrowRight");
    expect(await kind.isChecked()).toBe(true);
  };
  const isIn = (group: Locator) => group.evaluate((element) => element.contains(document.activeElement));

  test("words are selected and asked about, as a question", async () => {
    const { keyboard } = ada.page;
    await tabTo(ada, /^Comment on this section: 4\.16/);
    await keyboard.press("Enter");
    await expect.poll(() => focused(ada), patience).toBe("Your comment");
    await keyboard.type("Necessary in whose eyes?");
    await tabTo(ada, /^Choose words$/, "Shift+Tab");
    await keyboard.press("Enter");
    await expect.poll(() => focused(ada)).toMatch(/^Select the words you mean/);
    await keyboard.press("Control+Home");
    for (let count = 0; count < "Except ".length; count++) await keyboard.press("ArrowRight");
    for (let count = 0; count < "as necessary".length; count++) await keyboard.press("Shift+ArrowRight");
    await tabTo(ada, /^Use these words$/);
    await keyboard.press("Enter");
    await expect.poll(() => ada.marked(0)).toBe("as necessary");
    await expect.poll(() => focused(ada)).toBe("Your comment");
    await chooseKind("Question");
    await tabTo(ada, /^Your name/);
    await keyboard.type("Ada Lindqvist");
    await tabTo(ada, /^Post comment$/);
    await keyboard.press("Enter");
    await expect.poll(() => focused(ada), patience).toMatch(/^Thread 1 on Section 4\.16/);
    expect(await said(server, "Necessary in whose eyes?")).toMatchObject([
      { kind: "comment", mark: "question", anchor: { quote: "as necessary" } },
    ]);
  });

  test("other words are asked for: the clause is edited in place, and the redline says what that changes", async () => {
    const { keyboard } = ada.page;
    await ada.goTo(SECTION);
    await tabTo(ada, /^Comment on this section: 4\.16/);
    await keyboard.press("Enter");
    await expect.poll(() => focused(ada), patience).toBe("Your comment");
    await chooseKind("Wording request");
    await tabTo(ada, /^The words of .* as you would have them$/);
    await keyboard.press("Control+Home");
    await keyboard.press("Control+ArrowRight");
    await keyboard.type("only ");
    await ada.page
      .getByRole("form", { name: /^Wording request/ })
      .locator("ins", { hasText: "only" })
      .first()
      .waitFor();
    await takePicture(ada, "keyboard-request");
    await tabTo(ada, /^Your reason$/);
    await keyboard.type("So that nothing else is excepted.");
    await tabTo(ada, /^Send wording request$/);
    await keyboard.press("Enter");
    await expect.poll(() => said(server, "So that nothing else is excepted."), patience).toHaveLength(1);
    const [request] = await said(server, "So that nothing else is excepted.");
    expect(request).toMatchObject({ mark: "request", clause: "4.16" });
    expect(request!.wording).toContain("only");
    await expect.poll(() => focused(ada), patience).toMatch(/^Thread 2 on Section 4\.16/);
  });

  test("a position is taken", async () => {
    await tabTo(ada, /^Support with changes$/);
    await ada.page.keyboard.press("Space");
    await expect.poll(() => ada.tally(), patience).toBe("0 1 0 0");
  });

  test("N comes to the next thread, r replies to it", async () => {
    const { keyboard } = ada.page;
    const jonas = await say(server, "Jonas Berg", { text: "I read it otherwise." });
    await ada.page.locator(`article[data-thread="${jonas}"]`).waitFor();
    await keyboard.press("Escape");
    for (let count = 0; count < 5; count++) {
      await keyboard.press("Shift+N");
      await expect.poll(() => focused(ada)).toMatch(/^Thread \d/);
      if ((await focused(ada)).startsWith(`Thread ${jonas} `)) break;
    }
    await keyboard.press("r");
    await expect.poll(() => focused(ada), patience).toBe("Your reply");
    await keyboard.type("How, then?");
    await keyboard.press("Control+Enter");
    await expect.poll(() => said(server, "How, then?"), patience).toMatchObject([{ kind: "reply", replyTo: jonas }]);
  });

  test("her own thread is resolved with a reason, and the focus is not lost", async () => {
    const { page } = ada;
    await ada.goTo(`${SECTION}#comment-1`);
    await expect.poll(() => focused(ada), patience).toMatch(/^Thread 1 /);
    await tabTo(ada, /^Resolve$/);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(ada), patience).toBe("Reason, for everyone to read");
    await page.keyboard.type("Told on the phone: in the board’s.");
    await tabTo(ada, /^Resolve$/);
    await page.keyboard.press("Enter");
    await page
      .locator('article[data-thread="1"]')
      .getByText(/^Resolved/)
      .first()
      .waitFor();
    expect(await said(server, "Told on the phone: in the board’s.")).toMatchObject([
      { kind: "resolution", resolves: 1 },
    ]);
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });

  test("the discussion page is filtered, and the address keeps the filter", async () => {
    const { page } = ada;
    await tabTo(ada, /^The discussion/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${ADDRESS}/discussion`);
    await page.getByRole("search").waitFor();
    await tabTo(ada, /^Resolved 1$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?state=resolved/);
    await expect.poll(() => page.locator("article[data-thread]").count()).toBe(1);
    await page.getByRole("status").filter({ hasText: "1 of 3 threads" }).waitFor();
    expect(await focused(ada)).toBe("Resolved 1");
    await takePicture(ada, "keyboard-filter");
    expectQuiet([ada]);
  });
});

describe.each<[string, BrowserContextOptions]>([
  ["390 px wide", PHONE],
  ["320 px wide", { ...PHONE, viewport: { width: 320, height: 568 } }],
])("with touch alone, %s", (where, device) => {
  stopAtFailure();
  let server: RunningServer;
  let mia: Reader;
  beforeAll(async () => {
    server = await runServer({}, SHORT);
    mia = await openReader(browser, server, device);
    await mia.goTo(SECTION);
  });
  afterAll(async () => {
    await mia?.close();
    await server?.close();
  });
  const width = device.viewport!.width;
  const sheet = () => mia.page.getByRole("dialog");
  const isNarrowEnough = () =>
    mia.page.evaluate(() => {
      const dialog = document.querySelector("dialog[open]");
      return Math.max(document.documentElement.scrollWidth, dialog?.scrollWidth ?? 0) <= innerWidth;
    });
  const closeSheet = async () => {
    await sheet().getByRole("button", { name: "Close" }).tap();
    await sheet().waitFor({ state: "detached" });
  };

  test("the change is tapped, and an objection to its words posted", async () => {
    await tapOn(mia, ".law ins");
    await mia.page.getByRole("button", { name: "Comment on these words" }).tap();
    const field = sheet().getByRole("textbox", { name: "Your comment" });
    await field.tap();
    await field.pressSequentially("Too wide.");
    await sheet().getByText("Objection", { exact: true }).tap();
    await sheet().getByRole("textbox", { name: "Your name" }).tap();
    await sheet().getByRole("textbox", { name: "Your name" }).pressSequentially("Mia Holm");
    expect(await isNarrowEnough()).toBe(true);
    await takePicture(mia, `touch-comment-${width}`);
    await sheet().getByRole("button", { name: "Post comment" }).tap();
    await expect
      .poll(() => said(server, "Too wide."), patience)
      .toMatchObject([{ mark: "objection", anchor: { quote: PHRASE.trim() } }]);
    await sheet().locator('article[data-thread="1"]').waitFor();
    await closeSheet();
  });

  test("words of the section are chosen with the handles of a selection", async () => {
    await mia.page.getByRole("button", { name: /^1 thread on 4\.16/ }).tap();
    await sheet().getByRole("button", { name: "Comment on this section" }).tap();
    await sheet().getByRole("button", { name: "Choose words" }).tap();
    const words = sheet().getByRole("textbox", { name: /^Select the words you mean/ });
    await words.tap();
    // What the handles do: no test can drag those of the system.
    await words.evaluate((field: HTMLTextAreaElement) => {
      const from = field.value.indexOf("as necessary");
      field.setSelectionRange(from, from + "as necessary".length);
    });
    await sheet().getByRole("button", { name: "Use these words" }).tap();
    await sheet().locator(".composer .quote", { hasText: "as necessary" }).waitFor();
    const field = sheet().getByRole("textbox", { name: "Your comment" });
    await field.tap();
    await field.pressSequentially("In whose eyes?");
    await sheet().getByRole("button", { name: "Post comment" }).tap();
    await expect
      .poll(() => said(server, "In whose eyes?"), patience)
      .toMatchObject([{ anchor: { quote: "as necessary" } }]);
    await closeSheet();
  });

  test("other words are asked for", async () => {
    await mia.page.getByRole("button", { name: /^2 threads on 4\.16/ }).tap();
    await sheet().getByRole("button", { name: "Comment on this section" }).tap();
    await sheet().getByText("Wording request", { exact: true }).tap();
    const words = sheet().getByRole("textbox", { name: /as you would have them$/ });
    await words.tap();
    await words.press("Control+Home");
    await words.pressSequentially("Save and ");
    const reason = sheet().getByRole("textbox", { name: "Your reason" });
    await reason.tap();
    await reason.pressSequentially("As our own rules say it.");
    expect(await isNarrowEnough()).toBe(true);
    await takePicture(mia, `touch-request-${width}`);
    expect(await findBarriers(mia)).toEqual([]);
    await sheet().getByRole("button", { name: "Send wording request" }).tap();
    await expect.poll(() => said(server, "As our own rules say it."), patience).toMatchObject([{ mark: "request" }]);
    await closeSheet();
  });

  test("a position is taken", async () => {
    await mia.page.getByRole("button", { name: "Object", exact: true }).tap();
    await expect.poll(() => mia.tally(), patience).toBe("0 0 1 0");
  });

  test("the chip opens the threads of the section; one is answered, and closed with a reason", async () => {
    await mia.page.getByRole("button", { name: /^3 threads on 4\.16/ }).tap();
    const thread = sheet().locator('article[data-thread="1"]');
    await thread.getByRole("button", { name: "Reply", exact: true }).first().tap();
    const reply = sheet().getByRole("textbox", { name: "Your reply" });
    await reply.tap();
    await reply.pressSequentially("I was told otherwise since.");
    await sheet().getByRole("button", { name: "Post reply" }).tap();
    await expect.poll(() => said(server, "I was told otherwise since."), patience).toHaveLength(1);
    await thread.getByRole("button", { name: "Resolve", exact: true }).tap();
    const reason = sheet().getByRole("textbox", { name: "Reason, for everyone to read" });
    await reason.tap();
    await reason.pressSequentially("It was a misreading.");
    await takePicture(mia, `touch-resolve-${width}`);
    await sheet().getByRole("form", { name: "Resolve the thread" }).getByRole("button", { name: "Resolve" }).tap();
    await thread
      .getByText(/^Resolved/)
      .first()
      .waitFor();
    expect(await isNarrowEnough()).toBe(true);
    await closeSheet();
  });

  test("the discussion is filtered", async () => {
    await mia.page.getByRole("link", { name: /^The discussion/ }).tap();
    await mia.page.waitForURL(`**${ADDRESS}/discussion`);
    await mia.page.getByText("Filter", { exact: true }).tap();
    await mia.page.getByRole("button", { name: /^Objection 1$/ }).tap();
    await mia.page.getByText("1 of 3 threads").waitFor();
    await mia.page.waitForURL(/\?mark=objection/);
    expect(await isNarrowEnough()).toBe(true);
    expect(await findBarriers(mia)).toEqual([]);
    await takePicture(mia, `touch-filter-${width}`);
  });

  test(`nothing complained, ${where}`, () => expectQuiet([mia]));
});
