import { writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { AFTER, anchorOn, BEFORE, type Browser, COMMENT, FILES, type OwnServer, startOwnServer } from "./started.ts";

let server: OwnServer;
let ada: Browser;
let adaId: string;

beforeEach(async () => {
  server = await startOwnServer();
  ada = server.browser();
  adaId = await ada.name();
});

test("a comment is answered with its number, and is on record", async () => {
  const { status, json } = await ada.say(COMMENT, "k1");
  expect(status).toBe(201);
  expect(json).toMatchObject({ ...COMMENT, seq: 1, by: adaId, key: `${adaId}/k1`, at: "2026-06-15T12:00:00.000Z" });
  const read = (await ada.ask("/api/entries?document=ferry&amendment=open")).json;
  expect(read).toEqual({
    entries: [json],
    last: 1,
    people: { [adaId]: { id: adaId, name: "Ada", standing: "guest", isVerified: false } },
  });
  expect(verifyChain(read.entries, sha256)).toEqual({ ok: true, count: 1, blanked: 0 });
});

test("a page that shows no chain is spared its hashes, and nothing else", async () => {
  await ada.say(COMMENT, "k1");
  const [whole, spared] = await Promise.all(
    ["", "&chain=no"].map(async (rest) => (await ada.ask(`/api/entries?document=ferry${rest}`)).json),
  );
  const { bodyHash: _, previous: __, hash: ___, ...entry } = whole.entries[0];
  expect(spared).toEqual({ ...whole, entries: [entry] });
});

test("a repeat of the key is answered with the same entry, another content is refused", async () => {
  const first = await ada.say(COMMENT, "k1");
  const repeat = await ada.say(COMMENT, "k1");
  expect([repeat.status, repeat.json]).toEqual([200, first.json]);
  const other = await ada.say({ ...COMMENT, text: "Something else" }, "k1");
  expect([other.status, other.json.code]).toEqual([422, "key-reused"]);
  expect(await ada.entries()).toHaveLength(1);
});

test("twenty sends of one key at the same time add one entry", async () => {
  const sent = await Promise.all(Array.from({ length: 20 }, () => ada.say(COMMENT, "k1")));
  expect(sent.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  expect(new Set(sent.map(({ json }) => json.seq))).toEqual(new Set([1]));
  expect(await ada.entries()).toHaveLength(1);
});

test("two people may choose the same key", async () => {
  const bob = server.browser();
  await bob.name("Bob");
  expect([(await ada.say(COMMENT, "k1")).status, (await bob.say(COMMENT, "k1")).status]).toEqual([201, 201]);
});

test("a repeat is answered with its entry, also after the amendment was closed", async () => {
  const first = await ada.say(COMMENT, "k1");
  const path = `${server.bylaws}/ferry/amendments/open/amendment.yaml`;
  writeFileSync(path, FILES["ferry/amendments/closed/amendment.yaml"]!);
  let key = 1;
  await expect.poll(async () => (await ada.say(COMMENT, `new${key++}`)).status, { timeout: 5000 }).toBe(403);
  expect((await ada.say(COMMENT, "k1")).json).toEqual(first.json);
});

test("everything that can be said goes on record", async () => {
  await ada.say(COMMENT, "c");
  const place = { document: "ferry", amendment: "open", revision: 1 };
  const sent = [
    { ...COMMENT, text: "On the words", anchor: anchorOn("by every Member") },
    { ...place, kind: "comment", text: "On the whole" },
    { ...COMMENT, clause: "4.16(ii)", text: "On an item" },
    { ...place, kind: "reply", clause: "4.16", text: "Yes.", replyTo: 1 },
    { ...place, kind: "reply", text: "No.", replyTo: 5 },
    { ...place, kind: "position", position: "support-with-changes", reason: "Only if recorded." },
    { ...place, kind: "position", position: "object" },
    { ...place, kind: "withdrawal", withdraws: 1 },
  ];
  for (const [index, said] of sent.entries()) {
    const { status, json } = await ada.say(said, `k${index}`);
    expect([status, json]).toEqual([201, expect.objectContaining(said)]);
  }
  expect((await ada.ask("/api/activity")).json).toEqual({
    last: 9,
    activity: [
      {
        document: "ferry",
        amendment: "open",
        comments: 3,
        replies: 2,
        positions: 1,
        people: 1,
        lastAt: "2026-06-15T12:00:00.000Z",
        lastSeq: 9,
      },
    ],
  });
});

const without = (field: keyof typeof COMMENT) => ({ ...COMMENT, [field]: undefined });

describe("what is not as it should be is refused with the field", () => {
  test.each<[string, unknown, { code: string; field?: string }]>([
    ["no JSON", "{nope", { code: "not-json", field: "body" }],
    ["an empty body", "", { code: "not-json", field: "body" }],
    ["a list", [], { code: "wrong-type", field: "body" }],
    ["a body of null", "null", { code: "wrong-type", field: "body" }],
    ["no kind", without("kind"), { code: "wrong-value", field: "kind" }],
    ["a kind nobody knows", { ...COMMENT, kind: "shout" }, { code: "wrong-value", field: "kind" }],
    ["no document", without("document"), { code: "field-missing", field: "document" }],
    ["no text", without("text"), { code: "field-missing", field: "text" }],
    ["a number for a text", { ...COMMENT, text: 7 }, { code: "wrong-type", field: "text" }],
    ["a text for a number", { ...COMMENT, revision: "1" }, { code: "wrong-type", field: "revision" }],
    ["a half revision", { ...COMMENT, revision: 1.5 }, { code: "wrong-type", field: "revision" }],
    ["a field too many", { ...COMMENT, colour: "red" }, { code: "unknown-field", field: "colour" }],
    ["a time of one's own", { ...COMMENT, at: "2020-01-01T00:00:00.000Z" }, { code: "unknown-field", field: "at" }],
    ["an author of one's own", { ...COMMENT, by: "someone" }, { code: "unknown-field", field: "by" }],
    ["a field of another kind", { ...COMMENT, position: "object" }, { code: "unknown-field", field: "position" }],
    [
      "a position nobody knows",
      { ...COMMENT, text: undefined, kind: "position", position: "yes" },
      { code: "wrong-value", field: "position" },
    ],
    [
      "a field too many in an anchor",
      { ...COMMENT, anchor: { ...anchorOn("minutes"), x: 1 } },
      { code: "unknown-field", field: "anchor.x" },
    ],
    [
      "a place below nothing",
      { ...COMMENT, anchor: { ...anchorOn("minutes"), from: -1 } },
      { code: "wrong-value", field: "anchor.from" },
    ],
    ["an empty text", { ...COMMENT, text: " \n" }, { code: "text-empty", field: "text" }],
    ["a text too long", { ...COMMENT, text: "x".repeat(10_001) }, { code: "text-too-long", field: "text" }],
    ["a text nested too deep", { ...COMMENT, text: `${">".repeat(21)} x` }, { code: "text-too-nested", field: "text" }],
    [
      "a reason too long",
      { ...COMMENT, text: undefined, kind: "position", position: "object", reason: "x".repeat(10_001) },
      { code: "text-too-long", field: "reason" },
    ],
    ["a clause there is not", { ...COMMENT, clause: "4.17" }, { code: "clause-unknown", field: "clause" }],
    ["a prototype", '{"__proto__": {"x": 1}}', { code: "not-json", field: "body" }],
  ])("%s", async (_, body, expected) => {
    const { status, json } = await ada.post("/api/entries", body, { "idempotency-key": "k1" });
    expect([status, json]).toEqual([400, { ...expected, message: expect.stringMatching(/\S \S.*\.$/) }]);
    expect(await ada.entries()).toEqual([]);
  });
});

test("a text of ten thousand characters from anywhere fits, sixty-four kilobytes do not", async () => {
  expect((await ada.say({ ...COMMENT, text: "語".repeat(10_000) }, "k1")).status).toBe(201);
  const { status, json } = await ada.say({ ...COMMENT, text: "x".repeat(65_536) }, "k2");
  expect([status, json]).toEqual([413, expect.objectContaining({ code: "body-too-long", field: "body" })]);
  expect(json.message).toMatch(/ is longer than 64 kB\. Nothing was added;/);
});

test.each([
  ["no key", {}],
  ["an empty key", { "idempotency-key": "" }],
  ["a key with a space", { "idempotency-key": "a b" }],
  ["a key of other letters", { "idempotency-key": "\u00e9" }],
  ["a key too long", { "idempotency-key": "x".repeat(101) }],
])("%s is refused with the header's name", async (_, headers: Record<string, string>) => {
  const { status, json } = await ada.post("/api/entries", COMMENT, headers);
  expect([status, json.field]).toEqual([400, "idempotency-key"]);
  expect(json.message).toContain("Idempotency-Key");
});

test("words that are no JSON by their type are refused too", async () => {
  const response = await ada.ask("/api/entries", {
    method: "POST",
    headers: { "idempotency-key": "k" },
    body: "text=hello",
  });
  expect([response.status, response.json.code]).toEqual([400, "not-json"]);
});

test("somebody without a name is asked for one", async () => {
  const { status, json } = await server.browser().say(COMMENT, "k1");
  expect([status, json.code]).toEqual([401, "signed-out"]);
});

test("a cookie somebody made himself is nobody's", async () => {
  const mallory = server.browser();
  for (const cookie of [adaId, `${adaId}.abc`, ""]) {
    mallory.cookies.set("openfloor", cookie);
    expect((await mallory.say(COMMENT, "k1")).status).toBe(401);
  }
});

test.each([
  ["document", { document: "nowhere" }, "document-unknown"],
  ["amendment", { amendment: "nothing" }, "amendment-unknown"],
  ["revision", { revision: 9 }, "revision-unknown"],
])("a %s there is not is said to be so", async (field, change, code) => {
  const { status, json } = await ada.say({ ...COMMENT, ...change }, "k1");
  expect([status, json.code, json.field]).toEqual([404, code, field]);
});

test("an unknown clause is answered with the nearest ones", async () => {
  const { json } = await ada.say({ ...COMMENT, clause: "4.17" }, "k1");
  expect(json.message).toMatch(/no clause “4\.17”.*4\.16/);
});

test("what is closed says since when, what is not open yet from when", async () => {
  const closed = await ada.say({ ...COMMENT, amendment: "closed" }, "k1");
  expect([closed.status, closed.json.code]).toEqual([403, "closed-for-comment"]);
  expect(closed.json.message).toMatch(/since .*2025/);
  const draft = await ada.say({ ...COMMENT, amendment: "draft" }, "k2");
  expect([draft.status, draft.json.code]).toEqual([403, "not-yet-open"]);
  expect(draft.json.message).toMatch(/2027/);
});

test("a reply needs a comment on the same amendment", async () => {
  await ada.say({ ...COMMENT, amendment: "other" }, "k1");
  const reply = { ...COMMENT, kind: "reply" };
  for (const replyTo of [1, 2]) {
    const { status, json } = await ada.say({ ...reply, replyTo }, `r${replyTo}`);
    expect([status, json.code, json.field]).toEqual([404, "entry-unknown", "replyTo"]);
  }
});

test("one's own words can be taken back once, and nobody else's", async () => {
  const bob = server.browser();
  await bob.name("Bob");
  await ada.say(COMMENT, "k1");
  const withdrawal = { kind: "withdrawal", document: "ferry", amendment: "open", revision: 1, withdraws: 1 };
  expect((await bob.say(withdrawal, "w")).json).toMatchObject({ code: "not-yours" });
  expect((await ada.say(withdrawal, "w1")).status).toBe(201);
  expect((await ada.say(withdrawal, "w2")).json).toMatchObject({ code: "withdrawn" });
  expect((await ada.say(withdrawal, "w1")).status).toBe(200);
  expect((await ada.ask("/api/activity")).json.activity[0].comments).toBe(0);
});

describe("a quote must be the words of the text", () => {
  const anchor = anchorOn("by every Member");
  test.each<[string, object]>([
    ["other words", { quote: "by every Nember" }],
    ["another place", { from: anchor.from + 1, to: anchor.to + 1 }],
    ["a longer quote than its place", { to: anchor.to + 3 }],
    ["other words before it", { prefix: "not what stands there" }],
    ["other words after it", { suffix: "not what stands there" }],
    ["a clause there is not", { clause: "9.9" }],
    ["the text of the other side", { side: "before" }],
    ["a text of another amendment", { text: sha256(AFTER.replace("fourteen", "seven")) }],
  ])("%s", async (_, change) => {
    const { status, json } = await ada.say({ ...COMMENT, anchor: { ...anchor, ...change } }, "k1");
    expect([status, json.code, json.field]).toEqual([400, "anchor-mismatch", "anchor"]);
  });

  test("struck words are quoted from the old text, and a text that was replaced meanwhile is let pass", async () => {
    const old = anchorOn("its meetings, and", BEFORE);
    expect((await ada.say({ ...COMMENT, anchor: { ...old, side: "before" } }, "k1")).status).toBe(201);
    expect((await ada.say({ ...COMMENT, anchor: { ...anchor, text: "a".repeat(64) } }, "k2")).status).toBe(201);
  });
});

test("entries are asked for by place and number", async () => {
  for (const [index, amendment] of ["open", "other", "open"].entries())
    await ada.say({ ...COMMENT, amendment }, `k${index}`);
  const numbers = async (query: string) => (await ada.entries(query)).map(({ seq }) => seq);
  expect(await numbers("")).toEqual([1, 2, 3]);
  expect(await numbers("?document=ferry&amendment=open")).toEqual([1, 3]);
  expect(await numbers("?document=ferry&amendment=open&after=1")).toEqual([3]);
  expect((await ada.ask("/api/entries?document=ferry&amendment=other&after=2")).json).toEqual({
    entries: [],
    last: 3,
    people: {},
  });
  expect((await ada.ask("/api/entries?document=ferry&limit=2")).json).toMatchObject({
    last: 2,
    entries: [{ seq: 1 }, { seq: 2 }],
  });
  for (const [query, field] of [
    ["?after=x", "after"],
    ["?after=-1", "after"],
    ["?colour=red", "colour"],
    ["?amendment=open", "document"],
    ["?limit=0", "limit"],
  ]) {
    expect(await ada.ask(`/api/entries${query}`)).toMatchObject({ status: 400, json: { field } });
  }
});

test("a page that has everything is told so without the entries, until somebody speaks or takes another name", async () => {
  await ada.say(COMMENT, "k1");
  const etag = async () => (await ada.ask("/api/entries")).headers.get("etag")!;
  const unchanged = (tag: string) => ada.ask("/api/entries", { headers: { "if-none-match": tag } });
  const first = await etag();
  expect(await unchanged(first)).toMatchObject({ status: 304, text: "" });
  await ada.say(COMMENT, "k2");
  expect((await unchanged(first)).status).toBe(200);
  const second = await etag();
  await ada.name("Ada Lovelace");
  expect((await unchanged(second)).status).toBe(200);
});
