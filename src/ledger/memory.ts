import { blankBody, bodyOf, hasNoWords, isSameContent, NO_PREVIOUS, type Sha256, sealEntry } from "./chain.ts";
import type { Entry, EntryDraft } from "./entry.ts";
import { isAskedFor, LedgerError, type WholeLedger, type WholeQuery } from "./ledger.ts";

/** A record that is gone with its process: for tests, previews and exports. */
export class MemoryLedger implements WholeLedger {
  readonly #sha256: Sha256;
  readonly #entries: Entry[] = [];
  readonly #byKey = new Map<string, Entry>();
  readonly #watchers = new Set<(entry: Entry) => void>();
  #isClosed = false;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  async append(draft: EntryDraft, unless?: WholeQuery): Promise<{ entry: Entry; repeated: boolean }> {
    if (this.#isClosed) throw new LedgerError("ledger-unavailable", "The record is closed.");
    const earlier = this.#byKey.get(draft.key);
    if (earlier) {
      if (!isSameContent(earlier, draft, this.#sha256)) throw keyReused(earlier);
      return { entry: earlier, repeated: true };
    }
    if (unless && this.#entries.some((entry) => isAskedFor(entry, unless))) throw overtaken();
    const previous = this.#entries.at(-1)?.hash ?? NO_PREVIOUS;
    const entry = sealEntry(structuredClone(draft), this.#entries.length + 1, previous, this.#sha256);
    this.#entries.push(entry);
    this.#byKey.set(entry.key, entry);
    for (const onEntry of this.#watchers) onEntry(entry);
    return { entry, repeated: false };
  }

  async entries(query: WholeQuery): Promise<Entry[]> {
    return this.#entries.filter((entry) => isAskedFor(entry, query)).slice(0, query.limit);
  }

  async find(key: string): Promise<Entry | undefined> {
    return this.#byKey.get(key);
  }

  async blank(which: { by: readonly string[] } | { seqs: readonly number[] }, at: string): Promise<number> {
    let count = 0;
    for (const [index, entry] of this.#entries.entries()) {
      const isMeant = "by" in which ? which.by.includes(entry.by) : which.seqs.includes(entry.seq);
      const body = bodyOf(entry);
      if (!isMeant || hasNoWords(body)) continue;
      const head = Object.fromEntries(Object.entries(entry).filter(([field]) => !(field in body)));
      const blanked = { ...blankBody(body, at), ...head } as Entry;
      this.#entries[index] = blanked;
      this.#byKey.set(entry.key, blanked);
      count += 1;
    }
    return count;
  }

  async last(): Promise<number> {
    return this.#entries.length;
  }

  watch(onEntry: (entry: Entry) => void): () => void {
    this.#watchers.add(onEntry);
    return () => this.#watchers.delete(onEntry);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watchers.clear();
  }
}

/** A key that came again with another content. */
export function keyReused(earlier: Entry): LedgerError {
  return new LedgerError(
    "key-reused",
    `This key already stands for entry ${earlier.seq}, which says something else. Nothing was added; send it with a new key.`,
  );
}

/** Something was added meanwhile that a draft must not come after. */
export function overtaken(): LedgerError {
  return new LedgerError("overtaken", "Something else was added first. Nothing was added; decide anew.");
}
