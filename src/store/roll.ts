import type { Kysely } from "kysely";
import { GIVEN_STANDINGS, type RollRow } from "../discuss/rollRow.ts";
import type { Tables } from "./schema.ts";

/** Rows of one statement: databases take only so many values. */
const AT_ONCE = 5000;

/** The part of the roll that is kept on the page; mailboxes are canonical. */
export class RollTable {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async rows(): Promise<RollRow[]> {
    const rows = await this.#database.selectFrom("roll").selectAll().orderBy("mailbox").execute();
    return rows.map(readRow);
  }

  async find(mailbox: string): Promise<RollRow | undefined> {
    const row = await this.#database.selectFrom("roll").selectAll().where("mailbox", "=", mailbox).executeTakeFirst();
    return row && readRow(row);
  }

  /** Each in place of what stood there for its mailbox; what is written at once is there whole or not at all. */
  async put(rows: readonly RollRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const values = rows.slice(at, at + AT_ONCE).map(({ mail: mailbox, ...row }) => ({
        mailbox,
        name: row.name ?? null,
        standing: row.standing,
        class: row.class ?? null,
        affiliation: row.affiliation ?? null,
      }));
      await this.#database
        .insertInto("roll")
        .values(values)
        .onConflict((conflict) =>
          conflict.column("mailbox").doUpdateSet((on) => ({
            name: on.ref("excluded.name"),
            standing: on.ref("excluded.standing"),
            class: on.ref("excluded.class"),
            affiliation: on.ref("excluded.affiliation"),
          })),
        )
        .execute();
    }
  }

  /** @returns Whether there was one. */
  async remove(mailbox: string): Promise<boolean> {
    const done = await this.#database.deleteFrom("roll").where("mailbox", "=", mailbox).executeTakeFirst();
    return done.numDeletedRows > 0n;
  }
}

function readRow({ mailbox, name, standing, class: class_, affiliation }: Tables["roll"]): RollRow {
  return {
    mail: mailbox,
    ...(name !== null && { name }),
    standing: GIVEN_STANDINGS.find((one) => one === standing) ?? "member",
    ...(class_ !== null && { class: class_ }),
    ...(affiliation !== null && { affiliation }),
  };
}
