import type { Kysely } from "kysely";
import { bodyOf, canonicalJson } from "../ledger/chain.ts";
import type { Entry } from "../ledger/entry.ts";
import type { Tables } from "./schema.ts";

/** A person as everyone may see him, and how that is kept: for a record that moves. */
export interface PublicPerson {
  id: string;
  name: string;
  standing: string;
  class?: string;
  affiliation?: string;
  isVerified: boolean;
  /** Whom he turned out to be when he signed in. */
  same?: string;
  /** When he left. */
  leftAt?: string;
}

/** One text people spoke about. */
export interface KeptText {
  hash: string;
  source: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the ledgers alone know the table of entries.
type AnyTables = Kysely<any>;

const ENTRIES_AT_A_TIME = 500;
const PEOPLE_AT_A_TIME = 500;

/** The whole record, or everything of these kinds, oldest first, some at a time. */
export async function* readEntries(database: AnyTables, kinds?: readonly string[]): AsyncGenerator<Entry[]> {
  for (let after = 0; ; ) {
    let query = database.selectFrom("entries").selectAll().where("seq", ">", after);
    if (kinds) query = query.where("kind", "in", kinds);
    const rows = (await query.orderBy("seq").limit(ENTRIES_AT_A_TIME).execute()) as Row[];
    if (rows.length === 0) return;
    const entries = rows.map(readRow);
    yield entries;
    after = entries.at(-1)!.seq;
  }
}

type Row = { [column: string]: unknown; body: string | null };

function readRow({ body, ...columns }: Row): Entry {
  const head = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return { ...(body === null ? {} : JSON.parse(body)), ...head } as Entry;
}

/** Keeps entries exactly as they are. Whoever calls has verified that they follow each other. */
export async function addEntries(database: AnyTables, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => {
    const { seq, key, by, at, kind, document, amendment = null, revision = null, clause = null } = entry;
    const { bodyHash, previous, hash } = entry;
    const body = canonicalJson(bodyOf(entry));
    return { seq, key, by, at, kind, document, amendment, revision, clause, body, bodyHash, previous, hash };
  });
  await database.insertInto("entries").values(rows).execute();
}

/** These people, and those they turned out to be, in the order of their ids. */
export async function* readPeople(database: Kysely<Tables>, ids: ReadonlySet<string>): AsyncGenerator<PublicPerson[]> {
  const wanted = new Set(ids);
  for (const some of pagesOf([...ids])) {
    const rows = await database.selectFrom("people").select("same").where("id", "in", some).execute();
    for (const { same } of rows) if (same !== null) wanted.add(same);
  }
  for (const some of pagesOf([...wanted].sort())) {
    const rows = await database
      .selectFrom("people")
      .select(["id", "name", "standing", "class", "affiliation", "isVerified", "same", "leftAt"])
      .where("id", "in", some)
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    yield some.flatMap((id) => {
      const row = known.get(id);
      if (!row) return [];
      const { name, standing, isVerified, class: quality, affiliation, same, leftAt } = row;
      return {
        id,
        name,
        standing,
        ...(quality !== null && { class: quality }),
        ...(affiliation !== null && { affiliation }),
        isVerified: isVerified === 1,
        ...(same !== null && { same }),
        ...(leftAt !== null && { leftAt }),
      };
    });
  }
}

/** @param skeletonOf Of a name, so that nobody who comes later can be taken for one of these. */
export async function addPeople(
  database: Kysely<Tables>,
  people: readonly PublicPerson[],
  { createdAt, skeletonOf }: { createdAt: string; skeletonOf(name: string): string },
): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map((person) => ({
    id: person.id,
    name: person.name,
    skeleton: skeletonOf(person.name),
    standing: person.standing,
    class: person.class ?? null,
    affiliation: person.affiliation ?? null,
    isVerified: person.isVerified ? 1 : 0,
    same: person.same ?? null,
    leftAt: person.leftAt ?? null,
    createdAt,
  }));
  await database.insertInto("people").values(rows).execute();
}

/** The documents people spoke about, in the order of their names. */
export async function listDocuments(database: AnyTables): Promise<string[]> {
  const rows = await database.selectFrom("entries").select("document").distinct().execute();
  return rows.map(({ document }) => document as string).sort();
}

/** In the order of their hashes. */
export async function* readTexts(database: Kysely<Tables>): AsyncGenerator<KeptText> {
  const hashes = await database.selectFrom("texts").select("hash").execute();
  for (const hash of hashes.map((row) => row.hash).sort()) {
    const source = await findText(database, hash);
    if (source !== undefined) yield { hash, source };
  }
}

export async function findText(database: Kysely<Tables>, hash: string): Promise<string | undefined> {
  const row = await database.selectFrom("texts").select("source").where("hash", "=", hash).executeTakeFirst();
  return row?.source;
}

export async function addText(database: Kysely<Tables>, text: KeptText): Promise<void> {
  await database.insertInto("texts").values(text).execute();
}

function* pagesOf<T>(values: readonly T[]): Generator<T[]> {
  for (let from = 0; from < values.length; from += PEOPLE_AT_A_TIME) yield values.slice(from, from + PEOPLE_AT_A_TIME);
}
