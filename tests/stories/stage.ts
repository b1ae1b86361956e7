import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type Installed, makeFolder, openBrowser, startInstalled } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { AMENDMENT, beginComment, DESK, DOCUMENT, openReader, type Reader, readerOf, say } from "./reader.ts";

/** As many tests may stand in one file. */
const DOCUMENTS = 16;

/** What the tests of a file have in common: a browser, and a server on which each test has a document and a record of its own. */
export class Stage {
  browser!: Browser;
  server!: RunningServer;
  #count = 0;
  readonly #readers: Reader[] = [];
  readonly #bylaws = makeFolder("bylaws");

  /** Opens before the tests of this file, and closes after them. */
  constructor() {
    for (let number = 1; number <= DOCUMENTS; number++)
      cpSync(join(import.meta.dirname, "../../bylaws", DOCUMENT), join(this.#bylaws.path, `${DOCUMENT}-${number}`), {
        recursive: true,
      });
    beforeAll(async () => {
      [this.browser, this.server] = await Promise.all([
        openBrowser(),
        runServer({ OPENFLOOR_LIMITS: "off" }, { bylaws: this.#bylaws.path }),
      ]);
    });
    beforeEach(() => {
      this.#count += 1;
    });
    afterEach(async () => {
      for (const reader of this.#readers.splice(0)) await reader.close();
    });
    afterAll(async () => {
      await this.browser?.close();
      await this.server?.close();
      this.#bylaws.drop();
    });
  }

  get document(): string {
    return `${DOCUMENT}-${this.#count}`;
  }

  /** A name is taken only once on a server. */
  get name(): string {
    return `Ada Lindqvist ${this.#count}`;
  }

  /** Address of the redline of Section 4.16 in it. */
  get section(): string {
    return `/${this.document}/amendments/${AMENDMENT}/4.16`;
  }

  /** Somebody with a browser context of his own, before an empty window. */
  async meet(device: BrowserContextOptions = DESK, server = this.server): Promise<Reader> {
    const reader = await openReader(this.browser, server, device);
    this.#readers.push(reader);
    return reader;
  }

  /** Somebody who has come to the redline. */
  async open(device?: BrowserContextOptions, server?: RunningServer): Promise<Reader> {
    const reader = await this.meet(device, server);
    await this.arrive(reader);
    return reader;
  }

  /** The same person in one more window. */
  async openWindow({ context }: Reader): Promise<Reader> {
    const reader = readerOf(context, await context.newPage(), this.server);
    await this.arrive(reader);
    return reader;
  }

  async arrive(reader: Reader): Promise<Page> {
    await reader.goTo(this.section);
    await reader.page.locator(".law ins").first().waitFor();
    return reader.page;
  }

  /** Puts something on record over HTTP, as somebody whose screen does not matter. @returns Its number. */
  say(name: string, said: Record<string, unknown>): Promise<number> {
    return say(this.server, `${name} ${this.#count}`, { document: this.document, ...said });
  }

  /** What stands on record, in order, in one word and its text. */
  async record(): Promise<string[]> {
    return (await this.server.entries(this.document, AMENDMENT)).map(({ kind, text, position }) =>
      `${kind} ${text ?? position ?? ""}`.trim(),
    );
  }

  async expectRecord(...entries: string[]): Promise<void> {
    await expect.poll(() => this.record()).toEqual(entries);
  }

  /** Plays with a browser that outlives its crash: `start` opens it again on the same profile. */
  async installed(
    device: BrowserContextOptions,
    play: (start: () => Promise<{ ada: Reader } & Installed>) => Promise<void>,
  ): Promise<void> {
    const profile = makeFolder("profile");
    let last: Installed | undefined;
    try {
      await play(async () => {
        last = await startInstalled(profile.path, device);
        const ada = readerOf(last.context, last.context.pages()[0]!, this.server);
        return { ...last, ada };
      });
    } finally {
      await last?.kill();
      profile.drop();
    }
  }
}

/** Writes a comment on the change and posts it. */
export async function comment(reader: Reader, text: string, name?: string): Promise<void> {
  await (await beginComment(reader)).fill(text);
  if (name) await reader.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await reader.page.getByRole("button", { name: "Post comment" }).click();
  await reader.page.getByRole("form", { name: /^Comment on/ }).waitFor({ state: "detached" });
}

/** The thread on the page that holds these words. */
export const shown = ({ page }: Pick<Reader, "page">, text: string) =>
  page.locator("article[data-thread]", { hasText: text });

/** Every draft that lies on the device, as text. */
export function kept(page: Page): Promise<string> {
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

/** Until what was written lies on the device. */
export const isKept = (page: Page, text: string) => expect.poll(() => kept(page)).toContain(text);
