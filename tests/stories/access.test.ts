import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { PHRASE } from "../reader/texts.ts";
import { type RunningServer, runServer } from "../server.ts";
import { findBarriers } from "./findBarriers.ts";
import { addQuay, DEPOSITS, QUAY } from "./quay.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  openReader,
  PHONE,
  type Reader,
  SECTION,
  say,
  takePicture,
} from "./reader.ts";

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer()]);
  await addQuay(server);
  const seq = await say(server, "Ada Lindqvist", {
    text: "Which projects could **this** cover?\n\n> the phrase\n\n- [minutes](https://example.org)",
  });
  await say(server, "Jonas Berg", { kind: "reply", replyTo: seq, text: "All of them." });
  await say(server, "Mia Holm", { kind: "position", position: "object", reason: "Too wide." });
  await say(server, "Kim Ode", { kind: "position", position: "support" });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const ADDRESS = `/${DOCUMENT}/amendments/${AMENDMENT}`;

/** What there is to see, and how one comes to it. */
const STATES: [string, (reader: Reader) => Promise<void>][] = [
  ["home", (reader) => reader.goTo("/")],
  ["document", (reader) => reader.goTo("/harbour-commons")],
  ["comparison", (reader) => reader.goTo("/harbour-commons/compare/2021-05-12..2024-05-15")],
  ["missing", (reader) => reader.goTo("/nowhere")],
  ["sign-in", (reader) => reader.goTo("/sign-in")],
  ["nobody's account", (reader) => reader.goTo("/account")],
  ["rules", (reader) => reader.goTo("/who-may-do-what")],
  [
    "amendment",
    async (reader) => {
      await reader.goTo(SECTION);
      await reader.page.locator(".law ins", { hasText: PHRASE }).waitFor();
    },
  ],
  ["restructuring", (reader) => reader.goTo("/harbour-commons/amendments/2026-council-restructuring")],
  ["side by side", (reader) => reader.goTo("/harbour-commons/amendments/2026-council-restructuring?view=side-by-side")],
  ["closed", (reader) => reader.goTo("/harbour-commons/amendments/2021-electronic-voting")],
  [
    "filter",
    async (reader) => {
      await reader.goTo(`${DEPOSITS}?show=moved`);
      await reader.page.getByRole("button", { name: /choose which changes are shown/ }).click();
      await reader.page.getByRole("button", { name: "Whole text" }).click();
    },
  ],
  [
    "place left",
    async (reader) => {
      await reader.goTo(`${DEPOSITS}#stood-3.2`);
      await reader.page.locator("[data-arrived]").waitFor();
    },
  ],
  [
    "instruction",
    async (reader) => {
      await reader.goTo(DEPOSITS);
      await reader.page.getByText("1 other amendment touches the same words").click();
      await reader.page.keyboard.press("n");
      await reader.page.getByRole("button", { name: "Instruction" }).click();
      await reader.page.getByRole("button", { name: "Copy instruction" }).waitFor();
    },
  ],
  [
    "history",
    async (reader) => {
      await reader.goTo(`${QUAY}/2.1`);
      await reader.page.locator('[id="clause-2.1"]:focus').waitFor();
      await reader.page.keyboard.press("i");
      await reader.page.getByRole("button", { name: "History" }).click();
      await reader.page.getByText(/^Brought in on/).waitFor();
    },
  ],
  ["positions", (reader) => reader.goTo(`${ADDRESS}/positions`)],
  ["record", (reader) => reader.goTo(`${ADDRESS}/record`)],
  [
    "composer",
    async (reader) => {
      await reader.goTo(SECTION);
      await beginComment(reader);
      await reader.page.getByRole("textbox", { name: "Your comment" }).fill("**Why?**");
      await reader.page.getByRole("button", { name: "Post comment" }).click();
      await reader.page.getByRole("alert").waitFor();
    },
  ],
  [
    "thread",
    async (reader) => {
      await reader.goTo(`${SECTION}#comment-1`);
      await reader.page.locator("article[data-active]").waitFor();
    },
  ],
  [
    "keys",
    async (reader) => {
      await reader.goTo(SECTION);
      await reader.page.keyboard.press("?");
      await reader.page.getByRole("dialog").waitFor();
    },
  ],
  [
    "position sheet",
    async (reader) => {
      await reader.goTo(SECTION);
      await reader.page.getByRole("button", { name: "Object", exact: true }).click();
      await reader.page.getByRole("dialog").waitFor();
    },
  ],
];

test("axe would find words that can hardly be read, and a field without a name", async () => {
  const reader = await openReader(browser, server, DESK);
  await reader.goTo("/");
  await reader.page.evaluate(() => {
    const words = document.createElement("p");
    words.textContent = "Hardly to be read";
    Object.assign(words.style, { color: "#bbb", background: "#fff" });
    document.querySelector("main")!.append(words, document.createElement("input"));
  });
  const rules = (await findBarriers(reader)).map((barrier) => barrier.split(":")[0]);
  expect(rules.sort()).toEqual(["color-contrast", "label"]);
  await reader.close();
});

/** Each theme and each device once; `AXE=all` for all four together, which takes a minute more. */
const LOOKS = (
  [
    ["a desk", DESK, "dark"],
    ["a phone", PHONE, "light"],
    ["a desk", DESK, "light"],
    ["a phone", PHONE, "dark"],
  ] as const
).slice(0, process.env.AXE === "all" ? 4 : 2);

test.each(LOOKS)(
  "at %s nothing keeps anybody out: axe finds nothing serious",
  async (_, device, colorScheme) => {
    const reader = await openReader(browser, server, { ...device, colorScheme, reducedMotion: "reduce" });
    const barriers: Record<string, string[]> = {};
    for (const [name, show] of STATES) {
      await show(reader);
      const found = await findBarriers(reader);
      if (found.length > 0) barriers[name] = found;
      await takePicture(reader, `axe-${name.replaceAll(" ", "-")}-${device.viewport!.width}-${colorScheme}`);
    }
    expect(barriers).toEqual({});
    expectQuiet([reader], /status of 404/);
    await reader.close();
  },
  // Some seconds for each, on a machine that is busy.
  STATES.length * 6_000,
);

test.each<[string, BrowserContextOptions & { viewport: { width: number; height: number } }]>([
  ["320 pixels wide", { viewport: { width: 320, height: 640 } }],
  ["at 400 % zoom of a desk", { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 }],
  ["with colours of the reader’s own", { viewport: { width: 1280, height: 800 }, forcedColors: "active" }],
])("the redline can be read %s", async (_, device) => {
  const reader = await openReader(browser, server, device);
  await reader.goTo(SECTION);
  await reader.page.locator(".law ins", { hasText: PHRASE }).waitFor();
  expect(await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const line = await reader.page
    .locator(".law ins")
    .first()
    .evaluate((element) => getComputedStyle(element).textDecorationLine);
  expect(line).toContain("underline");
  await takePicture(reader, `narrow-${device.viewport.width}-${device.viewport.height}`);
  await reader.close();
});
