import type { ComparedClause, Comparison } from "../compare/comparison.ts";
import { rowAt } from "./placed.ts";

/** Where a clause stood that is not in the new text, or stands elsewhere in it: what comes after `#`. */
export function stoodAt(address: string): string {
  return `stood-${address}`;
}

/** The place of a row on its page: what comes after `#`. */
export function hashOf({ before, after, movedTo }: ComparedClause): string {
  return after && movedTo === undefined ? `clause-${after.address}` : stoodAt(before!.address);
}

/** The row that `#clause-5.10` or `#stood-7.7` leads to. */
export function rowOfHash(comparison: Comparison, hash: string): number | undefined {
  const [, kind, written = ""] = /^#(clause|stood)-(.+)$/.exec(hash) ?? [];
  if (kind === undefined) return undefined;
  const address = decode(written);
  if (kind === "clause") return rowAt(comparison, address);
  const row = comparison.rows.findIndex((row) => hashOf(row) === stoodAt(address));
  return row < 0 ? undefined : row;
}

function decode(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written; // A stray %.
  }
}
