import type { Kysely } from "kysely";
import type { Tables } from "./schema.ts";

/**
 * The texts people spoke about. A clerk may mend a file in place; what was said
 * about the words before it must still find them.
 */
export class KeptTexts {
  readonly #database: Kysely<Tables>;
  readonly #kept = new Set<string>();

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** On disk before it resolves. */
  async keep(hash: string, source: string): Promise<void> {
    if (this.#kept.has(hash)) return;
    await this.#database
      .insertInto("texts")
      .values({ hash, source })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    this.#kept.add(hash);
  }

  async find(hash: string): Promise<string | undefined> {
    const row = await this.#database.selectFrom("texts").select("source").where("hash", "=", hash).executeTakeFirst();
    return row?.source;
  }
}
