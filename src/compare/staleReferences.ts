import type { Clause } from "../text/clause.ts";
import type { Reference, References } from "../text/references.ts";
import type { ComparedClause, Comparison } from "./comparison.ts";

/** A reference whose words stayed while the clause it named did not: it names another one now, or none. */
export interface StaleReference {
  /** As it stands in the new text. */
  reference: Reference;
  words: string;
  /** What it named in the old text. */
  named: Clause;
  /** What that clause became; missing when it was struck. */
  became?: Clause;
  /** What the reference names in the new text; missing when there is no such clause. */
  names?: Clause;
}

/** `this Section` and `the preceding paragraph` go with the words around them. */
const HAS_NUMBER = /[\p{Nd}(第]|(?<!\p{L})[IVXLC]+(?!\p{L})/u;

/**
 * Finds references that did not follow: `Section 4.16` still says 4.16, and
 * that is another section now, since one was put in before it.
 *
 * @param before, after Of the two texts of the comparison.
 */
export function findStaleReferences(before: References, after: References, comparison: Comparison): StaleReference[] {
  const rows = comparison.rows.filter(({ movedTo }) => movedTo === undefined);
  if (!rows.some(({ fate }) => fate.removed || fate.renumbered)) return [];
  const became = new Map<Clause, Clause[]>();
  const isOld = new Set<Clause>();
  for (const row of rows) {
    if (!row.before || !row.after) continue;
    const heirs = became.get(row.before);
    if (heirs) heirs.push(row.after);
    else became.set(row.before, [row.after]);
    isOld.add(row.after);
  }
  // Rewritten so that nothing of it was kept: under its old number, it is what the reference means.
  const isReplaced = (named: Clause, names: Clause): boolean => named.address === names.address && !isOld.has(names);
  return rows.flatMap((row) => {
    if (!row.before || !row.after) return [];
    const references = before.inClause(row.before);
    if (references.length === 0) return [];
    const now = new Map(after.inClause(row.after).map((one) => [`${one.part} ${one.from}-${one.to}`, one]));
    const keptAt = makeKeptAt(row);
    return references.flatMap((old) => {
      const at = keptAt(old);
      const same = at === undefined ? undefined : now.get(`${old.part} ${at}-${at + old.to - old.from}`);
      const named = old.address === undefined ? undefined : before.clauseOf(old.address);
      if (!same || !named) return [];
      const words = row.after![same.part].slice(same.from, same.to);
      const names = same.address === undefined ? undefined : after.clauseOf(same.address);
      const heirs = became.get(named) ?? [];
      const isFollowing = names
        ? heirs.some((heir) => isNear(heir, names)) || (heirs.length === 0 && isReplaced(named, names))
        : same.kind === "unclear";
      if (isFollowing || !HAS_NUMBER.test(words)) return [];
      return [{ reference: same, words, named, ...(heirs[0] && { became: heirs[0] }), ...(names && { names }) }];
    });
  });
}

/** The same, or one inside the other; a clause that lost its number cannot be named by one. */
function isNear(heir: Clause, names: Clause): boolean {
  const [a, b] = [heir.address, names.address];
  return a === b || a.startsWith(`${b}(`) || b.startsWith(`${a}(`) || heir.label === "";
}

/**
 * Where the words of a reference stand in the new text; nowhere when a change
 * touches them. To be asked in reading order.
 */
function makeKeptAt(row: ComparedClause): (reference: Reference) => number | undefined {
  const next = { title: 0, text: 0 };
  return ({ part, from, to }) => {
    const changes = row[part];
    while (next[part] < changes.length && changes[next[part]]!.before.to <= from) next[part]++;
    const change = changes[next[part]];
    if (change && change.before.from < to) return undefined;
    const last = changes[next[part] - 1];
    return last ? from + last.after.to - last.before.to : from;
  };
}
