import type { Collision } from "../compare/collisions.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Effects } from "../compare/effects.ts";
import { rowAt, rowOf } from "./placed.ts";

/** What else is proposed or was decided for the words an amendment is about, as the server tells it. */
export interface CollisionsJson {
  others: OtherAmendment[];
  /** Where an older text than the one in force is amended: what has been changed there since. */
  inForce?: { version: string; collisions: Collision[] };
}

/** Another amendment that is still to be decided. */
export interface OtherAmendment {
  /** Slug. */
  amendment: string;
  title: string;
  revision: number;
  /** The version it amends, where that is another one: then nothing was looked for. */
  base?: string;
  /** `first` is what this amendment does, `second` what the other one does. */
  collisions: Collision[];
}

/** What is to be said at a clause beside its own words. Addresses are those of the new text. */
export interface ClauseNotes {
  /** Clauses that cite it. */
  citedBy: string[];
  /** Clauses whose words still name the number it had, or name it although it is struck. */
  staleIn: string[];
  /** What it cites by a number that is gone: the old one, and the one that clause has now, unless it is struck. */
  cites: { was: string; now?: string }[];
  /** Terms it defines, with other words now. */
  terms: { term: string; usedBy: string[] }[];
  collisions: { title: string; href: string; collision: Collision }[];
}

/** Notes by the number of their row. @param addressOf Where the other amendment says what it does with a clause. */
export function notesOf(
  comparison: Comparison,
  effects: Effects,
  others: readonly OtherAmendment[],
  addressOf: (amendment: string, clause: string) => string,
): ReadonlyMap<number, ClauseNotes> {
  const notes = new Map<number, ClauseNotes>();
  const at = (row: number | undefined): ClauseNotes | undefined => {
    if (row === undefined) return undefined;
    const known = notes.get(row) ?? { citedBy: [], staleIn: [], cites: [], terms: [], collisions: [] };
    notes.set(row, known);
    return known;
  };
  for (const { clause, isRemoved, by, stale = [] } of effects.cited) {
    const row = isRemoved ? rowOf(comparison, "before", clause) : rowAt(comparison, clause);
    const note = at(row);
    if (row === undefined || !note) continue;
    note.citedBy.push(...by.filter((address) => !stale.includes(address)));
    note.staleIn.push(...stale);
    const was = isRemoved ? clause : comparison.rows[row]!.before?.address;
    if (was === undefined) continue;
    for (const address of stale) at(rowAt(comparison, address))?.cites.push(isRemoved ? { was } : { was, now: clause });
  }
  for (const { term, clause, usedBy } of effects.terms) at(rowAt(comparison, clause))?.terms.push({ term, usedBy });
  for (const other of others) {
    for (const collision of other.collisions) {
      const { clause, part, words } = collision;
      const row = rowOf(comparison, "before", clause, part === "clause" ? undefined : part, words?.from);
      const href = addressOf(other.amendment, clause);
      at(row ?? rowAt(comparison, clause))?.collisions.push({ title: other.title, href, collision });
    }
  }
  return notes;
}
