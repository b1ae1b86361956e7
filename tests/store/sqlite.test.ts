import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openSqliteLedger, SqliteLedger, sha256 } from "../../src/store/sqlite.ts";
import { draft, holdsContract } from "../ledger/contract.ts";
import { makeFolder } from "./folder.ts";

describe("in an SQLite file", () => holdsContract(async () => openSqliteLedger(join(makeFolder(), "openfloor.db"))));

test("what was answered is there after opening the file again, and the chain goes on", async () => {
  const path = join(makeFolder(), "openfloor.db");
  const first = openSqliteLedger(path);
  const { entry } = await first.append(draft());
  await first.close();
  const second = openSqliteLedger(path);
  expect(await second.entries({})).toEqual([entry]);
  expect(await second.append(draft())).toEqual({ entry, repeated: true });
  await second.append(draft({ key: "p1/k2" }));
  expect(verifyChain(await second.entries({}), sha256)).toEqual({ ok: true, count: 2, blanked: 0 });
  await second.close();
});

test("a blanked body reads as none, and the chain verifies", async () => {
  const path = join(makeFolder(), "openfloor.db");
  const database = openDatabase(path);
  const ledger = new SqliteLedger(database);
  await ledger.append(draft());
  database.connection.exec("UPDATE entries SET body = NULL");
  expect(await ledger.entries({})).toMatchObject([{ seq: 1, kind: "comment", clause: "7.3" }]);
  expect((await ledger.entries({}))[0]).not.toHaveProperty("text");
  expect(verifyChain(await ledger.entries({}), sha256)).toEqual({ ok: true, count: 1, blanked: 1 });
  await ledger.close();
});

test("on a full disk nothing is half written, and later entries go on where it stopped", async () => {
  const path = join(makeFolder(), "openfloor.db");
  const database = openDatabase(path);
  const ledger = new SqliteLedger(database);
  await ledger.append(draft());
  const [{ page_count: pages }] = database.connection.pragma("page_count") as [{ page_count: number }];
  database.connection.pragma(`max_page_count = ${pages + 2}`);
  const heard: number[] = [];
  ledger.watch(({ seq }) => heard.push(seq));
  const long = (n: number) => draft({ key: `long${n}`, text: "x".repeat(9000) });
  const results = await Promise.allSettled([1, 2, 3].map((n) => ledger.append(long(n))));
  // One commit, one fate.
  for (const result of results) {
    expect(result).toMatchObject({ status: "rejected", reason: { name: "LedgerError", code: "ledger-full" } });
  }
  expect(await ledger.last()).toBe(1);
  database.connection.pragma("max_page_count = 100000");
  expect(await ledger.append(long(1))).toMatchObject({ repeated: false, entry: { seq: 2 } });
  expect(heard).toEqual([2]);
  expect(verifyChain(await ledger.entries({}), sha256)).toMatchObject({ ok: true, count: 2 });
  await ledger.close();
});

test("a file that cannot be written is said to be so", async () => {
  const path = join(makeFolder(), "openfloor.db");
  await openSqliteLedger(path).close();
  const database = openDatabase(path);
  database.connection.pragma("query_only = 1");
  const ledger = new SqliteLedger(database);
  await expect(ledger.append(draft())).rejects.toMatchObject({ name: "LedgerError", code: "ledger-unavailable" });
  await ledger.close();
});

test("a file that is no database, or that a newer Openfloor wrote, is left alone", async () => {
  const folder = makeFolder();
  const path = join(folder, "openfloor.db");
  const { writeFileSync, readFileSync } = await import("node:fs");
  writeFileSync(path, "this is no database ".repeat(300));
  expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "ledger-unavailable" }));
  expect(readFileSync(path, "utf8")).toContain("this is no database");
  const newer = join(folder, "newer.db");
  const database = openDatabase(newer);
  database.connection.exec("PRAGMA user_version = 99");
  database.close();
  expect(() => openDatabase(newer)).toThrow(/newer Openfloor/);
});

test("each commit waits for the disk", () => {
  const database = openDatabase(join(makeFolder(), "openfloor.db"));
  expect(database.connection.pragma("journal_mode")).toMatchObject([{ journal_mode: "wal" }]);
  expect(database.connection.pragma("synchronous")).toMatchObject([{ synchronous: 2 }]);
  database.close();
});

test("asking for a place uses an index, however long the record is", () => {
  const database = openDatabase(join(makeFolder(), "openfloor.db"));
  const plan = (where: string) =>
    JSON.stringify(
      database.connection.prepare(`EXPLAIN QUERY PLAN SELECT * FROM entries WHERE ${where} ORDER BY seq LIMIT 9`).all(),
    );
  expect(plan("document = 'a' AND amendment = 'b' AND seq > 5")).toContain(
    "USING INDEX entriesByAmendment (document=? AND amendment=? AND seq>?)",
  );
  expect(plan("document = 'a' AND seq > 5")).toContain("USING INDEX entriesByDocument (document=? AND seq>?)");
  expect(plan("seq > 5")).toContain("USING INTEGER PRIMARY KEY");
  database.close();
});
