import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { describePage, renderPage } from "../../src/server/page.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { readLibrary } from "../../src/text/library.ts";
import { makeFolder } from "../store/folder.ts";
import { AFTER, BEFORE, COMMENT, FILES, startOwnServer } from "./started.ts";

const HTML = `<!doctype html><html lang="en"><head><title>Openfloor</title></head><body><div id="page"></div></body></html>`;
const { library } = readLibrary(
  new Map(Object.entries(FILES).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  sha256,
);

describe("what an address is", () => {
  test.each([
    ["/", 200, "Openfloor", 0],
    ["/ferry", 200, "Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/", 200, "Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/4.16", 200, "4.16 · Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/4.16(ii)", 200, "4.16(ii) · Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/amendments/open", 200, "Open meetings · Ferry Club Bylaws · Openfloor", 2],
    ["/ferry/amendments/open/4.16", 200, "Open meetings · Ferry Club Bylaws · Openfloor", 2],
    ["/ferry/amendments/open/record", 200, "Open meetings · Ferry Club Bylaws · Openfloor", 2],
    ["/ferry/versions/2020-01-15/4.16", 200, "As of 2020-01-15 · Ferry Club Bylaws · Openfloor", 1],
    [
      "/ferry/compare/2020-01-15..2020-01-15",
      200,
      "2020-01-15 and 2020-01-15 compared · Ferry Club Bylaws · Openfloor",
      1,
    ],
    ["/sign-in", 200, "Sign in · Openfloor", 0],
    ["/sign-in/link", 200, "Sign in · Openfloor", 0],
    ["/account", 200, "Your account · Openfloor", 0],
    ["/who-may-do-what", 200, "Who may do what · Openfloor", 0],
    ["/sign-in/elsewhere", 404, "Nothing here · Openfloor", 0],
    ["/nowhere", 404, "Nothing here · Openfloor", 0],
    ["/ferry/amendments/none", 404, "Nothing here · Ferry Club · Openfloor", 0],
    ["/ferry/versions/2019-01-01", 404, "Nothing here · Ferry Club · Openfloor", 0],
    ["/ferry/discussion", 200, "Discussion · Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/moderation", 200, "Moderation · Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/constructor", 200, "constructor · Ferry Club Bylaws · Openfloor", 1],
    ["/ferry/compare/2020-01-15..2021-01-01", 404, "Nothing here · Ferry Club · Openfloor", 0],
    ["/ferry/a/b/c/d", 404, "Nothing here · Ferry Club · Openfloor", 0],
    ["/ferry/%E0%A4%A", 404, "Nothing here · Openfloor", 0],
  ])("%s", (path, status, title, texts) => {
    const head = describePage(path, library);
    expect([head.status, head.title, head.texts.length]).toEqual([status, title, texts]);
  });

  test("a page asks for the texts it will show before its script has run", () => {
    const html = renderPage(HTML, describePage("/ferry/amendments/open/4.16", library), "<p>Plain</p>");
    for (const url of [
      "/api/library",
      `/api/comparisons/${sha256(BEFORE)}/${sha256(AFTER)}`,
      "/api/collisions/ferry/open",
    ]) {
      expect(html).toContain(`<link rel="preload" as="fetch" crossorigin href="${url}">`);
    }
    expect(html).toContain(
      'fetchpriority="low" href="/api/entries?document=ferry&#38;amendment=open&#38;chain=no&#38;after=0">',
    );
    expect(html).toContain('<html lang="en-GB">');
    expect(html).toContain('<meta name="description" content="Lets every member watch.">');
    expect(html).toContain(
      'type="application/atom+xml" title="What was said" href="/ferry/amendments/open/feed.atom">',
    );
    expect(html).toContain("<noscript><p>Plain</p></noscript></body>");
  });

  test.each([
    "/ferry/amendments/open/record",
    "/ferry/amendments/open/positions",
    "/ferry/moderation",
    "/account",
    "/sign-in",
  ])("%s asks for no text beforehand: it shows none", (path) => {
    const html = renderPage(HTML, describePage(path, library), "");
    expect(html.match(/rel="preload"[^>]*href="([^"]*)"/g)).toHaveLength(1);
  });

  test("what stands in a file is shown as it stands there, never run", () => {
    const html = renderPage(
      HTML,
      {
        ...describePage("/", library),
        title: `</title><script>x</script> $& $1 "'`,
        description: `"><img>`,
      },
      "",
    );
    expect(html).not.toMatch(/<script>|<img>/);
    expect(html).toContain("$&#38; $1 &#34;&#39;");
  });
});

function buildPages(): string {
  const pages = join(makeFolder(), "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  const script = "export const x = 1;".repeat(200);
  writeFileSync(join(pages, "index.html"), HTML);
  writeFileSync(join(pages, "icon.svg"), "<svg/>");
  writeFileSync(join(pages, "assets/index-abc.js"), script);
  writeFileSync(join(pages, "assets/index-abc.js.br"), brotliCompressSync(script));
  return pages;
}

test("every address that is nothing else is the page, and files are served compressed", async () => {
  const browser = (await startOwnServer({ pages: buildPages() })).browser();
  const page = await browser.ask("/ferry/amendments/open/4.16");
  expect([page.status, page.headers.get("content-type"), page.headers.get("cache-control")]).toEqual([
    200,
    "text/html; charset=utf-8",
    "no-cache",
  ]);
  expect(page.text).toContain("<title>Open meetings");
  const missing = await browser.ask("/nowhere");
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(missing.text).toContain('<div id="page">');
  const script = await browser.ask("/assets/index-abc.js", { headers: { "accept-encoding": "br" } });
  expect(script.headers.get("content-encoding")).toBe("br");
  expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(script.headers.get("content-type")).toContain("javascript");
  expect(script.text).toContain("export const x");
  expect((await browser.ask("/icon.svg")).headers.get("cache-control")).toBe("public, max-age=3600");
  expect(await browser.ask("/assets/gone.js")).toMatchObject({ status: 404, json: { code: "address-unknown" } });
});

test("without scripts, the page of a version tells what was said about it, and about amendments, with the way there", async () => {
  const ada = (await startOwnServer({ pages: buildPages() })).browser();
  await ada.name("Ada Lindqvist");
  const version = "2020-01-15";
  const words = "Who keeps the key?";
  await ada.say({ kind: "comment", document: "ferry", version, clause: "4.16", text: words }, "key");
  await ada.say(COMMENT, "minutes");
  for (const path of ["/ferry", "/ferry/4.16", `/ferry/versions/${version}`, "/ferry/discussion"]) {
    const { text } = await ada.ask(path);
    expect(text, path).toContain(words);
    expect(text, path).toContain('href="/ferry/4.16#comment-1"');
    expect(text, path).toContain("<bdi>Open meetings · 4.16 · revision 1</bdi>");
    expect(text, path).toContain('href="/ferry/amendments/open/4.16#comment-2"');
  }
});

test.each([
  "/index.html",
  "/../secret",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/.vite/manifest.json",
  "/assets/index-abc.js.br",
])("%s gives nothing away", async (path) => {
  const { text } = await (await startOwnServer({ pages: buildPages() })).browser().ask(path);
  expect(text).not.toMatch(/root:|secret/);
  expect(text).toMatch(/Nothing here|address-unknown|address cannot be read|<div id="page">/);
});

test("unknown addresses of the interface, and posts to pages, are refused in JSON", async () => {
  const browser = (await startOwnServer({ pages: buildPages() })).browser();
  expect(await browser.ask("/api/nothing")).toMatchObject({ status: 404, json: { code: "address-unknown" } });
  expect(await browser.post("/ferry", {})).toMatchObject({ status: 404, json: { code: "address-unknown" } });
  expect(await browser.ask("/api/entries", { method: "DELETE" })).toMatchObject({
    status: 404,
    json: { code: "address-unknown" },
  });
});
