import { connect, createServer, type Server, type Socket } from "node:net";
import { expect, test } from "vitest";
import { PHRASE } from "../reader/texts.ts";
import {
  AMENDMENT,
  DESK,
  dragOver,
  expectQuiet,
  NO_NETWORK,
  PHONE,
  type Reader,
  takePicture,
} from "../stories/reader.ts";
import { comment, Stage, shown } from "../stories/stage.ts";

const stage = new Stage();

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

/** Until the page has fetched what it needs while nobody waits for anything. */
const isAtRest = ({ page }: Reader) =>
  page.waitForFunction(() => performance.getEntriesByName("fetched at rest").length > 0);

test("the train enters a tunnel before she has done anything: she selects, comments, replies, takes a position, asks for other words, takes them back, looks at what waits; after it each stands once, in the order it was said", async () => {
  const first = await stage.say("Mia Holm", { text: "Why?" });
  const ada = await stage.open();
  const { page } = ada;
  await shown(ada, "Why?").waitFor();
  await isAtRest(ada);
  await ada.context.setOffline(true);

  await dragOver(ada, '[id="clause-4.16"] [data-part="text"]', "as necessary");
  await page.getByRole("button", { name: "Comment on these words" }).click();
  await page.getByRole("textbox", { name: "Your comment" }).fill("**Whose** necessity?");
  await page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator(".preview strong", { hasText: "Whose" }).waitFor();
  await page.getByRole("button", { name: "Post comment" }).click();
  await page.locator(".outgoing[data-state=waiting]", { hasText: "Whose necessity?" }).waitFor();

  await page.locator(`#comment-${first}`).getByRole("button", { name: "Reply" }).first().click();
  await page.getByRole("textbox", { name: "Your reply" }).fill("And here.");
  await page.getByRole("button", { name: "Post reply" }).click();

  await page.getByRole("button", { name: "Object" }).click();
  const sheet = page.getByRole("dialog", { name: "Position: Object" });
  await sheet.getByRole("textbox", { name: /^Reason/ }).fill("Too wide.");
  await sheet.getByRole("button", { name: "Take this position" }).click();
  await sheet.waitFor({ state: "detached" });

  await page.getByRole("button", { name: /^Comment on this section: 4\.16/ }).click();
  await page.getByText("Wording request", { exact: true }).click();
  const words = page.getByRole("textbox", { name: /as you would have them$/ });
  await words.fill((await words.inputValue()).replace("as necessary", "where necessary"));
  await page.getByRole("textbox", { name: "Your reason" }).fill("Better English.");
  await page.getByRole("button", { name: "Send wording request" }).click();
  await page.getByRole("button", { name: "4 waiting to be sent: show" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "3 waiting to be sent: show" }).waitFor();
  await expect.poll(() => words.inputValue()).toContain("where necessary");
  await page.getByRole("button", { name: "Send wording request" }).click();

  await page.getByRole("button", { name: "4 waiting to be sent: show" }).click();
  const rows = page.getByRole("dialog", { name: "Waiting to be sent" }).getByRole("listitem");
  await expect
    .poll(() => rows.locator("b").allTextContents())
    .toEqual(["Comment", "Reply", "Position: Object", "Wording request"]);
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("body").press("?");
  await page.getByRole("dialog", { name: /^Keys/ }).getByText("next and previous change").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("body").press("/");
  await page.getByRole("searchbox").waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("alert").allTextContents()).toEqual([]);

  await ada.context.setOffline(false);
  await stage.expectRecord(
    "comment Why?",
    "comment **Whose** necessity?",
    "reply And here.",
    "position object",
    "comment Better English.",
  );
  await page.locator(".outgoing").waitFor({ state: "detached" });
  expectQuiet([ada], NO_NETWORK);
}, 60_000);

/** `CUT_MS=60000` for the whole minute. */
const CUT_MS = Number(process.env.CUT_MS ?? 10_000);

test("the line is cut, and nobody says so: a comment, a reply and a position wait in view, and stand once each, in the order they were said", async () => {
  const first = await stage.say("Mia Holm", { text: "Why?" });
  const line = new Line(stage.server.address);
  try {
    const ada = await stage.open(undefined, { ...stage.server, address: await line.listen() });
    await comment(ada, "Before the tunnel.", stage.name);
    await shown(ada, "Before the tunnel.").waitFor();
    await ada.page.getByRole("status").filter({ hasText: "Comment posted." }).waitFor();
    await isAtRest(ada);

    line.cut();
    const cutAt = Date.now();
    const heard = line.heard;
    await comment(ada, "In the tunnel.");
    await ada.page.locator(`#comment-${first}`).getByRole("button", { name: "Reply" }).first().click();
    await ada.page.getByRole("textbox", { name: "Your reply" }).fill("And here.");
    await ada.page.getByRole("button", { name: "Post reply" }).click();
    await ada.page.getByRole("button", { name: "Object" }).click();
    await expect.poll(() => ada.page.locator(".outgoing").count()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, cutAt + CUT_MS - Date.now())));
    // It was tried meanwhile, and nothing came through.
    expect(line.heard).toBeGreaterThan(heard);
    expect(await stage.record()).toEqual(["comment Why?", "comment Before the tunnel."]);

    line.mend();
    const said = [
      "comment Why?",
      "comment Before the tunnel.",
      "comment In the tunnel.",
      "reply And here.",
      "position object",
    ];
    await expect.poll(() => stage.record(), { timeout: 45_000 }).toEqual(said);
    await ada.page.locator(".outgoing").waitFor({ state: "detached" });
    await expect.poll(() => ada.tally()).toBe("0 0 1 0");
    // And nothing more comes of the attempts that were under way.
    await comment(ada, "After it.");
    await stage.expectRecord(...said, "comment After it.");
  } finally {
    line.close();
  }
}, 200_000);

test(
  "the browser is killed while three things wait: the next visit sends them, once and in order, while she reads where she came to",
  () =>
    stage.installed(DESK, async (start) => {
      let { ada, ...browser } = await start();
      await stage.arrive(ada);
      await comment(ada, "Said before.", stage.name);
      await shown(ada, "Said before.").waitFor();
      // Who he is has reached the disk: a browser writes its cookies down after half a minute, or when it ends.
      await browser.end();
      ({ ada, ...browser } = await start());
      await stage.arrive(ada);
      await shown(ada, "Said before.").waitFor();
      await isAtRest(ada);
      await ada.context.setOffline(true);
      await comment(ada, "First.");
      await comment(ada, "Second.");
      await ada.page.getByRole("button", { name: "Support", exact: true }).click();
      await ada.page.getByRole("button", { name: "3 waiting to be sent: show" }).waitFor();
      await browser.kill();

      ({ ada, ...browser } = await start());
      await stage.arrive(ada);
      await stage.expectRecord("comment Said before.", "comment First.", "comment Second.", "position support");
      await expect.poll(() => ada.tally()).toBe("1 0 0 0");
      await expect.poll(() => ada.page.locator("article[data-thread]").count()).toBe(3);
      expect(await ada.page.getByRole("form").count()).toBe(0);
      // She has come to read, and is not led away from where she is.
      expect(await ada.page.locator('[id="clause-4.16"]:focus').count()).toBe(1);
      expectQuiet([ada]);
    }),
  90_000,
);

test("the network drops while posting, on a phone: the comment waits in view, and others read it when it is back", async () => {
  const ada = await stage.open(PHONE);
  const jonas = await stage.open();
  await ada.context.setOffline(true);
  await comment(ada, "Written in a **tunnel**.", stage.name);
  await ada.page.locator(".outgoing[data-state=waiting]", { hasText: "Waiting for the network" }).first().waitFor();
  await takePicture(ada, "waiting-390");
  await ada.context.setOffline(false);
  for (const reader of [ada, jonas]) await shown(reader, "Written in a tunnel.").waitFor();
  await ada.page.locator(".outgoing").waitFor({ state: "detached" });
  await stage.expectRecord("comment Written in a **tunnel**.");
  await shown(ada, "Written in a tunnel.").locator("strong").waitFor();
  expectQuiet([ada], NO_NETWORK);
  expectQuiet([jonas]);
});

test("the server is killed and started again: nothing is lost, nothing doubled, and open pages reconnect by themselves", async () => {
  const ada = await stage.open();
  const jonas = await stage.open(PHONE);
  /** What is marked in the text because of the comment with these words. */
  const marked = async (reader: Reader, words: string) => {
    const entries = await stage.server.entries(stage.document, AMENDMENT);
    return reader.marked(entries.find(({ text }) => text === words)?.seq ?? -1);
  };
  await comment(ada, "Said before the crash.", stage.name);
  await shown(ada, "Said before the crash.").waitFor();
  await expect.poll(() => marked(jonas, "Said before the crash.")).toBe(PHRASE);
  await stage.server.kill();
  try {
    for (const { page } of [ada, jonas]) await page.getByText("The server cannot be reached").first().waitFor();
    await takePicture(jonas, "lost-390");
    await comment(ada, "Said during the crash.");
    await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
    await takePicture(ada, "lost-1280");
  } finally {
    await stage.server.start();
  }
  await shown(ada, "Said during the crash.").waitFor();
  for (const { page } of [ada, jonas])
    await page.getByText("The server cannot be reached").waitFor({ state: "detached" });
  await expect.poll(() => marked(jonas, "Said during the crash.")).toBe(PHRASE);
  await stage.expectRecord("comment Said before the crash.", "comment Said during the crash.");
  await expect.poll(() => ada.page.locator("article[data-thread]").count()).toBe(2);
  // The stream is alive again, too, not only what was asked for once.
  await stage.say("Mia Holm", { text: "Said after the crash." });
  await shown(ada, "Said after the crash.").waitFor();
  expectQuiet([ada, jonas], NO_NETWORK);
});

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
  const ada = await stage.open();
  const mend = await loseAnswers(ada);
  await comment(ada, "Did that arive?", stage.name);
  const outgoing = ada.page.locator(".outgoing[data-state=waiting]");
  await outgoing.waitFor();
  await outgoing.getByRole("button", { name: "Edit" }).click();
  const field = ada.page.getByRole("textbox", { name: "Your comment" });
  await expect.poll(() => field.inputValue()).toBe("Did that arive?");
  await field.fill("Did that arrive?");
  await mend();
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await shown(ada, "Did that arrive?").waitFor();
  await stage.expectRecord("comment Did that arive?", "edit Did that arrive?");
  await expect.poll(() => ada.page.locator("article[data-thread]").count()).toBe(1);
  expectQuiet([ada], /Failed to load resource/);
});

test("the answer is lost, and its author takes it back: it is withdrawn as soon as that can be said, and his words are a draft", async () => {
  const ada = await stage.open();
  const mend = await loseAnswers(ada);
  await comment(ada, "Too hasty.", stage.name);
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => ada.page.getByRole("textbox", { name: "Your comment" }).inputValue()).toBe("Too hasty.");
  await mend();
  await stage.expectRecord("comment Too hasty.", "withdrawal");
  await expect.poll(() => ada.page.getByRole("textbox", { name: "Your comment" }).inputValue()).toBe("Too hasty.");
});

test("what was said without a network and taken back is never sent", async () => {
  const ada = await stage.open();
  await comment(ada, "On the record.", stage.name);
  await shown(ada, "On the record.").waitFor();
  await ada.context.setOffline(true);
  await comment(ada, "Not on the record.");
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).press("Enter");
  await ada.context.setOffline(false);
  await ada.page.getByText("The server cannot be reached").waitFor({ state: "detached" });
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("Better so.");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await stage.expectRecord("comment On the record.", "comment Better so.");
  expectQuiet([ada], NO_NETWORK);
});

test("a comment is taken back with the keyboard within ten seconds: its words are a draft again, and the record says that it was", async () => {
  const ada = await stage.open();
  const jonas = await stage.open();
  await comment(ada, "Wrong place.", stage.name);
  await shown(jonas, "Wrong place.").waitFor();
  await ada.page.keyboard.press("Control+z");
  const field = ada.page.getByRole("textbox", { name: "Your comment" });
  await expect.poll(() => field.inputValue()).toBe("Wrong place.");
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  // One goes on at the end of what one had written.
  expect(await field.evaluate((element) => (element as HTMLTextAreaElement).selectionStart)).toBe(
    "Wrong place.".length,
  );
  await stage.expectRecord("comment Wrong place.", "withdrawal");
  await jonas.page.locator("article[data-thread] .tombstone").waitFor();
  // The way back goes after ten seconds, and the page says nothing more of it.
  await field.fill("Here.");
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await ada.page.getByRole("button", { name: "Undo" }).waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
  await ada.page.keyboard.press("Control+z");
  await comment(ada, "And here.");
  await stage.expectRecord("comment Wrong place.", "withdrawal", "comment Here.", "comment And here.");
  expectQuiet([ada, jonas]);
}, 60_000);

test("one key sent twenty times at once is one entry", async () => {
  const ada = await stage.open();
  await comment(ada, "Once.", stage.name);
  await shown(ada, "Once.").waitFor();
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
    { document: stage.document, amendment: AMENDMENT, revision: 1, clause: "4.16" },
  );
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  await stage.expectRecord("comment Once.", "comment Twenty times.");
});

test("five windows have the same unsent comment when the network is back: it stands once", async () => {
  const ada = await stage.open();
  await comment(ada, "Once.", stage.name);
  await shown(ada, "Once.").waitFor();
  await ada.context.route("**/api/entries", (route) =>
    route.request().method() === "POST" ? route.abort("connectionreset") : route.continue(),
  );
  await comment(ada, "In every window.");
  await ada.page.locator(".outgoing[data-state=waiting]").waitFor();
  const windows = await Promise.all(Array.from({ length: 4 }, () => ada.context.newPage()));
  await Promise.all(windows.map((page) => page.goto(`${stage.server.address}${stage.section}`)));
  for (const page of windows) await page.getByRole("button", { name: "1 waiting to be sent: show" }).waitFor();
  await ada.context.unroute("**/api/entries");
  for (const page of [ada.page, ...windows]) {
    await shown({ page }, "In every window.").waitFor();
    await page.locator(".outgoing").waitFor({ state: "detached" });
  }
  await stage.expectRecord("comment Once.", "comment In every window.");
}, 60_000);
