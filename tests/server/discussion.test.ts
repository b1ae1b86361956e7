import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSaid } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { makeDatabase } from "../postgres.ts";
import { becomeSecretary, signInByMail } from "./signedIn.ts";
import { AFTER, anchorOn, BEFORE, type Browser, COMMENT, FILES, type OwnServer, startOwnServer } from "./started.ts";

const { text: _text, kind: _kind, clause: _clause, ...PLACE } = COMMENT;
const VERSION = { kind: "comment", document: "ferry", version: "2020-01-15", clause: "4.16", text: "Why so?" };
const ON_VERSION = { document: "ferry" };
const REQUEST = {
  ...COMMENT,
  mark: "request",
  text: "So that it is clear.",
  anchor: anchorOn("by every Member"),
  wording: "by everyone",
};

const say = (browser: Browser, said: object) => browser.say(said, crypto.randomUUID());
async function add(browser: Browser, said: object): Promise<number> {
  const { status, json } = await say(browser, said);
  expect(status, JSON.stringify(json)).toBe(201);
  return json.seq;
}
const refusal = async (browser: Browser, said: object) => {
  const { status, json } = await say(browser, said);
  return [status, json.code, json.field];
};

/** Sends it again, as a page does, when a database that is too busy has not answered in time. */
async function untilTaken(send: () => ReturnType<Browser["say"]>) {
  let answer = await send();
  for (let tries = 1; answer.status === 503 && tries < 10; tries++) answer = await send();
  return answer;
}

async function named(server: OwnServer, name: string): Promise<Browser> {
  const browser = server.browser();
  await browser.name(name);
  return browser;
}

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async () => {
    const server = await startOwnServer(await place());
    const sefa = server.browser();
    await becomeSecretary(server, sefa);
    await sefa.post("/api/people", { row: { mail: "dora@example.org", name: "Dora Direktor", standing: "director" } });
    const dora = server.browser();
    await signInByMail(server, dora, "dora@example.org");
    return { server, sefa, dora, ada: await named(server, "Ada"), bob: await named(server, "Bob") };
  };

  test("everything that is said and done in a thread goes on record, and makes one thread", async () => {
    const { ada, bob, dora, sefa } = await start();
    const request = await add(ada, REQUEST);
    const reply = await add(bob, { ...PLACE, kind: "reply", text: "Better.", replyTo: request });
    await add(bob, { ...PLACE, kind: "edit", text: "Much better.", edits: reply, after: reply });
    await add(bob, { ...PLACE, kind: "co-signature", signs: request });
    await add(dora, {
      ...PLACE,
      kind: "disposition",
      text: "Nearly so.",
      answers: request,
      outcome: "accepted-in-part",
      wording: "by every person",
      where: reply,
    });
    await add(ada, { ...PLACE, kind: "resolution", text: "Fine with me.", resolves: request });
    await add(bob, { ...PLACE, kind: "resolution", text: "Not with me.", reopens: request });
    await add(ada, { ...PLACE, kind: "position", position: "object", reason: "See there.", thread: request });
    await add(sefa, { ...PLACE, kind: "moderation", text: "Off the matter.", hides: reply });
    await add(sefa, { ...PLACE, kind: "moderation", text: "It is not.", shows: reply });
    await add(ada, { ...PLACE, kind: "placement", places: request, on: sha256(BEFORE) });
    const { entries, people } = (await ada.ask("/api/entries")).json;
    const [thread, ...others] = threadsOf(entries.map(readSaid), (by) => people[by]);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ mark: "request", state: "reopened", request: "accepted-in-part" });
    expect([thread!.replies.length, thread!.coSignatures.length, thread!.placements.length]).toEqual([1, 1, 1]);
    expect(thread!.hidden.size).toBe(0);
  });

  test("a version is commented on at any time, on its own words, and its thread goes on there", async () => {
    const { ada, bob, dora } = await start();
    const anchor = anchorOn("publish its minutes", BEFORE);
    const question = await add(ada, { ...VERSION, mark: "question", anchor });
    await add(bob, { ...ON_VERSION, clause: "4.16", kind: "reply", text: "Since 1912.", replyTo: question });
    await add(bob, { ...ON_VERSION, kind: "co-signature", signs: question });
    await add(dora, { ...ON_VERSION, kind: "disposition", text: "By law.", answers: question, outcome: "answered" });
    await add(ada, { ...ON_VERSION, kind: "resolution", text: "Thanks.", resolves: question });
    await add(ada, { kind: "comment", ...ON_VERSION, version: "2020-01-15", text: "On the whole version" });
    await add(ada, { ...VERSION, clause: "4.16(ii)" });
    const { entries } = (await ada.ask("/api/entries?document=ferry")).json;
    expect(entries).toHaveLength(7);
    expect(entries.some(({ amendment }: { amendment?: string }) => amendment !== undefined)).toBe(false);
    expect((await ada.ask("/api/activity")).json.activity).toEqual([
      expect.objectContaining({ document: "ferry", comments: 3, replies: 1, people: 3, lastSeq: 7 }),
    ]);
    // A thread on an amendment is another place.
    const elsewhere = await add(ada, COMMENT);
    const reply = { ...ON_VERSION, kind: "reply", text: "Here?", replyTo: elsewhere };
    expect(await refusal(ada, reply)).toEqual([404, "entry-unknown", "replyTo"]);
    const back = { ...PLACE, kind: "reply", text: "There?", replyTo: question };
    expect(await refusal(ada, back)).toEqual([404, "entry-unknown", "replyTo"]);
    const other = { ...ON_VERSION, clause: "4.15", kind: "reply", text: "Elsewhere.", replyTo: question };
    expect(await refusal(ada, other)).toEqual([400, "clause-unknown", "clause"]);
  });

  test("an edit of what was edited meanwhile is refused, and of two at once one is", async () => {
    const { ada } = await start();
    const comment = await add(ada, COMMENT);
    const edit = { ...PLACE, kind: "edit", text: "On second thoughts", edits: comment, after: comment };
    const both = await Promise.all([say(ada, edit), say(ada, { ...edit, text: "On third thoughts" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)!.json).toMatchObject({ code: "edited-meanwhile", field: "after" });
    const first = both.find(({ status }) => status === 201)!.json.seq;
    expect(await add(ada, { ...edit, text: "Once more", after: first })).toBe(first + 1);
  });

  test("five hundred people co-sign at once, and each is counted once", { timeout: 120_000 }, async () => {
    const { server, ada } = await start();
    const request = await add(ada, REQUEST);
    const people = await Promise.all(Array.from({ length: 500 }, (_, at) => named(server, `Signer ${at}`)));
    const answers = await Promise.all(
      people.map((browser, at) =>
        untilTaken(() => browser.say({ ...PLACE, kind: "co-signature", signs: request }, `sign-${at}`)),
      ),
    );
    expect(answers.filter(({ status }) => status > 201).map(({ json }) => json)).toEqual([]);
    // Whoever sends it once more, as after a lost answer, is not counted again; nor with another key.
    const again = await Promise.all([
      people[0]!.say({ ...PLACE, kind: "co-signature", signs: request }, "sign-0"),
      people[0]!.say({ ...PLACE, kind: "co-signature", signs: request }, "another"),
    ]);
    expect(again.map(({ status, json }) => [status, json.code])).toEqual([
      [200, undefined],
      [409, "signed"],
    ]);
    const { entries, people: authors } = (await ada.ask("/api/entries")).json;
    const [thread] = threadsOf(entries.map(readSaid), (by) => authors[by]);
    expect(new Set(thread!.coSignatures.map(({ by }) => by)).size).toBe(500);
    expect(entries).toHaveLength(501);
  });

  test("twenty sends of one answer add one entry", async () => {
    const { ada, bob } = await start();
    const request = await add(ada, REQUEST);
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => bob.say({ ...PLACE, kind: "co-signature", signs: request }, "k")),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(await ada.entries()).toHaveLength(2);
  });

  test("what another server has added counts at once", async () => {
    const { server, ada } = await start();
    if (!server.settings.databaseUrl) return;
    const second = await startOwnServer({ databaseUrl: server.settings.databaseUrl });
    const there = second.browser();
    there.cookies = new Map(ada.cookies);
    const comment = await add(ada, COMMENT);
    await add(there, { ...PLACE, kind: "reply", text: "From there.", replyTo: comment });
    await add(there, { ...PLACE, kind: "withdrawal", withdraws: comment });
    const reply = { ...PLACE, kind: "reply", text: "Too late.", replyTo: comment };
    expect(await refusal(ada, reply)).toEqual([409, "withdrawn", "replyTo"]);
  });
});

describe("what is not as it should be is refused with the field", () => {
  const anchorOfVersion = anchorOn("publish its minutes", BEFORE);
  test.each<[string, object, [number, string, string]]>([
    ["a comment on nothing", { ...VERSION, version: undefined }, [400, "field-missing", "amendment"]],
    ["a version there is not", { ...VERSION, version: "1999-01-01" }, [404, "version-unknown", "version"]],
    ["a version that is no day", { ...VERSION, version: "newest" }, [400, "wrong-value", "version"]],
    ["a clause the version has not", { ...VERSION, clause: "9.9" }, [400, "clause-unknown", "clause"]],
    ["a revision without its amendment", { ...VERSION, revision: 1 }, [400, "field-missing", "amendment"]],
    ["an amendment without its revision", { ...COMMENT, revision: undefined }, [400, "field-missing", "revision"]],
    ["an amendment and a version", { ...COMMENT, version: "2020-01-15" }, [400, "wrong-value", "version"]],
    [
      "words of another text on a version",
      { ...VERSION, anchor: anchorOn("by every Member") },
      [400, "anchor-mismatch", "anchor"],
    ],
    [
      "words of an old side on a version",
      { ...VERSION, anchor: { ...anchorOfVersion, side: "before" } },
      [400, "anchor-mismatch", "anchor"],
    ],
    [
      "other words for a version",
      { ...VERSION, mark: "request", wording: "x", anchor: anchorOfVersion },
      [400, "wrong-value", "mark"],
    ],
    ["a mark nobody knows", { ...COMMENT, mark: "shout" }, [400, "wrong-value", "mark"]],
    ["a wording of a question", { ...COMMENT, mark: "question", wording: "x" }, [400, "wrong-value", "wording"]],
    ["a request without words", { ...REQUEST, wording: undefined }, [400, "field-missing", "wording"]],
    ["a request for nothing", { ...REQUEST, anchor: undefined }, [400, "field-missing", "anchor"]],
    ["a request for blanks", { ...REQUEST, wording: " " }, [400, "wording-empty", "wording"]],
    ["a request without a reason", { ...REQUEST, text: "" }, [400, "text-empty", "text"]],
    ["a wording too long", { ...REQUEST, wording: "x".repeat(10_001) }, [400, "text-too-long", "wording"]],
    ["the words of the proposal", { ...REQUEST, wording: " by every  Member" }, [400, "wording-same", "wording"]],
    [
      "other words for struck ones",
      { ...REQUEST, anchor: { ...anchorOn("its meetings, and", BEFORE), side: "before" } },
      [400, "anchor-mismatch", "anchor"],
    ],
    [
      "other words for a text that was replaced meanwhile",
      { ...REQUEST, anchor: { ...REQUEST.anchor, text: "a".repeat(64) } },
      [409, "revision-old", "anchor"],
    ],
    [
      "a position on a version",
      { kind: "position", document: "ferry", position: "object" },
      [400, "field-missing", "amendment"],
    ],
    [
      "a position for a thread there is not",
      { ...PLACE, kind: "position", position: "object", thread: 99 },
      [404, "entry-unknown", "thread"],
    ],
    ["an edit without a word", { ...PLACE, kind: "edit", edits: 1, after: 1, text: " " }, [400, "text-empty", "text"]],
    ["a resolution of nothing", { ...PLACE, kind: "resolution", text: "x" }, [400, "field-missing", "resolves"]],
    [
      "a resolution both ways",
      { ...PLACE, kind: "resolution", text: "x", resolves: 1, reopens: 1 },
      [400, "wrong-value", "reopens"],
    ],
    [
      "a resolution without a reason",
      { ...PLACE, kind: "resolution", text: "", resolves: 1 },
      [400, "text-empty", "text"],
    ],
    ["moderation of nothing", { ...PLACE, kind: "moderation", text: "x" }, [400, "field-missing", "hides"]],
    ["a co-signature of a remark", { ...PLACE, kind: "co-signature", signs: 1 }, [400, "not-signable", "signs"]],
    [
      "a place on a text that is not of the document",
      { ...PLACE, kind: "placement", places: 1, on: "b".repeat(64) },
      [404, "text-unknown", "on"],
    ],
    [
      "a place on another text than its words",
      { ...PLACE, kind: "placement", places: 1, on: sha256(BEFORE), anchor: anchorOn("by every Member") },
      [400, "anchor-mismatch", "anchor"],
    ],
    [
      "a place of a reply",
      { ...PLACE, kind: "placement", places: 2, on: sha256(BEFORE) },
      [404, "entry-unknown", "places"],
    ],
    ["an answer by nobody of the board", answer({ answers: 1 }), [403, "not-allowed", undefined as never]],
  ])("%s", async (_, said, expected) => {
    const server = await startOwnServer();
    const ada = await named(server, "Ada");
    await add(ada, COMMENT);
    await add(ada, { ...PLACE, kind: "reply", text: "To myself.", replyTo: 1 });
    expect(await refusal(ada, said)).toEqual(expected);
    expect(await ada.entries()).toHaveLength(2);
  });

  function answer(more: object) {
    return { ...PLACE, kind: "disposition", text: "x", outcome: "declined", ...more };
  }
});

describe("bad input", () => {
  test("words of a version that is gone are still told, with their quote", async () => {
    const server = await startOwnServer();
    const ada = await named(server, "Ada");
    const anchor = anchorOn("publish its minutes", BEFORE);
    await add(ada, { ...VERSION, anchor });
    const document = `${server.bylaws}/ferry/document.yaml`;
    writeFileSync(`${server.bylaws}/ferry/versions/2024-05-15.md`, BEFORE.replace("fourteen", "ten"));
    writeFileSync(document, FILES["ferry/document.yaml"]!.replaceAll("2020-01-15", "2024-05-15"));
    for (const slug of ["open", "other", "closed", "draft"]) {
      const path = `ferry/amendments/${slug}/amendment.yaml`;
      writeFileSync(`${server.bylaws}/${path}`, FILES[path]!.replace("2020-01-15", "2024-05-15"));
    }
    await expect.poll(async () => (await say(ada, VERSION)).json.code, { timeout: 8000 }).toBe("version-unknown");
    const [entry] = await ada.entries("?document=ferry");
    expect(entry).toMatchObject({ text: "Why so?", version: "2020-01-15", anchor });
    expect((await ada.ask(`/api/texts/${anchor.text}`)).text).toBe(BEFORE);
  });

  test("a request on a revision that is no longer the newest leads to the newest", async () => {
    const server = await startOwnServer();
    const ada = await named(server, "Ada");
    const folder = `${server.bylaws}/ferry/amendments/open`;
    writeFileSync(`${folder}/2.md`, AFTER.replace("by every Member", "by all"));
    writeFileSync(`${folder}/amendment.yaml`, `${FILES["ferry/amendments/open/amendment.yaml"]}  - number: 2\n`);
    await expect.poll(async () => (await say(ada, REQUEST)).json.code, { timeout: 8000 }).toBe("revision-old");
    const { status, json } = await say(ada, REQUEST);
    expect([status, json.field]).toEqual([409, "revision"]);
    expect(json.message).toMatch(/revision 2, the newest.*are kept/);
    // The remark on the old wording is taken.
    expect((await say(ada, { ...COMMENT, anchor: anchorOn("by every Member") })).status).toBe(201);
  });

  test("a reply to what was withdrawn, and a position after the close, are refused and say that the text is kept", async () => {
    const server = await startOwnServer();
    const ada = await named(server, "Ada");
    const comment = await add(ada, COMMENT);
    await add(ada, { ...PLACE, kind: "withdrawal", withdraws: comment });
    const reply = await say(ada, { ...PLACE, kind: "reply", text: "But…", replyTo: comment });
    expect([reply.status, reply.json.code]).toEqual([409, "withdrawn"]);
    expect(reply.json.message).toMatch(/kept/);
    const position = await say(ada, { ...PLACE, amendment: "closed", kind: "position", position: "object" });
    expect([position.status, position.json.code]).toEqual([403, "closed-for-comment"]);
    expect(position.json.message).toMatch(/2 February 2025.*kept/);
  });

  test("what somebody said as a guest and withdrew after signing in is withdrawn for everybody", async () => {
    const server = await startOwnServer();
    const [ada, bob] = [await named(server, "Ada"), await named(server, "Bob")];
    const comment = await add(ada, COMMENT);
    const reply = { ...PLACE, kind: "reply", text: "Why?", replyTo: comment };
    await add(bob, reply);
    await signInByMail(server, ada, "ada@example.org");
    await add(ada, { ...PLACE, kind: "withdrawal", withdraws: comment });
    expect(await refusal(bob, reply)).toEqual([409, "withdrawn", "replyTo"]);
  });

  test("a co-signature is taken back and given again", async () => {
    const server = await startOwnServer();
    const [ada, bob] = [await named(server, "Ada"), await named(server, "Bob")];
    const request = await add(ada, REQUEST);
    const sign = { ...PLACE, kind: "co-signature", signs: request };
    expect(await refusal(ada, sign)).toEqual([403, "own", "signs"]);
    const signature = await add(bob, sign);
    const takeBack = { ...PLACE, kind: "withdrawal", withdraws: signature };
    expect(await refusal(ada, takeBack)).toEqual([403, "not-yours", "withdraws"]);
    await add(bob, takeBack);
    expect(await refusal(bob, takeBack)).toEqual([409, "withdrawn", "withdraws"]);
    await add(bob, sign);
  });

  test("ten thousand nested marks are refused in words, in every text", async () => {
    const server = await startOwnServer();
    const ada = await named(server, "Ada");
    await add(ada, COMMENT);
    for (const text of ["[".repeat(10_000), "> ".repeat(5000), "*".repeat(10_000), `${"- ".repeat(4000)}x`]) {
      for (const said of [
        { ...COMMENT, text },
        { ...PLACE, kind: "edit", edits: 1, after: 1, text },
        { ...PLACE, kind: "resolution", resolves: 1, text },
      ]) {
        expect(await refusal(ada, said)).toEqual([400, "text-too-nested", "text"]);
      }
    }
  });

  test("what a comment asked for is forgotten when its author takes his words along", async () => {
    const server = await startOwnServer();
    const [ada, bob] = [await named(server, "Ada"), await named(server, "Bob")];
    const request = await add(ada, REQUEST);
    const sign = { ...PLACE, kind: "co-signature", signs: request };
    await add(bob, sign);
    await ada.post("/api/me/leave", { words: "blank" });
    const cara = await named(server, "Cara");
    expect(await refusal(cara, sign)).toEqual([400, "not-signable", "signs"]);
  });
});
