import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeFolder, openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
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
  stopAtFailure,
  takePicture,
} from "./reader.ts";

/*
 * Fourteen things that happened around Section 4.16, from 2012 to 2019, played
 * again on one site. Who, when and of what kind is as it was. The words are not:
 * each is our short account of what somebody said, says so, and stands under
 * the letter of a part, not under anybody's name.
 */
const INVENTED = "(Invented for this test: an account, not a quotation.)";
const HOME = join(import.meta.dirname, "../..");
const SHIFT = pathToFileURL(join(HOME, "tests/survived/shiftClock.mjs")).href;
const ADDRESS = `/${DOCUMENT}/amendments/${AMENDMENT}`;
const soon = { timeout: PATIENCE_MS };

/** The parts, by the start of their mail address. */
const PARTS = {
  chair: ["The Chair", "secretary"],
  c: ["Director C", "director"],
  e: ["Director E", "director"],
  g: ["Director G", "director"],
  h: ["Director H", "director"],
  a: ["Member A", "member"],
  b: ["Member B", "member"],
  d: ["Member D", "member"],
  f: ["Member F", "member"],
} as const;
type Part = keyof typeof PARTS;
/** Six browsers; three of them are used by a second person after the first has signed out. */
const BROWSERS: Record<Part, number> = { chair: 0, c: 1, e: 2, g: 3, h: 3, a: 4, d: 4, b: 5, f: 5 };

let browser: Browser;
let server: RunningServer;
let now: string;
const folder = makeFolder("open-meetings");
const bylaws = join(folder.path, "bylaws");
const data = join(folder.path, "data");
const amendment = join(bylaws, DOCUMENT, "amendments", AMENDMENT);
const drawer = join(folder.path, "not-yet-moved");
/** Read again at each start of the server. */
const environment = { NODE_OPTIONS: `--import=${SHIFT}`, SHIFT_CLOCK_MS: "0", OPENFLOOR_LIMITS: "off" };
const readers = new Map<number, Reader>();
const signedIn: (Part | undefined)[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  cpSync(join(HOME, "bylaws", DOCUMENT), join(bylaws, DOCUMENT), { recursive: true });
  // In 2012 nobody has moved anything yet.
  renameSync(amendment, drawer);
  const people = Object.entries(PARTS).map(
    ([part, [name, standing]]) => `  - mail: ${part}@example.org\n    standing: ${standing}\n    name: ${name}\n`,
  );
  writeFileSync(join(folder.path, "people.yaml"), `people:\n${people.join("")}`);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.drop();
});
stopAtFailure();
// Servers are started anew, and people sign in.
vi.setConfig({ testTimeout: 90_000 });

/** Turns the clocks of the server and of every browser to an instant. */
async function turnTo(at: string): Promise<void> {
  now = at;
  environment.SHIFT_CLOCK_MS = String(Date.parse(at) - Date.now());
  if (server) {
    await server.stop();
    await server.start();
  } else server = await runServer(environment, { bylaws, data });
  for (const { context } of readers.values()) await context.clock.setFixedTime(at);
}

/** By a link, as everybody does; pressing the buttons of it is a story of its own: accounts.test.ts. */
async function signIn({ context }: Reader, part: Part): Promise<void> {
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(path, { data, headers: { origin: server.address } });
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
  };
  // Who was signed in seven years ago is not any more.
  await context.clearCookies();
  const after = server.printed().length;
  await post("/api/sign-in/mail", { mail: `${part}@example.org` });
  const tokens = () => [
    ...server
      .printed()
      .slice(after)
      .matchAll(/\/sign-in\/link#([\w.~-]+)/g),
  ];
  await expect.poll(() => tokens().length, soon).toBeGreaterThan(0);
  await post("/api/sign-in/link", { token: tokens().at(-1)![1] });
}

/** The browser of a person, who is signed in there. */
async function as(part: Part): Promise<Reader> {
  const at = BROWSERS[part];
  let reader = readers.get(at);
  if (!reader) {
    reader = await openReader(browser, server, DESK);
    await reader.context.clock.setFixedTime(now);
    readers.set(at, reader);
  }
  if (signedIn[at] === part) return reader;
  await signIn(reader, part);
  signedIn[at] = part;
  return reader;
}

const told = (words: string) => `${words} ${INVENTED}`;

/** Posts what is in the open composer. @returns Its number on record. */
async function post(reader: Reader, words: string, button: string): Promise<number> {
  await reader.page.getByRole("button", { name: button, exact: true }).click();
  let seq: number | undefined;
  await expect
    .poll(async () => {
      const { entries } = (await (await fetch(`${server.address}/api/entries?document=${DOCUMENT}`)).json()) as {
        entries: { seq: number; text?: string; at: string }[];
      };
      const entry = entries.find(({ text }) => text === words);
      seq = entry?.seq;
      return entry?.at.slice(0, 10);
    }, soon)
    .toBe(now.slice(0, 10));
  return seq!;
}

async function fill({ page }: Reader, words: string, kind?: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your comment" }).fill(words);
  if (kind) await page.locator(".comment-choices").getByText(kind, { exact: true }).click();
}

/** A comment on the words that change. */
async function comment(part: Part, about: string, kind?: string): Promise<number> {
  const reader = await as(part);
  await reader.goTo(SECTION);
  await beginComment(reader);
  await fill(reader, told(about), kind);
  return post(reader, told(about), "Post comment");
}

async function commentOnWhole(part: Part, about: string): Promise<number> {
  const reader = await as(part);
  await reader.goTo(ADDRESS);
  await reader.page.getByRole("button", { name: "Comment on the whole amendment" }).click();
  await fill(reader, told(about));
  return post(reader, told(about), "Post comment");
}

/** A question about the text in force. */
async function askOnVersion(part: Part, about: string): Promise<number> {
  const reader = await as(part);
  await reader.goTo(`/${DOCUMENT}/4.16`);
  await reader.page.getByRole("button", { name: /^Comment on this section: 4\.16/ }).click();
  await fill(reader, told(about), "Question");
  return post(reader, told(about), "Post comment");
}

async function reply(part: Part, to: number, about: string): Promise<number> {
  const reader = await as(part);
  await reader.goTo(`${SECTION}#comment-${to}`);
  const thread = reader.page.locator(`article[data-thread="${to}"][data-active]`);
  await thread.getByRole("button", { name: "Reply", exact: true }).click();
  await reader.page.getByRole("textbox", { name: "Your reply" }).fill(told(about));
  return post(reader, told(about), "Post reply");
}

/** Numbers of what was said, to be answered later. */
const seqs = { c: 0, d: 0, e: 0 };

test("1 · 7 September 2012: the board replaces the section; the file of the document says so", async () => {
  const path = join(bylaws, DOCUMENT, "document.yaml");
  const note = "Voted on 7 September 2012: more than two thirds for it, 3 against, 1 abstained.";
  writeFileSync(path, readFileSync(path, "utf8").replace(/^notes:$/m, `notes:\n  - "${note}"`));
  await turnTo("2012-10-15T12:00:00Z");
  const reader = await as("a");
  await reader.goTo(`/${DOCUMENT}`);
  await reader.page.getByText("This is an excerpt. Where the text comes from").click();
  await reader.page.getByText(note).waitFor();
});

test("2, 3 · October 2012: two members ask about the text that is in force since", async () => {
  await askOnVersion("a", "Found the change in the minutes five weeks later, and asks how that fits with openness.");
  await turnTo("2012-10-18T12:00:00Z");
  await askOnVersion("b", "Finds no reason in the minutes, and asks who may bring the published text up to date.");
});

test("4 · 2 April 2019: the chair announces the amendment, as a file; everybody sees which words it puts in", async () => {
  await turnTo("2019-04-02T13:43:00Z");
  renameSync(drawer, amendment);
  const reader = await as("chair");
  await expect
    .poll(async () => (await (await fetch(`${server.address}/api/library`)).text()).includes(AMENDMENT), soon)
    .toBe(true);
  await reader.goTo(SECTION);
  await reader.page.locator(".law ins", { hasText: "Open Infrastructure Projects" }).waitFor();
});

test("5, 6 · the same day: a director asks for other words, and the chair says who will be asked", async () => {
  const reader = await as("c");
  await reader.goTo(SECTION);
  await beginComment(reader);
  await reader.page.locator(".comment-choices").getByText("Wording request", { exact: true }).click();
  const words = reader.page.getByRole("textbox", { name: /as you would have them$/ });
  const proposed = await words.inputValue();
  await words.fill(proposed.replace("and discuss the review", "and, by way of exception, discuss the review"));
  const why = told("Likes what is meant, and fears that closed sessions become the rule.");
  await reader.page.getByRole("textbox", { name: "Your reason" }).fill(why);
  seqs.c = await post(reader, why, "Send wording request");
  await reply("chair", seqs.c, "Will ask counsel whether the words can be made clearer.");
});

test("7, 8 · 5 April: a member objects; that it is spoken of elsewhere is noted, since it stands nowhere here", async () => {
  await turnTo("2019-04-05T14:54:00Z");
  seqs.d = await comment(
    "d",
    "Sees no case that the exceptions before it do not cover, and finds it looks bad.",
    "Objection",
  );
  await commentOnWhole("chair", "It is talked about in a chat channel, too, which nothing here leads to.");
});

test("9, 10 · 8 April: the agenda sums the comments up and puts the vote off; a director has another proposal", async () => {
  await turnTo("2019-04-08T18:21:00Z");
  const path = join(amendment, "amendment.yaml");
  const source = readFileSync(path, "utf8");
  writeFileSync(path, source.replace(/^meeting: .*$/m, "meeting: The vote is put off to 28 April 2019"));
  await commentOnWhole("chair", "The agenda calls the comments friendly, with some requests for other words.");
  seqs.e = await commentOnWhole("e", "Would leave 4.16 as proposed, and say in the guidelines that meetings are open.");
  const reader = await as("chair");
  await reader.goTo(ADDRESS);
  await reader.page.getByText("The vote is put off to 28 April 2019").first().waitFor();
});

test("11, 12 · 9 and 22 April: the chair adds to it, the director words it anew, counsel and a member agree", async () => {
  await turnTo("2019-04-09T22:25:00Z");
  await reply("chair", seqs.e, "Would add that votes are taken in the open meeting.");
  await turnTo("2019-04-22T12:00:00Z");
  await reply("e", seqs.e, "Words its last line anew.");
  await reply("chair", seqs.e, "Counsel has nothing against it in the section on the process.");
  await reply("f", seqs.e, "Finds it very good.");
});

test("until then the objection has no answer, and every page says for how long", async () => {
  const reader = await as("d");
  await reader.goTo(`${SECTION}#comment-${seqs.d}`);
  const thread = reader.page.locator(`article[data-thread="${seqs.d}"][data-active]`);
  await thread.getByText("No answer yet, asked 17 days ago.").waitFor();
  await takePicture(reader, "open-meetings-unanswered");
});

test("13, 14 · 28 and 30 April: another director answers the member; a third one agrees", async () => {
  await turnTo("2019-04-28T15:00:00Z");
  const where = await reply("g", seqs.d, "Says why some reviews need a closed session.");
  const reader = await as("g");
  const thread = reader.page.locator(`article[data-thread="${seqs.d}"][data-active]`);
  await thread.getByRole("button", { name: "Answer for the board" }).click();
  const form = reader.page.getByRole("form", { name: "Answer for the board" });
  await form.getByText("Already answered", { exact: true }).click();
  await form.getByRole("combobox", { name: "Where it is answered" }).selectOption(String(where));
  const reason = told("The reply says it.");
  await form.getByRole("textbox", { name: "Reason, for everyone to read" }).fill(reason);
  await post(reader, reason, "Put the answer on record");
  await turnTo("2019-04-30T09:00:00Z");
  await reply("h", seqs.d, "Agrees with all of it.");
});

test("at the end the page says, computed, what was said, by whom, what was answered and what was not", async () => {
  const reader = await as("f");
  const { page } = reader;
  await reader.goTo(`${ADDRESS}/discussion`);
  await page.locator("article[data-thread]").nth(4).waitFor();
  await page.getByText("5 threads with 7 replies, by the secretary, 4 directors and 2 members.").waitFor();
  await page.getByText("1 objection: answered.").waitFor();
  await page.getByText("1 wording request: not answered.").waitFor();
  await page.getByText("Answered by Director G, after 23 days.").waitFor();
  await page.getByText(`No answer yet: comment ${seqs.c}, asked 28 days ago.`).waitFor();
  await takePicture(reader, "open-meetings-end");

  await page.getByRole("button", { name: /^Waits for an answer/ }).click();
  await expect.poll(() => page.locator("article[data-thread]").count()).toBe(1);
  const request = page.locator(`article[data-thread="${seqs.c}"]`);
  expect(await request.textContent()).toContain("Director C");
  await takePicture(reader, "open-meetings-waiting");
  await reader.goTo(`${ADDRESS}/discussion`);

  await page.locator(`article[data-thread="${seqs.d}"]`).getByRole("button", { name: "2 replies" }).click();
  await page.getByText("Answered by Director G, director, after 23 days.").waitFor();

  // What was asked in 2012 about the text in force waits on its own page.
  await reader.goTo(`/${DOCUMENT}/discussion`);
  await page.getByText("2 questions: 2 not answered.").waitFor();
  expect(await page.locator("article[data-thread]").allTextContents()).toEqual([
    expect.stringContaining("Member A"),
    expect.stringContaining("Member B"),
  ]);
});

test("the record holds it in order, and every word of it says that it is invented", async () => {
  const answer = await fetch(`${server.address}/api/entries?document=${DOCUMENT}`);
  const { entries } = (await answer.json()) as { entries: { text: string; at: string }[] };
  const days = entries.map(({ at }) => at.slice(0, 10));
  expect(days).toEqual([...days].sort());
  expect(days).toHaveLength(15);
  for (const { text } of entries) expect(text).toContain(INVENTED);
  expect(readers.size).toBe(6);
  // The browsers notice each time that the server is started again.
  expectQuiet([...readers.values()], /Failed to load resource|ERR_|EventSource|status of 50\d/);
});
