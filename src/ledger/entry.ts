/** Where an entry belongs. An entry without `amendment` belongs to the document; without `clause`, to the whole revision. */
export interface Place {
  document: string;
  amendment?: string;
  revision?: number;
  /** Address of the clause in the text the entry was made on: `4.16(ii)`. */
  clause?: string;
}

/** What the record itself knows of an entry; everything else is its body. */
export interface EntryHead extends Place {
  /** Number in the record, from 1, without gaps. */
  seq: number;
  /** Chosen by the author's device; a repeat with the same key changes nothing. */
  key: string;
  /** Id of a person; names live elsewhere. */
  by: string;
  /** Server's time, UTC: `2026-11-22T12:00:00.000Z`. Order is `seq`, never time. */
  at: string;
  kind: string;
  /** SHA-256 of the body, hex. Kept when the body is blanked. */
  bodyHash: string;
  /** `hash` of the entry before; 64 zeros for the first. */
  previous: string;
  /** SHA-256 over the head, hex. */
  hash: string;
}

/** One line of the record: its head, and the fields of its body beside it. */
export type Entry = EntryHead & { [field: string]: unknown };

/** What is handed to a ledger. Everything beside place, key, author, time and kind is the body. */
export type EntryDraft = Place & { key: string; by: string; at: string; kind: string } & { [field: string]: unknown };
