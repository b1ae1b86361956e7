import { sql } from "kysely";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import type { Entry, EntryDraft } from "../../src/ledger/entry.ts";
import type { WholeLedger, WholeQuery } from "../../src/ledger/ledger.ts";
import { openStore } from "../../src/store/openStore.ts";
import { SCHEMA } from "../../src/store/schema.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { draft, holdsContract } from "../ledger/contract.ts";
import { makeCluster, makeDatabase } from "../postgres.ts";
import { until } from "../until.ts";
import { cuttingBefore } from "./cutting.ts";

/** A store on a database, as one server opens it; closed when the test has ended. */
async function open(databaseUrl: string, log?: (line: string) => void) {
  const store = await openStore({ data: "", databaseUrl, log });
  onTestFinished(() => store.close());
  return store;
}

async function ask(databaseUrl: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

describe("in PostgreSQL", () =>
  holdsContract(async () => (await openStore({ data: "", databaseUrl: await makeDatabase() })).ledger));

describe("in PostgreSQL, through two servers in turn", () =>
  holdsContract(async () => {
    const databaseUrl = await makeDatabase();
    return new InTurn(await Promise.all([1, 2].map(async () => (await openStore({ data: "", databaseUrl })).ledger)));
  }));

/** What a browser behind a round-robin sees. */
class InTurn implements WholeLedger {
  readonly #ledgers: WholeLedger[];
  readonly #heard: number[];
  readonly #sent: Promise<unknown>[] = [];
  #turn = 0;

  constructor(ledgers: WholeLedger[]) {
    this.#ledgers = ledgers;
    this.#heard = ledgers.map(() => 0);
    for (const [index, ledger] of ledgers.entries()) ledger.watch(({ seq }) => (this.#heard[index] = seq));
  }

  #next(): WholeLedger {
    this.#turn += 1;
    return this.#ledgers[this.#turn % this.#ledgers.length]!;
  }

  /** Waits until each server has heard of it, so that watchers of one hear what was sent to another. */
  append(draft: EntryDraft, unless?: WholeQuery) {
    const sending = this.#send(draft, unless);
    this.#sent.push(sending.catch(() => {}));
    return sending;
  }

  async #send(draft: EntryDraft, unless?: WholeQuery) {
    const result = await this.#next().append(draft, unless);
    const { seq } = result.entry;
    await until(`all servers hear of ${seq}`, () => this.#heard.every((heard) => heard >= seq));
    return result;
  }
  entries: WholeLedger["entries"] = (query) => this.#next().entries(query);
  find: WholeLedger["find"] = (key) => this.#next().find(key);
  last: WholeLedger["last"] = () => this.#next().last();
  blank: WholeLedger["blank"] = (which, at) => this.#next().blank(which, at);
  watch: WholeLedger["watch"] = (onEntry) => this.#ledgers[0]!.watch(onEntry);
  async close() {
    await Promise.all(this.#sent);
    for (const ledger of this.#ledgers) await ledger.close();
  }
}

test("three servers on one database: one order of the record, and each hears all of it, once, in that order", async () => {
  const databaseUrl = await makeDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => open(databaseUrl)));
  const heard = stores.map(({ ledger }) => {
    const seqs: number[] = [];
    ledger.watch(({ seq }) => seqs.push(seq));
    return seqs;
  });
  const write = async (writer: number) => {
    for (let n = 0; n < 30; n++)
      await stores[(writer + n) % 3]!.ledger.append(draft({ key: `p${writer}/${n}`, by: `p${writer}`, text: `${n}` }));
  };
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  const all = Array.from({ length: 240 }, (_, index) => index + 1);
  await until("each server hears of 240", () => heard.every(({ length }) => length >= 240));
  expect(heard).toEqual([all, all, all]);
  const [first, ...others] = await Promise.all(stores.map(({ ledger }) => ledger.entries({})));
  expect(verifyChain(first!, sha256)).toEqual({ ok: true, count: 240, blanked: 0 });
  for (const other of others) expect(other).toEqual(first);
  // What one writer has said comes in the order in which he said it.
  for (let writer = 0; writer < 8; writer++) {
    const said = first!.filter(({ by }) => by === `p${writer}`).map(({ text }) => Number(text));
    expect(said).toEqual([...said].sort((a, b) => a - b));
  }
});

test("one key sent to three servers at the same time adds one entry", async () => {
  const databaseUrl = await makeDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => open(databaseUrl)));
  const results = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      stores[n % 3]!.ledger.append(draft({ at: `2026-11-22T12:00:${10 + n}.000Z` })),
    ),
  );
  expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(new Set(results.map(({ entry }) => entry.hash)).size).toBe(1);
});

test("five servers that start at once on an empty database make its tables once, and share its secret", async () => {
  const databaseUrl = await makeDatabase();
  const stores = await Promise.all([1, 2, 3, 4, 5].map(() => open(databaseUrl)));
  expect(new Set(stores.map(({ secret }) => secret)).size).toBe(1);
  expect(stores[0]!.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(await ask(databaseUrl, "SELECT version FROM openfloor")).toEqual([{ version: SCHEMA.length }]);
});

test("a role that may not change tables can serve once they are made", async () => {
  const databaseUrl = await makeDatabase();
  await (await openStore({ data: "", databaseUrl })).close();
  await ask(databaseUrl, "REVOKE CREATE ON SCHEMA public FROM PUBLIC, CURRENT_USER");
  expect(await (await open(databaseUrl)).ledger.append(draft())).toMatchObject({ entry: { seq: 1 } });
});

test("a database of a newer Openfloor is left alone", async () => {
  const databaseUrl = await makeDatabase();
  await (await openStore({ data: "", databaseUrl })).close();
  await ask(databaseUrl, "UPDATE openfloor SET version = 99");
  await expect(openStore({ data: "", databaseUrl })).rejects.toMatchObject({
    code: "ledger-unavailable",
    message: expect.stringMatching(/^A newer Openfloor wrote the database “test_\w+” at 127\.0\.0\.1:\d+\. Install/),
  });
});

test("a database that cannot hold all letters is refused", async () => {
  const databaseUrl = await makeDatabase();
  const name = `${new URL(databaseUrl).pathname.slice(1)}_latin`;
  const operator = Object.assign(new URL(databaseUrl), { username: "postgres", pathname: "/postgres" });
  await ask(operator.href, `CREATE DATABASE ${name} OWNER openfloor ENCODING 'LATIN1' TEMPLATE template0`);
  const latin = Object.assign(new URL(databaseUrl), { pathname: `/${name}` });
  await expect(openStore({ data: "", databaseUrl: latin.href })).rejects.toThrow(
    /is encoded in LATIN1.*ENCODING 'UTF8'/,
  );
});

describe("an address that cannot be used is refused in one sentence, without its password", () => {
  test.each([
    [
      "a database over a network without TLS",
      "postgres://u:sesame@db.example.org/x",
      /at db\.example\.org without sslmode=verify-full/,
    ],
    [
      "TLS that checks no certificate",
      "postgres://u:sesame@10.0.0.1/x?sslmode=no-verify",
      /without sslmode=verify-full/,
    ],
    [
      "TLS that checks no name",
      "postgres://u:sesame@db.example.org/x?sslmode=verify-ca",
      /without sslmode=verify-full/,
    ],
    [
      "a host that only begins like this machine",
      "postgres://u:sesame@127.0.0.1.example.org/x",
      /without sslmode=verify-full/,
    ],
    ["another host in the query", "postgres://u:sesame@localhost/x?host=db.example.org", /without sslmode=verify-full/],
    ["no address", "sesame", /^DATABASE_URL cannot be read/],
    ["a broken one", "postgres://u:sesame@[/x", /^DATABASE_URL cannot be read/],
    ["nobody there", "postgres://u:sesame@127.0.0.1:1/x", /“x” at 127\.0\.0\.1:1 now \(.*ECONNREFUSED/],
  ])("%s", async (_, databaseUrl, sentence) => {
    const error = await openStore({ data: "", databaseUrl }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "LedgerError", code: "ledger-unavailable" });
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain("sesame");
  });

  test("a database there is not", async () => {
    const databaseUrl = (await makeDatabase()).replace(/test_\w+$/, "nowhere");
    await expect(openStore({ data: "", databaseUrl })).rejects.toThrow(/“nowhere” .*does not exist/);
  });
});

test("the operator is told of a PostgreSQL that does not wait for its disk", async () => {
  const logged: string[] = [];
  await open(await makeDatabase(), (line) => logged.push(line)); // That of the tests does not.
  expect(logged).toEqual([expect.stringMatching(/runs with fsync=off/)]);
});

test("what is answered is on disk, also where the database was told not to wait for it", async () => {
  const databaseUrl = await makeDatabase();
  const name = new URL(databaseUrl).pathname.slice(1);
  await ask(databaseUrl, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  const { database } = await open(databaseUrl);
  expect((await sql`SHOW synchronous_commit`.execute(database)).rows).toEqual([{ synchronous_commit: "on" }]);
});

test("a read-only database is said to be so; once it takes changes, everything goes on", async () => {
  const databaseUrl = await makeDatabase();
  const { ledger, check } = await open(databaseUrl);
  await ledger.append(draft());
  const name = new URL(databaseUrl).pathname.slice(1);
  const end =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
  await ask(databaseUrl, `ALTER DATABASE ${name} SET default_transaction_read_only = on`, end);
  await expect(check()).rejects.toMatchObject({
    code: "ledger-unavailable",
    message: expect.stringMatching(/read only/),
  });
  await expect(ledger.append(draft({ key: "k2" }))).rejects.toMatchObject({ code: "ledger-unavailable" });
  expect(await ledger.last()).toBe(1);
  await ask(
    databaseUrl,
    "SET default_transaction_read_only = off",
    `ALTER DATABASE ${name} RESET default_transaction_read_only`,
    end,
  );
  expect(await ledger.append(draft({ key: "k2" }))).toMatchObject({ entry: { seq: 2 } });
  await check();
});

test("one draft that the database does not take does not take the others with it", async () => {
  const { ledger } = await open(await makeDatabase());
  const drafts = [draft({ key: "a" }), draft({ key: "b", revision: 1e30 }), draft({ key: "c" })];
  const results = await Promise.allSettled(drafts.map((one) => ledger.append(one)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: { name: "LedgerError" } });
  expect(verifyChain(await ledger.entries({}), sha256)).toMatchObject({ ok: true, count: 2 });
});

describe("when the way to the database is cut", () => {
  test.each(["COMMIT", "INSERT INTO entries"])(
    "right after %s, whose answer is lost: added once, answered as added, heard of once",
    async (words) => {
      const cutting = await cuttingBefore(await makeDatabase());
      const { ledger } = await open(cutting.address);
      const heard: Entry[] = [];
      ledger.watch((entry) => heard.push(entry));
      await ledger.append(draft({ key: "before" }));
      cutting.cutAfter(words);
      const results = await Promise.all(["a", "b", "a"].map((key) => ledger.append(draft({ key }))));
      expect(results.map(({ entry, repeated }) => [entry.seq, repeated])).toEqual([
        [2, false],
        [3, false],
        [2, true],
      ]);
      await until("all are heard of", () => heard.length >= 3);
      expect(heard).toEqual(await ledger.entries({}));
      expect(verifyChain(heard, sha256)).toMatchObject({ ok: true, count: 3 });
    },
  );

  test("what others add meanwhile is heard of once it is mended, each once, in order", async () => {
    const databaseUrl = await makeDatabase();
    const cutting = await cuttingBefore(databaseUrl);
    const near = await open(cutting.address);
    const far = await open(databaseUrl);
    const heard: number[] = [];
    near.ledger.watch(({ seq }) => heard.push(seq));
    await far.ledger.append(draft({ key: "1" }));
    cutting.cut();
    for (const key of ["2", "3", "4"]) await far.ledger.append(draft({ key }));
    cutting.mend();
    await until("it hears of 4", () => heard.length >= 4);
    await near.ledger.append(draft({ key: "5" }));
    expect(heard).toEqual([1, 2, 3, 4, 5]);
  });

  test("for longer than three seconds: refused by then, reading too, and the same key is added once afterwards", async () => {
    const cutting = await cuttingBefore(await makeDatabase());
    const { ledger, people, check } = await open(cutting.address);
    await ledger.append(draft({ key: "before" }));
    cutting.cut();
    const startedAt = performance.now();
    const refused = await Promise.allSettled([
      ledger.append(draft()),
      ledger.last(),
      people.find("nobody"),
      people.stamp(),
      check(),
    ]);
    const tookMs = performance.now() - startedAt;
    for (const one of refused) {
      expect(one).toMatchObject({ status: "rejected", reason: { name: "LedgerError", code: "ledger-unavailable" } });
    }
    expect(tookMs).toBeGreaterThan(2000);
    expect(tookMs).toBeLessThan(6000);
    cutting.mend();
    expect(await ledger.append(draft())).toMatchObject({ entry: { seq: 2 } });
    expect(await people.find("nobody")).toBeUndefined();
  });

  test("for less: nobody is refused", async () => {
    const cutting = await cuttingBefore(await makeDatabase());
    const { ledger, people } = await open(cutting.address);
    cutting.cut();
    setTimeout(cutting.mend, 800);
    const [{ entry }, last] = await Promise.all([ledger.append(draft()), ledger.last(), people.find("nobody")]);
    expect(entry.seq).toBe(1);
    expect(last).toBeLessThanOrEqual(1);
  });
});

test("a database killed -9 while entries are written and started again: none lost, none doubled", async () => {
  const cluster = await makeCluster();
  const databaseUrl = await cluster.makeDatabase();
  const stores = await Promise.all([open(databaseUrl), open(databaseUrl)]);
  const heard: number[] = [];
  stores[0]!.ledger.watch(({ seq }) => heard.push(seq));
  const answered = new Map<string, Entry>();
  let isOver = false;
  const write = async (writer: number) => {
    for (let n = 0; !isOver; n++) {
      const key = `p${writer}/${n}`;
      for (;;) {
        try {
          const { entry } = await stores[n % 2]!.ledger.append(draft({ key, text: key }));
          answered.set(key, entry);
          break;
        } catch (error) {
          expect(error).toMatchObject({ code: "ledger-unavailable" });
        }
      }
    }
  };
  const writing = Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  for (let round = 0; round < 3; round++) {
    const before = answered.size;
    await until("entries are written", () => answered.size > before + 20);
    await cluster.kill();
    await cluster.start();
  }
  const before = answered.size;
  await until("entries are written again", () => answered.size > before);
  isOver = true;
  await writing;
  const entries = await stores[0]!.ledger.entries({});
  expect(verifyChain(entries, sha256)).toMatchObject({ ok: true });
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  const kept = new Map(entries.map((entry) => [entry.key, entry]));
  for (const [key, entry] of answered) expect(kept.get(key)).toEqual(entry);
  await until("everything is heard of", () => heard.length >= entries.length);
  expect(heard).toEqual(entries.map(({ seq }) => seq));
});
