import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { type Person, STANDINGS } from "../discuss/person.ts";
import type { Tables } from "./schema.ts";

/** What decides in what standing somebody speaks. */
export interface Grounds {
  id: string;
  /** His own, proven by a link or a provider. */
  mailbox?: string;
  /** What a provider said when he last signed in with it. */
  claimed?: Claimed;
  /** He opened the one-time link for the secretary. */
  isAppointed: boolean;
}

export interface Claimed {
  at: string;
  standing?: Person["standing"];
  class?: string;
  affiliation?: string;
}

/** What everybody sees of a person; `null` takes it away. */
export interface Shown {
  name?: string;
  skeleton?: string;
  standing: Person["standing"];
  class: string | null;
  affiliation: string | null;
}

/** Under this name stand the gaps of people who left and took their words along. */
const LEFT_NAME = "Somebody who left";

/** Names and standing, beside the record: it knows only their ids. */
export class People {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** Somebody new under an id of his own, or under that of a user who signed in. On disk before it resolves. */
  async add(name: string, at: string, { id = newId(), skeleton = "" } = {}): Promise<Person> {
    await this.#database
      .insertInto("people")
      .values({ id, name, skeleton, standing: "guest", createdAt: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return { id, name, standing: "guest", isVerified: false };
  }

  /** On disk before it resolves. */
  async rename(person: Person, name: string, skeleton = ""): Promise<Person> {
    await this.#database.updateTable("people").set({ name, skeleton }).where("id", "=", person.id).execute();
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
      .select("asked.id as askedId")
      .select(personColumns)
      .where("asked.id", "in", ids)
      .execute();
    return new Map(rows.map(({ askedId, ...row }) => [askedId, readPerson(row)]));
  }

  /** All ids of the same person, his own first. */
  async idsOf(id: string): Promise<string[]> {
    const rows = await this.#database.selectFrom("people").select("id").where("same", "=", id).execute();
    return [id, ...rows.map((row) => row.id)];
  }

  /** Who turned out to be somebody else, and who that is. */
  async aliases(): Promise<Map<string, string>> {
    const rows = await this.#database
      .selectFrom("people")
      .select(["id", "same"])
      .where("same", "is not", null)
      .execute();
    return new Map(rows.map(({ id, same }) => [id, same!]));
  }

  /** Everyone whose name looks like this, also of those who left. */
  async bearersOf(skeleton: string): Promise<Person[]> {
    const rows = await this.#database
      .selectFrom("people")
      .select(personColumns)
      .where("skeleton", "=", skeleton)
      .where("same", "is", null)
      .execute();
    return rows.map(readPerson);
  }

  /** What decides the standing of one person, or of everybody who has proven a mailbox. */
  async groundsOf(id?: string): Promise<(Grounds & Shown)[]> {
    let query = this.#database
      .selectFrom("people")
      .leftJoin("users", "users.id", "people.id")
      .select(["people.id", "people.name", "standing", "class", "affiliation", "claimed", "isAppointed"])
      .select(["mailbox", "isMailboxVerified"])
      .where("same", "is", null)
      .where("leftAt", "is", null);
    query = id === undefined ? query.where("isMailboxVerified", "=", 1) : query.where("people.id", "=", id);
    return (await query.execute()).map((row) => ({
      id: row.id,
      name: row.name,
      standing: readStanding(row.standing),
      class: row.class,
      affiliation: row.affiliation,
      ...(row.isMailboxVerified === 1 && row.mailbox !== null && { mailbox: row.mailbox }),
      ...(row.claimed !== null && { claimed: JSON.parse(row.claimed) as Claimed }),
      isAppointed: row.isAppointed === 1,
    }));
  }

  async show(id: string, shown: Shown): Promise<void> {
    await this.#database.updateTable("people").set(shown).where("id", "=", id).execute();
    await this.#touch();
  }

  /** He signed in by mail or with a provider, which may have said in what standing. */
  async verify(id: string, claimed?: Claimed): Promise<void> {
    const news = claimed ? { isVerified: 1, claimed: JSON.stringify(claimed) } : { isVerified: 1 };
    await this.#database.updateTable("people").set(news).where("id", "=", id).execute();
    await this.#touch();
  }

  async appoint(id: string): Promise<void> {
    await this.#database.updateTable("people").set({ isAppointed: 1 }).where("id", "=", id).execute();
  }

  /**
   * From now on one is the other: whatever he said, the person it is answered
   * with is `to`. No entry changes. What he was appointed to comes with him.
   */
  async join(from: string, to: string, at: string): Promise<void> {
    const taken = await this.#database
      .selectFrom("people")
      .select(["name", "skeleton", "isAppointed"])
      .where("id", "=", from)
      .executeTakeFirst();
    if (!taken || from === to) return;
    await this.#database
      .updateTable("people")
      .set({ same: to, claimedAt: at, isAppointed: 0 })
      .where((on) => on.or([on("id", "=", from), on("same", "=", from)]))
      .execute();
    await this.#database.updateTable("accounts").set({ userId: to }).where("userId", "=", from).execute();
    await this.#database.deleteFrom("sessions").where("userId", "=", from).execute();
    await this.#database.deleteFrom("users").where("id", "=", from).execute();
    if (taken.isAppointed === 1) await this.appoint(to);
    await this.#database
      .updateTable("people")
      .set({ name: taken.name, skeleton: taken.skeleton })
      .where("id", "=", to)
      .where("name", "=", "")
      .execute();
    await this.#touch();
  }

  /** Everything else this person has spoken as, oldest first. */
  async claimedBy(id: string): Promise<{ id: string; name: string; at: string }[]> {
    const rows = await this.#database
      .selectFrom("people")
      .select(["id", "name", "claimedAt", "createdAt"])
      .where("same", "=", id)
      .orderBy("claimedAt")
      .execute();
    return rows.map((row) => ({ id: row.id, name: row.name, at: row.claimedAt ?? row.createdAt }));
  }

  /** People who are the secretary now. */
  async secretaries(): Promise<string[]> {
    const rows = await this.#database
      .selectFrom("people")
      .select("id")
      .where("standing", "=", "secretary" satisfies Person["standing"])
      .where("same", "is", null)
      .where("leftAt", "is", null)
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * Takes standing, mailbox and sessions away, and the name where it is not to
   * be kept: words that stay keep their author. The ids stay in any case.
   */
  async leave(id: string, at: string, { keepsName }: { keepsName: boolean }): Promise<void> {
    const ids = await this.idsOf(id);
    for (const table of ["sessions", "accounts"] as const) {
      await this.#database.deleteFrom(table).where("userId", "in", ids).execute();
    }
    await this.#database.deleteFrom("users").where("id", "in", ids).execute();
    const gone = { class: null, affiliation: null, claimed: null, isAppointed: 0, leftAt: at, standing: "guest" };
    const nameless = { ...gone, name: LEFT_NAME, skeleton: "" };
    await this.#database.updateTable("people").set(nameless).where("same", "=", id).execute();
    const shown = keepsName ? gone : nameless;
    await this.#database.updateTable("people").set(shown).where("id", "=", id).execute();
    await this.#touch();
  }

  /** Another one whenever a name that was seen may read otherwise now, or words be gone. */
  async stamp(): Promise<string> {
    return (await this.stamps()).people;
  }

  /** The same; and one that changes only when words were taken out of the record. */
  async stamps(): Promise<{ people: string; words: string }> {
    const rows = await this.#database.selectFrom("stamps").select(["name", "value"]).execute();
    const stamps = new Map(rows.map(({ name, value }) => [name, String(value)]));
    return { people: stamps.get("people") ?? "0", words: stamps.get("words") ?? "0" };
  }

  async #touch(): Promise<void> {
    await this.#database
      .updateTable("stamps")
      .set((set) => ({ value: set("value", "+", 1) }))
      .where("name", "=", "people")
      .execute();
  }
}

function newId(): string {
  return randomBytes(9).toString("base64url");
}

/** Columns of whoever a person is now. */
export const personColumns = [
  "people.id",
  "people.name",
  "people.standing",
  "people.class",
  "people.affiliation",
  "people.isVerified",
  "people.isAppointed",
  "people.leftAt",
] as const;

type Row = Pick<Tables["people"], "id" | "name" | "standing" | "class" | "affiliation" | "leftAt"> & {
  isVerified: number;
  isAppointed: number;
};

export function readPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    standing: readStanding(row.standing),
    ...(row.class !== null && { class: row.class }),
    ...(row.affiliation !== null && { affiliation: row.affiliation }),
    isVerified: row.isVerified === 1 || row.isAppointed === 1,
    ...(row.leftAt !== null && { hasLeft: true }),
  };
}

function readStanding(written: string): Person["standing"] {
  return STANDINGS.find((standing) => standing === written) ?? "guest";
}
