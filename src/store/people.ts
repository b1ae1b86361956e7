import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { type Person, STANDINGS, type Standing } from "../discuss/person.ts";
import type { Tables } from "./schema.ts";

/** Names and standing, beside the record: it knows only their ids. */
export class People {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** On disk before it resolves. */
  async add(name: string, at: string): Promise<Person> {
    const person: Person = { id: randomBytes(9).toString("base64url"), name, standing: "guest", isVerified: false };
    const { id, standing } = person;
    await this.#database.insertInto("people").values({ id, name, standing, createdAt: at }).execute();
    return person;
  }

  /** On disk before it resolves. */
  async rename(person: Person, name: string): Promise<Person> {
    await this.#database.updateTable("people").set({ name }).where("id", "=", person.id).execute();
    await this.#touch();
    return { ...person, name };
  }

  async find(id: string): Promise<Person | undefined> {
    return (await this.findAll([id])).get(id);
  }

  /** By the id that was asked for; who turned out to be somebody else answers with that person. */
  async findAll(ids: readonly string[]): Promise<Map<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#database
      .selectFrom("people as asked")
      .innerJoin("people", (join) => join.on((on) => on("people.id", "=", on.fn.coalesce("asked.same", "asked.id"))))
      .select(["asked.id as askedId", "people.id", "people.name", "people.standing", "people.class"])
      .select(["people.affiliation", "people.isVerified", "people.leftAt"])
      .where("asked.id", "in", ids)
      .execute();
    return new Map(rows.map(({ askedId, ...row }) => [askedId, readPerson(row)]));
  }

  /** Another one whenever a name that was seen may read otherwise now. */
  async stamp(): Promise<string> {
    const row = await this.#database
      .selectFrom("stamps")
      .select("value")
      .where("name", "=", "people")
      .executeTakeFirst();
    return String(row?.value ?? 0);
  }

  async #touch(): Promise<void> {
    await this.#database
      .updateTable("stamps")
      .set((set) => ({ value: set("value", "+", 1) }))
      .where("name", "=", "people")
      .execute();
  }
}

type Row = Pick<Tables["people"], "id" | "name" | "standing" | "class" | "affiliation" | "leftAt"> & {
  isVerified: number;
};

function readPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    standing: STANDINGS.find((standing) => standing === row.standing) ?? ("guest" satisfies Standing),
    ...(row.class !== null && { class: row.class }),
    ...(row.affiliation !== null && { affiliation: row.affiliation }),
    isVerified: row.isVerified === 1,
    ...(row.leftAt !== null && { hasLeft: true }),
  };
}
