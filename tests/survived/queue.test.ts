import { connect, createServer, type Server, type Socket } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeFolder, openBrowser, startInstalled } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  NO_NETWORK,
  openReader,
  PATIENCE_MS,
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

async function open(): Promise<Reader> {
  const reader = await openReader(browser, server, DESK);
  readers.push(reader);
  await reader.goTo(SECTION);
  await reader.page.locator(".law ins").first().waitFor();
  return reader;
}

/** Writes a comment on the change and posts it. */
async function comment(reader: Reader, text: string, name?: string): Promise<void> {
  await (await beginComment(reader)).fill(text);
  if (name) await reader.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await reader.page.getByRole("button", { name: "Post comment" }).click();
  await reader.page.getByRole("form", { name: /^Comment on/ }).waitFor({ state: "detached" });
}

async function reply(page: Page, to: number, text: string): Promise<void> {
  await page.locator(`#comment-${to}`).getByRole("button", { name: "Reply" }).first().click();
  await page.getByRole("textbox", { name: "Your reply" }).fill(text);
  await page.getByRole("button", { name: "Post reply" }).click();
}

/** What stands on record, in order, in one word and its text. */
async function record(): Promise<string[]> {
  return (await server.entries(DOCUMENT, AMENDMENT)).map(({ kind, text, position }) =>
    `${kind} ${text ?? position ?? ""}`.trim(),
  );
}
const expectRecord = (expected: string[], timeout = PATIENCE_MS) => expect.poll(record, { timeout }).toEqual(expected);
const shown = (page: Page, text: string) => page.locator("article[data-thread]", { hasText: text });

/** A line between browser and server that can be cut: then nothing comes through, and nobody says so. */
class Line {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #isCut = false;
  #heard = 0;

  constructor(to: string) {
    const { hostname, port } = new URL(to);
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          this.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.on("data", (data) => {
        this.#heard += 1;
        if (!this.#isCut) far.write(data);
      });
      far.on("data", (data) => {
        if (!this.#isCut) near.write(data);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  /** How often somebody has spoken into it. */
  get heard(): number {
    return this.#heard;
  }

  cut(): void {
    this.#isCut = true;
  }

  mend(): void {
    this.#isCut = false;
    // What was under way is lost: a router has forgotten these connections.
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.mend();
    this.#server.close();
  }
}

/** `CUT_MS=60000` for the whole minute. */
const CUT_MS = Number(process.env.CUT_MS ?? 10_000);

test("the line is cut: a comment, a reply and a position wait in view, and stand once each, in the order they were said", async () => {
  const first = await say(server, "Mia Holm", { text: "Why?" });
  const line = new Line(server.address);
  const address = await line.listen();
  const ada = await openReader(browser, { ...server, address }, DESK);
  readers.push(ada);
  try {
    await ada.goTo(SECTION);
    await ada.page.locator(".law ins").first().waitFor();
    await comment(ada, "Before the tunnel.", "Ada Lindqvist");
    await shown(ada.page, "Before the tunnel.").waitFor();
    await ada.page.getByRole("status").filter({ hasText: "Comment posted." }).waitFor();

    line.cut();
    const cutAt = Date.now();
    const heard = line.heard;
    await comment(ada, "In the tunnel.");
    await reply(ada.page, first, "And here.");
    await ada.page.getByRole("button", { name: "Object" }).click();
    await ada.page.getByRole("button", { name: "3 waiting to be sent: show" }).waitFor({ timeout: 45_000 });
    await ada.page.getByRole("button", { name: "3 waiting to be sent: show" }).click();
    const rows = ada.page.getByRole("dialog", { name: "Waiting to be sent" }).getByRole("listitem");
    await expect.poll(() => rows.count()).toBe(3);
    expect((await rows.locator("b").allTextContents()).join()).toBe("Comment,Reply,Position: Object");
    await ada.page.getByRole("button", { name: "Close" }).click();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, cutAt + CUT_MS - Date.now())));
    // It was tried meanwhile, and nothing came through.
    expect(line.heard).toBeGreaterThan(heard);
    expect(await record()).toEqual(["comment Why?", "comment Before the tunnel."]);

    line.mend();
    await expectRecord(
      ["comment Why?", "comment Before the tunnel.", "comment In the tunnel.", "reply And here.", "position object"],
      45_000,
    );
    await ada.page.getByRole("button", { name: /waiting to be sent/ }).waitFor({ state: "detached" });
    await ada.page.locator(".outgoing").waitFor({ state: "detached" });
    expect(await ada.tally()).toBe("0 0 1 0");
    // And nothing more comes of the attempts that were under way.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await record()).toHaveLength(5);
  } finally {
    line.close();
  }
}, 200_000);

test("the browser is killed while three things wait: the next visit sends them, once and in order", async () => {
  const profile = makeFolder("profile");
  let installed = await startInstalled(profile.path, DESK);
  try {
    let ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    await ada.goTo(SECTION);
    await ada.page.locator(".law ins").first().waitFor();
    await comment(ada, "Said before.", "Ada Lindqvist");
    await shown(ada.page, "Said before.").waitFor();
    // Who he is has reached the disk: a browser writes its cookies down after half a minute, or when it ends.
    await installed.end();
    installed = await startInstalled(profile.path, DESK);
    ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    await ada.goTo(SECTION);
    await shown(ada.page, "Said before.").waitFor();
    await server.kill();
    await comment(ada, "First.");
    await comment(ada, "Second.");
    await ada.page.getByRole("button", { name: "Support", exact: true }).click();
    await ada.page.getByRole("button", { name: "3 waiting to be sent: show" }).waitFor();
    await installed.kill();
    await server.start();

    installed = await startInstalled(profile.path, DESK);
    ada = readerOf(installed.context, installed.context.pages()[0]!, server);
    await ada.goTo(SECTION);
    await expectRecord(["comment Said before.", "comment First.", "comment Second.", "position support"]);
    await expect.poll(() => ada.tally(), { timeout: PATIENCE_MS }).toBe("1 0 0 0");
    expect(await ada.page.locator("article[data-thread]").count()).toBe(3);
    expect(await ada.page.getByRole("form").count()).toBe(0);
    expectQuiet([ada]);
  } finally {
    await installed.kill();
    profile.drop();
  }
}, 90_000);

/** The first answer to a comment is lost after it was put on record; further ones do not get through at all. */
async function loseAnswers({ page }: Reader): Promise<() => Promise<void>> {
  let posts = 0;
  await page.route("**/api/entries", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts += 1;
    if (posts === 1) await route.fetch();
    await route.abort("connectionreset");
  });
  return () => page.unroute("**/api/entries");
}

test("the answer is lost, and its author edits what he believes unsent: it is one comment, edited", async () => {
  const ada = await open();
  const mend = await loseAnswers(ada);
  await comment(ada, "Did that arive?", "Ada Lindqvist");
  const outgoing = ada.page.locator(".outgoing[data-state=waiting]");
  await outgoing.waitFor();
  await outgoing.getByRole("button", { name: "Edit" }).click();
  const field = ada.page.getByRole("textbox", { name: "Your comment" });
  expect(await field.inputValue()).toBe("Did that arive?");
  await field.fill("Did that arrive?");
  await mend();
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await shown(ada.page, "Did that arrive?").waitFor();
  await expectRecord(["comment Did that arive?", "edit Did that arrive?"]);
  expect(await ada.page.locator("article[data-thread]").count()).toBe(1);
  expectQuiet([ada], /Failed to load resource/);
});

test("the answer is lost, and its author takes it back: it is withdrawn as soon as that can be said, and his words are a draft", async () => {
  const ada = await open();
  const mend = await loseAnswers(ada);
  await comment(ada, "Too hasty.", "Ada Lindqvist");
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).click();
  expect(await ada.page.getByRole("textbox", { name: "Your comment" }).inputValue()).toBe("Too hasty.");
  await mend();
  await expectRecord(["comment Too hasty.", "withdrawal"]);
  expect(await ada.page.getByRole("textbox", { name: "Your comment" }).inputValue()).toBe("Too hasty.");
});

test("what was said without a network and taken back is never sent", async () => {
  const ada = await open();
  await comment(ada, "On the record.", "Ada Lindqvist");
  await shown(ada.page, "On the record.").waitFor();
  // What stands in an open thread is there, too.
  await ada.page.getByRole("button", { name: "Copy link" }).first().waitFor();
  await ada.context.setOffline(true);
  await comment(ada, "Not on the record.");
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).press("Enter");
  await ada.context.setOffline(false);
  await ada.page.getByText("The server cannot be reached").waitFor({ state: "detached" });
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("Better so.");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await expectRecord(["comment On the record.", "comment Better so."]);
  expectQuiet([ada], NO_NETWORK);
});

test("a comment is taken back with the keyboard within ten seconds: its words are a draft again, and the record says that it was", async () => {
  const ada = await open();
  const jonas = await open();
  await comment(ada, "Wrong place.", "Ada Lindqvist");
  await shown(jonas.page, "Wrong place.").waitFor();
  await ada.page.keyboard.press("Control+z");
  const field = ada.page.getByRole("textbox", { name: "Your comment" });
  await expect.poll(() => field.inputValue(), { timeout: PATIENCE_MS }).toBe("Wrong place.");
  await expect
    .poll(() => field.evaluate((element) => element === document.activeElement), { timeout: PATIENCE_MS })
    .toBe(true);
  await expectRecord(["comment Wrong place.", "withdrawal"]);
  await jonas.page.locator("article[data-thread] .tombstone").waitFor();
  // The way back goes after ten seconds, and the page says nothing more of it.
  await field.fill("Here.");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await ada.page.getByRole("button", { name: "Undo" }).waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
  await ada.page.keyboard.press("Control+z");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await record()).toHaveLength(3);
  expectQuiet([ada, jonas]);
}, 60_000);

test("one key sent twenty times at once is one entry", async () => {
  const ada = await open();
  await comment(ada, "Once.", "Ada Lindqvist");
  await shown(ada.page, "Once.").waitFor();
  const answers = await ada.page.evaluate(
    async (place) => {
      const body = JSON.stringify({ ...place, kind: "comment", text: "Twenty times." });
      const headers = { "content-type": "application/json", "idempotency-key": "f".repeat(32) };
      const send = () => fetch("/api/entries", { method: "POST", headers, body });
      const responses = await Promise.all(Array.from({ length: 20 }, send));
      return Promise.all(
        responses.map(async (response) => ({
          status: response.status,
          seq: ((await response.json()) as { seq: number }).seq,
        })),
      );
    },
    { document: DOCUMENT, amendment: AMENDMENT, revision: 1, clause: "4.16" },
  );
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(await record()).toEqual(["comment Once.", "comment Twenty times."]);
});

test("five windows have the same unsent comment when the network is back: it stands once", async () => {
  const ada = await open();
  await comment(ada, "Once.", "Ada Lindqvist");
  await shown(ada.page, "Once.").waitFor();
  await ada.context.route("**/api/entries", (route) =>
    route.request().method() === "POST" ? route.abort("connectionreset") : route.continue(),
  );
  await comment(ada, "In every window.");
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  const windows = await Promise.all(Array.from({ length: 4 }, () => ada.context.newPage()));
  await Promise.all(windows.map((page) => page.goto(`${server.address}${SECTION}`)));
  for (const page of windows) await page.getByRole("button", { name: "1 waiting to be sent: show" }).waitFor();
  await ada.context.unroute("**/api/entries");
  for (const page of [ada.page, ...windows]) {
    await shown(page, "In every window.").waitFor();
    await page.locator(".outgoing").waitFor({ state: "detached" });
  }
  expect(await record()).toEqual(["comment Once.", "comment In every window."]);
}, 60_000);
