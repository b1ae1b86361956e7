import type { Kysely } from "kysely";
import type { WholeLedger } from "../ledger/ledger.ts";
import type { KeptTexts } from "./keptTexts.ts";
import type { People } from "./people.ts";
import type { Tables } from "./schema.ts";

/** Everything a server keeps, wherever it keeps it. */
export interface Store {
  kind: "sqlite" | "postgres";
  ledger: WholeLedger;
  people: People;
  texts: KeptTexts;
  /** For what has tables of its own: accounts and sessions. Single statements only; see `askSqlite`. */
  database: Kysely<Tables>;
  /** Signs the cookies. */
  secret: string;
  /** Says where this server is reached, for a second one that is started by mistake. */
  announce(address: string): void;
  /** Resolves when entries can be read and written now. @throws {LedgerError} Why not. */
  check(): Promise<void>;
  /** Closes the record too. */
  close(): Promise<void>;
}
