import { type Kysely, sql } from "kysely";
import { ChainReader } from "../ledger/chain.ts";
import { countRows } from "./copyTables.ts";
import { readEntries, readTexts } from "./publicRecord.ts";
import type { Tables } from "./schema.ts";
import { sha256 } from "./sqlite.ts";

/** What a check of everything that is kept has found. */
export interface StoreVerdict {
  entries: number;
  /** Of them. */
  blanked: number;
  people: number;
  texts: number;
  /** One sentence each: something was changed or lost since it was written. */
  mistakes: string[];
  /** One sentence each: nothing is wrong, but it is good to know. */
  remarks: string[];
}

/** Mistakes of one kind that are told by name. */
const MOST_NAMED = 10;

/**
 * Checks a store: the chain of its record; that everyone who speaks in it is
 * known; that the texts are those their names say; and the database itself.
 *
 * @param onEntries Called with how many entries were read of how many.
 */
export async function verifyStore(
  { kind, database }: { kind: "sqlite" | "postgres"; database: Kysely<Tables> },
  onEntries: (done: number, all: number) => void = () => {},
): Promise<StoreVerdict> {
  const mistakes = new Findings();
  const remarks = new Findings();
  if (kind === "sqlite") {
    await checkFile(database, mistakes);
    // Where the file itself is damaged, whatever else could be found follows from that.
    const found = mistakes.sentences();
    if (found.length > 0) return { entries: 0, blanked: 0, people: 0, texts: 0, mistakes: found, remarks: [] };
  }
  const all = await countRows(database, "entries");
  const chain = new ChainReader(sha256);
  /** Texts people spoke about, by the first entry that does. */
  const quoted = new Map<string, number>();
  let read = 0;
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      chain.read(entry);
      const { text } = (entry.anchor ?? {}) as { text?: unknown };
      if (typeof text === "string" && !quoted.has(text)) quoted.set(text, entry.seq);
    }
    read += entries.length;
    onEntries(read, all);
  }
  const { verdict } = chain;
  if (!verdict.ok) mistakes.add("chain", verdict.why);
  // The entries were read through the index; the rows themselves are another number when one of the two is damaged.
  if (read !== all) mistakes.add("rows", `The table of entries has ${all} rows, and its index ${read}.`);
  await checkPeople(database, mistakes);
  const texts = await checkTexts(database, quoted, mistakes);
  for (const [text, seq] of quoted) {
    remarks.add("text", `Entry ${seq} quotes a text that is not kept (${text.slice(0, 12)}…); its quote stands alone.`);
  }
  return {
    entries: read,
    blanked: verdict.ok ? verdict.blanked : 0,
    people: await countRows(database, "people"),
    texts,
    mistakes: mistakes.sentences(),
    remarks: remarks.sentences(),
  };
}

/** Sentences by kind: of one kind the first few, and how many more. */
class Findings {
  readonly #kinds = new Map<string, string[]>();

  add(kind: string, sentence: string): void {
    this.#kinds.set(kind, [...(this.#kinds.get(kind) ?? []), sentence]);
  }

  sentences(): string[] {
    return [...this.#kinds.values()].flatMap((own) =>
      own.length <= MOST_NAMED ? own : [...own.slice(0, MOST_NAMED), `And ${own.length - MOST_NAMED} more like this.`],
    );
  }
}

async function checkFile(database: Kysely<Tables>, mistakes: Findings): Promise<void> {
  const integrity = await sql<{ integrity_check: string }>`PRAGMA integrity_check(20)`
    .execute(database)
    .catch((error: Error) => ({ rows: [{ integrity_check: error.message }] }));
  for (const { integrity_check: found } of integrity.rows) {
    if (found !== "ok") mistakes.add("file", `The file is damaged: ${found.replace(/\.?$/, ".")}`);
  }
  const foreign = await sql<{ table: string; parent: string }>`PRAGMA foreign_key_check`.execute(database);
  for (const { table, parent } of foreign.rows) {
    mistakes.add("foreign", `A row of ${table} refers to one of ${parent} that does not exist.`);
  }
}

async function checkPeople(database: Kysely<Tables>, mistakes: Findings): Promise<void> {
  const unknown = await sql<{ by: string; seq: number | string }>`
    SELECT entries.by, MIN(entries.seq) AS seq FROM entries LEFT JOIN people ON people.id = entries.by
    WHERE people.id IS NULL GROUP BY entries.by ORDER BY 2`.execute(database);
  for (const { by, seq } of unknown.rows) {
    mistakes.add("author", `Entry ${seq} is by ${by}, who is not among the people.`);
  }
  const lost = await database
    .selectFrom("people")
    .leftJoin("people as other", "other.id", "people.same")
    .select(["people.id", "people.same", "other.same as further"])
    .where("people.same", "is not", null)
    .where((on) => on.or([on("other.id", "is", null), on("other.same", "is not", null)]))
    .orderBy("people.id")
    .execute();
  for (const { id, same, further } of lost) {
    const why = further === null ? "who is not among the people" : `who is ${further} in turn`;
    mistakes.add("same", `${id} turned out to be ${same}, ${why}.`);
  }
  for (const table of ["accounts", "sessions"] as const) {
    const { count } = await database
      .selectFrom(table)
      .leftJoin("people", "people.id", `${table}.userId`)
      .select(({ fn }) => fn.countAll().as("count"))
      .where("people.id", "is", null)
      .executeTakeFirstOrThrow();
    const be = Number(count) === 1 ? "is" : "are";
    if (Number(count) > 0) mistakes.add(table, `${count} of the ${table} ${be} of nobody who is known.`);
  }
}

/** @param quoted Those that are kept are taken out of it. */
async function checkTexts(database: Kysely<Tables>, quoted: Map<string, number>, mistakes: Findings): Promise<number> {
  let count = 0;
  for await (const { hash, source } of readTexts(database)) {
    if (sha256(source) !== hash) mistakes.add("text", `The text ${hash.slice(0, 12)}… was changed since it was kept.`);
    quoted.delete(hash);
    count += 1;
  }
  return count;
}
