import { useEffect } from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { printDay } from "../text/day.ts";
import { findClause, nearestClauses } from "../text/find.ts";
import { nameOf } from "./groups.ts";
import { stoodAt } from "./hashOf.ts";
import { rowAt, rowOf } from "./placed.ts";
import { useFormerAddress } from "./useFormerAddress.ts";

/** The row that a label leads to, as it stands in an address or as people type it; the new text first. */
function rowOfLabel(comparison: Comparison, texts: readonly ParsedBylaws[], label: string): number | undefined {
  const exact = rowAt(comparison, label);
  if (exact !== undefined) return exact;
  for (const text of [...texts].reverse()) {
    const clause = findClause(text, label);
    const row = clause && rowAt(comparison, clause.address);
    if (row !== undefined) return row;
  }
  return undefined;
}

export interface AskedProps {
  label: string;
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  /** The document, and the hash of the text it is looked for in. */
  document: string;
  hash: string;
  onGo: (label: string) => void;
  /** It is no address of this text, and leads to this row all the same: written in another way, an item, or of an older text. */
  onFound: (row: number) => void;
}

/** What is to be said of the clause somebody asked for: that it has another number now, or that there is none. */
export function AskedClause(props: AskedProps) {
  const { label, comparison, texts, onFound } = props;
  const row = rowOfLabel(comparison, texts, label);
  const isLoose = rowAt(comparison, label) === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each label
  useEffect(() => {
    if (isLoose && row !== undefined) onFound(row);
  }, [label, row]);
  if (row !== undefined) {
    const { before, after } = comparison.rows[row]!;
    if (after?.address === label && before?.address !== label)
      return <AnotherNow label={label} comparison={comparison} />;
    if (!after || before?.address !== label || after.address === label) return null;
    return (
      <p className="notice" role="status">
        {label} has another number in the new text: it is {after.address} there.
      </p>
    );
  }
  return <MissingClause {...props} />;
}

/** The number belongs to another clause now: where the one that had it is. */
function AnotherNow({ label, comparison }: Pick<AskedProps, "label" | "comparison">) {
  const old = rowOf(comparison, "before", label);
  if (old === undefined) return null;
  const { after } = comparison.rows[old]!;
  return (
    <p className="notice" role="status">
      {label} is another clause in the new text. What was {label} is{" "}
      {after ? (
        <>
          <a href={`#clause-${after.address}`}>{after.address}</a> now
        </>
      ) : (
        <a href={`#${stoodAt(label)}`}>struck</a>
      )}
      .
    </p>
  );
}

/** A clause keeps its address: one that an older text had leads to where its clause stands now. */
function MissingClause({ label, comparison, texts, document, hash, onGo, onFound }: AskedProps) {
  const { value, failure } = useFormerAddress(document, hash, label);
  const former = value?.former;
  const now = former?.now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    const row = now === undefined ? undefined : rowOfLabel(comparison, texts, now);
    if (row !== undefined) onFound(row);
  }, [now]);
  if (!value && !failure) return null; // Nothing is said before it is known.
  if (former && now !== undefined) {
    return (
      <p className="notice" role="status">
        What was {label} on {printDay(former.on)} is now{" "}
        <button type="button" className="link" onClick={() => onGo(now)}>
          {now}
        </button>
        .
      </p>
    );
  }
  const text = texts.at(-1);
  const near = text ? nearestClauses(text, label, 4) : [];
  return (
    <p className="notice" role="alert">
      {former
        ? `The text of ${printDay(former.on)} had a clause “${label}”; it was struck since.`
        : `There is no clause “${label}” in this text.`}
      {near.length > 0 && " The nearest are: "}
      {near.map((clause) => (
        <button type="button" className="link" key={clause.address} onClick={() => onGo(clause.address)}>
          {nameOf(clause)}
        </button>
      ))}
    </p>
  );
}
