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
export type Body = { [field: string]: unknown };

export function bodyOf(entry: EntryDraft): Body {
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
  const chain = new ChainReader(sha256);
  for (const entry of entries) if (!chain.read(entry)) break;
  return chain.verdict;
}

/** Verifies a record that comes piece by piece. */
export class ChainReader {
  readonly #sha256: Sha256;
  #previous = NO_PREVIOUS;
  #verdict: ChainVerdict = { ok: true, count: 0, blanked: 0 };

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Of everything that was read so far. */
  get verdict(): ChainVerdict {
    return this.#verdict;
  }

  /** Reads the next entry. @returns Whether the record verifies up to it; once it does not, it never does again. */
  read(entry: Entry): boolean {
    if (!this.#verdict.ok) return false;
    const seq = this.#verdict.count + 1;
    const isWhole = entry.bodyHash === this.#sha256(canonicalJson(bodyOf(entry)));
    const why = whyBroken(entry, seq, this.#previous, isWhole, this.#sha256);
    if (why) {
      this.#verdict = { ok: false, seq, why };
      return false;
    }
    this.#verdict = { ok: true, count: seq, blanked: this.#verdict.blanked + (isWhole ? 0 : 1) };
    this.#previous = entry.hash;
    return true;
  }
}

function whyBroken(entry: Entry, seq: number, previous: string, isWhole: boolean, sha256: Sha256): string | undefined {
  if (entry.seq !== seq) return `Entry ${seq} is missing: ${entry.seq} stands in its place.`;
  if (entry.previous !== previous) return `Entry ${seq} does not follow the one before it.`;
  if (entry.hash !== hashOfHead(entry, sha256)) return `The head of entry ${seq} was changed.`;
  if (!isWhole && !isBlanked(bodyOf(entry))) return `The body of entry ${seq} was changed.`;
  return undefined;
}

/** What is left of a body without its words: when that was done, and numbers, so that a reply keeps its place. */
export function blankBody(body: Body, at: string): Body {
  return { ...Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === "number")), blanked: at };
}

/** Whether a body holds nothing that `blankBody` would take out of it. */
export function hasNoWords(body: Body): boolean {
  return isBlanked(body) || Object.values(body).every((value) => typeof value === "number");
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function isBlanked({ blanked, ...rest }: Body): boolean {
  // Without `blanked`: as Openfloor 0.1 kept a body that was taken out whole.
  const isMarked = typeof blanked === "string" ? INSTANT.test(blanked) : blanked === undefined && isEmpty(rest);
  return isMarked && Object.values(rest).every((value) => typeof value === "number");
}

const isEmpty = (body: Body): boolean => Object.keys(body).length === 0;
