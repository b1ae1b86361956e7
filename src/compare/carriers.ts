import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import { heaviestChain } from "./chain.ts";
import type { ComparedClause, Comparison, Stretch } from "./comparison.ts";

/** Words of an old clause that stand in a clause which is not the one it became. */
export interface Share {
  from: Clause;
  words: string;
}

/** Which clause of the new text each clause of the old one became: one at most, and of one at most. */
export interface Carriers {
  oldOf(clause: Clause): Clause | undefined;
  newOf(clause: Clause): Clause | undefined;
  /** Nothing of it, nor of what stands inside it, was in the old text. */
  isNew(clause: Clause): boolean;
  /** The words of old clauses that a clause of the new text has, in its order; its own old clause among them. */
  sharesOf(clause: Clause): Share[];
  /** Of the clauses inside one, those that stay where they are while the others are moved or put in. */
  findStaying(clauses: readonly Clause[], parent: Clause | undefined): Set<Clause>;
}

/** Kept units of text below which nobody says that words were taken from elsewhere. */
const LEAST_UNITS = 16;
/** What a clause weighs, beside one that is said to have moved. */
const STAYER_WEIGHT = 1000;

export function chooseCarriers(before: ParsedBylaws, after: ParsedBylaws, { rows }: Comparison): Carriers {
  const oldClauses = new Map(Array.from(eachClause(before.clauses), (clause) => [clause.address, clause]));
  const newClauses = new Map(Array.from(eachClause(after.clauses), (clause) => [clause.address, clause]));
  const places = placesOf(before.clauses);
  const pairs = rows.filter(({ before, after }) => before && after);
  const [toNew, toOld] = [new Map<string, ComparedClause>(), new Map<string, ComparedClause>()];
  const ranked = pairs.map((row) => ({ row, rank: rankOf(row) })).sort((a, b) => b.rank - a.rank);
  for (const { row } of ranked) {
    const [old, now] = [row.before!.address, row.after!.address];
    if (toNew.has(old) || toOld.has(now)) continue;
    toNew.set(old, row);
    toOld.set(now, row);
  }
  const shares = new Map<string, { at: number; share: Share }[]>();
  for (const row of pairs) {
    for (const share of findShares(row)) {
      const words = row.before!.text.slice(share.before.from, share.before.to).trim();
      const entry = { at: share.after.from, share: { from: oldClauses.get(row.before!.address)!, words } };
      const { address } = row.after!;
      if (shares.has(address)) shares.get(address)!.push(entry);
      else shares.set(address, [entry]);
    }
  }
  const oldOf = ({ address }: Clause) => oldClauses.get(toOld.get(address)?.before?.address ?? "");
  return {
    oldOf,
    newOf: ({ address }) => newClauses.get(toNew.get(address)?.after?.address ?? ""),
    isNew(clause) {
      for (const { address } of eachClause([clause])) if (toOld.has(address) || shares.has(address)) return false;
      return true;
    },
    sharesOf: ({ address }) => (shares.get(address) ?? []).sort((a, b) => a.at - b.at).map(({ share }) => share),
    findStaying(clauses, parent) {
      const oldParent = parent && oldOf(parent);
      if (parent && !oldParent) return new Set();
      const inside = clauses.flatMap((clause, after) => {
        const old = oldOf(clause);
        const place = old && places.get(old);
        if (!place || place.parent !== oldParent) return [];
        const weight = toOld.get(clause.address)!.fate.moved ? 1 : STAYER_WEIGHT;
        return [{ before: place.index, after, weight }];
      });
      return new Set(heaviestChain(inside).map(({ after }) => clauses[after]!));
    },
  };
}

/** Headings follow their titles, and the more words are kept the surer it is the same clause. */
function rankOf({ before, after, part, title, text }: ComparedClause): number {
  const kept = (whole: string, changes: ComparedClause["text"]): number =>
    changes.reduce((sum, { before }) => sum - (before.to - before.from), whole.length);
  const words = kept(before!.text, text) + 10 * kept(before!.title, title);
  return (part === "text" ? 0 : 2e9) + (before!.kind === after!.kind ? 1e9 : 0) + words;
}

interface SharedStretch {
  before: Stretch;
  after: Stretch;
}

/** What of a row's text is this row's: all but the words another row is about. */
function findShares({ before, after, text }: ComparedClause): SharedStretch[] {
  if (before!.kind === "table" || after!.kind === "table") return [];
  const shares: SharedStretch[] = [];
  let [from, at, changed] = [0, 0, 0];
  const end = (until: number, atEnd: number): void => {
    const kept = until - from - changed;
    const isAll = kept > 0 && until - from === before!.text.length;
    if (kept >= LEAST_UNITS || isAll) shares.push({ before: { from, to: until }, after: { from: at, to: atEnd } });
  };
  for (const change of text) {
    if (change.quiet !== "elsewhere") {
      changed += change.before.to - change.before.from;
      continue;
    }
    end(change.before.from, change.after.from);
    [from, at, changed] = [change.before.to, change.after.to, 0];
  }
  end(before!.text.length, after!.text.length);
  return shares;
}

function placesOf(clauses: readonly Clause[]): Map<Clause, { parent?: Clause; index: number }> {
  const places = new Map<Clause, { parent?: Clause; index: number }>();
  const add = (inside: readonly Clause[], parent?: Clause): void =>
    inside.forEach((clause, index) => {
      places.set(clause, { parent, index });
      add(clause.clauses, clause);
    });
  add(clauses);
  return places;
}
