import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeDatabase } from "../postgres.ts";
import { becomeSecretary, linkInLog, signInByMail } from "./signedIn.ts";
import { type Browser, COMMENT, startOwnServer } from "./started.ts";

const soon = { timeout: 8000, interval: 50 };
afterEach(() => void vi.useRealTimers());

const whoIs = async (browser: Browser) => (await browser.ask("/api/me")).json.person;
const standingOf = async (browser: Browser) => (await whoIs(browser)).standing;

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async (changes = {}) => startOwnServer({ ...(await place()), ...changes });

  test("the first start prints a link that makes its opener the secretary, once", async () => {
    const server = await start();
    const [sefa, late] = [server.browser(), server.browser()];
    const token = await linkInLog(server, "secretary");
    expect((await sefa.post("/api/secretary", { token, name: "Se\u202efa" })).json.field).toBe("name");
    const person = await becomeSecretary(server, sefa, "Sefa Okoro");
    expect(person).toMatchObject({ name: "Sefa Okoro", standing: "secretary", isVerified: true });
    expect((await sefa.ask("/api/me")).json.account.standingFrom).toBe("appointed");
    const { status, json } = await late.post("/api/secretary", { token, name: "Mallory" });
    expect([status, json.code]).toEqual([403, "link-unknown"]);
    expect((await sefa.say(COMMENT, "k1")).status).toBe(201);
    expect((await sefa.ask("/api/entries")).json.people[person.id].standing).toBe("secretary");
    // Signing in by mail on the same device keeps the office.
    const byMail = await signInByMail(server, sefa, "sefa@example.org");
    expect(byMail).toMatchObject({ name: "Sefa Okoro", standing: "secretary" });
    const elsewhere = server.browser();
    expect(await signInByMail(server, elsewhere, "sefa@example.org")).toEqual(byMail);
  });

  test("a new link is printed at each start while there is no secretary, and none after; one works for 24 hours", async () => {
    const server = await start();
    const first = await linkInLog(server, "secretary");
    await server.close();
    const printed = server.logged.length;
    const again = await startOwnServer(server.settings);
    const second = await linkInLog(server, "secretary", printed);
    expect(second).not.toBe(first);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 60 * 60_000 + 1000 });
    const browser = again.browser();
    expect((await browser.post("/api/secretary", { token: second, name: "Sefa" })).status).toBe(403);
    vi.useRealTimers();
    expect((await browser.post("/api/secretary", { token: first, name: "Sefa" })).status).toBe(200);
    await again.close();
    const logged: string[] = [];
    await startOwnServer({ ...again.settings, log: (line) => void logged.push(line) });
    expect(logged.join("\n")).not.toContain("/sign-in/secretary");
  });

  test("a guest who opens the secretary's link keeps name and words", async () => {
    const server = await start();
    const browser = server.browser();
    const id = await browser.name("Sefa Okoro");
    const token = await linkInLog(server, "secretary");
    const { json } = await browser.post("/api/secretary", { token });
    expect(json.person).toEqual({ id, name: "Sefa Okoro", standing: "secretary", isVerified: true });
  });

  test("the secretary's list gives standing, class, affiliation and name; it shows on every voice at once", async () => {
    const server = await start();
    const [sefa, ada] = [server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    const person = await signInByMail(server, ada, "ada@example.org", "Ada");
    await ada.say(COMMENT, "k1");
    const etag = (await sefa.ask("/api/entries")).headers.get("etag")!;
    const row = {
      mail: "Ada+club@Example.org",
      standing: "member",
      class: "Gold",
      affiliation: "Acme",
      name: "Ada Lovelace",
    };
    expect((await sefa.post("/api/people", { row })).json).toEqual({ row: { ...row, mail: "ada@example.org" } });
    const shown = {
      id: person.id,
      name: "Ada Lovelace",
      standing: "member",
      class: "Gold",
      affiliation: "Acme",
      isVerified: true,
    };
    expect(await whoIs(ada)).toEqual(shown);
    const news = await sefa.ask("/api/entries", { headers: { "if-none-match": etag } });
    expect([news.status, news.json.people[person.id]]).toEqual([200, shown]);
    const renamed = await ada.post("/api/me/name", { name: "Countess" });
    expect([renamed.status, renamed.json.code]).toEqual([403, "name-given"]);
    expect((await sefa.ask("/api/people")).json).toEqual({
      rows: [{ ...row, mail: "ada@example.org", from: "page" }],
      problems: [],
      file: "people.yaml",
    });
    expect((await sefa.post("/api/people/remove", { mail: "ada@example.org" })).json).toEqual({ removed: true });
    expect(await whoIs(ada)).toEqual({ id: person.id, name: "Ada Lovelace", standing: "guest", isVerified: true });
    expect((await sefa.post("/api/people/remove", { mail: "ada@example.org" })).status).toBe(404);
  });

  test("a list is imported from CSV after a preview that changes nothing", async () => {
    const server = await start();
    const [sefa, ada] = [server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    await signInByMail(server, ada, "ada@example.org", "Ada");
    await sefa.post("/api/people", { row: { mail: "bob@example.org", standing: "member" } });
    await sefa.post("/api/people", { row: { mail: "cleo@example.org", standing: "director" } });
    const csv =
      "E-Mail;Name;Role;Class\r\nADA@example.org;;director;\r\nbob@example.org;Bob Stone;member;Gold\r\ncleo@example.org;;director;\r\nno mail;;member;\r\n";
    const preview = (await sefa.post("/api/people/import", { csv, isPreview: true })).json;
    const changes = [
      [2, "ada@example.org", "added", undefined],
      [3, "bob@example.org", "changed", undefined],
      [4, "cleo@example.org", "same", undefined],
      [5, undefined, undefined, "mail-odd"],
    ];
    const told = ({
      rows,
    }: {
      rows: { line: number; row?: { mail: string }; change?: string; problem?: { code: string } }[];
    }) => rows.map(({ line, row, change, problem }) => [line, row?.mail, change, problem?.code]);
    expect(told(preview)).toEqual(changes);
    expect(await standingOf(ada)).toBe("guest");
    expect(told((await sefa.post("/api/people/import", { csv, isPreview: false })).json)).toEqual(changes);
    expect(await standingOf(ada)).toBe("director");
    expect((await sefa.ask("/api/people")).json.rows).toHaveLength(3);
    for (const broken of ["PK\u0003\u0004", "a,b\n\0,c", "name\nAda"]) {
      const { status, json } = await sefa.post("/api/people/import", { csv: broken, isPreview: false });
      expect([status, json.field]).toEqual([400, "csv"]);
    }
    const many = `mail,standing\n${Array.from({ length: 5000 }, (_, n) => `m${n}@example.org,member`).join("\n")}`;
    expect((await sefa.post("/api/people/import", { csv: many, isPreview: false })).status).toBe(200);
    expect((await sefa.ask("/api/people")).json.rows).toHaveLength(5003);
  });

  test("the only secretary cannot take the office from himself; with another there he can", async () => {
    const server = await start();
    const [sefa, ada] = [server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    await signInByMail(server, sefa, "sefa@example.org");
    const row = { mail: "sefa@example.org", standing: "member" };
    for (const [path, body] of [
      ["/api/people", { row }],
      ["/api/me/leave", { words: "keep" }],
    ] as const) {
      const { status, json } = await sefa.post(path, body);
      expect([path, status, json.code]).toEqual([path, 409, "last-secretary"]);
    }
    const csv = "mail,standing\nsefa@example.org,director\n";
    expect((await sefa.post("/api/people/import", { csv, isPreview: false })).json.rows[0].problem.code).toBe(
      "last-secretary",
    );
    expect(await standingOf(sefa)).toBe("secretary");
    // Named, but never here: the office would be empty all the same.
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "secretary" } });
    expect((await sefa.post("/api/people", { row })).json.code).toBe("last-secretary");
    await signInByMail(server, ada, "ada@example.org", "Ada");
    expect((await sefa.post("/api/people", { row })).status).toBe(200);
    expect([await standingOf(sefa), await standingOf(ada)]).toEqual(["member", "secretary"]);
    expect((await sefa.ask("/api/people")).status).toBe(403);
  });

  test("only the secretary sees and changes the list; a lower standing holds with the next request", async () => {
    const server = await start();
    const [sefa, ada, guest, none] = [server.browser(), server.browser(), server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    await signInByMail(server, ada, "ada@example.org", "Ada");
    await guest.name("Bob");
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "director" } });
    const asks = (browser: Browser) => [
      browser.ask("/api/people"),
      browser.post("/api/people", { row: { mail: "x@example.org", standing: "secretary" } }),
      browser.post("/api/people/remove", { mail: "ada@example.org" }),
      browser.post("/api/people/import", { csv: "mail\nx@example.org", isPreview: true }),
      browser.post("/api/people/sign-out", { everyone: true }),
    ];
    for (const [browser, status] of [
      [ada, 403],
      [guest, 403],
      [none, 401],
    ] as const) {
      for (const answer of await Promise.all(asks(browser))) expect(answer.status).toBe(status);
    }
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "secretary" } });
    expect((await ada.ask("/api/people")).status).toBe(200);
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "member" } });
    expect((await ada.ask("/api/people")).status).toBe(403);
    expect((await sefa.post("/api/people/sign-out", { mail: "ADA@example.org" })).json).toEqual({ ended: 1 });
    expect(await whoIs(ada)).toBeNull();
    await signInByMail(server, ada, "ada@example.org");
    expect((await sefa.post("/api/people/sign-out", { everyone: true })).json).toEqual({ ended: 2 });
    expect([await whoIs(ada), await whoIs(guest)]).toEqual([null, null]);
    expect(await standingOf(sefa)).toBe("secretary");
  });

  test("people.yaml is followed, goes before the page, and stays as it was read last while it is broken", async () => {
    const server = await start();
    const [sefa, ada] = [server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    await signInByMail(server, ada, "ada@example.org", "Ada");
    await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "member", class: "Gold" } });
    const write = (text: string) => writeFileSync(server.settings.people, text);
    write(
      "people:\n  - mail: a.d.a@example.org\n    standing: director\n  - mail: ada@example.org\n    standing: director\n    affiliation: Acme\n",
    );
    await expect.poll(() => standingOf(ada), soon).toBe("director");
    expect(await whoIs(ada)).toMatchObject({ affiliation: "Acme" });
    expect((await ada.ask("/api/me")).json.account.standingFrom).toBe("file");
    const inFile = await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "member" } });
    expect([inFile.status, inFile.json.code]).toEqual([409, "in-file"]);
    write("people:\n  - mail: ada@example.org\n    standing: [\n");
    await expect.poll(async () => (await sefa.ask("/api/people")).json.problems.length, soon).toBeGreaterThan(0);
    expect(server.logged.join("\n")).toMatch(/people\.yaml:\d+: /);
    expect(await standingOf(ada)).toBe("director");
    await server.close();
    const again = await startOwnServer(server.settings);
    const there = Object.assign(again.browser(), { cookies: ada.cookies });
    expect(await standingOf(there), "also after a restart").toBe("director");
    writeFileSync(server.settings.people, "people: []\n");
    await expect.poll(() => standingOf(there), soon).toBe("member");
  });
});
