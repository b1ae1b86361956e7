import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { addQuay, QUAY } from "./quay.ts";
import { DESK, expectQuiet, openReader, PATIENCE_MS, type Reader, say, stopAtFailure, takePicture } from "./reader.ts";

const FOLDER = "quay-society";
const SLUG = "2024-keys";
const ADDRESS = `${QUAY}/amendments/${SLUG}`;
/** Each speaks once: a name is taken only once. */
const NAMES = ["Anna Berg", "Bodil Ek", "Carl Dahl", "Dora Falk", "Elin Holm"];
const patience = { timeout: PATIENCE_MS };

const amendment = (rest = "") => `title: Keys and notice
base: 2023-05-14
movedBy: the Warden
notice: 2024-01-10
comment:
  opens: 2024-01-20
${rest}revisions:
  - number: 1
    on: 2024-01-10
`;
const SECOND = "  - number: 2\n    on: 2024-02-10\n";
const ADOPTED = "decision:\n  outcome: adopted\n  on: 2024-03-01\ninForce: 2024-03-10\n";

// One amendment from its first revision to the text in force; each test goes on where the one before it ended.
describe("comments follow their words", () => {
  stopAtFailure();
  let browser: Browser;
  let server: RunningServer;
  let ada: Reader;
  let link: string;
  const texts: Record<string, string> = {};

  const write = (path: string, source: string) => {
    const file = join(server.bylaws, FOLDER, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, source);
  };
  const library = async (words: string) =>
    vi.waitFor(async () => {
      const answer = await (await fetch(`${server.address}/api/library`)).text();
      if (!answer.includes(words)) throw new Error(`The server has not read the files: ${answer}`);
    }, PATIENCE_MS);
  const anchorOn = (name: string, label: string, quote: string) => {
    const source = texts[name]!;
    const clause = findClause(parseBylaws(source), label)!;
    const from = clause.text.indexOf(quote);
    if (from < 0) throw new Error(`${label} of ${name} has no “${quote}”.`);
    const text = createHash("sha256").update(source).digest("hex");
    const side = name === "base" ? ("before" as const) : ("after" as const);
    return makeAnchor({ text, side, clause, part: "text", from, to: from + quote.length })!;
  };
  const comment = (name: string, label: string | undefined, quote?: string) =>
    say(server, NAMES.shift()!, {
      document: FOLDER,
      amendment: SLUG,
      clause: label,
      text: `On ${quote ?? "the whole"}.`,
      ...(quote && { anchor: anchorOn(name, label!, quote) }),
    });
  const open = async (words: string) => {
    const { page } = ada;
    const thread = page.locator(".thread", { hasText: `On ${words}.` });
    await thread.locator("button", { hasText: /^Open|Read on|repl/ }).click();
    return thread;
  };
  /** How many threads all chips and the whole say there are. */
  const counted = () =>
    ada.page.evaluate(() =>
      [...document.querySelectorAll(".chip .threads")].reduce(
        (sum, chip) => sum + Number.parseInt(chip.textContent!, 10),
        0,
      ),
    );

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), runServer()]);
    await addQuay(server);
    texts.base = readFileSync(join(server.bylaws, FOLDER, "versions/2023-05-14.md"), "utf8");
    texts.first = texts.base
      .replace("on request", "against a deposit of ten pounds")
      .replace("sends notice of a meeting", "sends notice by lamp signal of a meeting")
      .replace(/2\.2 Lanterns.*\n\n/, "");
    write(`amendments/${SLUG}/1.md`, texts.first);
    write(`amendments/${SLUG}/amendment.yaml`, amendment());
    await library(SLUG);
    await comment("first", "2.1", "a deposit of ten pounds");
    await comment("first", "2.3", "the oil burnt");
    await comment("first", "3.1", "by lamp signal");
    await comment("base", "2.2", "from dusk to midnight");
    await comment("first", undefined);
    ada = await openReader(browser, server, DESK);
  });
  afterAll(async () => {
    await ada?.close();
    await browser?.close();
    await server?.close();
  });

  test("on the revision they were made on they stand at their words, and one copies a link to words", async () => {
    await ada.goTo(`${ADDRESS}/2.1`);
    const { page } = ada;
    await expect.poll(() => ada.marked(1), patience).toBe("a deposit of ten pounds");
    await expect.poll(() => ada.marked(4), patience).toBe("from dusk to midnight");
    await page.evaluate(() => {
      const leaf = [...document.querySelectorAll(".law [data-at]")].find((each) =>
        each.textContent!.includes("keeps the keys"),
      )!;
      const letters = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const at = letters.data.indexOf("the keys of the fish hall");
      getSelection()!.setBaseAndExtent(letters, at, letters, at + "the keys".length);
    });
    await page.getByRole("button", { name: "Copy link to these words" }).click();
    link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/2024-keys\/2\.1\?words=after\.p\d+-\d+\.[\da-f]{8}$/);
  });

  test("on the next revision each says what became of its words, and none is left out", async () => {
    texts.second = texts
      .first!.replace("ten pounds", "twenty pounds")
      .replace(" and on the oil burnt under Section 2.2", "")
      .replace(" by lamp signal", "")
      .replace("The Warden keeps the keys", "The Warden alone keeps the keys");
    write(`amendments/${SLUG}/2.md`, texts.second);
    appendFileSync(join(server.bylaws, FOLDER, `amendments/${SLUG}/amendment.yaml`), SECOND);
    await library('"number":2');
    await ada.goTo(ADDRESS);
    const { page } = ada;
    await expect.poll(() => ada.marked(1), patience).toBe("a deposit of twenty pounds");
    // Struck on this revision: shown where they stand struck.
    await expect.poll(() => ada.marked(2), patience).toBe("the oil burnt");
    expect(await page.locator('.law del mark[data-marks~="2"]').count()).toBe(1);
    // Neither here nor in the text in force: where they stood is marked, in a section that is folded.
    await page.getByRole("button", { name: "Whole text" }).click();
    await expect.poll(() => page.locator('.law mark[data-stood][data-marks~="3"]').count(), patience).toBe(1);
    await expect.poll(() => ada.marked(4), patience).toBe("from dusk to midnight");
    await expect.poll(counted, patience).toBe(4);
    await (await open("a deposit of ten pounds")).getByText("Its words have changed since.").waitFor();
    await (await open("the oil burnt")).getByText("Its words are struck here.").waitFor();
    await (await open("by lamp signal")).getByText("Its words are no longer in this clause.").waitFor();
    await takePicture(ada, "carried-1280");
  });

  test("the link to words leads to them, and says that they were linked on revision 1", async () => {
    const { page } = ada;
    await page.goto(link);
    await expect.poll(() => page.locator(".law mark[data-linked]").allInnerTexts(), patience).toEqual(["the keys"]);
    await page.getByText(/The words of this link .* It was made on revision 1/).waitFor();
  });

  test("the discussion in one list counts the same threads, and its filter stands in the address", async () => {
    const { page } = ada;
    await ada.goTo(`${ADDRESS}/discussion`);
    await page.getByText("5 threads", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Changed\s*1$/ }).click();
    await page.getByText("1 of 5 threads").waitFor();
    expect(new URL(page.url()).search).toBe("?placement=changed");
    await page.getByRole("searchbox").fill("lamp");
    await page.getByText("No thread is marked Changed and holds “lamp”.").waitFor();
    await expect.poll(() => new URL(page.url()).search, patience).toBe("?placement=changed&q=lamp");
    await page.getByRole("button", { name: "Show all threads" }).click();
    await page.getByText("5 threads", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Moderation: nothing was hidden" }).click();
    await page.getByText("Nothing was hidden here.").waitFor();
    await page.goBack();
    await page.getByText("5 threads", { exact: true }).waitFor();
  });

  test("after adoption they are found on the text in force, where one can go on", async () => {
    write(`amendments/${SLUG}/amendment.yaml`, amendment(ADOPTED) + SECOND);
    write("versions/2024-03-10.md", texts.second!);
    appendFileSync(
      join(server.bylaws, FOLDER, "document.yaml"),
      "  - on: 2024-03-10\n    file: versions/2024-03-10.md\n    kind: in force\n    note: Keys.\n",
    );
    await library('"on":"2024-03-10","kind"');
    await ada.goTo(QUAY);
    const { page } = ada;
    await expect.poll(() => ada.marked(1), patience).toBe("a deposit of twenty pounds");
    await expect.poll(() => page.locator(".thread").count(), patience).toBe(5);
    await page.getByRole("button", { name: "Comment on this section: 2.1 Keys" }).click();
    await page.getByRole("textbox", { name: "Your comment" }).fill("How is it returned?");
    await page.getByRole("textbox", { name: /name/i }).fill("Ada Lindqvist");
    await page.getByRole("button", { name: "Post comment" }).click();
    await page.locator(".thread", { hasText: "How is it returned?" }).waitFor();
    await takePicture(ada, "version-1280");
  });

  test("nothing complained", () => expectQuiet([ada]));
});
