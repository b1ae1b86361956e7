import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { deviceOf } from "../../src/server/cookies.ts";
import { makeDatabase } from "../postgres.ts";
import { askLink, linkInLog, signInByMail } from "./signedIn.ts";
import { COMMENT, startOwnServer } from "./started.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

afterEach(() => void vi.useRealTimers());

/** The machine's clock goes on as it does, so much later. */
const jump = (ms: number) => {
  const at = Date.now() + ms;
  vi.useFakeTimers({ toFake: ["Date"], now: at });
};

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async (changes = {}) => startOwnServer({ ...(await place()), ...changes });

  test("a mailed link signs its asker in, and leads on to where he was", async () => {
    const server = await start();
    const browser = server.browser();
    const next = "/ferry/amendments/open/4.16?view=proposed#comment-3";
    const token = await askLink(server, browser, "Ada@Example.org", next);
    const { status, json } = await browser.post("/api/sign-in/link", { token });
    expect([status, json.next]).toEqual([200, next]);
    expect(json.person).toEqual({ id: expect.any(String), name: "", standing: "guest", isVerified: true });
    expect((await browser.ask("/api/me")).json).toMatchObject({
      person: json.person,
      account: { mail: "ada@example.org", standingFrom: "none", isNameGiven: false, claimed: [] },
    });
    const nameless = await browser.say(COMMENT, "k1");
    expect([nameless.status, nameless.json.code]).toEqual([403, "name-missing"]);
    expect((await browser.post("/api/me/name", { name: "Ada Lovelace" })).json.person.name).toBe("Ada Lovelace");
    expect((await browser.say(COMMENT, "k1")).status).toBe(201);
  });

  test("a link works once", async () => {
    const server = await start();
    const browser = server.browser();
    const token = await askLink(server, browser, "ada@example.org");
    const answers = await Promise.all([1, 2, 3].map(() => browser.post("/api/sign-in/link", { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(answers.find(({ status }) => status === 403)?.json.code).toBe("link-used");
  });

  test("a link opened in another browser signs nobody in, says where to open it, and still works there", async () => {
    const server = await start();
    const [asker, other, third] = [server.browser(), server.browser(), server.browser()];
    const token = await askLink(server, asker, "ada@example.org");
    await askLink(server, third, "bob@example.org");
    for (const browser of [other, third]) {
      const { status, json } = await browser.post("/api/sign-in/link", { token });
      expect([status, json.code]).toEqual([403, "link-wrong-browser"]);
      expect(json.message).toContain("Open it there");
      expect((await browser.ask("/api/me")).json.person).toBeNull();
    }
    // A mail scanner fetches the page; what stands behind the # does not even reach us.
    await fetch(`${server.address}/sign-in/link`);
    expect((await asker.post("/api/sign-in/link", { token })).status).toBe(200);
  });

  test("a link ends after 15 minutes, and no guess is a link", async () => {
    const server = await start();
    const browser = server.browser();
    const token = await askLink(server, browser, "ada@example.org");
    const longer = token.replace(/\.([0-9a-z]+)\./, (_, end) => `.${(Number.parseInt(end, 36) + 3600).toString(36)}.`);
    jump(15 * MINUTE_MS + 1000);
    expect((await browser.post("/api/sign-in/link", { token })).json.code).toBe("link-expired");
    for (const guess of [longer, token.slice(1), "", "x".repeat(200), "__proto__"]) {
      expect((await browser.post("/api/sign-in/link", { token: guess })).status, guess).toBe(403);
    }
    vi.useRealTimers();
    expect((await browser.post("/api/sign-in/link", { token })).status, "the clock was set back").toBe(403);
  });

  test("what a guest said on this device is his who signs in on it; no entry changes", async () => {
    const server = await start();
    const [guest, other] = [server.browser(), server.browser()];
    const guestId = await guest.name("Ada L.");
    const otherId = await other.name("Bob");
    await guest.say(COMMENT, "k1");
    await other.say({ ...COMMENT, text: "Another one." }, "k1");
    const position = { kind: "position", document: "ferry", amendment: "open", revision: 1, position: "object" };
    await guest.say(position, "k2");
    const before = await guest.entries();
    const guestCookie = guest.cookies.get("openfloor")!;

    const ada = await signInByMail(server, guest, "ada@example.org");
    expect(ada).toMatchObject({ name: "Ada L.", isVerified: true });
    expect(ada.id).not.toBe(guestId);
    const { entries, people } = (await guest.ask("/api/entries")).json;
    expect(entries).toEqual(before);
    expect(people[guestId]).toEqual(ada);
    expect(people[otherId]).toMatchObject({ id: otherId, name: "Bob" });
    expect((await guest.ask("/api/me")).json.account.claimed).toEqual([
      { id: guestId, name: "Ada L.", at: expect.any(String) },
    ]);

    // One person is one position, and one's own words can be withdrawn.
    await guest.say({ ...position, position: "support" }, "k3");
    expect((await guest.ask("/api/activity")).json.activity[0]).toMatchObject({ positions: 1, people: 2 });
    const withdrawal = { ...COMMENT, kind: "withdrawal", withdraws: before[0]!.seq, text: undefined };
    expect((await guest.say(withdrawal, "k4")).status).toBe(201);

    // The guest's session ended with the sign-in.
    guest.cookies.set("openfloor", guestCookie);
    expect((await guest.ask("/api/me")).json.person).toBeNull();
  });

  test("who is signed in and signs in as another takes nothing along", async () => {
    const server = await start();
    const browser = server.browser();
    const ada = await signInByMail(server, browser, "ada@example.org", "Ada");
    await browser.say(COMMENT, "k1");
    const bob = await signInByMail(server, browser, "bob@example.org", "Bob");
    expect(bob.id).not.toBe(ada.id);
    expect((await browser.ask("/api/entries")).json.people[ada.id]).toMatchObject({ id: ada.id, name: "Ada" });
  });

  test("two addresses of one mailbox are one person", async () => {
    const server = await start();
    const [phone, desk] = [server.browser(), server.browser()];
    const one = await signInByMail(server, phone, "ada.lovelace+phone@gmail.com", "Ada");
    const other = await signInByMail(server, desk, "AdaLovelace@googlemail.com");
    expect(other).toEqual(one);
    for (const [index, browser] of [phone, desk].entries()) {
      await browser.say(
        { kind: "position", document: "ferry", amendment: "open", revision: 1, position: index ? "object" : "support" },
        "p",
      );
    }
    expect((await desk.ask("/api/activity")).json.activity[0]).toMatchObject({ positions: 1, people: 1 });
  });

  test("a session ends after 14 idle days, and after 90 however often it is used", async () => {
    const server = await start();
    const [idle, busy] = [server.browser(), server.browser()];
    await signInByMail(server, idle, "ada@example.org", "Ada");
    await signInByMail(server, busy, "bob@example.org", "Bob");
    const name = async (browser: typeof idle) => (await browser.ask("/api/me")).json.person?.name;
    jump(13.9 * DAY_MS);
    expect([await name(idle), await name(busy)]).toEqual(["Ada", "Bob"]);
    for (let day = 0; day < 6; day++) {
      jump(12 * DAY_MS);
      expect(await name(busy), `period ${day}`).toBe("Bob");
    }
    expect(await name(idle)).toBeUndefined();
    jump(5 * DAY_MS); // 13.9 + 72 + 5 = 90.9
    expect(await name(busy)).toBeUndefined();
  });

  test("sessions are listed and ended by their owner; an ended one is nobody's with the next request", async () => {
    const server = await start();
    const [phone, desk, stranger] = [server.browser(), server.browser(), server.browser()];
    const firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";
    const token = await askLink(server, desk, "ada@example.org");
    await desk.post("/api/sign-in/link", { token }, { "user-agent": firefox });
    await signInByMail(server, phone, "ada@example.org", "Ada");
    await signInByMail(server, stranger, "bob@example.org", "Bob");
    const list = (await phone.ask("/api/sessions")).json;
    expect(list.map((one: { isThis: boolean; device: string }) => [one.isThis, one.device])).toEqual([
      [true, "A browser"],
      [false, "Firefox on Windows"],
    ]);
    const deskId = list.find(({ isThis }: { isThis: boolean }) => !isThis).id;
    expect((await stranger.post("/api/sessions/revoke", { id: deskId })).json.code).toBe("session-unknown");
    expect((await desk.ask("/api/me")).json.person.name).toBe("Ada");
    expect((await phone.post("/api/sessions/revoke", { id: deskId })).json).toEqual({ ended: 1 });
    expect((await desk.say(COMMENT, "k")).status).toBe(401);
    await signInByMail(server, desk, "ada@example.org");
    expect((await phone.post("/api/sessions/revoke", { others: true })).json).toEqual({ ended: 1 });
    expect((await desk.ask("/api/sessions")).status).toBe(401);
    const out = await phone.post("/api/sign-out", {});
    expect([out.status, out.headers.get("clear-site-data")]).toEqual([200, '"cache"']);
    expect((await phone.ask("/api/me")).json.person).toBeNull();
  });

  test("somebody signs in on 20 devices; with one more, the one used longest ago is signed out", async () => {
    const server = await start();
    const browsers = Array.from({ length: 21 }, () => server.browser());
    for (const browser of browsers) await signInByMail(server, browser, "ada@example.org");
    expect((await browsers[20]!.ask("/api/sessions")).json).toHaveLength(20);
    expect((await browsers[0]!.ask("/api/me")).json.person).toBeNull();
  });
});

test("no token of a cookie or a link stands in the database or in the log", async () => {
  const server = await startOwnServer();
  const [ada, bob] = [server.browser(), server.browser()];
  const opened = await askLink(server, ada, "ada@example.org");
  await ada.post("/api/sign-in/link", { token: opened });
  const kept = await askLink(server, ada, "ada@example.org");
  await bob.name("Bob");
  const secretary = await linkInLog(server, "secretary");
  const tokens = [opened, kept, kept.split(".")[0]!, secretary, ...ada.cookies.values(), ...bob.cookies.values()];
  expect(tokens.every((token) => token.length >= 43)).toBe(true);
  expect(new Set(tokens).size).toBe(tokens.length);
  await server.close();
  const files = readdirSync(server.settings.data).map((name) =>
    readFileSync(join(server.settings.data, name), "latin1"),
  );
  expect(
    files.some((bytes) => bytes.includes("ada@example.org")),
    "the file is the one",
  ).toBe(true);
  for (const token of tokens) expect(files.some((bytes) => bytes.includes(token))).toBe(false);
  const printed = server.logged.filter((line) => !line.includes("/sign-in/")).join("\n");
  for (const token of tokens) expect(printed).not.toContain(token);
});

test.each([
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/ferry\r\nset-cookie: a=b", "/"],
  ["/..//evil.example", "/"],
  ["/api/entries", "/"],
  [`/${"x".repeat(1999)}`, `/${"x".repeat(1999)}`],
  ["/ferry/4.16#comment-1", "/ferry/4.16#comment-1"],
])("after a sign-in, %s leads to %s", async (next, path) => {
  const server = await startOwnServer();
  const browser = server.browser();
  const token = await askLink(server, browser, "ada@example.org", next);
  expect((await browser.post("/api/sign-in/link", { token })).json.next).toBe(path);
});

test.each([
  "",
  "ada",
  "ada@",
  "ada@localhost",
  "a@b@c",
  "ada@example.org\r\nBcc: x@y.org",
  '"a b"@example.org',
  "ada@[127.0.0.1]",
  "Ada <ada@example.org>",
  "ada@example.org,bob@example.org",
])("no link is sent to “%s”", async (mail) => {
  const server = await startOwnServer();
  const { status, json } = await server.browser().post("/api/sign-in/mail", { mail });
  expect([status, json.code, json.field]).toEqual([400, "mail-unreadable", "mail"]);
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0", "Edge on Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1",
    "Safari on an iPhone",
  ],
  ["Mozilla/5.0 (Linux; Android 16) Gecko/140.0 Firefox/140.0", "Firefox on Android"],
  ["<script>alert(1)</script>", "A browser"],
])("of a browser only its kind is kept: %s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

test("better-auth's own addresses are not there, and no password can be set", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  await signInByMail(server, browser, "ada@example.org", "Ada");
  for (const base of ["/api/auth", "/api/sign-in", "/api"]) {
    for (const path of [
      "/sign-up/email",
      "/sign-in/email",
      "/get-session",
      "/callback/oidc",
      "/set-password",
      "/magic-link/verify",
      "/sign-in/anonymous",
      "/update-user",
      "/list-sessions",
    ]) {
      const post = await browser.post(base + path, { email: "a@b.org", password: "12345678", newPassword: "12345678" });
      expect([path, post.status, (await browser.ask(base + path)).status]).toEqual([path, 404, 404]);
    }
  }
});
