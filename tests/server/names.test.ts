import { beforeAll, describe, expect, test } from "vitest";
import { makeDatabase } from "../postgres.ts";
import { becomeSecretary, signInByMail } from "./signedIn.ts";
import { COMMENT, type OwnServer, startOwnServer } from "./started.ts";

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async (changes = {}) => startOwnServer({ ...(await place()), ...changes });
  const tryName = async (server: OwnServer, name: string) => {
    const { status, json } = await server.browser().post("/api/guest", { name });
    return status === 201 ? "taken" : json.code;
  };

  test("nobody can be imitated: not by the same name, a look-alike, another script, or an office's name", async () => {
    const server = await start();
    const [ada, guest] = [server.browser(), server.browser()];
    await signInByMail(server, ada, "ada@example.org", "Ada Lovelace");
    await guest.name("Otto Brandt");
    for (const name of [
      "Ada Lovelace",
      "ada lovelace",
      "Ada  Lovelace",
      "Adа Lovelace",
      "Ada Love1ace",
      "A\u200bda Lovelace",
      "Аdа",
      "𝐀da Lovelace",
      "Otto Brandt",
      "Ottò Brandt",
    ]) {
      expect(await tryName(server, name), name).toMatch(/^name-/);
    }
    for (const name of ["Secretary", "The Board", "Ferry Club", "Moderator"]) {
      expect(await tryName(server, name), name).toBe("name-of-office");
    }
    expect(await tryName(server, "Ada Byron")).toBe("taken");
  });

  test("a guest cannot keep a name from the person who signs in with it", async () => {
    const server = await start();
    const [squatter, ada, other] = [server.browser(), server.browser(), server.browser()];
    await squatter.name("Ada Lovelace");
    const { name } = await signInByMail(server, ada, "ada@example.org", "Ada Lovelace");
    expect(name).toBe("Ada Lovelace");
    await signInByMail(server, other, "other@example.org");
    const { status, json } = await other.post("/api/me/name", { name: "Ada Lovelace" });
    expect([status, json.code]).toEqual([400, "name-taken"]);
    // Words that stay keep their author, also when he has left; with the words the name goes.
    await ada.post("/api/me/leave", { words: "keep" });
    expect((await other.post("/api/me/name", { name: "Ada Lovelace" })).json.code).toBe("name-taken");
    await other.post("/api/me/name", { name: "Ada Byron" });
    await other.post("/api/me/leave", { words: "blank" });
    expect(await tryName(server, "Ada Byron")).toBe("taken");
  });

  test("two people whom the list gives one name bear it both", async () => {
    const server = await start();
    const [sefa, one, other] = [server.browser(), server.browser(), server.browser()];
    await becomeSecretary(server, sefa);
    for (const mail of ["one@example.org", "other@example.org"]) {
      await sefa.post("/api/people", { row: { mail, name: "Jo Smith", standing: "member" } });
    }
    expect((await signInByMail(server, one, "one@example.org")).name).toBe("Jo Smith");
    expect((await signInByMail(server, other, "other@example.org")).name).toBe("Jo Smith");
  });

  test("where guests may not speak, nobody does without signing in; what they said before stays", async () => {
    const server = await start();
    const guest = server.browser();
    await guest.name("Otto");
    await guest.say(COMMENT, "k1");
    await server.close();
    const closed = await startOwnServer({ ...server.settings, guests: false });
    const [again, other] = [Object.assign(closed.browser(), { cookies: guest.cookies }), closed.browser()];
    expect((await other.ask("/api/me")).json.signIn.guests).toBe(false);
    for (const answer of [await other.post("/api/guest", { name: "Bob" }), await again.say(COMMENT, "k2")]) {
      expect([answer.status, answer.json.code]).toEqual([403, "guests-off"]);
    }
    expect(await other.entries()).toHaveLength(1);
    await closed.close();
  });
});

describe("two servers on one PostgreSQL", () => {
  let databaseUrl = "";
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });

  test("a link asked of one is opened at the other; a session ended at one is ended at both", async () => {
    const [one, two] = [await startOwnServer({ databaseUrl }), await startOwnServer({ databaseUrl })];
    const [atOne, atTwo] = [one.browser(), two.browser()];
    atTwo.cookies = atOne.cookies;
    await atOne.post("/api/sign-in/mail", { mail: "ada@example.org" });
    const find = () => one.logged.map((line) => /\/sign-in\/link#(\S+)/.exec(line)?.[1]).find(Boolean);
    await expect.poll(find, { timeout: 5000 }).toBeDefined();
    const opened = await Promise.all(
      [1, 2].map((n) => (n === 1 ? atOne : atTwo).post("/api/sign-in/link", { token: find() })),
    );
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 403]);
    const known = opened.find(({ status }) => status === 200)!.json.person.id;
    for (const browser of [atOne, atTwo]) expect((await browser.ask("/api/me")).json.person.id).toBe(known);
    await atOne.post("/api/me/name", { name: "Ada" });
    expect((await atTwo.ask("/api/me")).json.person.name).toBe("Ada");
    const kept = new Map(atOne.cookies);
    await atTwo.post("/api/sign-out", {});
    atOne.cookies = kept;
    expect((await atOne.ask("/api/me")).json.person).toBeNull();
  });
});
