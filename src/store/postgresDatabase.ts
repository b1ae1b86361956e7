import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import { LedgerError } from "../ledger/ledger.ts";
import { postgresAddress } from "./postgresAddress.ts";
import { type Ask, PostgresPool } from "./postgresPool.ts";
import { SCHEMA, type Tables } from "./schema.ts";

/** Of all Openfloors on one database, one at a time changes the tables, and one at a time adds to the record. */
const LOCKS = 0x0f1004;
const SCHEMA_LOCK = `pg_advisory_xact_lock(${LOCKS}, 1)`;
export const RECORD_LOCK = `pg_advisory_xact_lock(${LOCKS}, 2)`;
/** Another server may be at it, with a long record. */
const LONGEST_MIGRATION_MS = 120_000;

/** A PostgreSQL whose tables are up to date. `close` ends both ways to ask it. */
export interface PostgresDatabase {
  pool: PostgresPool;
  database: Kysely<Tables>;
  /** Signs the cookies; the same for all servers. */
  secret: string;
  close(): Promise<void>;
}

/**
 * Opens a database and brings its tables up to date; several may do so at the
 * same time.
 *
 * @param migrates False: a database without tables, or of an older Openfloor, is refused instead of changed.
 * @param log Told what an operator should know.
 * @throws {LedgerError} One sentence: it cannot be reached or changed, or a
 *   newer Openfloor wrote it.
 */
export async function openPostgres(
  databaseUrl: string,
  { migrates = true, log = () => {} }: { migrates?: boolean; log?: (line: string) => void } = {},
): Promise<PostgresDatabase> {
  const address = postgresAddress(databaseUrl);
  const pool = new PostgresPool(address);
  try {
    const secret = await pool.retry(() => pool.change((ask) => migrate(ask, address.name, migrates)));
    const [settings] = (await pool.ask(
      "SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding",
    )) as { fsync: string; encoding: string }[];
    if (settings?.encoding !== "UTF8") {
      throw new LedgerError(
        "ledger-unavailable",
        `${address.name} is encoded in ${settings?.encoding}, which has not the letters of all languages. Make another one with ENCODING 'UTF8' TEMPLATE template0.`,
      );
    }
    if (settings.fsync === "off")
      log(`${address.name} runs with fsync=off: what people say can be lost when its machine fails. Switch it on.`);
    const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) });
    return { pool, database, secret, close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error instanceof LedgerError ? error : unusable(address.name, error);
  }
}

/** The ledger ends the pool. */
function kyselyPool(pool: PostgresPool) {
  return { connect: () => pool.connect() as never, end: async () => {} };
}

/** @returns The secret. */
async function migrate(ask: Ask, name: string, migrates: boolean): Promise<string> {
  await ask(`SET LOCAL lock_timeout = ${LONGEST_MIGRATION_MS}`);
  await ask(`SET LOCAL statement_timeout = ${LONGEST_MIGRATION_MS}`);
  await ask(`SELECT ${SCHEMA_LOCK}`);
  const {
    rows: [found],
  } = await ask("SELECT to_regclass('openfloor') IS NOT NULL AS exists");
  if (!found.exists && migrates) {
    await ask("CREATE TABLE openfloor (version INTEGER NOT NULL, secret TEXT NOT NULL)");
    await ask("INSERT INTO openfloor VALUES (0, $1)", [randomBytes(32).toString("hex")]);
  }
  if (!found.exists && !migrates) throw new LedgerError("ledger-unavailable", `There is no record in ${name}.`);
  const {
    rows: [{ version, secret }],
  } = await ask("SELECT version, secret FROM openfloor");
  if (version > SCHEMA.length) {
    throw new LedgerError("ledger-unavailable", `A newer Openfloor wrote ${name}. Install that one or a later.`);
  }
  if (version < SCHEMA.length && !migrates) {
    throw new LedgerError(
      "ledger-unavailable",
      `An older Openfloor wrote ${name}. Start the server once, which brings it up to date.`,
    );
  }
  for (const { postgres } of SCHEMA.slice(version)) await ask(postgres);
  if (version < SCHEMA.length) await ask("UPDATE openfloor SET version = $1", [SCHEMA.length]);
  return secret;
}

function unusable(name: string, cause: unknown): LedgerError {
  const { message } = cause as Error;
  return new LedgerError("ledger-unavailable", `Openfloor cannot keep its tables in ${name} (${message}).`, { cause });
}
