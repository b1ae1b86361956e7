import { Fragment, memo } from "react";
import { AmendedClause } from "./AmendedClause.tsx";
import type { View } from "./address.ts";
import { Foldable, FoldLine } from "./Foldable.tsx";
import { clauseOf, type Group, nameOf, type Row, stretchesOf } from "./groups.ts";
import type { ClauseNotes } from "./notes.ts";
import type { Column, Mark } from "./pieces.ts";
import { tellFate } from "./tellFate.ts";
import { tellCount } from "./tellThread.ts";

/** What all sections of a text are drawn with. */
export interface GroupsShown {
  marks: ReadonlyMap<number, readonly Mark[]>;
  notes: ReadonlyMap<number, ClauseNotes>;
  isOpenForComment: boolean;
  hasDiscussion: boolean;
  onUnfold: (groups: readonly Group[]) => void;
  onComment: (row: number) => void;
  onThreads: (row: number) => void;
}

interface Props extends GroupsShown {
  group: Group;
  view: View;
  /** How many threads stand in it, and how many comments and replies in them are new to the reader. */
  threads: number;
  news: number;
  /** Number of the row one has come to, if it is in this group. */
  current?: number;
  /** Its long unchanged stretches are folded. */
  isPartlyFolded: boolean;
}

const NO_MARKS: readonly Mark[] = [];

/** A heading with everything under it, its changes marked. */
export const GroupView = memo(function GroupView(props: Props) {
  const { group, view, marks, notes, threads, news, current, isPartlyFolded, onUnfold } = props;
  const { hasDiscussion, isOpenForComment, onComment, onThreads } = props;
  const { head } = group;
  const name = nameOf(clauseOf(head.row));
  const columns: Column[] = view === "side-by-side" ? ["struck", "put-in"] : [view];
  const isWhole = !head.row.before || !head.row.after;
  const cells = ({ row, index, depth, isFirst }: Row) =>
    columns.map((column) => (
      <div className="cell" key={`${index} ${column}`} data-column={column}>
        <AmendedClause
          row={row}
          index={index}
          depth={depth}
          column={column}
          marks={marks.get(index) ?? NO_MARKS}
          notes={notes.get(index)}
          isHead={index === head.index}
          isFirst={isFirst}
          isCurrent={current === index}
          // What is said of a whole section is not said again of each paragraph in it.
          showsFate={index === head.index || (!isWhole && !isPartOfRun(group, index))}
        />
      </div>
    ));
  return (
    <section
      className="group"
      data-kind={clauseOf(head.row).kind}
      data-state={group.state}
      data-fate={(view === "redline" && tellFate(head.row, true) !== "") || undefined}
      data-columns={columns.length}
      data-group={head.index}
    >
      {stretchesOf(group).map(({ rows, folds }) => (
        <Fragment key={rows[0]!.index}>
          {folds && isPartlyFolded && (
            <FoldLine label={`${rows.length} paragraphs unchanged`} onUnfold={() => onUnfold([group])} />
          )}
          <Foldable isFolded={folds && isPartlyFolded} onMatch={() => onUnfold([group])}>
            {rows.map(cells)}
          </Foldable>
        </Fragment>
      ))}
      {hasDiscussion && head.row.movedTo === undefined && (
        <p className="chip" data-threads={threads > 0 || undefined}>
          {threads > 0 && (
            <button
              type="button"
              className="threads"
              aria-label={`${tellCount(threads, "thread")} on ${name}${news > 0 ? `, ${tellNews(news)}` : ""}`}
              onClick={() => onThreads(head.index)}
            >
              {threads}
              <span className="wide"> {threads === 1 ? "thread" : "threads"}</span>
              {news > 0 && (
                <span className="news-count">
                  {" "}
                  · {news}
                  <span className="wide"> new</span>
                </span>
              )}
            </button>
          )}
          {isOpenForComment && (
            <button
              type="button"
              className="plus"
              aria-label={`Comment on this section: ${name}`}
              onClick={() => onComment(head.index)}
            >
              +
            </button>
          )}
        </p>
      )}
    </section>
  );
}, isSameGroup);

/** `1 new comment` */
export function tellNews(news: number): string {
  return tellCount(news, "new comment");
}

/** A paragraph right under another one with the same fate: `New paragraph` is said once for both. */
function isPartOfRun({ rows }: Group, index: number): boolean {
  const at = rows.findIndex((row) => row.index === index);
  const [one, above] = [rows[at]?.row.fate, rows[at - 1]?.row.fate];
  return (one?.added && above?.added) || (one?.removed && above?.removed) || (one?.moved && above?.moved) || false;
}

/** Marks and notes on other groups do not concern it. */
function isSameGroup(
  { marks, notes, ...before }: Props,
  { marks: marksNow, notes: notesNow, ...after }: Props,
): boolean {
  const names = Object.keys(after) as (keyof typeof after)[];
  return (
    names.every((name) => before[name] === after[name]) &&
    after.group.rows.every(
      ({ index }) => marks.get(index) === marksNow.get(index) && notes.get(index) === notesNow.get(index),
    )
  );
}
