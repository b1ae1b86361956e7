import { expect, test } from "vitest";
import { becomeSecretary } from "./signedIn.ts";
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

test("what is asked, edited, signed, answered, settled and said on a version is told in plain words", async () => {
  const server = await startOwnServer();
  const [sefa, ada, bob] = [server.browser(), server.browser(), server.browser()];
  await becomeSecretary(server, sefa, "Sefa");
  await ada.name("Ada");
  await bob.name("Bob");
  const { clause: _, ...place } = placeOf(COMMENT);
  const request = { ...COMMENT, mark: "request", anchor: anchorOn("every Member"), wording: "everyone" };
  await ada.say({ ...request, text: "First words." }, "1");
  await ada.say({ ...place, kind: "edit", text: "Better words.", edits: 1, after: 1 }, "2");
  await bob.say({ ...place, kind: "co-signature", signs: 1 }, "3");
  const answer = {
    kind: "disposition",
    text: "Partly.",
    answers: 1,
    outcome: "accepted-in-part",
    wording: "each Member",
  };
  await sefa.say({ ...place, ...answer, where: 1 }, "4");
  await ada.say({ ...place, kind: "resolution", text: "Good.", resolves: 1 }, "5");
  await bob.say({ ...place, kind: "position", position: "object", thread: 1 }, "6");
  await ada.say({ kind: "comment", document: "ferry", version: "2020-01-15", text: "Why?", mark: "question" }, "7");
  const { text } = await server.browser().ask("/ferry/feed.atom");
  const told = textsOf(text, "title")
    .slice(1)
    .map((title, at) => [title, textsOf(text, "content")[at]]);
  expect(told.reverse()).toEqual([
    [
      "Wording request, edited by Ada (guest) on 4.16 · revision 1",
      "“every Member”\n\nWords proposed in place of those quoted: “everyone”\n\nBetter words.",
    ],
    ["Edit of 1 by Ada (guest) on revision 1", "Better words."],
    ["Co-signature of 1 by Bob (guest) on revision 1", ""],
    [
      "Answer for the board to 1: Accepted in part by Sefa (secretary) on revision 1",
      "Partly.\n\nThe words will be: “each Member”\n\nSee 1.",
    ],
    ["Thread 1 resolved by Ada (guest) on revision 1", "Good."],
    ["Position: Object by Bob (guest) on revision 1", "See 1."],
    ["Question by Ada (guest) on version of 15 January 2020", "Why?"],
  ]);
  expect(text).toContain(`href="${server.address}/ferry/amendments/open#comment-1"`);
  expect(text).toContain(`href="${server.address}/ferry#comment-7"`);
  // Taken back, its edit is taken back with it.
  await ada.say({ ...place, kind: "withdrawal", withdraws: 1 }, "8");
  expect((await server.browser().ask("/feed.atom")).text).not.toMatch(/First words|Better words|everyone/);
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
