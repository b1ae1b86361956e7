import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exportCommand } from "../../src/cli/export.ts";
import { verifyChain } from "../../src/ledger/chain.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { makeDatabase } from "../postgres.ts";
import { startMailServer, tokenIn } from "./mailServer.ts";
import { becomeSecretary, signInByMail } from "./signedIn.ts";
import { type Browser, COMMENT, startOwnServer } from "./started.ts";

const whoIs = async (browser: Browser) => (await browser.ask("/api/me")).json.person;
const POSITION = { kind: "position", document: "ferry", amendment: "open", revision: 1, position: "object" };

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async (changes = {}) => startOwnServer({ ...(await place()), ...changes });

  /** Somebody who spoke as a guest, signed in, and spoke again; and another who answered. */
  const speak = async () => {
    const server = await start();
    const [ada, bob] = [server.browser(), server.browser()];
    const guestId = await ada.name("Ada L.");
    await ada.say(COMMENT, "k1");
    const { id } = await signInByMail(server, ada, "ada@example.org");
    await ada.say({ ...POSITION, reason: "Words of Ada’s own." }, "k2");
    await bob.name("Bob");
    await bob.say({ ...COMMENT, kind: "reply", replyTo: 1, text: "I agree." }, "k1");
    return { server, ada, bob, id, guestId };
  };

  test("“My data” is one file with everything that is kept about oneself, and nothing of others", async () => {
    const { server, ada, id, guestId } = await speak();
    const [sefa] = [server.browser()];
    await becomeSecretary(server, sefa);
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "member", class: "Gold" } });
    const { status, headers, json, text } = await ada.ask("/api/me/data");
    expect([status, headers.get("content-disposition"), headers.get("cache-control")]).toEqual([
      ...[200, 'attachment; filename="openfloor-my-data.json"', "no-store"],
    ]);
    expect(json).toMatchObject({
      person: { id, name: "Ada L.", standing: "member", class: "Gold", isVerified: true },
      mail: "ada@example.org",
      standingFrom: "page",
      listOfPeople: { from: "page", row: { mail: "ada@example.org", standing: "member", class: "Gold" } },
      sessions: [{ device: "A browser" }],
      spokeAs: [{ id: guestId, name: "Ada L." }],
    });
    expect(json.said.map(({ by, kind }: { by: string; kind: string }) => [by, kind])).toEqual([
      [guestId, "comment"],
      [id, "position"],
    ]);
    expect(text).not.toContain("I agree.");
    for (const token of ada.cookies.values()) expect(text).not.toContain(token);
    expect((await server.browser().ask("/api/me/data")).status).toBe(401);
  });

  test("who leaves and keeps the words stays named beside them, without standing; the chain verifies", async () => {
    const { server, ada, bob, id, guestId } = await speak();
    const before = await bob.entries();
    const { etag = "" } = Object.fromEntries((await bob.ask("/api/entries")).headers);
    const { status, json, headers } = await ada.post("/api/me/leave", { words: "keep" });
    expect([status, json, headers.get("clear-site-data")]).toEqual([200, { blanked: 0 }, '"cache"']);
    expect(await whoIs(ada)).toBeNull();
    const after = await bob.ask("/api/entries", { headers: { "if-none-match": etag } });
    expect(after.json.entries).toEqual(before);
    const gone = { id, name: "Ada L.", standing: "guest", isVerified: true, hasLeft: true };
    expect([after.json.people[id], after.json.people[guestId]]).toEqual([gone, gone]);
    expect(verifyChain(after.json.entries, sha256)).toEqual({ ok: true, count: 3, blanked: 0 });
    // Whoever comes back is somebody new.
    expect((await signInByMail(server, ada, "ada@example.org")).id).not.toBe(id);
  });

  test("who leaves and blanks the words takes them out for good; places, replies and the chain stay", async () => {
    const { server, ada, bob, id } = await speak();
    expect((await ada.post("/api/me/leave", { words: "blank" })).json).toEqual({ blanked: 2 });
    const { json, text } = await bob.ask("/api/entries");
    expect(
      json.entries.map(({ text: words, blanked }: { text?: string; blanked?: string }) => [words, blanked]),
    ).toEqual([
      [undefined, "2026-06-15T12:00:00.000Z"],
      [undefined, "2026-06-15T12:00:00.000Z"],
      ["I agree.", undefined],
    ]);
    expect(text).not.toMatch(/Words of Ada|Why not the minutes/);
    expect(json.people[id]).toMatchObject({ name: "Somebody who left", hasLeft: true });
    expect(verifyChain(json.entries, sha256)).toEqual({ ok: true, count: 3, blanked: 2 });
    await server.close();
  });

  test("sessions of everywhere end with leaving, and mailbox and name are in the database no more", async () => {
    const { server, ada } = await speak();
    const desk = server.browser();
    await signInByMail(server, desk, "ada@example.org");
    await ada.post("/api/me/leave", { words: "blank" });
    expect(await whoIs(desk)).toBeNull();
    expect((await desk.say(COMMENT, "k9")).status).toBe(401);
    if (server.settings.databaseUrl) return;
    const { openStore } = await import("../../src/store/openStore.ts");
    await server.close();
    const store = await openStore({ data: server.settings.data, log: () => {} });
    for (const table of ["users", "people", "accounts", "sessions", "roll"] as const) {
      const rows = JSON.stringify(await store.database.selectFrom(table).selectAll().execute());
      expect(rows, table).not.toMatch(/ada@example|Ada L/);
    }
    await store.close();
  });
});

const PAGES = join(import.meta.dirname, "../../dist/pages");

test("a mail address is in no page, feed, answer, export or log; only its owner and the secretary see it", async () => {
  const { received, url } = await startMailServer();
  expect(existsSync(PAGES), "npm test builds the pages first").toBe(true);
  const accounts = { mail: { url, from: "Ferry Club <floor@ferry.example>" } };
  const server = await startOwnServer({ accounts, pages: PAGES });
  const [ada, sefa, reader] = [server.browser(), server.browser(), server.browser()];
  await becomeSecretary(server, sefa);
  await sefa.post("/api/people", { row: { mail: "secret.ada@private.example", standing: "director" } });
  await ada.post("/api/sign-in/mail", { mail: "Secret.Ada+x@Private.example" });
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
  await ada.post("/api/sign-in/link", { token: tokenIn(received[0]!) });
  await ada.post("/api/me/name", { name: "Ada" });
  await ada.say(COMMENT, "k1");
  await ada.say(POSITION, "k2");
  const sent: string[] = [];
  for (const path of [
    ...["/", "/ferry", "/ferry/4.16", "/ferry/amendments/open", "/ferry/amendments/open/positions"],
    ...["/ferry/amendments/open/record", "/people", "/account", "/sign-in", "/who-may-do-what", "/nowhere"],
    ...["/feed.atom", "/ferry/feed.atom", "/ferry/amendments/open/feed.atom", "/metrics", "/healthz", "/readyz"],
    ...["/api/entries", "/api/library", "/api/activity", "/api/openapi.json", "/api/people", "/api/me", "/api/me/data"],
  ]) {
    const { text, headers } = await reader.ask(path);
    sent.push(text, JSON.stringify([...headers]));
  }
  for (const answer of [await ada.ask("/api/people"), await ada.ask("/api/entries"), await ada.ask("/api/sessions")]) {
    sent.push(answer.text);
  }
  await sefa.post("/api/people", { row: { mail: "secret.ada@private.example", standing: "nonsense" } });
  await server.close();
  const io = {
    stdout: (text: string) => void sent.push(text),
    stderr: (text: string) => void sent.push(text),
    environment: { OPENFLOOR_ORIGIN: server.address },
    folder: server.folder,
    home: join(import.meta.dirname, "../.."),
    onStop: () => {},
    onMistake: () => {},
  };
  const where = ["--data", server.settings.data];
  expect(await exportCommand([...where, "--bylaws", server.bylaws], io)).toBe(0);
  expect(sent.join()).toContain("Why not the minutes too?");
  expect(await exportCommand(["--annotations", ...where], io)).toBe(0);
  sent.push(...server.logged, JSON.stringify(server.events));
  expect(sent.join("\n")).not.toMatch(/secret\.?ada|private\.example/i);
  // It is kept, or nobody could sign in with it.
  const kept = readdirSync(server.settings.data).map((name) =>
    readFileSync(join(server.settings.data, name), "latin1"),
  );
  expect(kept.join()).toContain("secret.ada@private.example");
});

test("every cookie is for this host only, out of reach of scripts and other sites, and every answer about a person is kept by nobody", async () => {
  const { received, url } = await startMailServer();
  const accounts = { mail: { url, from: "floor@ferry.example" } };
  const server = await startOwnServer({ accounts, origin: "https://floor.example.org" });
  const browser = server.browser();
  const origin = { origin: "https://floor.example.org" };
  const answers = [
    await browser.post("/api/guest", { name: "Ada" }, origin),
    await browser.post("/api/sign-in/mail", { mail: "ada@example.org" }, origin),
  ];
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
  expect(received[0]!.words).toContain("https://floor.example.org/sign-in/link#");
  answers.push(
    await browser.post("/api/sign-in/link", { token: tokenIn(received[0]!) }, origin),
    await browser.ask("/api/me"),
    await browser.ask("/api/me/data"),
    await browser.ask("/api/sessions"),
    await browser.ask("/api/people"),
    await browser.post("/api/me/name", { name: "Ada Lovelace" }, origin),
    await browser.post("/api/sign-out", {}, origin),
    await browser.post("/api/sign-in/link", { token: "x" }, origin),
  );
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
  expect(cookies).toHaveLength(4);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-openfloor[a-z-]*=[^;]*; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  }
  for (const { headers } of answers) expect(headers.get("cache-control")).toBe("no-store");
});
