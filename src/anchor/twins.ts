import { type ComparedClause, NO_FATE } from "../compare/comparison.ts";
import { hashWords } from "../compare/hashWords.ts";
import { runsOf } from "../compare/likeness.ts";
import { compareWording } from "../compare/wording.ts";
import type { Clause } from "../text/clause.ts";

/** Words in a row by which clauses are told to be nearly the same. */
const RUN = 4;
/** Share of them that a twin has too. */
const ALIKE = 0.45;
/** Of one that stands in the place the moved one had. */
const ALIKE_IN_PLACE = 0.25;
/** Shorter clauses are like many. */
const LEAST_RUNS = 5;
/** A clause that is gone and has this share of what another one has in common with a new clause may be it as well. */
const AS_GOOD = 0.75;
/** Of what the clause that one is said to have become has in common with it, a twin has this share. */
const NEARLY_AS_GOOD = 0.5;

/**
 * Clauses that may have become another one than the comparison says, because
 * nearly the same words stand in another clause too: two members' classes with
 * one rule each, a paragraph that was copied. Nothing in their words tells which
 * is which, only where they stand.
 */
export class Twins {
  /** For a row, those that would be in its place: its old clause beside the twin. */
  readonly #rivals = new Map<ComparedClause, ComparedClause[]>();
  /** By the address of a new clause: old ones that are gone, nearly the same as it, and how much. */
  readonly #claims = new Map<string, { clause: Clause; alike: number }[]>();
  /** Addresses of old clauses beside one that says nearly the same, of which one is gone or moved: their numbers say nothing then. */
  readonly #besideTwin = new Set<string>();
  readonly #places: Places;

  constructor(rows: readonly ComparedClause[]) {
    this.#places = new Places(rows);
    const alive = rows.filter(({ movedTo }) => movedTo === undefined);
    this.#findNeighbours(alive);
    // Only of these it may be in doubt where they come from, or what they became.
    const loose = alive.filter((row) => {
      const { before, after, fate } = row;
      if (!before || !after || !this.#places.hasHeir(row)) return true;
      return !hasSameTitle(before, after) && (fate.moved || !this.#places.isInPlace(before, after));
    });
    if (loose.length === 0) return;
    const runs = loose.map(({ before, after }) => runsIn((before ?? after)!));
    const holders = new Map<number, number[]>();
    runs.forEach((own, index) => {
      if (own.size < LEAST_RUNS) return;
      for (const run of own) {
        const known = holders.get(run);
        if (known) known.push(index);
        else holders.set(run, [index]);
      }
    });
    for (const row of alive) {
      if (!row.after) continue;
      const like = new Map<ComparedClause, number>();
      for (const clause of row.before && row.before.text !== row.after.text ? [row.before, row.after] : [row.after]) {
        const own = runsIn(clause);
        const shared = new Map<number, number>();
        for (const run of own)
          for (const index of holders.get(run) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
        for (const [index, count] of shared) {
          const other = loose[index]!;
          const alike = count / Math.max(runs[index]!.size, own.size);
          const isThere = other.before && this.#places.standsInOrUnder(other.before, row.after);
          if (other !== row && alike >= (isThere ? ALIKE_IN_PLACE : ALIKE))
            like.set(other, Math.max(alike, like.get(other) ?? 0));
        }
      }
      for (const [other, alike] of like) {
        if (other.before && !this.#places.hasHeir(other)) this.#addClaim(row.after.address, other.before, alike);
        else this.#addRivals(row, other);
      }
    }
  }

  #findNeighbours(alive: readonly ComparedClause[]): void {
    const clauses = new Map(alive.flatMap(({ before }) => (before ? [[before.address, before]] : [])));
    for (const { before, after, fate } of alive) {
      if (!before || before.title || (after && !fate.moved)) continue;
      for (const address of this.#places.neighboursOf(before.address)) {
        const twin = clauses.get(address);
        if (!twin || twin.title || alikeness(before, twin) < AS_GOOD) continue;
        this.#besideTwin.add(before.address).add(address);
      }
    }
  }

  /** @param other One that is loose: put in, moved, or under another label. */
  #addRivals(row: ComparedClause, other: ComparedClause): void {
    if (other.after!.address === row.after!.address) return;
    if (!this.#places.mayBe(other, row) && !this.#places.mayBe(row, other)) return;
    this.#addRival(other, row);
    // Of two that are loose, each has its turn.
    if (row.before && !row.fate.moved) this.#addRival(row, other);
  }

  #addRival(row: ComparedClause, { after }: ComparedClause): void {
    const { before, after: said } = row;
    if (!before || !said || !after) return;
    if (hasSameTitle(before, said)) return;
    // Half of a paragraph that was divided where it stood is as good as a copy of the whole elsewhere.
    const least = this.#places.standsInOrUnder(before, after) ? ALIKE_IN_PLACE : NEARLY_AS_GOOD;
    if (alikeness(before, after) < least * alikeness(before, said)) return;
    this.#rivals.set(row, [...(this.#rivals.get(row) ?? []), makeRow(before, after)]);
  }

  #addClaim(address: string, clause: Clause, alike: number): void {
    const known = this.#claims.get(address);
    if (known) known.push({ clause, alike });
    else this.#claims.set(address, [{ clause, alike }]);
  }

  rivalsOf(row: ComparedClause): readonly ComparedClause[] {
    return this.#rivals.get(row) ?? [];
  }

  /** May a new clause, taken for what an old one became, as well be what another one became, whose words are gone? */
  isClaimed(old: Clause, now: Clause): boolean {
    if (this.#besideTwin.has(old.address)) return true;
    const claims = this.#claims.get(now.address)?.filter(({ clause }) => clause.address !== old.address) ?? [];
    if (claims.length === 0) return false;
    const isEqual = old.text === now.text;
    const least = AS_GOOD * alikeness(old, now);
    const isMine = this.#places.standsIn(old, now);
    return claims.some((other) => {
      if (other.alike < least || (isEqual && other.clause.text !== now.text)) return false;
      const isTheirs = this.#places.standsIn(other.clause, now);
      if (isMine !== isTheirs) return isTheirs;
      return !isMine || old.label !== now.label;
    });
  }
}

/** A title of its own leaves no doubt, wherever it stands. */
const hasSameTitle = (old: Clause, now: Clause): boolean => old.title !== "" && old.title === now.title;

const runsIn = ({ text }: Clause): Set<number> => new Set(runsOf(hashWords(text), RUN));

/** 0 to 1. */
function alikeness(one: Clause, other: Clause): number {
  const [a, b] = [runsIn(one), runsIn(other)];
  let shared = 0;
  for (const run of a) if (b.has(run)) shared++;
  return shared / Math.max(1, a.size, b.size);
}

/** Where clauses stand among others. */
class Places {
  readonly #oldParents = new Map<string, string>();
  /** By the address of an old clause: those before and behind it under the same one. */
  readonly #neighbours = new Map<string, string[]>();
  /** Addresses of old clauses whose words stand somewhere. */
  readonly #kept = new Set<string>();
  readonly #newParents = new Map<string, string>();
  /** What the heading of an old clause became. */
  readonly #heirs = new Map<string, string>();
  readonly #moved = new Set<string>();

  constructor(rows: readonly ComparedClause[]) {
    for (const { before, after, part, movedTo, fate } of rows) {
      if (before && fate.moved && movedTo === undefined) this.#moved.add(before.address);
      if (before && after && part !== "title") this.#kept.add(before.address);
      before?.clauses.forEach(({ address }, index, { [index - 1]: last, [index + 1]: next }) => {
        this.#neighbours.set(
          address,
          [last, next].flatMap((one) => one?.address ?? []),
        );
      });
      for (const inner of before?.clauses ?? []) this.#oldParents.set(inner.address, before!.address);
      for (const inner of after?.clauses ?? []) this.#newParents.set(inner.address, after!.address);
      if (before && after && movedTo === undefined && part !== "text") this.#heirs.set(before.address, after.address);
    }
  }

  neighboursOf(address: string): readonly string[] {
    return this.#neighbours.get(address) ?? [];
  }

  /** Do the words of the old clause of a row stand somewhere? A heading may be all that is left of it. */
  hasHeir({ before }: ComparedClause): boolean {
    return before !== undefined && this.#kept.has(before.address);
  }

  /** Does a new clause stand where an old one stood: under its heading, or below the same one? */
  standsIn(old: Clause, now: Clause): boolean {
    if (old.title) return hasSameTitle(old, now);
    const parent = this.#oldParents.get(old.address);
    return (parent === undefined ? undefined : this.#heirs.get(parent)) === this.#newParents.get(now.address);
  }

  /** The same, or inside it: of a paragraph that was divided, a part may be an item under it now. */
  standsInOrUnder(old: Clause, now: Clause): boolean {
    const heir = this.#heirs.get(old.address);
    return this.standsIn(old, now) || (heir !== undefined && heir === this.#newParents.get(now.address));
  }

  /** And has its label. */
  isInPlace(old: Clause, now: Clause): boolean {
    return old.label === now.label && this.standsIn(old, now);
  }

  /** Would the old clause of a row, taken for the new one of another, have stayed in its place? */
  mayBe(row: ComparedClause, other: ComparedClause): boolean {
    if (!row.before) return false;
    const { address, label } = row.before;
    const there = other.after!.address;
    // A copy leaves no doubt about one that stayed where it was, with its label.
    if (!other.before && (row.fate.moved || this.#isCarried(address) || label !== row.after!.label)) return true;
    if (this.#heirs.get(address) === there) return row.part === "text";
    if (this.isInPlace(row.before, other.after!) && !this.isInPlace(row.before, row.after!)) return true;
    const parent = this.#oldParents.get(address);
    if (parent === undefined || this.#heirs.get(parent) !== this.#newParents.get(there)) return false;
    return row.fate.moved || (other.before !== undefined && other.fate.moved);
  }

  /** Did the clause around it move? */
  #isCarried(address: string): boolean {
    const parent = this.#oldParents.get(address);
    return parent !== undefined && (this.#moved.has(parent) || this.#isCarried(parent));
  }
}

/** An old clause beside a new one that it may have become. */
function makeRow(before: Clause, after: Clause): ComparedClause {
  return {
    before,
    after,
    fate: { ...NO_FATE },
    title: compareWording(before.title, after.title),
    text: compareWording(before.text, after.text),
    confidence: 0,
  };
}
