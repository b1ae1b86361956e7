import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeFolder, openBrowser, startInstalled } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import {
  beginComment,
  DESK,
  expectQuiet,
  openReader,
  PATIENCE_MS,
  PHONE,
  type Reader,
  readerOf,
  SECTION,
  say,
} from "../stories/reader.ts";

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

const commentField = (page: Page) => page.getByRole("textbox", { name: "Your comment" });
const words = (page: Page) => page.getByRole("textbox", { name: /^The words of Section 4\.16/ });

/** Everything that lies on the device, as text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("openfloor-drafts");
        opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
        opening.onsuccess = () => {
          const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(all.result));
          };
        };
      }),
  );
}
const isKept = (page: Page, text: string) => expect.poll(() => kept(page), { timeout: PATIENCE_MS }).toContain(text);

async function arrive(reader: Reader): Promise<Page> {
  await reader.goTo(SECTION);
  await reader.page.locator(".law ins").first().waitFor();
  return reader.page;
}

test("the browser is killed over a question, a reply, a request for other words and a position: all are there on return", async () => {
  const first = await say(server, "Mia Holm", { text: "Why?", clause: "4.16" });
  const profile = makeFolder("profile");
  let installed = await startInstalled(profile.path, DESK);
  try {
    let ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    let page = await arrive(ada);
    await (await beginComment(ada)).fill("What could “review” cover");
    await page.getByRole("radio", { name: "Question" }).check();
    await page.getByLabel("You stand").selectOption("object");
    await page.locator(`#comment-${first}`).getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Your reply" }).fill("Because the board");
    await page.getByRole("button", { name: "Support with changes" }).click();
    await page.getByRole("textbox", { name: /^Reason/ }).fill("Narrower, and");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: /^Comment on this section: 4\.16/ }).click();
    await page
      .getByRole("form", { name: "Comment on Section 4.16" })
      .last()
      .getByRole("radio", { name: "Wording request" })
      .check();
    await words(page).fill((await words(page).inputValue()).replace("approval", "open approval"));
    await isKept(page, "open approval");
    await isKept(page, "Narrower, and");
    expectQuiet([ada]);
    await installed.kill();

    installed = await startInstalled(profile.path, DESK);
    ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    page = await arrive(ada);
    await commentField(page).waitFor();
    expect(await commentField(page).inputValue()).toBe("What could “review” cover");
    const question = page.getByRole("form", { name: "Comment on Section 4.16" });
    expect(await question.getByRole("radio", { name: "Question" }).isChecked()).toBe(true);
    expect(await question.getByLabel("You stand").inputValue()).toBe("object");
    expect(await page.getByRole("textbox", { name: "Your reply" }).inputValue()).toBe("Because the board");
    expect(await words(page).inputValue()).toContain("review and open approval of Open");
    // What that changes is marked under it.
    await page
      .getByRole("figure", { name: "Your words against the proposal" })
      .locator("ins", { hasText: "open" })
      .waitFor();
    await page.getByRole("button", { name: "Unfinished: go on" }).click();
    await page.getByRole("dialog", { name: "Position: Support with changes" }).waitFor();
    expect(await page.getByRole("textbox", { name: /^Reason/ }).inputValue()).toBe("Narrower, and");
    expectQuiet([ada]);
  } finally {
    await installed.kill();
    profile.drop();
  }
}, 90_000);

test("two windows show the same draft: what is typed in one is seen in the other, and posted once", async () => {
  const ada = await openReader(browser, server, DESK);
  const second = readerOf(ada.context, await ada.context.newPage(), server);
  readers.push(ada);
  await arrive(ada);
  await arrive(second);
  await (await beginComment(ada)).fill("Begun at home");
  await commentField(second.page).waitFor();
  await expect.poll(() => commentField(second.page).inputValue(), { timeout: PATIENCE_MS }).toBe("Begun at home");
  await commentField(second.page).fill("Begun at home, ended at work.");
  await expect
    .poll(() => commentField(ada.page).inputValue(), { timeout: PATIENCE_MS })
    .toBe("Begun at home, ended at work.");
  await second.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await second.page.getByRole("button", { name: "Post comment" }).click();
  // Posted there, it is no draft here any more.
  await commentField(ada.page).waitFor({ state: "detached" });
  for (const { page } of [ada, second]) {
    await page.locator("article[data-thread]", { hasText: "ended at work" }).waitFor();
    expect(await page.locator("article[data-thread]").count()).toBe(1);
    expect(await page.getByRole("complementary", { name: "Another text" }).count()).toBe(0);
  }
  expectQuiet([ada, second]);
});

/** Two windows that do not hear each other, as when one was asleep: both type at the same place. */
async function typeInBoth(): Promise<[Page, Page]> {
  const ada = await openReader(browser, server, DESK);
  readers.push(ada);
  await ada.context.addInitScript(() => {
    const listen = window.addEventListener.bind(window);
    const deaf = (type: string, listener: EventListener) =>
      listen(type, (event) => (event as StorageEvent).key === "openfloor-draft-changed" || listener(event));
    Object.defineProperty(window, "addEventListener", { value: deaf });
  });
  const [one, other] = [ada, readerOf(ada.context, await ada.context.newPage(), server)];
  await arrive(one);
  await arrive(other);
  const [first, second] = [await beginComment(one), await beginComment(other)];
  await first.fill("From the first window.");
  await isKept(one.page, "From the first window.");
  await second.fill("From the second.");
  await isKept(other.page, "From the second.");
  return [one.page, other.page];
}

test("the same draft typed in two windows: the newer is shown, the older one offered, and neither is lost", async () => {
  const [, page] = await typeInBoth();
  const offer = page.getByRole("complementary", { name: "Another text" });
  await offer.getByText("From the first window.").waitFor();
  expect(await commentField(page).inputValue()).toBe("From the second.");
  expect(await offer.getByRole("status").textContent()).toMatch(
    /^Another window has a different text, from \d{1,2} \w+ \d{4}, \d\d:\d\d:$/,
  );
  await offer.getByRole("button", { name: "Use that one" }).click();
  expect(await commentField(page).inputValue()).toBe("From the first window.");
  // The other one is still there to be had.
  await offer.getByText("From the second.").waitFor();
  await offer.getByRole("button", { name: "Keep this" }).click();
  await offer.waitFor({ state: "detached" });
  expect(await commentField(page).inputValue()).toBe("From the first window.");
});

test("after both were typed and both windows are closed, the next visit has both", async () => {
  const [first, second] = await typeInBoth();
  await first.close();
  await second.close();
  const again = readerOf(readers[0]!.context, await readers[0]!.context.newPage(), server);
  const page = await arrive(again);
  await commentField(page).waitFor();
  expect(await commentField(page).inputValue()).toBe("From the second.");
  await page.getByRole("complementary", { name: "Another text" }).getByText("From the first window.").waitFor();
});

test("posted in one window while it is typed on in another: the one is posted, the other stays a draft, and nothing is posted twice", async () => {
  const [first, second] = await typeInBoth();
  await first.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await first.getByRole("button", { name: "Post comment" }).click();
  await first.locator("article[data-thread]", { hasText: "From the first window." }).waitFor();
  await commentField(second).fill("From the second, and more.");
  await isKept(second, "From the second, and more.");
  await second.getByRole("button", { name: "Post comment" }).click();
  await second.locator("article[data-thread]", { hasText: "From the second, and more." }).waitFor();
  expect((await server.entries("openstack-foundation", "2019-open-meetings")).map(({ text }) => text)).toEqual([
    "From the first window.",
    "From the second, and more.",
  ]);
});

test("a draft of the first release is carried over, with its words", async () => {
  const ada = await openReader(browser, server, PHONE);
  readers.push(ada);
  await arrive(ada);
  await ada.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("openfloor-drafts");
        opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("drafts", "readwrite");
          const place = {
            document: "openstack-foundation",
            amendment: "2019-open-meetings",
            revision: 1,
            clause: "4.16",
          };
          const draft = { key: "0123456789abcdef", place, text: "Written before the update." };
          writing.objectStore("drafts").put(draft, draft.key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onerror = () => reject(writing.error);
        };
      }),
  );
  const page = await arrive(ada);
  await page.getByRole("button", { name: "1 unfinished comment: go on" }).click();
  expect(await commentField(page).inputValue()).toBe("Written before the update.");
  expect(await kept(page)).toContain('"entryKey":"0123456789abcdef"');
});
