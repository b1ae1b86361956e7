import type { Entry, EntryDraft } from "./entry.ts";

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export type Sha256 = (text: string) => string;

/** What stands before the first entry. */
export const NO_PREVIOUS = "0".repeat(64);

const HEAD_OF_DRAFT = ["key", "by", "at", "kind", "document", "amendment", "revision", "clause"] as const;
const HEAD = new Set<string>([...HEAD_OF_DRAFT, "seq", "bodyHash", "previous", "hash"]);

/**
 * JSON with the keys in order and no white space: the same value is the same
 * text on every machine. Fields that are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}

/** The fields of an entry that are not the record's own. */
export function bodyOf(entry: EntryDraft): { [field: string]: unknown } {
  return Object.fromEntries(Object.entries(entry).filter(([name, value]) => !HEAD.has(name) && value !== undefined));
}

function hashOfHead(head: object, sha256: Sha256): string {
  const { hash: _hash, ...rest } = head as { hash?: string };
  return sha256(canonicalJson(Object.fromEntries(Object.entries(rest).filter(([name]) => HEAD.has(name)))));
}

/** Gives a draft its number and its link in the chain. */
export function sealEntry(draft: EntryDraft, seq: number, previous: string, sha256: Sha256): Entry {
  const body = bodyOf(draft);
  const head = {
    seq,
    ...Object.fromEntries(HEAD_OF_DRAFT.map((name) => [name, draft[name]]).filter(([, value]) => value !== undefined)),
    bodyHash: sha256(canonicalJson(body)),
    previous,
  };
  return { ...body, ...head, hash: hashOfHead(head, sha256) } as Entry;
}

/** Whether a draft says what an entry says, its time aside. */
export function isSameContent(entry: Entry, draft: EntryDraft, sha256: Sha256): boolean {
  return (
    HEAD_OF_DRAFT.every((name) => name === "at" || entry[name] === draft[name]) &&
    entry.bodyHash === sha256(canonicalJson(bodyOf(draft)))
  );
}

export type ChainVerdict =
  /** `blanked` bodies are gone; that they were there, and when and by whom, is still proved. */
  { ok: true; count: number; blanked: number } | { ok: false; seq: number; why: string };

/**
 * Whether nothing in a record was changed, left out, put in or put elsewhere
 * since it was written. A blanked body keeps its hash and is counted.
 *
 * @param entries The whole record, oldest first.
 */
export function verifyChain(entries: Iterable<Entry>, sha256: Sha256): ChainVerdict {
  let count = 0;
  let blanked = 0;
  let previous = NO_PREVIOUS;
  for (const entry of entries) {
    const seq = count + 1;
    const why = whyBroken(entry, seq, previous, sha256);
    if (why) return { ok: false, seq, why };
    if (isBlank(entry)) blanked += 1;
    previous = entry.hash;
    count += 1;
  }
  return { ok: true, count, blanked };
}

const isBlank = (entry: Entry): boolean => Object.keys(bodyOf(entry)).length === 0;

function whyBroken(entry: Entry, seq: number, previous: string, sha256: Sha256): string | undefined {
  if (entry.seq !== seq) return `Entry ${seq} is missing: ${entry.seq} stands in its place.`;
  if (entry.previous !== previous) return `Entry ${seq} does not follow the one before it.`;
  if (entry.hash !== hashOfHead(entry, sha256)) return `The head of entry ${seq} was changed.`;
  if (!isBlank(entry) && entry.bodyHash !== sha256(canonicalJson(bodyOf(entry)))) {
    return `The body of entry ${seq} was changed.`;
  }
  return undefined;
}
