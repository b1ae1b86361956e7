import "./places.css";
import { Fragment, memo, type ReactNode } from "react";
import type { ComparedClause } from "../compare/comparison.ts";
import type { ChangeGroup } from "../compare/kinds.ts";
import type { Span, TableRow } from "../text/clause.ts";
import { groupOfChange } from "./filter.ts";
import { clauseOf } from "./groups.ts";
import { hashOf, stoodAt } from "./hashOf.ts";
import { NotesView } from "./NotesView.tsx";
import type { ClauseNotes } from "./notes.ts";
import { type Column, type Leaf, type Mark, type Part, type Piece, piecesOf, piecesWithin } from "./pieces.ts";
import { fateParts } from "./tellFate.ts";

interface Props {
  row: ComparedClause;
  /** Number of the row in the comparison. */
  index: number;
  depth: number;
  column: Column;
  marks: readonly Mark[];
  isHead: boolean;
  /** Its label and its address stand here; see `Row`. */
  isFirst: boolean;
  /** Chosen with a tap or the keyboard: what `c` comments on. */
  isCurrent: boolean;
  /** Says in words what happened to it as a whole: `New section`. */
  showsFate: boolean;
  notes?: ClauseNotes;
}

/** One clause as it would read if adopted, with every change marked in it. */
export const AmendedClause = memo(function AmendedClause({
  row,
  index,
  depth,
  column,
  marks,
  isHead,
  isFirst,
  isCurrent,
  showsFate,
  notes,
}: Props) {
  const { before, after, movedTo } = row;
  const isOld = column === "in-force" || column === "struck";
  const clause = column === "redline" ? clauseOf(row) : isOld ? before : after;
  if (!clause || (movedTo !== undefined && column !== "redline" && column !== "struck")) return null;
  if (movedTo !== undefined) {
    return (
      <div
        className="clause moved-away"
        data-row={index}
        data-depth={depth}
        data-current={isCurrent || undefined}
        data-of="moved"
        id={stoodAt(clause.address)}
        tabIndex={-1}
      >
        {[clause.label || clause.address, clause.title].filter(Boolean).join(" ")} stood here.{" "}
        <a href={`#clause-${movedTo}`}>It is now {movedTo}</a>.
      </div>
    );
  }
  const Heading = clause.kind === "article" || clause.kind === "appendix" ? "h2" : "h3";
  const parts = (part: Part) => piecesOf(row, part, column, marks);
  const title = parts("title");
  const text = parts("text");
  const label = column === "redline" ? <Label row={row} /> : clause.label;
  // A heading that was merged away is struck with its number.
  const hasLabel =
    (isFirst && clause.label !== "") || (column === "redline" && title.length > 0 && (before?.label ?? "") !== "");
  const hasHeading = (isHead || title.length > 0) && (hasLabel || title.length > 0);
  // Under the heading; side by side, under the words, which else would not stand level.
  const isUnderHeading = hasHeading && column === "redline";
  const shownNotes = (column === "redline" || column === (after ? "put-in" : "struck")) && (
    <NotesView row={row} notes={notes} />
  );
  const told = showsFate && column === "redline" ? fateParts(row, isHead) : [];
  const groupOf = (part: Part, { change }: Piece): ChangeGroup | undefined => {
    if (change < 0) return undefined;
    if (before && after) return groupOfChange(row, part, row[part][change]!);
    if (row.fate.split || row.fate.merged) return "divided";
    return before ? "removed" : "added";
  };
  const isWhole =
    column === "in-force" || column === "proposed" ? undefined : !before ? "added" : !after ? "removed" : undefined;
  return (
    <div
      className="clause"
      data-row={index}
      data-kind={clause.kind}
      data-depth={depth}
      data-whole={isWhole}
      data-moved={(column === "redline" && row.fate.moved) || undefined}
      data-current={isCurrent || undefined}
      id={!isFirst || (column === "struck" && after) ? undefined : hashOf(row)}
      tabIndex={-1}
    >
      {told.length > 0 && (
        <p className="fate">
          {told.map(({ words, group, stood }, at) => (
            <Fragment key={words}>
              {at > 0 && " · "}
              <span data-of={group}>
                {words}
                {stood !== undefined && (
                  <>
                    {" "}
                    <a href={`#${stoodAt(stood)}`}>{stood}</a>
                  </>
                )}
              </span>
            </Fragment>
          ))}
        </p>
      )}
      {hasHeading && (
        <Heading className="heading">
          {hasLabel && <span className="label">{label}</span>}
          {title.length > 0 && (
            <span className="title" data-part="title">
              {title.map((piece, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their order
                <PieceView key={at} piece={piece} group={groupOf("title", piece)} />
              ))}
            </span>
          )}
        </Heading>
      )}
      {isUnderHeading && shownNotes}
      {clause.rows ? (
        <Table rows={clause.rows} pieces={text} groupOf={(piece) => groupOf("text", piece)} />
      ) : (
        text.length > 0 && (
          <p className="text" data-hangs={(clause.kind === "item" && isFirst && clause.label !== "") || undefined}>
            {!isHead && isFirst && title.length === 0 && clause.label !== "" && <span className="label">{label}</span>}
            <span data-part="text">
              {text.map((piece, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their order
                <PieceView key={at} piece={piece} group={groupOf("text", piece)} />
              ))}
            </span>
          </p>
        )
      )}
      {!isUnderHeading && shownNotes}
    </div>
  );
});

/** What is printed in front of a clause, the old label struck when it has another one now. */
function Label({ row: { before, after } }: { row: ComparedClause }) {
  if (!before || !after || before.label === after.label) return <>{(after ?? before)!.label}</>;
  return (
    <>
      {before.label && <del className="quiet">{before.label}</del>}{" "}
      {after.label && <ins className="quiet">{after.label}</ins>}
    </>
  );
}

function PieceView({ piece, group }: { piece: Piece; group?: ChangeGroup }) {
  const leaves = piece.leaves.map((leaf) => <LeafView key={leaf.words ? leaf.at : `caret ${leaf.at}`} leaf={leaf} />);
  const shown = {
    className: piece.quiet ? "quiet" : undefined,
    "data-quiet": piece.quiet,
    "data-change": piece.change,
    "data-of": group,
  };
  if (piece.kind === "deleted") return <del {...shown}>{leaves}</del>;
  if (piece.kind === "inserted") return <ins {...shown}>{leaves}</ins>;
  return piece.kind === "blank" ? " " : leaves;
}

function LeafView({ leaf }: { leaf: Leaf }) {
  const { side, at, words, spans, marks, item, token } = leaf;
  const shownAs = token && { className: "token", "data-token": token };
  let shown: ReactNode = words;
  for (const span of spans) shown = wrap(span, shown);
  if (marks.length === 0) {
    return (
      <span data-at={at} data-side={side} {...shownAs} id={item && `clause-${item}`}>
        {shown}
      </span>
    );
  }
  return (
    <mark
      data-at={at}
      data-side={side}
      data-marks={marks.map(({ seq }) => seq).join(" ")}
      data-active={marks.some(({ isActive }) => isActive) || undefined}
      data-many={marks.filter(({ seq }) => seq >= 0).length > 1 || undefined}
      data-linked={marks.some(({ isLinked }) => isLinked) || undefined}
      data-stood={words === "" || undefined}
      {...shownAs}
    >
      {shown}
    </mark>
  );
}

function wrap({ kind, href }: Span, words: ReactNode): ReactNode {
  if (kind === "strong") return <strong>{words}</strong>;
  if (kind === "emphasis") return <em>{words}</em>;
  if (kind === "code") return <code>{words}</code>;
  return <a href={href}>{words}</a>;
}

/** The first row is the head. */
function Table(props: { rows: TableRow[]; pieces: Piece[]; groupOf: (piece: Piece) => ChangeGroup | undefined }) {
  const [head, ...body] = props.rows.map(({ cells }) =>
    cells.map(({ from, to }) =>
      piecesWithin(props.pieces, from, to).map((piece) => (
        <PieceView key={`${piece.kind} ${piece.at}`} piece={piece} group={props.groupOf(piece)} />
      )),
    ),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable from the keyboard
    <section className="table" tabIndex={0} aria-label="Table">
      <table data-part="text">
        <thead>
          <tr>
            {head?.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
              <th key={column} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <tr key={line}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
