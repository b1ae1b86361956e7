import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import { LedgerError } from "../ledger/ledger.ts";
import { SCHEMA, type Tables } from "./schema.ts";
import { rowFromStored, storable } from "./storable.ts";

const SMALLEST_ROOM_BYTES = 128 * 1024;
/** Another process may be writing for so long: a backup that is loaded, say. */
const PATIENCE_MS = 5000;

/**
 * Opens the data file and brings its tables up to date.
 *
 * Each commit is on disk before it returns (`synchronous=FULL`).
 *
 * @param migrates False: a file of an older Openfloor is refused instead of changed.
 * @throws {LedgerError} `ledger-full`, `ledger-unavailable`: the file cannot be
 *   opened or written, or a newer Openfloor wrote it.
 */
export function openDatabase(path: string, { mustExist = false, migrates = true } = {}): SqliteFile {
  if (mustExist && !existsSync(path)) throw new LedgerError("ledger-unavailable", `There is no record at ${path}.`);
  const file = new SqliteFile(path);
  try {
    file.use(({ connection }) => {
      connection.pragma("journal_mode = WAL");
      connection.pragma("synchronous = FULL");
      // What is blanked is gone, not only marked as free.
      connection.pragma("secure_delete = ON");
      migrate(file, migrates);
    });
  } catch (error) {
    file.close();
    throw error;
  }
  return file;
}

function migrate(file: SqliteFile, migrates: boolean): void {
  const version = versionOf(file.connection);
  if (version > SCHEMA.length) {
    throw new LedgerError(
      "ledger-unavailable",
      `${file.path} was written by a newer Openfloor. Install that one or a later.`,
    );
  }
  if (version === SCHEMA.length) return;
  if (!migrates) {
    throw new LedgerError(
      "ledger-unavailable",
      `${file.path} was written by an older Openfloor. Start the server once, which brings it up to date.`,
    );
  }
  file.change(({ connection }) => {
    for (const { sqlite } of SCHEMA.slice(versionOf(connection))) connection.exec(sqlite);
    connection.exec(`PRAGMA user_version = ${SCHEMA.length}`);
  });
}

function versionOf(connection: Database.Database): number {
  const [row] = connection.pragma("user_version") as { user_version: number }[];
  return row?.user_version ?? 0;
}

/** An open SQLite file, and whether what is written to it is still sure to be kept. */
export class SqliteFile {
  readonly path: string;
  readonly connection: Database.Database;
  #isReadOnly = false;

  /** Only opens it: see `openDatabase`. @throws {LedgerError} */
  constructor(path: string) {
    this.path = path;
    this.connection = this.#guarded(() => new Database(path, { timeout: PATIENCE_MS }));
  }

  /** Does something with the file. @throws {LedgerError} What the disk did wrong. */
  use<T>(work: (file: this) => T): T {
    return this.#guarded(() => work(this));
  }

  /** Does everything in `work` or nothing of it. @throws {LedgerError} As `use`. */
  change<T>(work: (file: this) => T): T {
    return this.#guarded(() => {
      this.#refuseIfReadOnly();
      this.connection.exec("BEGIN IMMEDIATE");
      try {
        const result = work(this);
        this.connection.exec("COMMIT");
        return result;
      } catch (error) {
        // On a full disk SQLite has rolled back by itself, and a second ROLLBACK would hide why.
        if (this.connection.inTransaction) this.connection.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /**
   * Writes what stands in the file beside the database into the database, and
   * empties that file; while somebody reads both, not all of it.
   */
  checkpoint(): void {
    this.use(({ connection }) => {
      // Nobody waits for a backup to end.
      connection.pragma("busy_timeout = 0");
      try {
        connection.pragma("wal_checkpoint(TRUNCATE)");
      } finally {
        connection.pragma(`busy_timeout = ${PATIENCE_MS}`);
      }
    });
  }

  /** That entries could be written now. @throws {LedgerError} Why not. */
  check(): void {
    this.change(() => {
      if (this.#hasNoRoom()) throw this.#full();
    });
  }

  close(): void {
    this.connection.close();
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw this.#tell(cause);
    }
  }

  #tell(cause: unknown): unknown {
    if (cause instanceof LedgerError) return cause;
    const { code = "", message } = cause as Error & { code?: string };
    if (code.includes("FSYNC")) {
      // The kernel drops what it could not write, and the next fsync would not say so: nothing written now is sure to last.
      this.#isReadOnly = true;
      this.connection.pragma("query_only = ON");
    }
    if (this.#isReadOnly && /FSYNC|READONLY/.test(code)) return this.#readOnly(cause);
    // SQLite calls some writes that found no room an input/output error.
    if (code.startsWith("SQLITE_FULL") || (code.startsWith("SQLITE_IOERR") && this.#hasNoRoom()))
      return this.#full(cause);
    return new LedgerError("ledger-unavailable", `${this.path} cannot be used (${message}). Nothing was added.`, {
      cause,
    });
  }

  #refuseIfReadOnly(): void {
    if (this.#isReadOnly) throw this.#readOnly();
  }

  #readOnly(cause?: unknown): LedgerError {
    return new LedgerError(
      "ledger-read-only",
      `The disk with ${this.path} has failed to keep what was written. Nothing was added, and nothing is taken any more; what is on record can be read. Check the disk, then start the server again.`,
      { cause },
    );
  }

  #hasNoRoom(): boolean {
    const { bavail, bsize } = statfsSync(dirname(this.path));
    return bavail * bsize < SMALLEST_ROOM_BYTES;
  }

  #full(cause?: unknown): LedgerError {
    return new LedgerError(
      "ledger-full",
      `The disk with ${this.path} is full. Nothing was added; make room and try again.`,
      { cause },
    );
  }
}

/**
 * Asks the same connection the ledger writes through. Only single statements:
 * a transaction left open over a turn of the event loop would hold up the ledger.
 *
 * What the disk did wrong leaves as `LedgerError`; a rule of a table that was
 * broken, as SQLite tells it.
 */
export function askSqlite(file: SqliteFile): Kysely<Tables> {
  const ask = <T>(work: () => T): T => {
    try {
      return file.use(work);
    } catch (error) {
      const { code = "" } = ((error as Error).cause ?? {}) as { code?: string };
      throw code === "SQLITE_ERROR" || code.startsWith("SQLITE_CONSTRAINT") ? (error as Error).cause : error;
    }
  };
  const database = {
    prepare(text: string) {
      if (/^\s*(?:begin|savepoint)\b/i.test(text)) throw new Error("Only single statements: see askSqlite.");
      const statement = ask(() => file.connection.prepare(text));
      const all = (values: readonly unknown[]) =>
        ask(() => statement.all(...values.map(storable)).map((row) => rowFromStored(row as object)));
      return {
        reader: statement.reader,
        all,
        run: (values: readonly unknown[]) => ask(() => statement.run(...values.map(storable))),
        *iterate(values: readonly unknown[]) {
          const rows = ask(() => statement.iterate(...values.map(storable)));
          for (let next = ask(() => rows.next()); !next.done; next = ask(() => rows.next()))
            yield rowFromStored(next.value as object);
        },
      };
    },
    // The ledger closes the file.
    close() {},
  };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
