import pg from "pg";
import type { PostgresAddress } from "./postgresAddress.ts";

/** The channel on which servers tell each other that the record has grown. */
export const CHANNEL = "openfloor";
/** A connection that is dead without saying so is found out after so long; until then nothing new is heard. */
const HEARTBEAT_MS = 10_000;
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/**
 * Hears of what other servers add. Only that there is something new, never
 * what: after a lost connection as after a message, the record itself is asked.
 */
export class PostgresListener {
  readonly #address: PostgresAddress;
  readonly #onNews: () => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = SHORTEST_PAUSE_MS;
  #isClosed = false;

  /** @param onNews Called on each message, each time the connection is there again, and now and then. */
  constructor(address: PostgresAddress, onNews: () => void) {
    this.#address = address;
    this.#onNews = onNews;
  }

  /** Resolves when it listens, or when it waits for the database to come back. */
  async open(): Promise<void> {
    if (this.#isClosed) return;
    const client = new pg.Client(this.#address.config);
    this.#client = client;
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    client.on("notification", this.#onNews);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      this.#lose(client);
      return;
    }
    this.#pauseMs = SHORTEST_PAUSE_MS;
    this.#onNews();
    this.#beat(client);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  #beat(client: pg.Client): void {
    if (this.#client !== client) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      try {
        await client.query("SELECT");
        this.#onNews();
        this.#beat(client);
      } catch {
        this.#lose(client);
      }
    }, HEARTBEAT_MS).unref();
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => {});
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.open(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
