import { blankBody, canonicalJson, hasNoWords, isSameContent, NO_PREVIOUS, sealEntry } from "../ledger/chain.ts";
import type { Entry, EntryDraft } from "../ledger/entry.ts";
import { isAskedFor, LedgerError, type WholeLedger, type WholeQuery } from "../ledger/ledger.ts";
import { keyReused, overtaken } from "../ledger/memory.ts";
import { postgresAddress } from "./postgresAddress.ts";
import { type PostgresDatabase, RECORD_LOCK } from "./postgresDatabase.ts";
import { CHANNEL, PostgresListener } from "./postgresListener.ts";
import { type Ask, isPassing, PATIENCE_MS, type PostgresPool, pause } from "./postgresPool.ts";
import { asKept, COLUMNS, COUNT_UP, readRow, rowOf } from "./rows.ts";
import { sha256 } from "./sqlite.ts";

const QUOTED = COLUMNS.map((column) => `"${column}"`).join(", ");
const TYPES = COLUMNS.map((column) => (column === "seq" || column === "revision" ? "bigint" : "text"));
const INSERT = `
  WITH added AS (
    INSERT INTO entries (${QUOTED})
    SELECT * FROM unnest(${TYPES.map((type, index) => `$${index + 1}::${type}[]`).join(", ")})
    RETURNING seq
  )
  SELECT pg_notify('${CHANNEL}', max(seq)::text) FROM added`;
/** As `INSERT`, where the newest entry is the one that was guessed and no key is known; else nothing. */
const INSERT_AFTER = `
  WITH added AS (
    INSERT INTO entries (${QUOTED})
    SELECT * FROM unnest(${TYPES.map((type, index) => `$${index + 1}::${type}[]`).join(", ")})
    WHERE (SELECT max(seq) FROM entries) = $${COLUMNS.length + 1}::bigint
      AND NOT EXISTS (SELECT 1 FROM entries WHERE key = ANY($${COLUMNS.indexOf("key") + 1}::text[]))
    RETURNING seq
  )
  SELECT seq, pg_notify('${CHANNEL}', seq::text) FROM (SELECT max(seq) AS seq FROM added) AS newest WHERE seq IS NOT NULL`;
/** Entries of one transaction, and of one question. */
const MOST_AT_ONCE = 500;
const PAUSE_MS = 100;

/** What is to be added, unless there is what it must not come after. */
interface Wanted {
  draft: EntryDraft;
  unless?: WholeQuery | undefined;
}

interface Waiting extends Wanted {
  /** Its author was told to try again. */
  isGivenUp: boolean;
  resolve(result: { entry: Entry; repeated: boolean }): void;
  reject(error: unknown): void;
}

type Newest = Pick<Entry, "seq" | "hash">;

/** What became of one draft. */
type Outcome = { entry: Entry; repeated: boolean } | LedgerError;

/** Opens the record in a PostgreSQL, and listens to what other servers add to it. */
export async function openPostgresLedger(databaseUrl: string, opened: PostgresDatabase): Promise<PostgresLedger> {
  const ledger = new PostgresLedger(
    opened.pool,
    (onNews) => new PostgresListener(postgresAddress(databaseUrl), onNews),
  );
  await ledger.listen();
  return ledger;
}

/** The record in a PostgreSQL, which any number of servers may add to. */
export class PostgresLedger implements WholeLedger {
  readonly #pool: PostgresPool;
  readonly #listener: PostgresListener;
  readonly #watchers = new Set<(entry: Entry) => void>();
  #waiting: Waiting[] = [];
  #committing: Promise<void> | undefined;
  /** Number of the newest entry that watchers were told of. */
  #told = 0;
  /** The newest entry this server knows of; another one may have added more. */
  #newest: Newest | undefined;
  #mayBeBehind = false;
  #catchingUp: Promise<void> | undefined;
  #isClosed = false;

  constructor(pool: PostgresPool, listenerFor: (onNews: () => void) => PostgresListener) {
    this.#pool = pool;
    this.#listener = listenerFor(() => void this.#catchUp());
  }

  /** From now on watchers hear of what is added, here or by another server. */
  async listen(): Promise<void> {
    this.#told = await this.last();
    await this.#listener.open();
  }

  /**
   * Adds one entry to the end of the record, then tells everyone who watches.
   *
   * Drafts that arrive while others are being written share one transaction.
   * While the database is away they wait a few seconds for it.
   *
   * @returns The entry. It is on the database's disk before the promise resolves.
   * @throws {LedgerError} As `WholeLedger.append`. After `ledger-unavailable` it may
   *   have been added all the same; sent again with its key it is found then.
   */
  append(draft: EntryDraft, unless?: WholeQuery): Promise<{ entry: Entry; repeated: boolean }> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new LedgerError("ledger-unavailable", "The record is closed. Nothing was added."));
        return;
      }
      const waiting: Waiting = {
        draft,
        unless,
        isGivenUp: false,
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiting.isGivenUp = true;
        reject(this.#pool.tell(new Error("it has not answered in time")));
      }, PATIENCE_MS);
      this.#waiting.push(waiting);
      this.#committing ??= this.#commitAll();
    });
  }

  async entries(query: WholeQuery): Promise<Entry[]> {
    return (await this.#pool.ask(...selectEntries(query))).map(readRow);
  }

  async find(key: string): Promise<Entry | undefined> {
    const [row] = await this.#pool.ask(`SELECT ${QUOTED} FROM entries WHERE key = $1`, [key]);
    return row && readRow(row);
  }

  async last(): Promise<number> {
    const [row] = (await this.#pool.ask("SELECT coalesce(max(seq), 0) AS last FROM entries")) as { last: number }[];
    return row!.last;
  }

  blank(which: { by: readonly string[] } | { seqs: readonly number[] }, at: string): Promise<number> {
    const [condition, values] = "by" in which ? ["by = ANY($1)", which.by] : ["seq = ANY($1)", which.seqs];
    return this.#pool.retry(() => this.#pool.change((ask) => blankRows(ask, condition, values, at)));
  }

  watch(onEntry: (entry: Entry) => void): () => void {
    this.#watchers.add(onEntry);
    return () => this.#watchers.delete(onEntry);
  }

  /** That entries could be written now. @throws {LedgerError} Why not. */
  async check(): Promise<void> {
    const [row] = (await this.#pool.ask("SELECT current_setting('transaction_read_only') AS state")) as {
      state: string;
    }[];
    if (row?.state === "on") throw this.#pool.tell(new Error("it takes no changes: it is a copy, or set to read only"));
  }

  /** What was handed over before is still kept. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#committing;
    await this.#listener.close();
    this.#watchers.clear();
    await this.#catchingUp;
    await this.#pool.end();
  }

  async #commitAll(): Promise<void> {
    await new Promise(setImmediate); // Drafts of one turn go together.
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#committing = undefined;
  }

  /** Tries until each draft of the batch is on record, refused or given up. */
  async #commit(batch: Waiting[]): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const wanted = batch.filter(({ isGivenUp }) => !isGivenUp);
      if (wanted.length === 0) return;
      try {
        const guess = tried.size === 0 ? this.#newest : undefined;
        const outcomes = await this.#pool.change(
          async (ask) => (guess && (await addAfter(ask, wanted, guess, tried))) ?? addEntries(ask, wanted, tried),
          `BEGIN; SELECT ${RECORD_LOCK}`,
        );
        this.#answer(wanted, outcomes);
        return;
      } catch (error) {
        if (!isPassing(error)) return await this.#refuse(wanted, error);
      }
      await pause(PAUSE_MS);
      batch = [...wanted, ...this.#waiting.splice(0, MOST_AT_ONCE - wanted.length)];
    }
  }

  #answer(batch: readonly Waiting[], outcomes: readonly Outcome[]): void {
    const added: Entry[] = [];
    for (const outcome of outcomes)
      if (!(outcome instanceof LedgerError) && !outcome.repeated) added.push(outcome.entry);
    this.#tell(added);
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index]!;
      if (outcome instanceof LedgerError) reject(outcome);
      else resolve(outcome);
    }
  }

  /** One draft that the database does not take must not take the others with it. */
  async #refuse(batch: readonly Waiting[], error: unknown): Promise<void> {
    const told = this.#pool.tell(error);
    if (batch.length === 1 || told.code === "ledger-full") {
      for (const { reject } of batch) reject(told);
      return;
    }
    for (const one of batch) await this.#commit([one]);
  }

  /** Tells of entries in the order of the record, each once. Those before them that are not known here yet are read first. */
  #tell(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.seq <= this.#told) continue;
      if (entry.seq > this.#told + 1) return void this.#catchUp();
      this.#told = entry.seq;
      this.#newest = entry;
      for (const onEntry of this.#watchers) onEntry(entry);
    }
  }

  /** Reads what was added since; once more when it is called meanwhile. Where that fails, the listener calls again. */
  #catchUp(): Promise<void> {
    this.#mayBeBehind = true;
    this.#catchingUp ??= this.#readNews()
      .catch(() => {})
      .finally(() => {
        this.#catchingUp = undefined;
      });
    return this.#catchingUp;
  }

  async #readNews(): Promise<void> {
    while (this.#mayBeBehind && !this.#isClosed) {
      this.#mayBeBehind = false;
      const news = await this.entries({ after: this.#told, limit: MOST_AT_ONCE });
      this.#tell(news);
      if (news.length === MOST_AT_ONCE) this.#mayBeBehind = true;
    }
  }
}

/** The statement for a query, and its values. */
function selectEntries({
  document,
  amendment,
  after = 0,
  limit,
  kinds,
}: WholeQuery): [text: string, values: unknown[]] {
  if (document === undefined && amendment !== undefined)
    throw new RangeError("An amendment is known only within its document.");
  const conditions = ["seq > $1"];
  const values: unknown[] = [after];
  if (document !== undefined) conditions.push(`document = $${values.push(document)}`);
  if (amendment !== undefined) conditions.push(`amendment = $${values.push(amendment)}`);
  if (kinds !== undefined) conditions.push(`kind = ANY($${values.push(kinds)})`);
  const cut = limit === undefined ? "" : `LIMIT $${values.push(limit)}`;
  return [`SELECT ${QUOTED} FROM entries WHERE ${conditions.join(" AND ")} ORDER BY seq ${cut}`, values];
}

/**
 * Puts drafts behind the entry that is thought to be the newest: one question
 * less, while the others wait for the lock.
 *
 * @returns `undefined` when another one is, a key is known, or there may
 *   be what one of them must not come after: then nothing was added.
 */
async function addAfter(
  ask: Ask,
  wanted: readonly Wanted[],
  guess: Newest,
  tried: Set<string>,
): Promise<Outcome[] | undefined> {
  if (wanted.some(({ unless }) => unless)) return undefined;
  if (new Set(wanted.map(({ draft }) => draft.key)).size < wanted.length) return undefined;
  const added: Entry[] = [];
  for (const { draft } of wanted) {
    const newest = added.at(-1) ?? guess;
    added.push(asKept(sealEntry(draft, newest.seq + 1, newest.hash, sha256)));
  }
  const values = added.map(rowOf);
  const columns = COLUMNS.map((_, column) => values.map((row) => row[column]));
  const { rows } = await ask(INSERT_AFTER, [...columns, guess.seq]);
  if (rows.length === 0) return undefined;
  for (const { hash } of added) tried.add(hash);
  return added.map((entry) => ({ entry, repeated: false }));
}

/**
 * Numbers drafts and puts them at the end of the record. The lock is held
 * until the transaction ends, so that numbers are visible in their order.
 *
 * @param tried Hashes of what was tried before without hearing what became of
 *   it: found again, it was added, not repeated.
 */
async function addEntries(ask: Ask, wanted: readonly Wanted[], tried: Set<string>): Promise<Outcome[]> {
  const { rows } = await ask(
    `SELECT ${QUOTED} FROM entries WHERE key = ANY($1) OR seq = (SELECT max(seq) FROM entries) ORDER BY seq`,
    [wanted.map(({ draft }) => draft.key)],
  );
  const found = rows.map(readRow);
  const byKey = new Map(found.map((entry) => [entry.key, entry]));
  let newest = found.at(-1);
  const added: Entry[] = [];
  const claimed = new Set<string>();
  const there = new Set<WholeQuery>();
  for (const { unless } of wanted)
    if (unless && (await ask(...selectEntries({ ...unless, limit: 1 }))).rows.length > 0) there.add(unless);
  const outcomes = wanted.map(({ draft, unless }): Outcome => {
    const earlier = byKey.get(draft.key);
    if (earlier) {
      if (!isSameContent(earlier, draft, sha256)) return keyReused(earlier);
      const isOurs = tried.has(earlier.hash) && !claimed.has(earlier.hash);
      claimed.add(earlier.hash);
      return { entry: earlier, repeated: !isOurs };
    }
    if (unless && (there.has(unless) || added.some((entry) => isAskedFor(entry, unless)))) return overtaken();
    const entry = asKept(sealEntry(draft, (newest?.seq ?? 0) + 1, newest?.hash ?? NO_PREVIOUS, sha256));
    newest = entry;
    byKey.set(entry.key, entry);
    added.push(entry);
    return { entry, repeated: false };
  });
  if (added.length > 0) {
    const values = added.map(rowOf);
    await ask(
      INSERT,
      COLUMNS.map((_, column) => values.map((row) => row[column])),
    );
    for (const { hash } of added) tried.add(hash);
  }
  return outcomes;
}

async function blankRows(ask: Ask, condition: string, values: readonly unknown[], at: string): Promise<number> {
  const { rows } = await ask(`SELECT seq, body FROM entries WHERE ${condition} ORDER BY seq FOR UPDATE`, [values]);
  const changed = (rows as { seq: number; body: string | null }[])
    .map(({ seq, body }) => ({ seq, body: body === null ? {} : JSON.parse(body) }))
    .filter(({ body }) => !hasNoWords(body));
  if (changed.length === 0) return 0;
  await ask(
    `UPDATE entries SET body = new.body FROM unnest($1::bigint[], $2::text[]) AS new (seq, body)
     WHERE entries.seq = new.seq`,
    [changed.map(({ seq }) => seq), changed.map(({ body }) => canonicalJson(blankBody(body, at)))],
  );
  await ask(COUNT_UP);
  return changed.length;
}
