import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { transportOf } from "../../src/server/mail.ts";
import { LIMITS, type Limits } from "../../src/server/settings.ts";
import { makeDatabase } from "../postgres.ts";
import { decode, type Received, startMailServer } from "./mailServer.ts";
import { signInByMail } from "./signedIn.ts";
import { startOwnServer } from "./started.ts";

const FROM = "Ferry Club <floor@ferry.example>";
const soon = { timeout: 10_000, interval: 20 };

const limits = (changes: Partial<Record<keyof Limits, number>>): Limits =>
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, limit]) => [
      name,
      { ...limit, most: changes[name as keyof Limits] ?? limit.most },
    ]),
  ) as unknown as Limits;

test("a link comes by mail, as text and as simple HTML, to the address as it was written and to no other", async () => {
  const { received, url } = await startMailServer();
  const server = await startOwnServer({ accounts: { mail: { url, from: FROM } } });
  const browser = server.browser();
  expect((await browser.ask("/api/me")).json.signIn.mail).toBe("sent");
  await browser.post("/api/sign-in/mail", { mail: " Ada.Lovelace+floor@Example.org ", next: "/ferry?a=<b>&c='d'" });
  await expect.poll(() => received.length, soon).toBe(1);
  const [{ from, to, words }] = received as [Received];
  expect([from, to]).toEqual(["floor@ferry.example", ["Ada.Lovelace+floor@example.org"]]);
  const head = words.slice(0, words.indexOf("\r\n\r\n"));
  expect(head).toMatch(/^From: Ferry Club <floor@ferry\.example>$/m);
  expect(head).toMatch(/^Subject: Your link to sign in at 127\.0\.0\.1:\d+$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(head).toMatch(/^Message-ID: <[^<>\s]+>$/m);
  expect(head).toMatch(/^Content-Type: multipart\/alternative;/m);
  const links = [...decode(words).matchAll(/http:\/\/127\.0\.0\.1:\d+\/sign-in\/link#([\w.-]{50,})/g)];
  expect(new Set(links.map(([, token]) => token)).size).toBe(1);
  expect(links.length).toBe(3); // Once in the text, twice in the HTML.
  expect(words).not.toMatch(/<(?:script|img|style|link|form)|https?:\/\/(?!127)/i);
  const { json } = await browser.post("/api/sign-in/link", { token: links[0]![1] });
  expect(json.next).toBe("/ferry?a=%3Cb%3E&c=%27d%27");
  expect(server.logged.join("\n")).not.toMatch(/sign-in\/link#|example\.org/);
});

test("what somebody writes as his address adds no header, no other address and no line", async () => {
  const { received, url } = await startMailServer();
  const server = await startOwnServer({ accounts: { mail: { url, from: FROM } } });
  for (const mail of [
    "a@example.org\nBcc: b@example.org",
    "a@example.org, b@example.org",
    "a@example.org\0",
    "a%0d%0aBcc:b@example.org@example.org",
    "<a@example.org>",
    "a@example.org;b@example.org",
    "a@example.org\u2028Bcc: b@x.org",
  ]) {
    expect((await server.browser().post("/api/sign-in/mail", { mail })).status, mail).toBe(400);
  }
  const odd = "a'b|c`{d}$e@example.org";
  expect((await server.browser().post("/api/sign-in/mail", { mail: odd })).status).toBe(202);
  await expect.poll(() => received.length, soon).toBe(1);
  expect(received[0]!.to).toEqual([odd]);
});

test("a mail server that refuses is asked again; neither page nor log tells whom it was about", async () => {
  const { received, url } = await startMailServer({ refuses: 1 });
  const server = await startOwnServer({ accounts: { mail: { url, from: FROM } } });
  const { status, text } = await server.browser().post("/api/sign-in/mail", { mail: "ada@example.org" });
  expect([status, text]).toEqual([202, '{"sent":true,"minutes":15}']);
  await expect
    .poll(() => server.logged.join(), soon)
    .toContain("A mail could not be sent (EENVELOPE 450). It is tried again in 5 s.");
  await expect.poll(() => received.length, soon).toBe(1);
  expect(JSON.stringify(server.events)).not.toContain("ada@");
});

test("a mail server that is gone, or takes the connection and says nothing, holds up no answer and no stop", async () => {
  const held: Socket[] = [];
  const silent = createServer((socket) => void held.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  for (const at of [port, 1]) {
    const server = await startOwnServer({ accounts: { mail: { url: `smtp://127.0.0.1:${at}`, from: FROM } } });
    for (let n = 0; n < 20; n++) {
      expect((await server.browser().post("/api/sign-in/mail", { mail: `a${n}@example.org` })).status).toBe(202);
    }
    await server.close();
  }
  for (const socket of held) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});

test("to another machine mail goes encrypted or not at all, and its certificate is checked", () => {
  expect(transportOf("smtp://u%40x:p%3A%2F@mail.example.org")).toMatchObject({
    ...{ host: "mail.example.org", port: 587, secure: false, requireTLS: true, ignoreTLS: false },
    ...{ tls: { rejectUnauthorized: true, minVersion: "TLSv1.2" }, auth: { user: "u@x", pass: "p:/" } },
  });
  expect(transportOf("smtps://mail.example.org?tls.rejectUnauthorized=false")).toMatchObject({
    ...{ port: 465, secure: true, tls: { rejectUnauthorized: true } },
  });
  expect(transportOf("smtp://127.0.0.1:25")).toMatchObject({ requireTLS: false, ignoreTLS: true });
});

describe("no answer and no time tells whether a mailbox is known", () => {
  const ask = async (server: Awaited<ReturnType<typeof startOwnServer>>, mail: string) => {
    const { status, text, headers } = await server.browser().post("/api/sign-in/mail", { mail });
    const names = [...headers.keys()].filter((name) => !name.startsWith("x-request")).sort();
    return [status, text, names].join(" ");
  };

  test("known, unknown and used up are answered alike, and before anything is looked up", async () => {
    const databaseUrl = await makeDatabase();
    const server = await startOwnServer({ databaseUrl, limits: limits({ mailsByMailbox: 2 }) });
    const told = (event: string) => server.events.filter((one) => one.event === event).length;
    await signInByMail(server, server.browser(), "known@example.org", "Ada");
    for (let n = 0; n < 4; n++) await ask(server, "usedup@example.org");
    await expect.poll(() => told("sign-in-link-left-out"), soon).toBe(3);
    const before = told("sign-in-link");
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    try {
      // Whoever reads or writes now waits: an answer that comes has asked the database nothing.
      const { rows } = await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
      await database.query("BEGIN");
      await database.query(`LOCK TABLE ${rows.map(({ tablename }) => `"${tablename}"`).join(", ")}`);
      const seen = new Set<string>();
      for (const name of ["known", "nobody", "usedup"]) seen.add(await ask(server, `${name}@example.org`));
      expect([...seen]).toHaveLength(1);
      expect(told("sign-in-link")).toBe(before);
      await database.query("COMMIT");
    } finally {
      await database.end();
    }
    await expect.poll(() => told("sign-in-link"), soon).toBeGreaterThan(before);
  });

  test("a mailbox gets 1 mail a minute and 5 an hour from one network, and nobody is told", async () => {
    const { received, url } = await startMailServer();
    const server = await startOwnServer({ accounts: { mail: { url, from: FROM } }, limits: limits({}) });
    const answers = new Set<string>();
    for (const mail of ["ada@example.org", "ADA+x@example.org", "ada@example.org", "bob@example.org"]) {
      answers.add(await ask(server, mail));
    }
    expect(answers.size).toBe(1);
    await expect.poll(() => received.length, soon).toBe(2);
    expect(received.map(({ to }) => to[0]).sort()).toEqual(["ada@example.org", "bob@example.org"]);
    expect(server.logged.filter((line) => line.includes("asked for too often"))).toHaveLength(2);
  });

  test("who uses up what a mailbox gets does not keep its owner, who is elsewhere, from his link", async () => {
    const { received, url } = await startMailServer();
    const server = await startOwnServer({ accounts: { mail: { url, from: FROM } }, limits: limits({}), trustProxy: 1 });
    const from = (address: string) =>
      server.browser().post("/api/sign-in/mail", { mail: "ada@example.org" }, { "x-forwarded-for": address });
    for (let n = 0; n < 30; n++) await from("203.0.113.66");
    await expect.poll(() => received.length, soon).toBe(1);
    await from("198.51.100.7");
    await expect.poll(() => received.length, soon).toBe(2);
  });

  test("a mailbox gets so many mails a day from all networks, and an address asks for so many", async () => {
    const { received, url } = await startMailServer();
    const accounts = { mail: { url, from: FROM } };
    const server = await startOwnServer({
      accounts,
      trustProxy: 1,
      limits: limits({ mailsByMailbox: 3, mailsByAddress: 4 }),
    });
    for (let n = 1; n < 8; n++) {
      const { status } = await server
        .browser()
        .post("/api/sign-in/mail", { mail: "ada@example.org" }, { "x-forwarded-for": `203.0.113.${n}` });
      expect(status).toBe(202);
    }
    await expect.poll(() => received.length, soon).toBe(3);
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push((await ask(server, `b${n}@example.org`)).slice(0, 3));
    expect(statuses).toEqual(["202", "202", "202", "202", "429", "429"]);
  });

  test("links that fail are answered more slowly known as too many; a good one is taken from the same address", async () => {
    const server = await startOwnServer({ limits: limits({ failedLinksByAddress: 3 }) });
    const [mallory, ada] = [server.browser(), server.browser()];
    const codes = [];
    for (let n = 0; n < 5; n++) codes.push((await mallory.post("/api/sign-in/link", { token: `guess${n}` })).json.code);
    expect(codes).toEqual(["link-unknown", "link-unknown", "link-unknown", "too-many-requests", "too-many-requests"]);
    await signInByMail(server, ada, "ada@example.org", "Ada");
  });
});
