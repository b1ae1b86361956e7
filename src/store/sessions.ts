import type { Kysely } from "kysely";
import type { Person } from "../discuss/person.ts";
import { personColumns, readPerson } from "./people.ts";
import type { Tables } from "./schema.ts";

/** Whoever has not been here for so long signs in again; and whoever has, after the longest time. */
export const IDLE_DAYS = 14;
export const LONGEST_DAYS = 90;
/** Devices a person may be signed in on at a time; the one used longest ago goes first. */
const MOST_SESSIONS = 20;
/** Not every request is written down: an hour is exact enough for two weeks. */
const TOUCH_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** One device on which somebody is signed in. */
export interface Session {
  id: string;
  person: Person;
  /** He signed in by mail or with a provider; an appointed secretary need not have. */
  hasSignedIn: boolean;
  /** He spoke under another id before it turned out that it was him. */
  hasOtherIds: boolean;
}

/** When a session ends that was started then, when nobody uses it after `now`. Instants in milliseconds. */
export function endOfSession(startedMs: number, nowMs: number): string {
  return new Date(Math.min(startedMs + LONGEST_DAYS * DAY_MS, nowMs + IDLE_DAYS * DAY_MS)).toISOString();
}

/** Who is signed in where. Of a token only its hash is known here. */
export class Sessions {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** The session with this token, unless it has ended; using it keeps it alive. */
  async find(tokenHash: string, now: Date): Promise<Session | undefined> {
    const row = await this.#database
      .selectFrom("sessions")
      .innerJoin("people as asked", "asked.id", "sessions.userId")
      .innerJoin("people", (join) => join.on((on) => on("people.id", "=", on.fn.coalesce("asked.same", "asked.id"))))
      .select(["sessions.id as sessionId", "sessions.createdAt as startedAt", "sessions.updatedAt as usedAt"])
      .select(personColumns)
      .select(({ exists, selectFrom }) =>
        exists(selectFrom("people as other").select("other.id").whereRef("other.same", "=", "people.id")).as(
          "hasOthers",
        ),
      )
      .where("sessions.tokenHash", "=", tokenHash)
      .where("sessions.expiresAt", ">", now.toISOString())
      .executeTakeFirst();
    if (!row || row.leftAt !== null) return undefined;
    if (now.getTime() - Date.parse(row.usedAt) > TOUCH_MS) await this.#touch(row.sessionId, row.startedAt, now);
    return {
      id: row.sessionId,
      person: readPerson(row),
      hasSignedIn: row.isVerified === 1,
      hasOtherIds: Boolean(row.hasOthers),
    };
  }

  /** The newest first. */
  async list(
    userId: string,
    now: Date,
  ): Promise<{ id: string; startedAt: string; lastUsedAt: string; device: string }[]> {
    const rows = await this.#database
      .selectFrom("sessions")
      .select(["id", "createdAt as startedAt", "updatedAt as lastUsedAt", "device"])
      .where("userId", "=", userId)
      .where("expiresAt", ">", now.toISOString())
      .orderBy("updatedAt", "desc")
      .execute();
    return rows.map(({ device, ...row }) => ({ ...row, device: device ?? "" }));
  }

  /** Ends one, if it is this person's where one is named. @returns Whether there was one. */
  async end(id: string, userId?: string): Promise<boolean> {
    let query = this.#database.deleteFrom("sessions").where("id", "=", id);
    if (userId !== undefined) query = query.where("userId", "=", userId);
    return (await query.executeTakeFirst()).numDeletedRows > 0n;
  }

  /** Ends all of a person's, or all but one; without a person, everybody's. @returns How many. */
  async endAll(userId: string | undefined, but?: string): Promise<number> {
    let query = this.#database.deleteFrom("sessions");
    if (userId !== undefined) query = query.where("userId", "=", userId);
    if (but !== undefined) query = query.where("id", "!=", but);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }

  /** Takes away what has ended, and what one person has too many of. */
  async tidy(userId: string, now: Date): Promise<void> {
    await this.#database.deleteFrom("sessions").where("expiresAt", "<=", now.toISOString()).execute();
    const extra = this.#database
      .selectFrom("sessions")
      .select("id")
      .where("userId", "=", userId)
      .orderBy("updatedAt", "desc")
      .orderBy("id")
      .limit(1000)
      .offset(MOST_SESSIONS);
    await this.#database.deleteFrom("sessions").where("id", "in", extra).execute();
  }

  async #touch(id: string, startedAt: string, now: Date): Promise<void> {
    const used = { updatedAt: now.toISOString(), expiresAt: endOfSession(Date.parse(startedAt), now.getTime()) };
    // A full disk must not sign anybody out.
    await this.#database
      .updateTable("sessions")
      .set(used)
      .where("id", "=", id)
      .execute()
      .catch(() => {});
  }
}
