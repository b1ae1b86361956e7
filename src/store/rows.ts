import { bodyOf, canonicalJson } from "../ledger/chain.ts";
import type { Entry } from "../ledger/entry.ts";

/** The columns of an entry, in the order in which `rowOf` gives their values. */
export const COLUMNS = [
  ...["seq", "key", "by", "at", "kind", "document", "amendment", "revision", "clause"],
  ...["body", "bodyHash", "previous", "hash"],
] as const;

/** An entry as both databases keep it: its body is one text, which is what was hashed. */
export function rowOf(entry: Entry): (string | number | null)[] {
  const { seq, key, by, at, kind, document, amendment = null, revision = null, clause = null } = entry;
  const { bodyHash, previous, hash } = entry;
  const body = canonicalJson(bodyOf(entry));
  return [seq, key, by, at, kind, document, amendment, revision, clause, body, bodyHash, previous, hash];
}

/** The entry that `rowOf` was given. */
export function readRow(row: object): Entry {
  // libsql puts how long the query took beside the columns.
  const { body, _metadata, ...columns } = row as { body: string | null; _metadata?: unknown };
  const head = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return { ...(body === null ? {} : JSON.parse(body)), ...head } as Entry;
}

/** What is answered is what was written, not what was meant. */
export function asKept(entry: Entry): Entry {
  const body = bodyOf(entry);
  const head = Object.entries(entry).filter(([field, value]) => !(field in body) && value !== undefined);
  return { ...JSON.parse(canonicalJson(body)), ...Object.fromEntries(head) };
}

/** Says that words were taken out of entries; `words` is not there before the first time. */
export const COUNT_UP = `
  INSERT INTO stamps (name, value) VALUES ('people', 1), ('words', 1)
  ON CONFLICT (name) DO UPDATE SET value = stamps.value + 1`;
