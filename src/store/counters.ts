import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Store } from "./store.ts";

/** Names counted at one time by a process; beyond that, what ends first is forgotten. */
const MOST_NAMES = 20_000;
/** Part of what is allowed that a process takes at a time, to ask the database less often. */
const SHARE = 1 / 20;
/** How often rows that ended are swept away. */
const SWEEP_MS = 60_000;

interface Count {
  /** What this process may still give out. */
  left: number;
  /** Nothing more is to be had before the end. */
  isOver: boolean;
  endsAtMs: number;
}

/**
 * Counts how often something was done within a while, for limits that hold
 * over all processes on one database.
 *
 * Never more than `most` in a window, however many processes there are: each
 * takes a twentieth of it at a time. What one process has taken and not given
 * out, another cannot give: with P processes at least `most` less (P − 1)
 * twentieths pass. While the database cannot be asked, each process counts by
 * itself. Names are kept as keyed hashes, and only until their window ends.
 */
export class Counters {
  readonly #store: Pick<Store, "kind" | "database" | "secret">;
  readonly #nowMs: () => number;
  readonly #counts = new Map<string, Count>();
  readonly #asking = new Map<string, Promise<void>>();
  #sweptAtMs: number;

  /** @param nowMs Never goes back: a clock set anew must not lock anybody out. */
  constructor(store: Pick<Store, "kind" | "database" | "secret">, nowMs: () => number = () => performance.now()) {
    this.#store = store;
    this.#nowMs = nowMs;
    this.#sweptAtMs = nowMs();
  }

  /** Counts one more. @returns Whether that is too many, and in how many seconds it no longer is. */
  async take(
    name: string,
    { most, seconds }: { most: number; seconds: number },
  ): Promise<{ isOver: boolean; waitSeconds: number }> {
    for (;;) {
      const count = this.#counts.get(name);
      if (count && count.endsAtMs > this.#nowMs()) {
        if (count.left > 0) {
          count.left -= 1;
          return { isOver: false, waitSeconds: 0 };
        }
        if (count.isOver)
          return { isOver: true, waitSeconds: Math.max(1, Math.ceil((count.endsAtMs - this.#nowMs()) / 1000)) };
      }
      // Those who come together ask once.
      let asking = this.#asking.get(name);
      if (!asking) {
        asking = this.#ask(name, most, seconds).finally(() => this.#asking.delete(name));
        this.#asking.set(name, asking);
      }
      await asking;
    }
  }

  async #ask(name: string, most: number, seconds: number): Promise<void> {
    const nowMs = this.#nowMs();
    if (this.#store.kind === "sqlite") return this.#keep(name, most, true, nowMs + seconds * 1000);
    const share = Math.max(1, Math.floor(most * SHARE));
    try {
      const { count, waitMs } = await this.#add(name, share, seconds);
      const left = Math.max(0, share - Math.max(0, count - most));
      this.#keep(name, left, count >= most, nowMs + Math.max(waitMs, 1));
      if (nowMs - this.#sweptAtMs > SWEEP_MS) {
        this.#sweptAtMs = nowMs;
        await sql`DELETE FROM counters WHERE "endsAt" < now()`.execute(this.#store.database);
      }
    } catch {
      if (!this.#counts.has(name) || this.#counts.get(name)!.endsAtMs <= nowMs)
        this.#keep(name, most, true, nowMs + seconds * 1000);
    }
  }

  /** The database's clock decides when a window ends: those of the servers may differ. */
  async #add(name: string, share: number, seconds: number): Promise<{ count: number; waitMs: number }> {
    const hashed = createHmac("sha256", this.#store.secret).update(name).digest("base64url");
    const { rows } = await sql<{ count: number; waitMs: number }>`
      INSERT INTO counters (name, count, "endsAt")
      VALUES (${hashed}, ${share}::int, now() + ${seconds}::int * interval '1 second')
      ON CONFLICT (name) DO UPDATE SET
        count = CASE WHEN counters."endsAt" <= now() THEN excluded.count ELSE counters.count + excluded.count END,
        "endsAt" = CASE WHEN counters."endsAt" <= now() THEN excluded."endsAt" ELSE counters."endsAt" END
      RETURNING count, (extract(epoch FROM "endsAt" - now()) * 1000)::int AS "waitMs"`.execute(this.#store.database);
    return rows[0]!;
  }

  #keep(name: string, left: number, isOver: boolean, endsAtMs: number): void {
    this.#counts.delete(name);
    this.#counts.set(name, { left, isOver, endsAtMs });
    if (this.#counts.size <= MOST_NAMES) return;
    for (const [other, { endsAtMs: ends }] of this.#counts) if (ends <= this.#nowMs()) this.#counts.delete(other);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_NAMES && oldest !== undefined) this.#counts.delete(oldest);
  }
}
