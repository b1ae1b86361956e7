import { readFileSync } from "node:fs";
import { join } from "node:path";
import { askSqlite, openDatabase } from "./database.ts";
import { People } from "./people.ts";
import { openPostgres } from "./postgresDatabase.ts";
import type { StorePlace } from "./snapshot.ts";
import type { Store } from "./store.ts";

/**
 * Asks and changes a store, also one that a server has open: single
 * statements, none of them on the record.
 *
 * @throws {LedgerError} As `withSnapshot`.
 */
export async function besideServer<T>(
  { data, databaseUrl }: StorePlace,
  work: (store: Pick<Store, "people" | "database" | "secret">) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) {
    const { database, secret, close } = await openPostgres(databaseUrl, { migrates: false });
    try {
      return await work({ people: new People(database), database, secret });
    } finally {
      await close();
    }
  }
  const file = openDatabase(join(data, "openfloor.db"), { mustExist: true, migrates: false });
  try {
    const database = askSqlite(file);
    const secret = readFileSync(join(data, "secret"), "utf8").trim();
    return await work({ people: new People(database), database, secret });
  } finally {
    file.close();
  }
}
