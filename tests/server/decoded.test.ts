import { expect, test } from "vitest";
import { COMMENT, startOwnServer } from "./started.ts";

/** Each would be something else if it were decoded once more. */
const ENCODED = [
  "%3Cb%3E %2527 %00",
  "&lt;b&gt; &amp;lt; &#60;",
  "\\u003cb\\u003e \\x3c",
  "+ %2B =?utf-8?q?=3Cb=3E?=",
  "PGI+ (base64)",
];

test("words are decoded once, and then stand as they are", async () => {
  const { browser } = await startOwnServer();
  const ada = browser();
  await ada.name();
  for (const [index, text] of ENCODED.entries()) {
    const said = await ada.say({ ...COMMENT, text }, `encoded-${index}`);
    expect(said.json.text).toBe(text);
  }
  // JSON's own escapes are the one encoding that is undone.
  const escaped = JSON.stringify({ ...COMMENT, text: "TEXT" }).replace("TEXT", "\\u003cb\\u003e");
  expect((await ada.post("/api/entries", escaped, { "idempotency-key": "escaped" })).json.text).toBe("<b>");
  expect((await ada.entries()).map(({ text }) => text)).toEqual([...ENCODED, "<b>"]);
});

test.each([
  ["/%66erry/feed.atom", 200],
  ["/%2566erry/feed.atom", 404],
  ["/ferry%2Famendments%2Fopen/feed.atom", 404],
  ["/api/collisions/%66erry/open", 200],
  ["/api/collisions/%2566erry/open", 404],
])("an address is decoded once: %s is answered with %i", async (path, status) => {
  const { browser } = await startOwnServer();
  expect((await browser().await(path)).status).toBe(status);
});

test.each(["http://floor.example.org", "https://floor.example.org"])(
  "no address leads from http to https by itself, at %s: whoever sends in the clear is not led on in silence",
  async (origin) => {
    const { browser } = await startOwnServer({ origin, trustProxy: 1 });
    for (const path of ["/api/library", "/api/me", "/healthz", "/feed.atom"]) {
      const { status, headers } = await browser().ask(path, {
        redirect: "manual",
        headers: { "x-forwarded-proto": "http" },
      });
      expect(status, path).toBe(200);
      expect(headers.get("location"), path).toBeNull();
    }
  },
);
