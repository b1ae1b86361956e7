import type { Comparison } from "../compare/comparison.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { findClause, nearestClauses } from "../text/find.ts";
import { nameOf } from "./groups.ts";
import { rowAt } from "./placed.ts";

/** The row that a label leads to, as it stands in an address or as people type it; the new text first. */
export function rowOfLabel(comparison: Comparison, texts: readonly ParsedBylaws[], label: string): number | undefined {
  const exact = rowAt(comparison, label);
  if (exact !== undefined) return exact;
  for (const text of [...texts].reverse()) {
    const clause = findClause(text, label);
    const row = clause && rowAt(comparison, clause.address);
    if (row !== undefined) return row;
  }
  return undefined;
}

interface Props {
  label: string;
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  onGo: (label: string) => void;
}

/** What is to be said of the clause somebody asked for: that it has another number now, or that there is none. */
export function AskedClause({ label, comparison, texts, onGo }: Props) {
  const row = rowOfLabel(comparison, texts, label);
  if (row !== undefined) {
    const { before, after } = comparison.rows[row]!;
    if (!after || before?.address !== label || after.address === label) return null;
    return (
      <p className="notice" role="status">
        {label} has another number in the new text: it is {after.address} there.
      </p>
    );
  }
  const text = texts.at(-1);
  const near = text ? nearestClauses(text, label, 4) : [];
  return (
    <p className="notice" role="alert">
      There is no clause “{label}” in this text.
      {near.length > 0 && " The nearest are: "}
      {near.map((clause) => (
        <button type="button" className="link" key={clause.address} onClick={() => onGo(clause.address)}>
          {nameOf(clause)}
        </button>
      ))}
    </p>
  );
}
