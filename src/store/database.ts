import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { LedgerError } from "../ledger/ledger.ts";

export type Connection = Database.Database;

const SMALLEST_ROOM_BYTES = 128 * 1024;

/** Each step is run once, in order; a step that was published is never changed. */
const STEPS = [
  `CREATE TABLE entries (
     seq INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     by TEXT NOT NULL,
     at TEXT NOT NULL,
     kind TEXT NOT NULL,
     document TEXT NOT NULL,
     amendment TEXT,
     revision INTEGER,
     clause TEXT,
     body TEXT, -- JSON; NULL when it was blanked
     bodyHash TEXT NOT NULL,
     previous TEXT NOT NULL,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE INDEX entriesByAmendment ON entries (document, amendment, seq);
   CREATE INDEX entriesByDocument ON entries (document, seq);
   CREATE TABLE people (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     standing TEXT NOT NULL,
     createdAt TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE texts (
     hash TEXT PRIMARY KEY,
     source TEXT NOT NULL
   ) STRICT;`,
];

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
  if (version > STEPS.length) {
    throw new LedgerError(
      "ledger-unavailable",
      `${path} was written by a newer Openfloor. Install that one or a later.`,
    );
  }
  if (version === STEPS.length) return;
  inTransaction(database, () => {
    for (const step of STEPS.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
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
