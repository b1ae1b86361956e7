import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { publish, type RunningServer, runServer } from "../server.ts";
import { addQuay, LENDING } from "./quay.ts";
import { DESK, dragOver, expectQuiet, openReader, type Reader, takePicture } from "./reader.ts";

/** A zero-width space inside a word, and words turned round by an override and an isolate that never end. */
const TRUE = "in good\u200B order for \u202Eeverybody\u2067.";
const PURPOSE = '[id="clause-1.2"] [data-part="text"]';

let browser: Browser;
let server: RunningServer;
let ada: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
  await addQuay(server);
  await publish(server, () => {
    for (const file of ["versions/2023-05-14.md", "amendments/2026-lending/1.md"]) {
      const path = join(server.bylaws, "quay-society", file);
      writeFileSync(path, readFileSync(path, "utf8").replace("in good order for everybody.", TRUE));
    }
  });
  ada = await openReader(browser, server, DESK);
  await ada.goTo(`${LENDING}/1.2`);
  await ada.page.locator(`${PURPOSE} .token`).first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("characters nobody sees are shown by their names, and turn no letters round", async () => {
  const tokens = ada.page.locator(`${PURPOSE} .token`);
  expect(await tokens.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.token))).toEqual([
    "U+200B zero-width space",
    "U+202E right-to-left override",
    "U+2067 right-to-left isolate",
  ]);
  expect(await tokens.first().evaluate((one) => one.getBoundingClientRect().width)).toBeGreaterThan(100);
  // Were the override at work, the first letter of “everybody” would stand to the right of its last.
  const [first, last] = await ada.page.locator(PURPOSE).evaluate((part) => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text; node; node = walker.nextNode() as Text) {
      const at = node.data.indexOf("everybody");
      if (at < 0) continue;
      return [at, at + 8].map((from) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect().left;
      });
    }
    throw new Error("“everybody” is not there");
  });
  expect(first).toBeLessThan(last!);
  await takePicture(ada, "tokens");
});

test("words selected across a token are copied as they truly are, and a comment on them stands on them", async () => {
  await dragOver(ada, PURPOSE, "good\u200B order");
  await ada.page.keyboard.press("Control+c");
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe("good\u200B order");
  await ada.page.getByRole("button", { name: "Comment on these words" }).click();
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("What is \u202Ehidden here?");
  await ada.page.getByRole("textbox", { name: "Your name" }).fill("Ada Lindqvist");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  const comment = ada.page.locator("#comment-1");
  await comment.locator(".prose .token").waitFor();
  expect(await comment.locator(".prose .token").getAttribute("data-token")).toBe("U+202E right-to-left override");
  expect(await ada.marked(1)).toBe("good\u200B order");
  const [entry] = await server.entries("quay-society", "2026-lending");
  expect(entry!.anchor).toMatchObject({ quote: "good\u200B order", clause: "1.2" });
});

test("nothing complained", () => expectQuiet([ada]));
