import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { LedgerError } from "../../src/ledger/ledger.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/openStore.ts";
import { draft } from "../ledger/contract.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "./folder.ts";

async function open(kind: "sqlite" | "postgres", data = makeFolder()) {
  const databaseUrl = kind === "postgres" ? await makeDatabase() : undefined;
  const store = await openStore({ data, databaseUrl });
  onTestFinished(() => store.close());
  return store;
}

describe.each(["sqlite", "postgres"] as const)("on %s", (kind) => {
  test.each([
    ["an end of a statement", "'; DROP TABLE people; --"],
    ["NUL, half a pair, noncharacters", "a\u0000b \ud800c \uffff0000"],
    ["what Kysely and pg give a meaning", '$1 ? :x %s "q" {a,b} \\x'],
  ])("a text comes back as it was: %s", async (_, words) => {
    const { texts, database } = await open(kind);
    await texts.keep(words, words);
    expect(await texts.find(words)).toBe(words);
    const rows = await database.selectFrom("texts").selectAll().where("hash", "in", [words, "other"]).execute();
    expect(rows).toEqual([{ hash: words, source: words }]);
  });

  test("numbers come back as numbers", async () => {
    const { database } = await open(kind);
    await database
      .updateTable("stamps")
      .set({ value: 2 ** 40 })
      .execute();
    expect(await database.selectFrom("stamps").select("value").executeTakeFirst()).toEqual({ value: 2 ** 40 });
  });

  test("a rule of a table that is broken is told as the database tells it, not as a fault of the disk", async () => {
    const { database } = await open(kind);
    const add = () => database.insertInto("texts").values({ hash: "a", source: "b" }).execute();
    await add();
    const error = await add().catch((thrown) => thrown);
    expect(error).not.toBeInstanceOf(LedgerError);
    expect(error.code).toMatch(/^(?:SQLITE_CONSTRAINT|23505)/);
    const mistake = await sql`SELECT 1 FROM nowhere`.execute(database).catch((thrown) => thrown);
    expect(mistake).not.toBeInstanceOf(LedgerError);
    expect(mistake.message).toContain("nowhere");
  });

  test("blanking counts up what pages compare, once, and only where a word was taken", async () => {
    const { ledger, people } = await open(kind);
    await ledger.append(draft());
    const before = await people.stamps();
    expect(await ledger.blank({ by: ["nobody"] }, "2026-11-23T08:00:00.000Z")).toBe(0);
    expect(await people.stamps()).toEqual(before);
    await ledger.blank({ by: ["p1"] }, "2026-11-23T08:00:00.000Z");
    const after = await people.stamps();
    expect(after.people).not.toBe(before.people);
    expect(after.words).not.toBe(before.words);
    await people.add("Ada", "2026-11-23T08:00:00.000Z", { id: "p2" });
    await people.verify("p2");
    const later = await people.stamps();
    expect([later.people === after.people, later.words]).toEqual([false, after.words]);
  });

  test("the order of the record is that of its numbers, whatever the clocks say", async () => {
    const { ledger } = await open(kind);
    const clocks = [
      "2026-11-22T12:00:00.000Z",
      "2026-11-22T11:00:00.000Z",
      "2026-11-23T12:00:00.000Z",
      "2026-11-22T12:00:01.000Z",
    ];
    for (const [n, at] of clocks.entries()) await ledger.append(draft({ key: `k${n}`, at }));
    expect((await ledger.entries({})).map(({ seq, at }) => [seq, at])).toEqual(clocks.map((at, n) => [n + 1, at]));
  });
});

test("on SQLite what was blanked is no longer anywhere in the files", async () => {
  const data = makeFolder();
  const { ledger } = await open("sqlite", data);
  const files = () =>
    ["openfloor.db", "openfloor.db-wal"].map((name) => readFileSync(join(data, name), "latin1")).join();
  await ledger.append(draft({ text: "Xylophone. ".repeat(2000) }));
  await ledger.append(draft({ key: "k2", text: "Zither." }));
  expect(files()).toContain("Xylophone");
  await ledger.blank({ seqs: [1, 2] }, "2026-11-23T08:00:00.000Z");
  expect(files()).not.toMatch(/Xylophone|Zither/);
});

test("on SQLite blanking does not wait for one who reads: the server would stand still", async () => {
  const data = makeFolder();
  const { ledger } = await open("sqlite", data);
  await ledger.append(draft());
  const reader = openDatabase(join(data, "openfloor.db"));
  reader.connection.exec("BEGIN");
  reader.connection.prepare("SELECT * FROM entries").all();
  const startedAt = performance.now();
  expect(await ledger.blank({ seqs: [1] }, "2026-11-23T08:00:00.000Z")).toBe(1);
  expect(performance.now() - startedAt).toBeLessThan(5000); // As long as it would wait.
  reader.connection.exec("COMMIT");
  reader.close();
  expect(await ledger.append(draft({ key: "k2" }))).toMatchObject({ entry: { seq: 2 } });
});

test("on SQLite a transaction that would stay open over a turn is refused: it would mix with the ledger's", async () => {
  const { database } = await open("sqlite");
  await expect(database.transaction().execute(async () => {})).rejects.toThrow("Only single statements");
});
