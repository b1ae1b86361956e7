import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { NO_PREVIOUS, sealEntry } from "../../src/ledger/chain.ts";
import { listTables, readRows } from "../../src/store/copyTables.ts";
import { askSqlite, openDatabase, SqliteFile } from "../../src/store/database.ts";
import { openStore } from "../../src/store/openStore.ts";
import { addEntries } from "../../src/store/publicRecord.ts";
import { SCHEMA } from "../../src/store/schema.ts";
import { withSnapshot } from "../../src/store/snapshot.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";
import { HOME, PROGRAM, run } from "./command.ts";
import { fillStore } from "./filledStore.ts";
import { ended } from "./served.ts";

beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error("Build it first: npm run build.");
});

/** Every row of every table that is copied, the stamp aside, which is always a new one. */
async function rowsOf(path: string): Promise<{ [table: string]: object[] }> {
  const file = openDatabase(path);
  const database = askSqlite(file);
  try {
    const rows: { [table: string]: object[] } = {};
    for (const table of await listTables(database)) {
      rows[table.name] = [];
      if (table.name === "stamps") continue;
      for await (const some of readRows(database, table)) rows[table.name]!.push(...some);
    }
    return rows;
  } finally {
    file.close();
  }
}

const program = (args: string[], env: Record<string, string> = {}): ChildProcess => {
  const child = spawn(PROGRAM, args, { cwd: HOME, env: { ...process.env, ...env }, stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};
test("a backup carries everything from SQLite to PostgreSQL and back: accounts, sessions, the roll, the secret", async () => {
  const [folder, DATABASE_URL] = [makeFolder(), await makeDatabase()];
  const file = (name: string) => join(folder, name);
  await fillStore({ data: file("one") }, 20);
  const first = await run(["backup", file("1.backup"), "--data", file("one")]);
  expect(first).toEqual({
    code: 0,
    stdout: `${file("1.backup")} holds all of ${file("one")}: 26 entries, 1 of them blanked, 3 people, 1 text.\nKeep it where nobody else can read it: it holds mail addresses and what signs the cookies.\n`,
    stderr: "",
  });
  const restored = await run(["restore", file("1.backup")], { DATABASE_URL });
  expect([restored.code, restored.stderr]).toEqual([0, ""]);
  expect(restored.stdout).toMatch(
    /^PostgreSQL at 127\.0\.0\.1:\d+\/test_\w+ holds what .* held, of 20\S+Z: 26 entries, /,
  );
  expect((await run(["backup", file("2.backup")], { DATABASE_URL })).code).toBe(0);
  expect((await run(["restore", file("2.backup"), "--data", file("two")])).code).toBe(0);
  const rows = await rowsOf(join(file("one"), "openfloor.db"));
  expect(Object.fromEntries(Object.entries(rows).map(([table, own]) => [table, own.length]))).toEqual({
    accounts: 0,
    entries: 26,
    people: 3,
    roll: 1,
    sessions: 1,
    stamps: 0,
    texts: 1,
    users: 1,
  });
  expect(await rowsOf(join(file("two"), "openfloor.db"))).toEqual(rows);
  const secretOf = (data: string) => readFileSync(join(file(data), "secret"), "utf8");
  expect(secretOf("two")).toBe(secretOf("one"));
  expect(await withSnapshot({ data: "", databaseUrl: DATABASE_URL }, async ({ secret }) => `${secret}\n`)).toBe(
    secretOf("one"),
  );
  for (const name of ["1.backup", "two/openfloor.db", "two/secret"])
    expect(statSync(file(name)).mode & 0o777, name).toBe(0o600);
  // What a restore leaves is a store like any other.
  for (const place of [{ data: file("two") }, { data: "", databaseUrl: DATABASE_URL }]) {
    const store = await openStore(place);
    expect(
      (
        await store.ledger.append({
          kind: "reply",
          text: "On.",
          replyTo: 1,
          key: "ada/on",
          by: "ada",
          at: "2026-11-22T12:00:00.000Z",
          document: "ferry",
        })
      ).entry.seq,
    ).toBe(27);
    await store.close();
  }
});

test("a page that a browser kept does not pass for one of the restored record: the people have another stamp", async () => {
  const folder = makeFolder();
  const [data, again] = [join(folder, "data"), join(folder, "again")];
  await fillStore({ data });
  await run(["backup", join(folder, "b"), "--data", data]);
  await run(["restore", join(folder, "b"), "--data", again]);
  const stampOf = async (place: string) => {
    const store = await openStore({ data: place });
    const stamp = await store.people.stamp();
    await store.close();
    return Number(stamp);
  };
  expect(await stampOf(again)).toBeGreaterThan((await stampOf(data)) + 1_000_000);
});

test("nothing is restored over what is kept, and not while a server has the folder", async () => {
  const [folder, DATABASE_URL] = [makeFolder(), await makeDatabase()];
  const [data, path] = [join(folder, "data"), join(folder, "b")];
  await fillStore({ data });
  await fillStore({ data, databaseUrl: DATABASE_URL });
  expect((await run(["backup", path, "--data", data])).code).toBe(0);
  const before = await rowsOf(join(data, "openfloor.db"));
  const kept =
    /There is a record .* already\. Nothing was changed: what is kept is never written over\. Choose an empty place with \S+\.\n$/;
  expect(await run(["restore", path, "--data", data])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(kept),
  });
  expect(await run(["restore", path], { DATABASE_URL })).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(kept),
  });
  expect(await rowsOf(join(data, "openfloor.db"))).toEqual(before);
  const open = await openStore({ data: join(folder, "open") });
  const refused = await run(["restore", path, "--data", join(folder, "open")]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/is in use by another Openfloor/)]);
  await open.close();
});

test("a backup that was altered, cut short, packed or is none is refused, and nothing is restored", async () => {
  const folder = makeFolder();
  const [data, path, bad, target] = ["data", "b", "bad", "new"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  await fillStore({ data }, 100);
  await run(["backup", path, "--data", data]);
  const refusedAs = async (sentence: RegExp) => {
    for (const args of [
      ["restore", bad, "--data", target],
      ["verify", bad],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
      expect(stderr).toMatch(sentence);
    }
    expect(existsSync(join(target, "openfloor.db"))).toBe(false);
  };
  copyFileSync(path, bad);
  const file = openDatabase(bad);
  file.connection.exec("UPDATE people SET standing = 'secretary' WHERE id = 'guest'");
  file.connection.pragma("journal_mode = DELETE"); // All of it in the one file again.
  file.close();
  await refusedAs(/^\S+bad was altered or damaged since it was made\. Take another one\.\n$/);
  copyFileSync(path, bad);
  truncateSync(bad, Math.floor(statSync(path).size / 2));
  await refusedAs(/^\S+bad (?:is no whole backup of Openfloor|was altered or damaged)/);
  writeFileSync(bad, gzipSync(readFileSync(path)));
  await refusedAs(/^\S+bad is no whole backup of Openfloor/);
  copyFileSync(join(data, "openfloor.db"), bad);
  await refusedAs(/^\S+bad is no whole backup of Openfloor/);
  rmSync(bad);
  await refusedAs(/^\S+bad does not exist\. Name the file that openfloor backup made\.\n$/);
});

test("a backup of an older Openfloor is brought up to date on a copy, one of a newer is refused", async () => {
  const folder = makeFolder();
  const path = join(folder, "b");
  const file = new SqliteFile(path);
  file.connection.exec(SCHEMA[0]!.sqlite);
  const database = askSqlite(file);
  const entry = sealEntry(
    { kind: "comment", text: "Why?", key: "p1/k", by: "p1", at: "2026-05-01T12:00:00.000Z", document: "ferry" },
    1,
    NO_PREVIOUS,
    sha256,
  );
  await addEntries(database, [entry]);
  file.connection.exec("INSERT INTO people VALUES ('p1', 'Ada', 'guest', '2026-05-01T12:00:00.000Z')");
  const hash = createHash("sha256");
  for (const table of await listTables(database)) {
    hash.update(JSON.stringify([table.name, table.columns]));
    for await (const rows of readRows(database, table))
      for (const row of rows) hash.update(JSON.stringify(table.columns.map((column) => row[column])));
  }
  file.connection.exec(`CREATE TABLE backup ("madeAt" TEXT NOT NULL, secret TEXT NOT NULL, sum TEXT NOT NULL);
    INSERT INTO backup VALUES ('2026-05-02T00:00:00.000Z', '${"5".repeat(64)}', '${hash.digest("hex")}');
    PRAGMA user_version = 1`);
  const bytes = readFileSync(path);
  const restored = await run(["restore", path, "--data", join(folder, "new")]);
  expect([restored.code, restored.stderr]).toEqual([0, ""]);
  expect(restored.stdout).toContain("of 2026-05-02T00:00:00.000Z: 1 entry, 1 person, 0 texts.");
  expect(readFileSync(path).equals(bytes)).toBe(true);
  const store = await openStore({ data: join(folder, "new") });
  expect([await store.ledger.entries({}), (await store.people.find("p1"))?.name]).toEqual([[entry], "Ada"]);
  await store.close();
  file.connection.exec(`PRAGMA user_version = ${SCHEMA.length + 1}`);
  file.close();
  const refused = await run(["restore", path, "--data", join(folder, "newer")]);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringMatching(/was made by a newer Openfloor\. Install that one or a later/),
  ]);
});

test("a backup of a changed record says so with exit code 1, and is there", async () => {
  const folder = makeFolder();
  await fillStore({ data: join(folder, "data") });
  const file = openDatabase(join(folder, "data/openfloor.db"));
  file.connection.exec("UPDATE entries SET body = replace(body, 'minutes', 'hours') WHERE seq = 2");
  file.close();
  const { code, stdout } = await run(["backup", join(folder, "b"), "--data", join(folder, "data")]);
  expect([code, stdout]).toEqual([1, expect.stringContaining("The body of entry 2 was changed.\n")]);
  expect(await run(["restore", join(folder, "b"), "--data", join(folder, "new")])).toMatchObject({ code: 1 });
});

test.each(["SQLite", "PostgreSQL"])("a backup while a server writes is one moment of the record: %s", async (kind) => {
  const folder = makeFolder();
  const place = { data: join(folder, "data"), databaseUrl: kind === "SQLite" ? undefined : await makeDatabase() };
  await fillStore(place, 1000);
  const store = await openStore(place);
  let [isDone, written] = [false, 1006];
  const writing = (async () => {
    while (!isDone) {
      const draft = {
        kind: "reply",
        text: "More.",
        replyTo: 1,
        by: "ada",
        at: "2026-11-22T12:00:00.000Z",
        document: "ferry",
      };
      await store.ledger.append({ ...draft, key: `ada/w${written}` });
      written += 1;
    }
  })();
  const where: [string[], Record<string, string>] =
    place.databaseUrl === undefined ? [["--data", place.data], {}] : [[], { DATABASE_URL: place.databaseUrl }];
  const backup = program(["backup", join(folder, "b"), ...where[0]], where[1]);
  expect(await ended(backup)).toBe(0);
  const atEnd = written;
  isDone = true;
  await writing;
  await store.close();
  const { code, stdout } = await run(["restore", join(folder, "b"), "--data", join(folder, "new")]);
  expect(code).toBe(0);
  const [, entries] = /: (\d+) entries/.exec(stdout)!.map(Number);
  expect(entries).toBeGreaterThanOrEqual(1006);
  expect(entries).toBeLessThanOrEqual(atEnd);
  expect((await run(["verify", "--data", join(folder, "new")])).code).toBe(0);
});

test.each(["SQLite", "PostgreSQL"])(
  "killed in the middle of a restore or import, nothing looks whole, and it can be done again: %s",
  async (kind) => {
    const folder = makeFolder();
    const [data, backup, record] = ["data", "b", "record.jsonl"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await fillStore({ data }, 1200);
    await run(["backup", backup, "--data", data]);
    await run(["export", record, "--data", data]);
    const target = join(folder, "new");
    for (const [index, args] of [
      ["restore", backup],
      ["import", record],
    ].entries()) {
      const databaseUrl = kind === "SQLite" ? undefined : await makeDatabase();
      const where: [string[], Record<string, string>] =
        databaseUrl === undefined ? [["--data", `${target}${index}`], {}] : [[], { DATABASE_URL: databaseUrl }];
      let killed = 0;
      // Killed at ever later moments, until it comes to its end first.
      for (let waitMs = 300; ; waitMs *= 2) {
        const child = program([...args, ...where[0]], where[1]);
        const end = ended(child);
        const result = await Promise.race([end, pause(waitMs)]);
        child.kill("SIGKILL");
        await end;
        const { code, stdout, stderr } = await run(["verify", ...where[0]], where[1]);
        if (stdout.includes("1206 entries")) break;
        expect(result, "It ended, and there is nothing.").toBeUndefined();
        killed += 1;
        // In a database the tables may be there, and nothing in them.
        const isEmpty = databaseUrl !== undefined && stdout.includes("verifies: 0 entries, 0 people, 0 texts");
        if (!isEmpty) expect([code, stderr]).toEqual([2, expect.stringMatching(/^There is no record /)]);
      }
      expect(killed).toBeGreaterThan(0);
      if (databaseUrl === undefined)
        expect(readdirSync(`${target}${index}`).filter((name) => name.startsWith("restoring"))).toEqual([]);
    }
  },
  90_000,
);
