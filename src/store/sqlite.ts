import { createHash } from "node:crypto";
import { blankBody, canonicalJson, hasNoWords, isSameContent, NO_PREVIOUS, sealEntry } from "../ledger/chain.ts";
import type { Entry, EntryDraft } from "../ledger/entry.ts";
import { LedgerError, type WholeLedger, type WholeQuery } from "../ledger/ledger.ts";
import { keyReused, overtaken } from "../ledger/memory.ts";
import { openDatabase, type SqliteFile } from "./database.ts";
import { asKept, COLUMNS, COUNT_UP, readRow, rowOf } from "./rows.ts";
import { rowFromStored, storable } from "./storable.ts";

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** Opens the record in a file of its own. @throws {LedgerError} As `openDatabase`. */
export function openSqliteLedger(path: string): SqliteLedger {
  return new SqliteLedger(openDatabase(path));
}

interface Waiting {
  draft: EntryDraft;
  unless: WholeQuery | undefined;
  resolve(result: { entry: Entry; repeated: boolean }): void;
  reject(error: unknown): void;
}

/** The record in an SQLite file. */
export class SqliteLedger implements WholeLedger {
  readonly #file: SqliteFile;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #watchers = new Set<(entry: Entry) => void>();
  #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(file: SqliteFile) {
    this.#file = file;
    this.#statements = prepare(file);
  }

  /**
   * Adds one entry to the end of the record, then tells everyone who watches.
   *
   * Drafts that arrive in one turn of the event loop share one commit, and so
   * one wait for the disk.
   *
   * @returns The entry. It is on disk before the promise resolves, and survives
   *   a crash of the process or the machine.
   * @throws {LedgerError} As `WholeLedger.append`; nothing was added then.
   */
  append(draft: EntryDraft, unless?: WholeQuery): Promise<{ entry: Entry; repeated: boolean }> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new LedgerError("ledger-unavailable", "The record is closed. Nothing was added."));
        return;
      }
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ draft, unless, resolve, reject });
    });
  }

  async entries(query: WholeQuery): Promise<Entry[]> {
    return this.#file.use(() => this.#read(query));
  }

  async find(key: string): Promise<Entry | undefined> {
    return this.#file.use(() => this.#find(key));
  }

  async blank(which: { by: readonly string[] } | { seqs: readonly number[] }, at: string): Promise<number> {
    const { bodiesBy, bodyOfSeq, setBody, countUp } = this.#statements;
    const count = this.#file.change(() => {
      const rows = (
        "by" in which
          ? which.by.flatMap((by) => bodiesBy.all(storable(by)))
          : which.seqs.flatMap((seq) => bodyOfSeq.all(seq))
      ) as { seq: number; body: string | null }[];
      const changed = rows
        .map(({ seq, body }) => ({ seq, body: body === null ? {} : JSON.parse(body) }))
        .filter(({ body }) => !hasNoWords(body));
      for (const { seq, body } of changed) setBody.run(canonicalJson(blankBody(body, at)), seq);
      if (changed.length > 0) countUp.run();
      return changed.length;
    });
    // The file beside the database still has what was written to it before.
    if (count > 0) this.#file.checkpoint();
    return count;
  }

  async last(): Promise<number> {
    return this.#file.use(() => this.#newest().seq);
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
    this.#file.close();
  }

  #read({ document, amendment, after = 0, limit = -1, kinds }: WholeQuery): Entry[] {
    const { all, ofDocument, ofAmendment } = kinds ? this.#statements.ofKinds : this.#statements;
    if (document === undefined && amendment !== undefined)
      throw new RangeError("An amendment is known only within its document.");
    const place = [document, amendment].filter((slug) => slug !== undefined).map(storable);
    const wanted = kinds ? [JSON.stringify(kinds)] : [];
    const rows = [all, ofDocument, ofAmendment][place.length]!.all(...wanted, ...place, after, limit);
    return rows.map((row) => readRow(rowFromStored(row as object)));
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
      this.#file.change(() => {
        for (const { draft, unless, resolve, reject } of batch) {
          const { error, entry, repeated } = this.#add(draft, unless);
          if (!repeated && entry) added.push(entry);
          tell.push(() => (entry ? resolve({ entry, repeated }) : reject(error)));
        }
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const answer of tell) answer();
    for (const entry of added) for (const onEntry of this.#watchers) onEntry(entry);
  }

  #find(key: string): Entry | undefined {
    const row = this.#statements.byKey.get(storable(key));
    return row === undefined ? undefined : readRow(rowFromStored(row as object));
  }

  #add(draft: EntryDraft, unless: WholeQuery | undefined): { entry?: Entry; repeated: boolean; error?: LedgerError } {
    const earlier = this.#find(draft.key);
    if (earlier) {
      return isSameContent(earlier, draft, sha256)
        ? { entry: earlier, repeated: true }
        : { error: keyReused(earlier), repeated: false };
    }
    if (unless && this.#read({ ...unless, limit: 1 }).length > 0) return { error: overtaken(), repeated: false };
    const newest = this.#newest();
    const entry = sealEntry(draft, newest.seq + 1, newest.hash, sha256);
    this.#statements.insert.run(...rowOf(entry).map(storable));
    return { entry: asKept(entry), repeated: false };
  }
}

function prepare({ connection }: SqliteFile) {
  const columns = COLUMNS.join(", ");
  const select = (where: string) =>
    connection.prepare(`SELECT ${columns} FROM entries WHERE ${where} ORDER BY seq LIMIT ?`);
  const ofPlaces = (kinds: string) => ({
    all: select(`${kinds} seq > ?`),
    ofDocument: select(`${kinds} document = ? AND seq > ?`),
    ofAmendment: select(`${kinds} document = ? AND amendment = ? AND seq > ?`),
  });
  return {
    newest: connection.prepare("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"),
    byKey: connection.prepare(`SELECT ${columns} FROM entries WHERE key = ?`),
    insert: connection.prepare(`INSERT INTO entries (${columns}) VALUES (${COLUMNS.map(() => "?").join(", ")})`),
    ...ofPlaces(""),
    ofKinds: ofPlaces("kind IN (SELECT value FROM json_each(?)) AND"),
    bodiesBy: connection.prepare("SELECT seq, body FROM entries WHERE by = ?"),
    bodyOfSeq: connection.prepare("SELECT seq, body FROM entries WHERE seq = ?"),
    setBody: connection.prepare("UPDATE entries SET body = ? WHERE seq = ?"),
    countUp: connection.prepare(COUNT_UP),
  };
}
