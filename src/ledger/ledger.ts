import type { Entry, EntryDraft } from "./entry.ts";

/** Which entries: all of a document, or those of one amendment, with a number above `after`. */
export interface EntryQuery {
  document?: string;
  amendment?: string;
  after?: number;
  /** At most so many, oldest first. */
  limit?: number;
}

/**
 * The append-only public record. Several implementations, one behaviour: all
 * are held by `tests/ledger/contract.ts`.
 */
export interface Ledger {
  /**
   * Adds one entry to the end. It is kept for good before the promise resolves.
   *
   * @returns The entry, and whether it was there already: a draft whose `key`
   *   is known adds nothing.
   * @throws {LedgerError} `key-reused` when the key is known with another
   *   content; `ledger-full`, `ledger-unavailable`, `ledger-read-only` when it
   *   could not be kept.
   */
  append(draft: EntryDraft): Promise<{ entry: Entry; repeated: boolean }>;
  /** Oldest first. */
  entries(query: EntryQuery): Promise<Entry[]>;
  /** Number of the newest entry, 0 when there is none. */
  last(): Promise<number>;
  /** Calls back after each entry, in order, until the returned function is called. */
  watch(onEntry: (entry: Entry) => void): () => void;
  close(): Promise<void>;
}

/** Which entries, where the whole record is at hand. */
export interface WholeQuery extends EntryQuery {
  /** Only those of one of these kinds. */
  kinds?: readonly string[];
}

/** Whether an entry is among those a query asks for, its limit aside. */
export function isAskedFor(
  { seq, kind, ...place }: Pick<Entry, "seq" | "kind" | "document" | "amendment">,
  { document, amendment, after = 0, kinds }: WholeQuery,
): boolean {
  return (
    seq > after &&
    (document === undefined || place.document === document) &&
    (amendment === undefined || place.amendment === amendment) &&
    (kinds === undefined || kinds.includes(kind))
  );
}

/** A ledger that has the whole record, not only what a page asked for. */
export interface WholeLedger extends Ledger {
  /**
   * @param unless Adds nothing where the record has an entry that this asks
   *   for, be it added by another server at the same moment: what was allowed
   *   by what was read up to a number must not be overtaken. A repeat is
   *   answered all the same.
   * @throws {LedgerError} As `Ledger.append`; and `overtaken`.
   */
  append(draft: EntryDraft, unless?: WholeQuery): Promise<{ entry: Entry; repeated: boolean }>;
  entries(query: WholeQuery): Promise<Entry[]>;
  find(key: string): Promise<Entry | undefined>;
  /**
   * Takes the words out of entries for good: see `blankBody`. Their place in
   * the chain stays. Gone from where they were kept before it resolves.
   *
   * @param which Everything by these people, or the entries with these numbers.
   * @param at The instant pages show.
   * @returns How many entries have lost words by this; those that had none, or were blanked before, stay as they are.
   * @throws {LedgerError} As `append`.
   */
  blank(which: { by: readonly string[] } | { seqs: readonly number[] }, at: string): Promise<number>;
}

export type LedgerErrorCode =
  | "key-reused"
  /** Something was added that it must not come after; decide anew. */
  | "overtaken"
  /** There is no room; once there is, entries are taken again. */
  | "ledger-full"
  /** The record cannot be reached; try again with the same key, which adds nothing twice. */
  | "ledger-unavailable"
  /** The disk has lost a write. Nothing is taken until a person has looked at it and started the server again. */
  | "ledger-read-only";

export class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LedgerError";
    this.code = code;
  }
}
