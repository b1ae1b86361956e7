import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { askSqlite, openDatabase } from "./database.ts";
import { openPostgres } from "./postgresDatabase.ts";
import type { Tables } from "./schema.ts";

/** Where a store is. Without an address of PostgreSQL it is in the data folder. */
export interface StorePlace {
  data: string;
  databaseUrl?: string;
}

/** Everything that is kept, as it was at one moment. */
export interface Snapshot {
  kind: "sqlite" | "postgres";
  database: Kysely<Tables>;
  /** Signs the cookies. */
  secret: string;
}

/**
 * Reads a store as it is now, also while servers write to it: what they add
 * meanwhile is not seen, and they do not wait.
 *
 * @throws {LedgerError} One sentence: there is none, it cannot be reached, or
 *   another release of Openfloor wrote it.
 */
export async function withSnapshot<T>(
  { data, databaseUrl }: StorePlace,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return readPostgres(databaseUrl, work);
  const file = openDatabase(join(data, "openfloor.db"), { mustExist: true, migrates: false });
  try {
    file.connection.exec("BEGIN");
    const secret = readFileSync(join(data, "secret"), "utf8").trim();
    return await work({ kind: "sqlite", database: askSqlite(file), secret });
  } finally {
    if (file.connection.inTransaction) file.connection.exec("ROLLBACK");
    file.close();
  }
}

async function readPostgres<T>(databaseUrl: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const { database, secret, close } = await openPostgres(databaseUrl, { migrates: false });
  try {
    return await database
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (transaction) => {
        // Whoever takes in what is read may be slow: a pipe to another machine.
        await sql`SET LOCAL idle_in_transaction_session_timeout = '1h'`.execute(transaction);
        return work({ kind: "postgres", database: transaction, secret });
      });
  } finally {
    await close();
  }
}
