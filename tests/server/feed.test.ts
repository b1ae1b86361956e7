import { expect, test } from "vitest";
import { anchorOn, COMMENT, startOwnServer } from "./started.ts";

/** Texts of all elements of a name, in order, unescaped. */
function textsOf(feed: string, name: string): string[] {
  const decode = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  return [...feed.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, "g"))].map(([, text]) => decode(text!));
}

test("a feed tells what was said, newest first: who, in what standing, on what, in whose words", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada");
  await ada.say({ ...COMMENT, text: "Why <b>not</b> & when?", anchor: anchorOn("every Member") }, "a");
  await ada.say({ kind: "reply", ...placeOf(COMMENT), text: "Indeed.", replyTo: 1 }, "b");
  await ada.say({ kind: "position", ...placeOf(COMMENT), position: "support-with-changes", reason: "Nearly." }, "c");
  const { text, headers } = await server.browser().ask("/ferry/amendments/open/feed.atom");
  expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect(textsOf(text, "title")).toEqual([
    "Open meetings (Ferry Club Bylaws): what was said",
    "Position: Support with changes by Ada (guest) on 4.16 · revision 1",
    "Reply to 1 by Ada (guest) on 4.16 · revision 1",
    "Comment by Ada (guest) on 4.16 · revision 1",
  ]);
  expect(textsOf(text, "content")).toEqual(["Nearly.", "Indeed.", "“every Member”\n\nWhy <b>not</b> & when?"]);
  expect(text).toContain(`href="${server.address}/ferry/amendments/open/4.16#comment-1"`);
  expect(text).not.toContain("<b>");
});

test("what was withdrawn is no longer in a feed", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada");
  await ada.say({ ...COMMENT, text: "Said in anger." }, "a");
  const { document, amendment, revision } = COMMENT;
  await ada.say({ kind: "withdrawal", document, amendment, revision, withdraws: 1 }, "b");
  const { text } = await server.browser().ask("/feed.atom");
  expect(text).not.toContain("anger");
  expect(textsOf(text, "content")).toEqual(["", "Withdrawn by its author."]);
});

test("a feed holds the newest 50 of its place, and of no other", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada");
  for (let n = 1; n <= 60; n++) await ada.say({ ...COMMENT, text: `Number ${n}.` }, `k${n}`);
  await ada.say({ ...COMMENT, amendment: "other", clause: "4.15", text: "Elsewhere." }, "other");
  const feed = async (path: string) => textsOf((await server.browser().ask(path)).text, "content");
  const own = await feed("/ferry/amendments/open/feed.atom");
  expect([own.length, own[0], own.at(-1)]).toEqual([50, "Number 60.", "Number 11."]);
  expect(await feed("/ferry/amendments/other/feed.atom")).toEqual(["Elsewhere."]);
  expect((await feed("/ferry/feed.atom"))[0]).toBe("Elsewhere.");
  expect((await feed("/feed.atom")).length).toBe(50);
});

test("a feed that has not changed is not sent again, and one that has is", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada");
  const first = await ada.ask("/feed.atom");
  const again = { headers: { "if-none-match": first.headers.get("etag")! } };
  expect((await ada.ask("/feed.atom", again)).status).toBe(304);
  await ada.say(COMMENT, "a");
  expect((await ada.ask("/feed.atom", again)).status).toBe(200);
});

test.each([
  ["/nowhere/feed.atom", "document-unknown"],
  ["/ferry/amendments/none/feed.atom", "amendment-unknown"],
])("there is no %s", async (path, code) => {
  const { status, json } = await (await startOwnServer()).browser().ask(path);
  expect([status, json.code]).toEqual([404, code]);
});

test("characters that XML cannot hold leave a feed whole", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada");
  await ada.say({ ...COMMENT, text: "a\u0000b\u0008c\uFFFEd\uD800e\r\nf]]>" }, "a");
  const { text } = await ada.ask("/feed.atom");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
  expect(text).not.toMatch(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/);
  expect(textsOf(text, "content")).toEqual(["a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\r\nf]]>"]);
});

function placeOf({ document, amendment, revision, clause }: typeof COMMENT) {
  return { document, amendment, revision, clause };
}
