import { SEEN, seenChanges } from "./forgetSeen.ts";

/** What one person has read of one place on this device. Numbers are those of entries. */
export interface Seen {
  /** Everything up to this one is read, */
  upTo: number;
  /** and these after it. */
  read: readonly number[];
  /** The newest one at the end of the visit before this one. */
  since: number;
  /** The newest one there was, and when that was looked at: milliseconds since 1970. */
  last: number;
  atMs: number;
  /** How many comments and replies were not new then: what is more than that is new. */
  known: number;
}

/** Whoever comes back sooner has not been away. */
const AWAY_MS = 30 * 60_000;

/** Where there is no storage, it lasts as long as the page. */
const unkept = new Map<string, Seen>();

/** @param place `document/amendment`; of versions `document/`. */
export function findSeen(person: string, place: string): Seen | undefined {
  const name = nameOf(person, place);
  return unkept.get(name) ?? readSeen(localStorage.getItem(name));
}

function keepSeen(person: string, place: string, seen: Seen): void {
  const name = nameOf(person, place);
  try {
    localStorage.setItem(name, JSON.stringify(seen));
  } catch {
    unkept.set(name, seen);
  }
  seenChanges.set(seenChanges.get() + 1);
}

/** Notes that somebody is here. On a first visit nothing is new. */
export function visit(person: string, place: string, last: number, nowMs: number): void {
  // Who has just been given a name has read what he read before.
  const seen = findSeen(person, place) ?? findSeen("", place);
  if (!seen) {
    keepSeen(person, place, { upTo: last, read: [], since: last, last, atMs: nowMs, known: 0 });
    return;
  }
  const isBack = nowMs - seen.atMs > AWAY_MS;
  keepSeen(person, place, {
    ...seen,
    since: isBack ? seen.last : seen.since,
    last: Math.max(last, seen.last),
    atMs: nowMs,
  });
}

/**
 * Notes what was read.
 *
 * @param unread What stays unread, of all there is.
 * @param known How many comments and replies there are that are not new.
 */
export function noteRead(person: string, place: string, unread: readonly number[], counted: number): void {
  const seen = findSeen(person, place);
  if (!seen) return;
  const upTo = unread.length > 0 ? Math.min(...unread) - 1 : seen.last;
  keepSeen(person, place, { ...seen, upTo, read: seen.read.filter((seq) => seq > upTo), known: counted });
}

/** Notes that these were read, and perhaps others before them not. */
export function addRead(person: string, place: string, seqs: readonly number[]): void {
  const seen = findSeen(person, place);
  if (!seen) return;
  const fresh = seqs.filter((seq) => seq > seen.upTo && !seen.read.includes(seq));
  if (fresh.length > 0) keepSeen(person, place, { ...seen, read: [...seen.read, ...fresh] });
}

if (typeof addEventListener !== "undefined") {
  // Read in another tab.
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(SEEN)) seenChanges.set(seenChanges.get() + 1);
  });
}

const nameOf = (person: string, place: string): string => `${SEEN}${person} ${place}`;

function readSeen(written: string | null): Seen | undefined {
  try {
    const seen = JSON.parse(written ?? "null") as Seen | null;
    return seen && Array.isArray(seen.read) && Number.isSafeInteger(seen.upTo) ? seen : undefined;
  } catch {
    return undefined;
  }
}
