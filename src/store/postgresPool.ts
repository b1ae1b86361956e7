import pg from "pg";
import { LedgerError } from "../ledger/ledger.ts";
import type { PostgresAddress } from "./postgresAddress.ts";
import { rowFromStored, storable } from "./storable.ts";

/** So long a question is put again before its asker is told that the database is away. */
export const PATIENCE_MS = 3000;
const MOST_CONNECTIONS = 10;
const LONGEST_PAUSE_MS = 250;

/** Puts one statement to the database. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;

/**
 * Connections to a PostgreSQL. While it cannot be reached, questions wait for
 * it. What it did wrong leaves as `LedgerError`, except a rule of a table that
 * was broken, which leaves as PostgreSQL tells it.
 */
export class PostgresPool {
  readonly #address: PostgresAddress;
  readonly #pool: pg.Pool;

  constructor(address: PostgresAddress) {
    this.#address = address;
    this.#pool = new pg.Pool({ ...address.config, max: MOST_CONNECTIONS, idleTimeoutMillis: 30_000, onConnect });
    // A connection that is lost while nobody uses it is replaced when it is needed.
    this.#pool.on("error", () => {});
    this.#pool.on("connect", (client) => client.on("error", () => {}));
  }

  /** Asks what may be asked twice without harm. @throws {LedgerError} */
  ask(text: string, values: readonly unknown[] = []): Promise<object[]> {
    return this.retry(() => this.#borrow((ask) => ask(text, values).then(({ rows }) => rows)));
  }

  /**
   * Does everything in `work` or nothing of it. Tried once.
   *
   * @throws What `isPassing` knows: whether it was done is not sure then, and
   *   `work` is to be safe to do again. Else a `LedgerError`.
   */
  change<T>(work: (ask: Ask) => Promise<T>, begin = "BEGIN"): Promise<T> {
    return this.#borrow(async (ask) => {
      try {
        await ask(begin);
        const result = await work(ask);
        const { command } = await ask("COMMIT");
        if (command !== "COMMIT") throw new Error(`PostgreSQL answered COMMIT with ${command}.`);
        return result;
      } catch (error) {
        if (!isLost(error)) await ask("ROLLBACK");
        throw error;
      }
    });
  }

  /** Tries until it succeeds, for as long as waiting may help. @throws {LedgerError} */
  async retry<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    const deadlineMs = performance.now() + patienceMs;
    for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error) || performance.now() + pauseMs > deadlineMs)
          throw isBrokenRule(error) ? error : this.tell(error);
        await pause(pauseMs);
      }
    }
  }

  /**
   * What Kysely asks through. Its statements are put once, but one that only
   * reads, outside of a transaction, again.
   */
  async connect() {
    let client: pg.PoolClient | undefined = await this.retry(() => this.#pool.connect());
    let isInTransaction = false;
    const drop = (isBroken: boolean) => {
      client?.release(isBroken);
      client = undefined;
    };
    const put = async (text: string, values: readonly unknown[]) => {
      // Another connection knows nothing of the transaction, and would take its end for granted.
      if (!client && isInTransaction) throw new Error("The connection ended in the middle of a transaction.");
      client ??= await this.#pool.connect();
      try {
        return await asker(client)(text, values);
      } catch (error) {
        if (isLost(error)) drop(true);
        throw error;
      }
    };
    return {
      query: async (text: string, values: readonly unknown[]) => {
        if (/^(?:begin|start)\b/.test(text)) isInTransaction = true;
        try {
          if (!isInTransaction && /^\s*select\b/i.test(text)) return await this.retry(() => put(text, values));
          return await put(text, values);
        } catch (error) {
          throw isBrokenRule(error) ? error : this.tell(error);
        }
      },
      release: () => drop(false),
    };
  }

  /** Lets what is under way end. */
  end(): Promise<void> {
    return this.#pool.end();
  }

  /** What went wrong, for people. */
  tell(cause: unknown): LedgerError {
    if (cause instanceof LedgerError) return cause;
    const { code = "", message = "" } = cause as { code?: string; message?: string };
    const { name } = this.#address;
    if (code === "53100") {
      return new LedgerError(
        "ledger-full",
        `The disk of ${name} is full. Nothing was added; make room and try again.`,
        {
          cause,
        },
      );
    }
    const why = (message || code).replace(/\.$/, "");
    return new LedgerError("ledger-unavailable", `Nothing can be kept in ${name} now (${why}).`, { cause });
  }

  async #borrow<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let isBroken = false;
    try {
      return await work(asker(client));
    } catch (error) {
      isBroken = isLost(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }
}

function asker(client: pg.PoolClient): Ask {
  return async (text, values = []) => {
    const result = await client.query(text, values.map(storable));
    // Several statements at once have several results; those give no rows that are looked at.
    if (!Array.isArray(result)) result.rows = result.rows.map(rowFromStored);
    return result;
  };
}

/** What is answered as kept must be on disk, whatever the database was told to do with others' writes. */
async function onConnect(client: pg.ClientBase): Promise<void> {
  await client.query(
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
  );
}

/** An SQLSTATE, as PostgreSQL gives them; what the network and `pg` say looks otherwise. */
const SQLSTATE = /^(?!E)[0-9A-Z]{5}$/;

/** A constraint, or a statement that was written wrongly: classes 22, 23, 42. */
function isBrokenRule(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return SQLSTATE.test(code) && /^(?:22|23|42)/.test(code);
}

/**
 * Whether it may go away by itself: no connection; the database is starting,
 * stopping, has too many guests or is a copy about to take over; or somebody
 * else was in the way.
 */
export function isPassing(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return isLost(error) || /^(?:08|40|53300|55P03|57|25006|25P03)/.test(code);
}

/** Whether the connection itself is gone, or of no more use. */
function isLost(error: unknown): boolean {
  if (error instanceof LedgerError) return false;
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (SQLSTATE.test(code)) return /^(?:08|57P|25P03)/.test(code);
  // What the network says; what TLS says (a certificate that is not believed, say) will be the same again.
  if (code !== "") return /^E(?!RR_)/.test(code);
  // Without a code: what `pg` says of connections. Others are mistakes of ours.
  return /terminated|timeout|queryable|ended/i.test(message);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
