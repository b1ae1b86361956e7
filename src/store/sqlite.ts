import { createHash } from "node:crypto";
import { bodyOf, canonicalJson, isSameContent, NO_PREVIOUS, sealEntry } from "../ledger/chain.ts";
import type { Entry, EntryDraft } from "../ledger/entry.ts";
import { type EntryQuery, LedgerError, type WholeLedger } from "../ledger/ledger.ts";
import { keyReused } from "../ledger/memory.ts";
import { type Connection, inTransaction, onDisk, openDatabase } from "./database.ts";

const COLUMNS = "seq, key, by, at, kind, document, amendment, revision, clause, body, bodyHash, previous, hash";

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** Opens the record in a file of its own. @throws {LedgerError} As `openDatabase`. */
export function openSqliteLedger(path: string): SqliteLedger {
  return new SqliteLedger(openDatabase(path), path);
}

interface Waiting {
  draft: EntryDraft;
  resolve(result: { entry: Entry; repeated: boolean }): void;
  reject(error: unknown): void;
}

/** The record in an SQLite file. */
export class SqliteLedger implements WholeLedger {
  readonly #database: Connection;
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #watchers = new Set<(entry: Entry) => void>();
  #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(database: Connection, path: string) {
    this.#database = database;
    this.#path = path;
    this.#statements = prepare(database);
  }

  /**
   * Adds one entry to the end of the record, then tells everyone who watches.
   *
   * Drafts that arrive in one turn of the event loop share one commit, and so
   * one wait for the disk.
   *
   * @returns The entry. It is on disk before the promise resolves, and survives
   *   a crash of the process or the machine.
   * @throws {LedgerError} As `Ledger.append`; nothing was added then.
   */
  append(draft: EntryDraft): Promise<{ entry: Entry; repeated: boolean }> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new LedgerError("ledger-unavailable", "The record is closed. Nothing was added."));
        return;
      }
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ draft, resolve, reject });
    });
  }

  async entries({ document, amendment, after = 0, limit = -1 }: EntryQuery): Promise<Entry[]> {
    const { all, ofDocument, ofAmendment } = this.#statements;
    return onDisk(this.#path, () => {
      if (document === undefined) {
        if (amendment !== undefined) throw new RangeError("An amendment is known only within its document.");
        return all.all(after, limit).map(readRow);
      }
      if (amendment === undefined) return ofDocument.all(document, after, limit).map(readRow);
      return ofAmendment.all(document, amendment, after, limit).map(readRow);
    });
  }

  async find(key: string): Promise<Entry | undefined> {
    const row = onDisk(this.#path, () => this.#statements.byKey.get(key));
    return row === undefined ? undefined : readRow(row);
  }

  async last(): Promise<number> {
    return onDisk(this.#path, () => this.#newest().seq);
  }

  watch(onEntry: (entry: Entry) => void): () => void {
    this.#watchers.add(onEntry);
    return () => this.#watchers.delete(onEntry);
  }

  /** What was handed over before is still kept. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    if (this.#waiting.length > 0) this.#commit();
    this.#isClosed = true;
    this.#watchers.clear();
    this.#database.close();
  }

  #newest(): { seq: number; hash: string } {
    return (
      (this.#statements.newest.get() as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: NO_PREVIOUS }
    );
  }

  #commit(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const tell: (() => void)[] = [];
    const added: Entry[] = [];
    try {
      onDisk(this.#path, () =>
        inTransaction(this.#database, () => {
          for (const { draft, resolve, reject } of batch) {
            const { error, entry, repeated } = this.#add(draft);
            if (!repeated && entry) added.push(entry);
            tell.push(() => (entry ? resolve({ entry, repeated }) : reject(error)));
          }
        }),
      );
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const answer of tell) answer();
    for (const entry of added) for (const onEntry of this.#watchers) onEntry(entry);
  }

  #add(draft: EntryDraft): { entry?: Entry; repeated: boolean; error?: LedgerError } {
    const earlier = this.#statements.byKey.get(draft.key);
    if (earlier) {
      const entry = readRow(earlier);
      return isSameContent(entry, draft, sha256)
        ? { entry, repeated: true }
        : { error: keyReused(entry), repeated: false };
    }
    const newest = this.#newest();
    const entry = sealEntry(draft, newest.seq + 1, newest.hash, sha256);
    const body = canonicalJson(bodyOf(entry));
    const { seq, key, by, at, kind, document, amendment = null, revision = null, clause = null } = entry;
    const { bodyHash, previous, hash } = entry;
    const row = [seq, key, by, at, kind, document, amendment, revision, clause, body, bodyHash, previous, hash];
    this.#statements.insert.run(...row);
    // What is answered is what was written, not what was meant.
    return { entry: { ...JSON.parse(body), ...withoutBody(entry) }, repeated: false };
  }
}

function withoutBody(entry: Entry): object {
  const body = bodyOf(entry);
  return Object.fromEntries(Object.entries(entry).filter(([name, value]) => !(name in body) && value !== undefined));
}

function prepare(database: Connection) {
  const select = (where: string) =>
    database.prepare(`SELECT ${COLUMNS} FROM entries WHERE ${where} ORDER BY seq LIMIT ?`);
  return {
    newest: database.prepare("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"),
    byKey: database.prepare(`SELECT ${COLUMNS} FROM entries WHERE key = ?`),
    insert: database.prepare(`INSERT INTO entries (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    all: select("seq > ?"),
    ofDocument: select("document = ? AND seq > ?"),
    ofAmendment: select("document = ? AND amendment = ? AND seq > ?"),
  };
}

function readRow(row: unknown): Entry {
  // libsql puts how long the query took beside the columns.
  const { body, _metadata, ...columns } = row as { body: string | null; _metadata?: unknown };
  const head = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return { ...(body === null ? {} : JSON.parse(body)), ...head } as Entry;
}
