import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { LedgerError } from "../ledger/ledger.ts";
import { askSqlite, openDatabase } from "./database.ts";
import { claim, makeFolder } from "./dataFolder.ts";
import { openPostgres, RECORD_LOCK } from "./postgresDatabase.ts";
import type { Tables } from "./schema.ts";
import type { StorePlace } from "./snapshot.ts";

/** Not yet whole: nothing opens a data folder's file under this name. */
const UNFINISHED = "restoring.db";

/**
 * Fills a store that holds nothing yet: with all that `work` puts into it, or,
 * when it fails or the machine stops, with nothing.
 *
 * @param secret Signs the cookies; without it the store makes one of its own.
 * @returns What `work` returned: on disk by then.
 * @throws {LedgerError} One sentence: something is kept there already, a server
 *   has it open, it cannot be written.
 */
export async function fillEmptyStore<T>(
  { data, databaseUrl }: StorePlace,
  secret: string | undefined,
  work: (database: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return databaseUrl === undefined
    ? fillFolder(data, secret ?? randomBytes(32).toString("hex"), work)
    : fillPostgres(databaseUrl, secret, work);
}

async function fillFolder<T>(
  folder: string,
  secret: string,
  work: (database: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  makeFolder(folder);
  const release = claim(folder);
  const unfinished = join(folder, UNFINISHED);
  const removeUnfinished = () => {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${unfinished}${end}`, { force: true });
  };
  try {
    const path = join(folder, "openfloor.db");
    if (existsSync(path)) throw notEmpty(`There is a record at ${path} already`, "--data");
    removeUnfinished(); // Of one that was broken off.
    const result = await fillFile(unfinished, work);
    rmSync(join(folder, "secret"), { force: true });
    writeFileSync(join(folder, "secret"), `${secret}\n`, { mode: 0o600, flag: "wx", flush: true });
    renameSync(unfinished, path);
    syncToDisk(folder);
    return result;
  } catch (error) {
    removeUnfinished();
    throw error;
  } finally {
    release();
  }
}

/** In one transaction; servers that are connected already wait for it. */
async function fillPostgres<T>(
  databaseUrl: string,
  secret: string | undefined,
  work: (database: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const { database, close } = await openPostgres(databaseUrl);
  try {
    return await database.transaction().execute(async (transaction) => {
      await sql`SET LOCAL idle_in_transaction_session_timeout = '1h'`.execute(transaction);
      await sql`SELECT ${sql.raw(RECORD_LOCK)}`.execute(transaction);
      await sql`LOCK TABLE entries, people, texts IN EXCLUSIVE MODE`.execute(transaction);
      for (const table of ["entries", "people", "texts"]) {
        const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 1`.execute(transaction);
        if (rows.length > 0) throw notEmpty("There is a record in this database already", "DATABASE_URL");
      }
      const result = await work(transaction);
      if (secret !== undefined) await sql`UPDATE openfloor SET secret = ${secret}`.execute(transaction);
      return result;
    });
  } finally {
    await close();
  }
}

/** Makes an SQLite file with everything that `work` puts into it, on disk when it resolves, and without files beside it. */
export async function fillFile<T>(path: string, work: (database: Kysely<Tables>) => Promise<T>): Promise<T> {
  closeSync(openSync(path, "wx", 0o600));
  const file = openDatabase(path);
  try {
    // Nobody else knows the file yet: it may wait for the disk once, at the end.
    file.connection.pragma("journal_mode = DELETE");
    file.connection.pragma("synchronous = OFF");
    file.connection.exec("BEGIN");
    const result = await work(askSqlite(file));
    file.use(({ connection }) => connection.exec("COMMIT"));
    file.close();
    syncToDisk(path);
    return result;
  } catch (error) {
    file.close();
    throw error;
  }
}

export function syncToDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function notEmpty(what: string, where: string): LedgerError {
  return new LedgerError(
    "ledger-unavailable",
    `${what}. Nothing was changed: what is kept is never written over. Choose an empty place with ${where}.`,
  );
}
