import pg from "pg";
import { LedgerError } from "../ledger/ledger.ts";

/** Where a PostgreSQL is, and how to name it to people: never with its password. */
export interface PostgresAddress {
  name: string;
  config: pg.ClientConfig;
}

/** A reply may take so long before a connection is given up. Longer than any statement of ours needs. */
const LONGEST_STATEMENT_MS = 10_000;

/**
 * Reads `DATABASE_URL`.
 *
 * Over a network the connection must be encrypted and the server must prove
 * its name: what goes over it is everything that people have said, and who
 * they are.
 *
 * @throws {LedgerError} One sentence: what is wrong with it.
 */
export function postgresAddress(databaseUrl: string): PostgresAddress {
  const { host, port, database, sslmode } = readParts(databaseUrl);
  const isNear = host.startsWith("/") || host === "localhost" || host === "::1" || /^127(?:\.\d+){3}$/.test(host);
  if (!isNear && sslmode !== "verify-full") {
    throw new LedgerError(
      "ledger-unavailable",
      `DATABASE_URL names a database at ${host} without sslmode=verify-full: what is sent there could be read and changed on the way. Add ?sslmode=verify-full (and &sslrootcert=FILE for a certificate authority of your own).`,
    );
  }
  return {
    name: `the database “${database}” at ${host.startsWith("/") ? host : `${host}:${port}`}`,
    config: {
      connectionString: databaseUrl,
      application_name: "openfloor",
      keepAlive: true,
      connectionTimeoutMillis: 2000,
      statement_timeout: LONGEST_STATEMENT_MS,
      // The network may swallow a reply that the server has sent in time.
      query_timeout: LONGEST_STATEMENT_MS + 2000,
      lock_timeout: 2500,
      // A server that is cut off in the middle must not hold up the others.
      idle_in_transaction_session_timeout: LONGEST_STATEMENT_MS,
      types: { getTypeParser: parserOf },
    },
  };
}

function readParts(databaseUrl: string): { host: string; port: number; database: string; sslmode: string | null } {
  try {
    if (!/^postgres(?:ql)?:\/\//.test(databaseUrl)) throw new Error("It begins otherwise.");
    const { host, port, database = "" } = new pg.Client({ connectionString: databaseUrl });
    return { host, port, database, sslmode: new URL(databaseUrl).searchParams.get("sslmode") };
  } catch {
    // Without the cause: it quotes the address, and that holds the password.
    throw new LedgerError(
      "ledger-unavailable",
      "DATABASE_URL cannot be read. It is written postgres://user:password@host:5432/database.",
    );
  }
}

const BIGINT = 20;

/** Numbers of entries and counts are far below 2⁵³; as texts, which is what `pg` makes of them, they would not compare. */
function parserOf(type: number, format?: "text" | "binary"): (value: string) => unknown {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format as "text");
}
