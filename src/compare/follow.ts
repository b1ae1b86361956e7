import { NO_AMOUNT } from "../text/citations.ts";
import type { Clause, InlineItem, ParsedBylaws } from "../text/clause.ts";
import { References } from "../text/references.ts";
import { type Cited, type FollowReference, numbersIn } from "./followReferences.ts";

/**
 * For the wordings of two clauses, where the references in them went.
 *
 * @param shift Where the wordings begin in the texts of the clauses, when they are parts of them.
 */
export type FollowIn = (
  before: Clause,
  after: Clause,
  part: "title" | "text",
  shift?: { before: number; after: number },
) => FollowReference;

interface ClausePair {
  before: Clause | undefined;
  after: Clause | undefined;
}

/** A number of several parts needs no word before it. */
const BARE = new RegExp(`(?<![\\p{L}\\p{N}\\p{Sc}.,])\\d+(?:\\.\\d+)+[A-Za-z]?(?!,\\d)${NO_AMOUNT}`, "gu");

/**
 * Tells references that only follow the new number of what they name:
 * `Section 7.4` where 7.4 is now 7.5, `paragraph (b)` where (b) is now (c).
 * Of a long text only those paragraphs are read whose numbers differ.
 *
 * @param pairs Which clause of the old text became which of the new one.
 * @returns `undefined` when every clause and item kept its number.
 */
export function makeFollow(
  before: ParsedBylaws,
  after: ParsedBylaws,
  pairs: readonly ClausePair[],
): FollowIn | undefined {
  if (!pairs.some(mayBeRenumbered)) return undefined;
  const numbers = new Map<string, string>();
  for (const { before, after } of pairs)
    if (before?.label && after?.label && before.address !== after.address) numbers.set(before.address, after.address);
  const renumbered = (number: string): string | undefined => numbers.get(number);
  let keys: ReadonlySet<string> | undefined;
  let both: { old: References; now: References; heirs: Heirs } | undefined;
  return (from, to, part, shift = { before: 0, after: 0 }) => ({
    renumbered,
    isNumber: (key) => {
      keys ??= new Set(pairs.flatMap(renumberedIn).flatMap((address) => [...numbersIn(address)]));
      return keys.has(key);
    },
    cite: () => {
      both ??= { old: new References(before), now: new References(after), heirs: new Heirs(pairs) };
      const { old, now, heirs } = both;
      const cited = citedIn(from, part, old, shift.before);
      return {
        old: cited.map((one) => ({ ...one, became: heirs.of(one.address, old) })),
        now: citedIn(to, part, now, shift.after),
      };
    },
  });
}

function mayBeRenumbered({ before, after }: ClausePair): boolean {
  if (!before || !after) return false;
  return before.address !== after.address || (before.items.length > 0 && before.text !== after.text);
}

/** Addresses of the old text that may be another thing's now. */
function renumberedIn({ before, after }: ClausePair): string[] {
  if (!before || !after) return [];
  if (before.address !== after.address) return [before.address, ...before.items.map(({ address }) => address)];
  return before.text === after.text ? [] : before.items.map(({ address }) => address);
}

function citedIn(clause: Clause, part: "title" | "text", references: References, shift: number): Cited[] {
  const found = references.inClause(clause).filter((one) => one.part === part);
  const cited: Cited[] = [];
  const add = (from: number, to: number, address: string): void =>
    void cited.push({ from: from - shift, to: to - shift, address });
  let next = 0;
  const addUntil = (end: number): void => {
    for (; next < found.length && found[next]!.from < end; next++) {
      const { from, to, address } = found[next]!;
      if (address !== undefined) add(from, to, address);
    }
  };
  for (const { 0: number, index: from } of clause[part].matchAll(BARE)) {
    const to = from + number.length;
    addUntil(to);
    const isCited = next > 0 && found[next - 1]!.to > from;
    if (!isCited && references.clauseOf(number)) add(from, to, number);
  }
  addUntil(Number.POSITIVE_INFINITY);
  return cited;
}

/** What the clauses of the old text, and the items inside their sentences, became. */
class Heirs {
  readonly #clauses = new Map<Clause, Clause[]>();
  readonly #items = new Map<string, ReadonlyMap<string, string>>();

  constructor(pairs: readonly ClausePair[]) {
    for (const { before, after } of pairs) {
      if (!before || !after) continue;
      const heirs = this.#clauses.get(before);
      if (heirs) heirs.push(after);
      else this.#clauses.set(before, [after]);
    }
  }

  /** The addresses in the new text of what an address names in the old one. */
  of(address: string, old: References): string[] {
    const clause = old.clauseOf(address);
    const heirs = (clause && this.#clauses.get(clause)) ?? [];
    return heirs.flatMap((heir) =>
      clause!.address === address ? heir.address : (this.#itemsOf(clause!, heir).get(address) ?? []),
    );
  }

  #itemsOf(clause: Clause, heir: Clause): ReadonlyMap<string, string> {
    const key = `${clause.address} ${heir.address}`;
    const known = this.#items.get(key);
    if (known) return known;
    const items = mapItems(clause, heir);
    this.#items.set(key, items);
    return items;
  }
}

/** An item with the same words is the same one; one whose words changed, where no other has its letter, kept it. */
function mapItems(clause: Clause, heir: Clause): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const byWords = new Map<string, string[]>();
  for (const item of heir.items) {
    const same = byWords.get(wordsOf(item, heir));
    if (same) same.push(item.address);
    else byWords.set(wordsOf(item, heir), [item.address]);
  }
  const taken = new Set<string>();
  for (const item of clause.items) {
    const same = byWords.get(wordsOf(item, clause)) ?? [];
    if (same.length !== 1 || taken.has(same[0]!)) continue;
    map.set(item.address, same[0]!);
    taken.add(same[0]!);
  }
  const addresses = new Set(heir.items.map(({ address }) => address));
  for (const { address } of clause.items) {
    const kept = heir.address + address.slice(clause.address.length);
    if (!map.has(address) && addresses.has(kept) && !taken.has(kept)) map.set(address, kept);
  }
  return map;
}

/** Without its letter, and without what joins it to the next one. */
function wordsOf({ label, from, to }: InlineItem, { text }: Clause): string {
  return text
    .slice(from + label.length, to)
    .replace(/[\s,;.]*(?:\s(?:and|or|und|oder|et|ou|y|o))?$/u, "")
    .trim();
}
