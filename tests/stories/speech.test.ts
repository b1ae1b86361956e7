import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { openBrowser } from "../browser.ts";
import { becomeSecretary } from "../refused/hostileSite.ts";
import { type RunningServer, runServer } from "../server.ts";
import { findBarriers } from "./findBarriers.ts";
import { addQuay, DEPOSITS } from "./quay.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  openReader,
  PATIENCE_MS,
  type Reader,
  SECTION,
  say,
} from "./reader.ts";

const GOLDENS = join(import.meta.dirname, "../goldens");

let browser: Browser;
let server: RunningServer;
let ada: Reader;
/** Numbers of the threads, by what became of them. */
const seqs: Record<string, number> = {};

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer({ OPENFLOOR_LIMITS: "off" })]);
  await addQuay(server);
  const secretary = await becomeSecretary(server);
  const post = async (cookie: string, said: object): Promise<number> => {
    const answer = await fetch(`${server.address}/api/entries`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({ document: DOCUMENT, amendment: AMENDMENT, revision: 1, clause: "4.16", ...said }),
    });
    const entry = (await answer.json()) as { seq: number };
    if (answer.status !== 201) throw new Error(`Not taken: ${JSON.stringify(entry)}`);
    return entry.seq;
  };
  const guest = async (name: string): Promise<string> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${server.address}/api/guest`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name }),
    });
    return answer.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
  };
  const jonas = await guest("Jonas Berg");
  const mia = await guest("Mia Holm");
  const source = readFileSync(join(server.bylaws, DOCUMENT, "amendments", AMENDMENT, "1.md"), "utf8");
  const clause = findClause(parseBylaws(source), "4.16")!;
  const on = (words: string) => {
    const from = clause.text.indexOf(words);
    return makeAnchor({ text: sha256(source), side: "after", clause, part: "text", from, to: from + words.length });
  };
  const comment = (said: object) => post(jonas, { kind: "comment", ...said });
  seqs.open = await comment({ text: "It reads **well**.", anchor: on("as necessary"), stance: "support" });
  seqs.waiting = await comment({ text: "Too wide.", mark: "objection", anchor: on("Open Infrastructure Projects") });
  seqs.answered = await comment({ text: "Who decides?", mark: "question" });
  await post(secretary, { kind: "disposition", answers: seqs.answered, outcome: "answered", text: "The board does." });
  seqs.resolved = await comment({ text: "A comma is missing." });
  await post(jonas, { kind: "resolution", resolves: seqs.resolved, text: "No, it is not." });
  seqs.hidden = await comment({ text: "Something rude." });
  await post(secretary, { kind: "moderation", hides: seqs.hidden, text: "It insults a person." });
  seqs.withdrawn = await comment({ text: "Never mind." });
  await post(mia, { kind: "reply", replyTo: seqs.withdrawn, text: "Why not?" });
  await post(jonas, { kind: "withdrawal", withdraws: seqs.withdrawn });
  const anchor = on("the review and approval");
  seqs.request = await comment({ mark: "request", wording: "the review", text: "Approval is another matter.", anchor });
  await post(mia, { kind: "co-signature", signs: seqs.request });
  ada = await openReader(browser, server, DESK);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What a screen reader is told of an element; days and times differ from run to run. */
async function speechOf(target: Locator): Promise<string> {
  const told = await target.ariaSnapshot();
  return `${told
    .replace(/\b\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d/g, "DAY, TIME")
    .replace(/^( *- \/url: ).*$/gm, "$1ADDRESS")}\n`;
}

/** The golden texts are read by people; `vitest -u` writes them anew. */
const expectGolden = async (name: string, target: Locator) =>
  expect(await speechOf(target)).toMatchFileSnapshot(join(GOLDENS, `speech-${name}.txt`));

test("the redline: every change in words, struck and put in told apart", async () => {
  await ada.goTo(SECTION);
  await ada.page.locator(`article[data-thread="${seqs.request}"]`).waitFor();
  await expectGolden("redline", ada.page.locator(".law"));
});

test("a redline that moves, strikes and renumbers says so in words", async () => {
  await ada.goTo(DEPOSITS);
  // Drawn from what is in sight downwards: with this, all of it is there.
  await ada.page.locator(".law").getByRole("button", { name: "1 section unchanged, 1 of them renumbered" }).waitFor();
  await expectGolden("redline-moved", ada.page.locator(".law"));
});

test.each(["open", "waiting", "answered", "resolved", "hidden", "withdrawn", "request"])(
  "a thread, %s: what it asks, what became of it, and what can be done",
  async (state) => {
    await ada.goTo(`${SECTION}#comment-${seqs[state]}`);
    const thread = ada.page.locator(`article[data-thread="${seqs[state]}"][data-active]`);
    await thread.getByRole("button", { name: "Copy link" }).waitFor();
    await expect.poll(() => thread.getByText(/^Reading /).count()).toBe(0);
    // Bold, lists and links stand as they were typed until what draws them is fetched.
    await expect.poll(() => thread.locator(".prose.plain").count()).toBe(0);
    await ada.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await expectGolden(`thread-${state}`, thread);
    // Told apart while it is closed, too.
    await ada.page.evaluate(() => history.replaceState(null, "", location.pathname));
  },
);

test("closed threads say in a line what each asks and whether it is answered", async () => {
  await ada.goTo(SECTION);
  await ada.page.locator(`article[data-thread="${seqs.request}"]`).waitFor();
  await expectGolden("threads-closed", ada.page.getByRole("complementary", { name: "Discussion" }));
});

test("the composer of a comment, and of a wording request with its redline", async () => {
  await ada.goTo(SECTION);
  await beginComment(ada);
  const form = ada.page.locator("form.composer");
  await expectGolden("composer", form);
  await form.getByText("Wording request", { exact: true }).click();
  const words = form.getByRole("textbox", { name: /as you would have them$/ });
  const proposed = await words.inputValue();
  await words.fill(proposed.replace("the review and approval", "the review"));
  await form.locator("del", { hasText: "and approval" }).waitFor();
  await expectGolden("composer-request", form);
  expect(await findBarriers(ada)).toEqual([]);
  await words.fill(proposed);
  await form.getByRole("button", { name: /^(?:Cancel|Discard)$/ }).click();
});

test("what others say is told once, in one line", async () => {
  await ada.goTo(SECTION);
  await ada.page.locator(`article[data-thread="${seqs.request}"]`).waitFor();
  await ada.page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    const all = () => [...document.querySelectorAll('[role="status"], [role="alert"], [aria-live]')];
    const last = new Map<Element, string>();
    for (const element of all()) last.set(element, element.textContent ?? "");
    new MutationObserver(() => {
      for (const element of all()) {
        const words = (element.textContent ?? "").replace(/\s+/g, " ").trim();
        if (words && last.get(element) !== words) told.push(words);
        last.set(element, words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const told = () => ada.page.evaluate(() => (window as unknown as { told: string[] }).told);
  await say(server, "Kim Ode", { text: "Heard at once." });
  await ada.page.locator(".margin").getByText("Heard at once.").waitFor();
  await expect.poll(async () => (await told()).length, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
  await ada.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  await expect(`${(await told()).join("\n")}\n`).toMatchFileSnapshot(join(GOLDENS, "speech-live-line.txt"));
});
