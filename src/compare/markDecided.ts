import type { ComparedClause } from "./comparison.ts";
import type { Decided } from "./decided.ts";
import type { FlatText } from "./flat.ts";

/** Says on the rows of clauses a secretary paired that it was decided, and that one was divided or several were joined. */
export function markDecided(rows: readonly ComparedClause[], old: FlatText, now: FlatText, decided: Decided): void {
  if (decided.groups.length === 0) return;
  const groupOf = new Map(
    decided.groups.flatMap((group) => [
      ...group.befores.map((index) => [old.clauses[index], group] as const),
      ...group.afters.map((index) => [now.clauses[index], group] as const),
    ]),
  );
  for (const row of rows) {
    const group = groupOf.get(row.after ?? row.before!);
    if (!group || (row.before && row.after && groupOf.get(row.before) !== group)) continue;
    row.isDecided = true;
    row.confidence = 1;
    if (!row.after || group.befores.length === 0) continue;
    const isSplit = group.afters.length > group.befores.length;
    const isMerged = group.befores.length > group.afters.length;
    if (!isSplit && !isMerged) continue;
    row.fate = { ...row.fate, added: false, split: row.fate.split || isSplit, merged: row.fate.merged || isMerged };
    const from = group.befores.map((index) => old.clauses[index]!.address);
    // The first part goes on under the row's own `before`; what is told of it is that others came of it.
    const others = isSplit && row.before?.address === from[0] && !row.from ? [] : from;
    if (others.length > 0) row.from = [...new Set([...(row.from ?? []), ...others])];
  }
}
