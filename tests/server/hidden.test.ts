import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { run } from "../cli/command.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";
import { listen } from "./events.ts";
import { becomeSecretary, signInByMail } from "./signedIn.ts";
import { anchorOn, type Browser, COMMENT, startOwnServer } from "./started.ts";

const { clause: _clause, text: _text, kind: _kind, ...PLACE } = COMMENT;
/** Words of the comment, its edit, the wording it asks for, a reply and its edit: none of them may leave the server. */
const SECRETS = ["zornige", "unflaetig", "laestern", "schmaehung", "beleidigt"];
const hasSecrets = (text: string) => SECRETS.filter((word) => text.includes(word));

function buildPages(): string {
  const pages = join(makeFolder(), "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(
    join(pages, "index.html"),
    '<html lang="en"><head><meta name="description" content=""><title>x</title></head><body></body></html>',
  );
  return pages;
}

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("hidden words on %s", (_, place) => {
  const start = async () => {
    const server = await startOwnServer({ ...(await place()), pages: buildPages() });
    const browsers = {
      sefa: server.browser(),
      moderator: server.browser(),
      ada: server.browser(),
      bob: server.browser(),
    };
    await becomeSecretary(server, browsers.sefa);
    await browsers.sefa.post("/api/people", {
      row: { mail: "mo@example.org", name: "Mo Derator", standing: "moderator" },
    });
    await signInByMail(server, browsers.moderator, "mo@example.org");
    await browsers.ada.name("Ada");
    await browsers.bob.name("Bob");
    const say = async (browser: Browser, said: object) => {
      const { status, json } = await browser.say({ ...PLACE, ...said }, crypto.randomUUID());
      expect(status, JSON.stringify(json)).toBe(201);
      return json;
    };
    const request = {
      kind: "comment",
      text: "zornige Worte",
      mark: "request",
      anchor: anchorOn("by every Member"),
      wording: "laestern",
    };
    const comment = await say(browsers.ada, request);
    await say(browsers.ada, { kind: "edit", text: "unflaetig, neu", edits: comment.seq, after: comment.seq });
    const reply = await say(browsers.ada, { kind: "reply", text: "schmaehung", replyTo: comment.seq });
    await say(browsers.bob, { kind: "reply", text: "Please be kind.", replyTo: comment.seq });
    const hide = async () => {
      await say(browsers.moderator, { kind: "moderation", text: "It attacks a person.", hides: comment.seq });
      await say(browsers.moderator, { kind: "moderation", text: "This too.", hides: reply.seq });
    };
    return { server, ...browsers, say, comment, reply, hide };
  };

  test("leave the server in no byte but to their author, the secretary and moderators", async () => {
    const { server, sefa, moderator, ada, bob, say, comment, reply, hide } = await start();
    const stranger = server.browser();
    const paths = [
      ...["", "?document=ferry", "?document=ferry&amendment=open", "?document=ferry&amendment=open&after=1"],
      "?limit=2",
    ].map((query) => `/api/entries${query}`);
    const everywhere = [
      ...[...paths, "/feed.atom", "/ferry/feed.atom", "/ferry/amendments/open/feed.atom", "/api/activity"],
      ...["/", "/ferry", "/ferry/amendments/open", "/ferry/amendments/open/record", "/ferry/amendments/open/4.16"],
    ];
    expect(hasSecrets((await bob.ask(paths[0]!)).text)).not.toEqual([]);
    await hide();
    // An edit that comes after is hidden with what it edits.
    await say(ada, { kind: "edit", text: "beleidigt", edits: reply.seq, after: reply.seq });
    for (const path of everywhere) {
      for (const [who, browser] of Object.entries({ bob, stranger })) {
        const { text, status } = await browser.ask(path);
        expect([status, hasSecrets(text)], `${who} ${path}`).toEqual([200, []]);
      }
    }
    for (const browser of [sefa, moderator, ada]) {
      expect(hasSecrets((await browser.ask(paths[2]!)).text)).toEqual(SECRETS);
    }
    const entries = (await bob.ask(paths[0]!)).json.entries;
    const act = entries.find(({ hides }: { hides?: number }) => hides === comment.seq);
    expect(entries.find(({ seq }: { seq: number }) => seq === comment.seq)).toMatchObject({
      hidden: { mark: "request" },
      blanked: act.at,
      by: comment.by,
    });
    expect(act.text).toBe("It attacks a person.");
    expect(
      verifyChain(
        entries.map(({ hidden: _, ...entry }: { hidden?: object }) => entry),
        sha256,
      ),
    ).toMatchObject({
      ok: true,
      blanked: 4,
    });
    // Feeds say what has become of them.
    expect((await bob.ask("/feed.atom")).text).toMatch(/Hidden by a moderator, .*\. Entry \d+ says why\./);
  });

  test("are in no export and no annotation, which can be put in elsewhere all the same", async () => {
    const { server, ada, say, comment, hide } = await start();
    await hide();
    const open = await say(ada, { kind: "comment", text: "Seen by all." });
    await say(ada, { kind: "edit", text: "Seen by all, in better words.", edits: open.seq, after: open.seq });
    const environment = {
      OPENFLOOR_ORIGIN: "https://floor.example.org",
      OPENFLOOR_BYLAWS: server.bylaws,
      ...(server.settings.databaseUrl && { DATABASE_URL: server.settings.databaseUrl }),
    };
    const data = server.settings.databaseUrl ? [] : ["--data", server.settings.data];
    const file = join(makeFolder(), "record.jsonl");
    expect(await run(["export", file, ...data], environment)).toMatchObject({ code: 0 });
    const written = await run(["export", ...data], environment);
    expect([written.code, hasSecrets(written.stdout)]).toEqual([0, []]);
    expect(written.stdout).toContain("It attacks a person.");
    const annotations = await run(["export", "--annotations", ...data], environment);
    expect(hasSecrets(annotations.stdout)).toEqual([]);
    const { items } = JSON.parse(annotations.stdout).first;
    expect(items.find(({ id }: { id: string }) => id.endsWith(`#comment-${comment.seq}`))).toBeUndefined();
    expect(items.map(({ motivation, body }: never) => [motivation, (body as { value: string }).value])).toEqual([
      ["replying", "Please be kind."],
      ["moderating", "It attacks a person."],
      ["moderating", "This too."],
      ["commenting", "Seen by all, in better words."],
    ]);
    const elsewhere = join(makeFolder(), "data");
    expect(await run(["import", file, "--data", elsewhere])).toMatchObject({ code: 0, stderr: "" });
    expect(await run(["verify", "--data", elsewhere])).toMatchObject({ code: 0 });
  });

  test("can be read again when they are shown again", async () => {
    const { moderator, bob, say, comment, hide } = await start();
    await hide();
    const path = "/api/entries?document=ferry&amendment=open";
    const before = await bob.ask(path);
    expect(hasSecrets(before.text)).toEqual([]);
    await say(moderator, { kind: "moderation", text: "A mistake.", shows: comment.seq });
    const again = await bob.ask(path, { headers: { "if-none-match": before.headers.get("etag")! } });
    expect(again.status).toBe(200);
    expect(hasSecrets(again.text)).toEqual(["zornige", "unflaetig", "laestern"]);
  });

  test("are not taken from what was kept for somebody else", async () => {
    const { server, ada, moderator, bob, hide } = await start();
    await hide();
    const path = "/api/entries?document=ferry&amendment=open";
    const tags = new Map<string, string>();
    for (const [who, browser] of Object.entries({ ada, moderator, bob, stranger: server.browser() })) {
      const { headers } = await browser.ask(path);
      expect(headers.get("cache-control")).toBe("private, no-cache");
      tags.set(who, headers.get("etag")!);
    }
    expect(tags.get("bob")).toBe(tags.get("stranger"));
    expect(new Set(tags.values()).size).toBe(3);
    const asBob = await bob.ask(path, { headers: { "if-none-match": tags.get("moderator")! } });
    expect([asBob.status, hasSecrets(asBob.text)]).toEqual([200, []]);
    // Where nothing is hidden, all share one answer.
    const other = await bob.ask("/api/entries?document=ferry&amendment=other");
    expect(other.headers.get("cache-control")).toBe("no-cache");
  });

  test("open pages read everything again, also those that were away meanwhile", async () => {
    const { server, bob, hide } = await start();
    const url = `${server.address}/api/events?document=ferry&amendment=open`;
    const [open, elsewhere] = [await listen(url), await listen(url.replace("=open", "=other"))];
    const { last } = (await bob.ask("/api/entries")).json;
    await expect.poll(() => open.hello() && elsewhere.hello()).toBeDefined();
    await hide();
    const people = (heard: { event?: string }[]) => heard.filter(({ event }) => event === "people").length;
    // All pages may hear of the names of those who signed in; of hidden words, those of the place alone do.
    await expect.poll(() => people(open.heard) - people(elsewhere.heard), { timeout: 5000 }).toBe(1);
    const back = await listen(url, { "last-event-id": String(last) });
    await expect.poll(() => people(back.heard), { timeout: 5000 }).toBeGreaterThan(0);
  });
});
