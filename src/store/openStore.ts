import { openDataFolder } from "./dataFolder.ts";
import { KeptTexts } from "./keptTexts.ts";
import { People } from "./people.ts";
import { openPostgresLedger } from "./postgres.ts";
import { openPostgres } from "./postgresDatabase.ts";
import type { Store } from "./store.ts";

/**
 * Opens what a server keeps: in a PostgreSQL where one is named, else in files.
 *
 * @param log Told what an operator should know.
 * @throws {LedgerError} One sentence: why it cannot be had.
 */
export async function openStore({
  data,
  databaseUrl,
  log,
}: {
  data: string;
  databaseUrl?: string;
  log?: (line: string) => void;
}): Promise<Store> {
  if (databaseUrl === undefined) return openDataFolder(data);
  const opened = await openPostgres(databaseUrl, { log });
  try {
    const { database, secret } = opened;
    const ledger = await openPostgresLedger(databaseUrl, opened);
    return {
      kind: "postgres",
      ledger,
      people: new People(database),
      texts: new KeptTexts(database),
      database,
      secret,
      // Any number of servers may have it.
      announce() {},
      check: () => ledger.check(),
      close: () => ledger.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
