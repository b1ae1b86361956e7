import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import { LedgerError } from "../ledger/ledger.ts";
import { SCHEMA, type Tables } from "./schema.ts";

export type Connection = Database.Database;

const SMALLEST_ROOM_BYTES = 128 * 1024;

/**
 * Opens the data file and brings its tables up to date.
 *
 * Each commit is on disk before it returns (`synchronous=FULL`).
 *
 * @throws {LedgerError} `ledger-full`, `ledger-unavailable`: the file cannot be
 *   opened or written, or a newer Openfloor wrote it.
 */
export function openDatabase(path: string, { mustExist = false } = {}): Connection {
  if (mustExist && !existsSync(path)) throw new LedgerError("ledger-unavailable", `There is no record at ${path}.`);
  return onDisk(path, () => {
    const database = new Database(path, { timeout: 5000 });
    try {
      database.pragma("journal_mode = WAL");
      database.pragma("synchronous = FULL");
      migrate(database, path);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

function migrate(database: Connection, path: string): void {
  const [row] = database.pragma("user_version") as { user_version: number }[];
  const version = row?.user_version ?? 0;
  if (version > SCHEMA.length) {
    throw new LedgerError(
      "ledger-unavailable",
      `${path} was written by a newer Openfloor. Install that one or a later.`,
    );
  }
  if (version === SCHEMA.length) return;
  inTransaction(database, () => {
    for (const { sqlite } of SCHEMA.slice(version)) database.exec(sqlite);
    database.exec(`PRAGMA user_version = ${SCHEMA.length}`);
  });
}

/** Does everything in `work` or nothing of it. */
export function inTransaction<T>(database: Connection, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // On a full disk SQLite has rolled back by itself, and a second ROLLBACK would hide why.
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** SQLite calls some writes that found no room an input/output error. */
function isFull(path: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(path));
  return bavail * bsize < SMALLEST_ROOM_BYTES;
}

/** Tells what the disk did wrong as a `LedgerError`. */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof LedgerError) throw cause;
    const { code = "", message } = cause as Error & { code?: string };
    if (code.startsWith("SQLITE_FULL") || (code.startsWith("SQLITE_IOERR") && isFull(path))) {
      throw new LedgerError(
        "ledger-full",
        `The disk with ${path} is full. Nothing was added; make room and try again.`,
        {
          cause,
        },
      );
    }
    throw new LedgerError("ledger-unavailable", `${path} cannot be used (${message}). Nothing was added.`, { cause });
  }
}

/**
 * Asks the same connection the ledger writes through. Only single statements:
 * a transaction left open over a turn of the event loop would hold up the ledger.
 */
export function askSqlite(database: Connection): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
