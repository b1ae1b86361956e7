import type { Comparison } from "../compare/comparison.ts";
import { nameOfAddress } from "../compare/name.ts";
import { hashOf, stoodAt } from "./hashOf.ts";
import type { ClauseNotes } from "./notes.ts";

/** So many are told at once; more open on a press. */
const SHORT = 3;

interface Props {
  comparison: Comparison;
  notes: ReadonlyMap<number, ClauseNotes>;
}

/** References that did not follow: they may stand in sections that are folded, so they are told at the head, too. */
export function StaleList({ comparison, notes }: Props) {
  const stale = [...notes]
    .sort(([a], [b]) => a - b)
    .flatMap(([row, { cites }]) => cites.map((cited) => ({ row: comparison.rows[row]!, ...cited })));
  if (stale.length === 0) return null;
  const count = stale.length === 1 ? "1 reference was" : `${stale.length} references were`;
  return (
    <details className="stale" open={stale.length <= SHORT}>
      <summary>{count} not changed with the clauses named</summary>
      <ul>
        {stale.map(({ row, was, now }) => (
          <li key={`${hashOf(row)} ${was}`}>
            <a href={`#${hashOf(row)}`}>{nameOfAddress((row.after ?? row.before)!.address)}</a> still cites{" "}
            {nameOfAddress(was)}, which is{" "}
            {now === undefined ? (
              <a href={`#${stoodAt(was)}`}>struck</a>
            ) : (
              <>
                <a href={`#clause-${now}`}>{nameOfAddress(now)}</a> now
              </>
            )}
            .
          </li>
        ))}
      </ul>
    </details>
  );
}
