import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Kysely, sql } from "kysely";
import { LedgerError } from "../ledger/ledger.ts";
import { copyTables, listTables, readRows } from "./copyTables.ts";
import { askSqlite, openDatabase, SqliteFile } from "./database.ts";
import { fillEmptyStore, fillFile, syncToDisk } from "./emptyStore.ts";
import { SCHEMA, type Tables } from "./schema.ts";
import { type StorePlace, withSnapshot } from "./snapshot.ts";
import { type StoreVerdict, verifyStore } from "./verifyStore.ts";

/** Tells how far it is: a share from 0 to 1 of what is being done. */
type OnProgress = (what: string, share: number) => void;

/** What a backup says of itself, in a table of its own. */
interface Seal {
  /** Instant. */
  madeAt: string;
  /** What signed the cookies. */
  secret: string;
  /** SHA-256 over all other tables. */
  sum: string;
}

const TABLE = "backup";

/**
 * Copies everything a store keeps into one SQLite file, whichever database it
 * is in and while servers write to it. Only its owner may read the file: it
 * holds mail addresses and what signs the cookies.
 *
 * @returns What a check of the copy found. The file is there whole, on disk, or not at all.
 * @throws {LedgerError} And what the disk says.
 */
export async function writeBackup(
  place: StorePlace,
  path: string,
  { now, onProgress }: { now: Date; onProgress: OnProgress },
): Promise<StoreVerdict> {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const verdict = await fillFile(unfinished, async (to) => {
      // Let go before the copy is checked: a database does not wait long for what asks nothing.
      const secret = await withSnapshot(place, async ({ database: from, secret }) => {
        await copyTables({ from, to, sqlite: to }, (done, all) => onProgress("Copying", done / all));
        return secret;
      });
      await seal(to, { madeAt: now.toISOString(), secret, sum: await sumOf(to) });
      return verifyStore({ kind: "sqlite", database: to }, (done, all) => onProgress("Verifying", done / all));
    });
    renameSync(unfinished, path);
    syncToDisk(dirname(path));
    return verdict;
  } catch (error) {
    for (const end of ["", "-journal"]) rmSync(`${unfinished}${end}`, { force: true });
    throw error;
  }
}

/**
 * Puts a backup into an empty data folder or an empty database, or leaves that empty.
 *
 * @returns When the backup was made, and what a check of it found.
 * @throws {LedgerError} One sentence: it is no backup, it was altered, there is something kept already.
 */
export async function restoreBackup(
  path: string,
  place: StorePlace,
  { now, onProgress }: { now: Date; onProgress: OnProgress },
): Promise<{ madeAt: string; verdict: StoreVerdict }> {
  return readBackup(path, async (from, { madeAt, secret }) => {
    const verdict = await verifyStore({ kind: "sqlite", database: from }, (done, all) =>
      onProgress("Verifying", done / all),
    );
    await fillEmptyStore(place, secret, async (to) => {
      await copyTables({ from, to, sqlite: from }, (done, all) => onProgress("Restoring", done / all));
      await renewStamp(to, now);
    });
    return { madeAt, verdict };
  });
}

/** Checks a backup where it lies. @throws As `restoreBackup`. */
export function verifyBackup(path: string, onProgress: OnProgress): Promise<{ madeAt: string; verdict: StoreVerdict }> {
  return readBackup(path, async (database, { madeAt }) => ({
    madeAt,
    verdict: await verifyStore({ kind: "sqlite", database }, (done, all) => onProgress("Verifying", done / all)),
  }));
}

/** Hands over a backup that is as it was written, brought up to the newest schema. The file itself is not changed. */
async function readBackup<T>(path: string, work: (from: Kysely<Tables>, seal: Seal) => Promise<T>): Promise<T> {
  if (!existsSync(path)) throw refusal(`${path} does not exist. Name the file that openfloor backup made.`);
  if (!statSync(path).isFile()) throw refusal(`${path} is no file. Name the file that openfloor backup made.`);
  // A copy: SQLite may write beside what it reads, and an older backup is brought up to date.
  const folder = mkdtempSync(join(tmpdir(), "openfloor-backup-"));
  try {
    const copy = join(folder, "backup.db");
    copyFileSync(path, copy);
    const found = await readSeal(path, copy);
    const file = openDatabase(copy);
    try {
      return await work(askSqlite(file), found);
    } finally {
      file.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readSeal(path: string, copy: string): Promise<Seal> {
  let file: SqliteFile | undefined;
  try {
    file = new SqliteFile(copy);
    const database = askSqlite(file);
    const [version] = file.connection.pragma("user_version") as { user_version: number }[];
    const { rows } = await sql<Seal>`SELECT * FROM ${sql.table(TABLE)}`.execute(database);
    if (rows.length !== 1) throw new RangeError("There is no seal.");
    if (version!.user_version > SCHEMA.length) {
      throw refusal(`${path} was made by a newer Openfloor. Install that one or a later, then restore again.`);
    }
    if ((await sumOf(database)) === rows[0]!.sum) return rows[0]!;
  } catch (error) {
    if (error instanceof LedgerError && !/cannot be used/.test(error.message)) throw error;
    throw refusal(
      `${path} is no whole backup of Openfloor (${(error as Error).message.replace(/\.$/, "")}). Take another one.`,
    );
  } finally {
    file?.close();
  }
  throw refusal(`${path} was altered or damaged since it was made. Take another one.`);
}

async function seal(database: Kysely<Tables>, { madeAt, secret, sum }: Seal): Promise<void> {
  await sql`CREATE TABLE ${sql.table(TABLE)} ("madeAt" TEXT NOT NULL, secret TEXT NOT NULL, sum TEXT NOT NULL)`.execute(
    database,
  );
  await sql`INSERT INTO ${sql.table(TABLE)} VALUES (${madeAt}, ${secret}, ${sum})`.execute(database);
}

async function sumOf(sqlite: Kysely<Tables>): Promise<string> {
  const hash = createHash("sha256");
  for (const table of await listTables(sqlite)) {
    hash.update(JSON.stringify([table.name, table.columns]));
    for await (const rows of readRows(sqlite, table)) {
      for (const row of rows) hash.update(JSON.stringify(table.columns.map((column) => row[column])));
    }
  }
  return hash.digest("hex");
}

/**
 * A page that a browser kept before must not pass for one of the restored
 * record, which may come to the same numbers again with other words.
 */
async function renewStamp(database: Kysely<Tables>, now: Date): Promise<void> {
  const seconds = Math.floor((now.getTime() - Date.UTC(2020)) / 1000);
  await database
    .updateTable("stamps")
    .set(({ eb }) => ({
      value: eb
        .case()
        .when("value", ">=", seconds)
        .then(eb("value", "+", 1))
        .else(seconds)
        .end(),
    }))
    .execute();
}

function refusal(sentence: string): LedgerError {
  return new LedgerError("ledger-unavailable", sentence);
}
