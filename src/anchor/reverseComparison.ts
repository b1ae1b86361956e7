import type { Change, ComparedClause, Comparison } from "../compare/comparison.ts";

/**
 * The same comparison read from the new text to the old one: what was put in
 * is struck, what was struck is put in. For carrying words back, so that they
 * stand where the redline shows them; the rows keep their order.
 */
export function reverseComparison({ rows, title }: Comparison): Comparison {
  return {
    rows: rows.filter(({ movedTo }) => movedTo === undefined).map(reverseRow),
    ...(title && { title: { before: title.after, after: title.before } }),
  };
}

function reverseRow({ before, after, fate, from: _, ...row }: ComparedClause): ComparedClause {
  return {
    ...row,
    ...(after && { before: after }),
    ...(before && { after: before }),
    fate: { ...fate, added: fate.removed, removed: fate.added, split: fate.merged, merged: fate.split },
    title: row.title.map(reverseChange),
    text: row.text.map(reverseChange),
  };
}

function reverseChange({ before, after, ...change }: Change): Change {
  return { ...change, before: after, after: before };
}
