import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PHRASE } from "../reader/texts.ts";
import { AMENDMENT, beginComment, DESK, expectQuiet, PHONE, type Reader, takePicture } from "../stories/reader.ts";
import { isKept, kept, Stage, shown } from "../stories/stage.ts";

const stage = new Stage();

const commentField = (page: Page) => page.getByRole("textbox", { name: "Your comment" });
const words = (page: Page) => page.getByRole("textbox", { name: /^The words of Section 4\.16/ });
const hasText = (page: Page, text: string) => expect.poll(() => commentField(page).inputValue()).toBe(text);

test("the browser is killed over a question, a reply, a request for other words and a position: all are there on return", async () => {
  const first = await stage.say("Mia Holm", { text: "Why?" });
  await stage.installed(DESK, async (start) => {
    let { ada, ...browser } = await start();
    let page = await stage.arrive(ada);
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
    await browser.kill();

    ({ ada, ...browser } = await start());
    page = await stage.arrive(ada);
    await hasText(page, "What could “review” cover");
    const question = page.getByRole("form", { name: "Comment on Section 4.16" });
    expect(await question.getByRole("radio", { name: "Question" }).isChecked()).toBe(true);
    expect(await question.getByLabel("You stand").inputValue()).toBe("object");
    await expect.poll(() => page.getByRole("textbox", { name: "Your reply" }).inputValue()).toBe("Because the board");
    await expect.poll(() => words(page).inputValue()).toContain("review and open approval of Open");
    // What that changes is marked under it.
    await page
      .getByRole("figure", { name: "Your words against the proposal" })
      .locator("ins", { hasText: "open" })
      .waitFor();
    await page.getByRole("button", { name: "Unfinished: go on" }).click();
    await page.getByRole("dialog", { name: "Position: Support with changes" }).waitFor();
    await expect.poll(() => page.getByRole("textbox", { name: /^Reason/ }).inputValue()).toBe("Narrower, and");
    expectQuiet([ada]);
  });
}, 90_000);

test("posted while its last letters are still on their way to the device: it does not come back as a draft", async () => {
  const ada = await stage.open();
  const { page } = ada;
  const field = await beginComment(ada);
  await field.fill("Which projects");
  await isKept(page, "Which projects");
  await page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  // A device that is busy: nothing is written there for as long as this goes on reading.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("openfloor-drafts");
        opening.onsuccess = () => {
          const objects = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
          const read = () => {
            resolve();
            if (document.body.dataset.device !== "free") objects.get("").onsuccess = read;
            else opening.result.close();
          };
          read();
        };
      }),
  );
  await field.fill("Which projects are these?");
  await page.getByRole("button", { name: "Post comment" }).click();
  await page.getByRole("form", { name: /^Comment on/ }).waitFor({ state: "detached" });
  await page.evaluate(() => {
    document.body.dataset.device = "free";
  });
  await shown(ada, "Which projects are these?").waitFor();
  await stage.expectRecord("comment Which projects are these?");
  await expect.poll(() => kept(page)).toBe("[]");
  expect(await page.getByRole("form", { name: /^Comment on/ }).count()).toBe(0);
  await ada.page.reload();
  await shown(ada, "Which projects are these?").waitFor();
  expect(await page.getByRole("form", { name: /^Comment on/ }).count()).toBe(0);
  expectQuiet([ada]);
});

test(
  "the browser is killed with a half-written comment on a phone: on return it is offered, at its words",
  () =>
    stage.installed(PHONE, async (start) => {
      const text = "Half a thought about what “review” could";
      let { ada, ...browser } = await start();
      await stage.arrive(ada);
      await (await beginComment(ada)).click();
      await ada.page.keyboard.type(text);
      await isKept(ada.page, text);
      expectQuiet([ada]);
      await browser.kill();

      ({ ada, ...browser } = await start());
      await stage.arrive(ada);
      await ada.page.getByRole("button", { name: "1 unfinished comment: go on" }).click();
      await hasText(ada.page, text);
      expect(await ada.page.locator(".composer .quote").textContent()).toBe(PHRASE);
      await expect.poll(() => ada.marked(0)).toBe(PHRASE);
      await takePicture(ada, "returned-390");
      await ada.page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
      await ada.page.getByRole("button", { name: "Post comment" }).click();
      await shown(ada, text).waitFor();
      await stage.expectRecord(`comment ${text}`);
      expectQuiet([ada]);
    }),
  90_000,
);

test("the site is renewed while she writes: what the page cannot fetch any more says so, and loaded again it has her words", async () => {
  const ada = await stage.meet();
  const { page } = ada;
  let isRenewed = true;
  // The server says of these files what it says of those of an earlier build.
  await ada.context.route(/\/assets\/(?:PositionSheet|PositionsPage)/, (route) =>
    isRenewed ? route.continue({ url: `${stage.server.address}/assets/of-an-earlier-build.js` }) : route.continue(),
  );
  await stage.arrive(ada);
  await (await beginComment(ada)).fill("Half a thought");
  await isKept(page, "Half a thought");
  await page.getByRole("button", { name: "Object" }).click();
  await page.getByRole("alert").getByText("This site was renewed since you opened the page.").waitFor();
  // Its place is none of what else stands at the lower edge.
  await page.getByRole("button", { name: "Support", exact: true }).click({ trial: true });
  await page.getByRole("link", { name: /Who stands where/ }).click();
  await page.getByRole("heading", { name: "Cannot show the positions" }).waitFor();
  isRenewed = false;
  await page.getByRole("button", { name: "Load it again" }).click();
  await page.getByRole("heading", { level: 1, name: /positions/i }).waitFor();
  await stage.arrive(ada);
  await hasText(page, "Half a thought");
  // She had left with it open.
  await page.getByRole("dialog", { name: "Position: Object" }).waitFor();
  expectQuiet([ada], /status of 404|Failed to fetch dynamically imported module/);
});

test("two windows show the same draft: what is typed in one is seen in the other, and posted once", async () => {
  const ada = await stage.open();
  const second = await stage.openWindow(ada);
  await (await beginComment(ada)).fill("Begun at home");
  await commentField(second.page).waitFor();
  await expect.poll(() => commentField(second.page).inputValue()).toBe("Begun at home");
  await commentField(second.page).fill("Begun at home, ended at work.");
  await expect.poll(() => commentField(ada.page).inputValue()).toBe("Begun at home, ended at work.");
  await second.page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await second.page.getByRole("button", { name: "Post comment" }).click();
  // Posted there, it is no draft here any more.
  await commentField(ada.page).waitFor({ state: "detached" });
  for (const { page } of [ada, second]) {
    await page.locator("article[data-thread]", { hasText: "ended at work" }).waitFor();
    await expect.poll(() => page.locator("article[data-thread]").count()).toBe(1);
    await page.getByRole("complementary", { name: "Another text" }).waitFor({ state: "detached" });
  }
  expectQuiet([ada, second]);
});

/** Two windows that do not hear each other, as when one was asleep: both type at the same place. */
async function typeInBoth(): Promise<{ ada: Reader; windows: [Page, Page] }> {
  const ada = await stage.meet();
  await ada.context.addInitScript(() => {
    const listen = window.addEventListener.bind(window);
    const deaf = (type: string, listener: EventListener) =>
      listen(type, (event) => (event as StorageEvent).key === "openfloor-draft-changed" || listener(event));
    Object.defineProperty(window, "addEventListener", { value: deaf });
  });
  await stage.arrive(ada);
  const [one, other] = [ada, await stage.openWindow(ada)];
  const [first, second] = [await beginComment(one), await beginComment(other)];
  await first.fill("From the first window.");
  await isKept(one.page, "From the first window.");
  await second.fill("From the second.");
  await isKept(other.page, "From the second.");
  return { ada, windows: [one.page, other.page] };
}

test("the same draft typed in two windows: the newer is shown, the older one offered, and neither is lost", async () => {
  const {
    windows: [, page],
  } = await typeInBoth();
  const offer = page.getByRole("complementary", { name: "Another text" });
  await offer.getByText("From the first window.").waitFor();
  await hasText(page, "From the second.");
  expect(await offer.getByRole("status").textContent()).toMatch(
    /^Another window has a different text, from \d{1,2} \w+ \d{4}, \d\d:\d\d:$/,
  );
  await offer.getByRole("button", { name: "Use that one" }).click();
  await hasText(page, "From the first window.");
  // The other one is still there to be had.
  await offer.getByText("From the second.").waitFor();
  await offer.getByRole("button", { name: "Keep this" }).click();
  await offer.waitFor({ state: "detached" });
  await hasText(page, "From the first window.");
});

test("after both were typed and both windows are closed, the next visit has both", async () => {
  const {
    ada,
    windows: [first, second],
  } = await typeInBoth();
  await first.close();
  await second.close();
  const { page } = await stage.openWindow(ada);
  await hasText(page, "From the second.");
  await page.getByRole("complementary", { name: "Another text" }).getByText("From the first window.").waitFor();
});

test("posted in one window while it is typed on in another: the one is posted, the other stays a draft, and nothing is posted twice", async () => {
  const {
    windows: [first, second],
  } = await typeInBoth();
  await first.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await first.getByRole("button", { name: "Post comment" }).click();
  await first.locator("article[data-thread]", { hasText: "From the first window." }).waitFor();
  await commentField(second).fill("From the second, and more.");
  await isKept(second, "From the second, and more.");
  await second.getByRole("button", { name: "Post comment" }).click();
  await second.locator("article[data-thread]", { hasText: "From the second, and more." }).waitFor();
  await stage.expectRecord("comment From the first window.", "comment From the second, and more.");
});

test("a draft of the first release is carried over, with its words", async () => {
  const ada = await stage.open(PHONE);
  const place = { document: stage.document, amendment: AMENDMENT, revision: 1, clause: "4.16" };
  await ada.page.evaluate(
    (place) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("openfloor-drafts");
        opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("drafts", "readwrite");
          const draft = { key: "0123456789abcdef", place, text: "Written before the update." };
          writing.objectStore("drafts").put(draft, draft.key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onerror = () => reject(writing.error);
        };
      }),
    place,
  );
  const page = await stage.arrive(ada);
  await page.getByRole("button", { name: "1 unfinished comment: go on" }).click();
  await hasText(page, "Written before the update.");
  await isKept(page, '"entryKey":"0123456789abcdef"');
});
