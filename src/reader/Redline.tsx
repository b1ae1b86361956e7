import { memo, useEffect, useRef } from "react";
import { AmendedClause } from "./AmendedClause.tsx";
import type { View } from "./address.ts";
import { clauseOf, type Group, nameOf } from "./groups.ts";
import type { Column, Mark } from "./pieces.ts";

interface Props {
  groups: readonly Group[];
  view: View;
  /** Numbers of the head rows of groups that are shown although nothing changes in them. */
  unfolded: ReadonlySet<number>;
  marks: ReadonlyMap<number, readonly Mark[]>;
  /** How many threads stand in each group, by the number of its head row. */
  threads: ReadonlyMap<number, number>;
  current?: number;
  isOpenForComment: boolean;
  hasDiscussion: boolean;
  onUnfold: (groups: readonly Group[]) => void;
  onComment: (row: number) => void;
  onThreads: (row: number) => void;
}

const NO_MARKS: readonly Mark[] = [];

/** A text with its changes marked; what does not change is folded to a line that says how much it is. */
export const Redline = memo(function Redline(props: Props) {
  const { groups, view, unfolded } = props;
  const runs: Group[][] = [];
  let isFolding = false;
  for (const group of groups) {
    const folds = group.state !== "changed" && !unfolded.has(group.head.index);
    if (folds && isFolding) runs.at(-1)!.push(group);
    else runs.push([group]);
    isFolding = folds;
  }
  return (
    <div className="law" data-view={view}>
      {runs.map((run) => {
        const first = run[0]!;
        const folds = first.state !== "changed" && !unfolded.has(first.head.index);
        return folds ? (
          <Fold key={first.head.index} run={run} {...props} />
        ) : (
          <GroupView key={first.head.index} group={first} {...props} />
        );
      })}
    </div>
  );
});

/** Unchanged groups in one line; finding words of theirs in the page opens it. */
function Fold({ run, ...props }: Props & { run: readonly Group[] }) {
  const { onUnfold } = props;
  const hidden = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = hidden.current!;
    // React knows no `until-found`; it would write an empty `hidden`, which no search opens.
    element.setAttribute("hidden", "until-found");
    const onMatch = () => onUnfold(run);
    element.addEventListener("beforematch", onMatch);
    return () => element.removeEventListener("beforematch", onMatch);
  }, [run, onUnfold]);
  const sections = run.filter(({ head }) => clauseOf(head.row).kind === "section").length || run.length;
  const quiet = run.filter(({ state }) => state === "quiet").length;
  const noun = sections === 1 ? "section" : "sections";
  const threads = run.reduce((sum, { head }) => sum + (props.threads.get(head.index) ?? 0), 0);
  return (
    <>
      <p className="fold">
        <button type="button" aria-expanded={false} onClick={() => onUnfold(run)}>
          {sections} {noun} unchanged{quiet > 0 && `, ${quiet} of them renumbered or set differently`}
          {threads > 0 && ` · ${threads === 1 ? "1 thread" : `${threads} threads`}`}
        </button>
      </p>
      <div className="folded" ref={hidden} hidden>
        {run.map((group) => (
          <GroupView key={group.head.index} group={group} {...props} />
        ))}
      </div>
    </>
  );
}

function GroupView({ group, ...props }: Props & { group: Group }) {
  const { view, marks, threads, current, hasDiscussion, isOpenForComment, onComment, onThreads } = props;
  const { head, rows } = group;
  const name = nameOf(clauseOf(head.row));
  const count = threads.get(head.index) ?? 0;
  const columns: Column[] = view === "side-by-side" ? ["struck", "put-in"] : [view];
  return (
    <section className="group" data-state={group.state} data-columns={columns.length} data-group={head.index}>
      {rows.map(({ row, index, depth }) =>
        columns.map((column) => (
          <div className="cell" key={`${index} ${column}`} data-column={column}>
            <AmendedClause
              row={row}
              index={index}
              depth={depth}
              column={column}
              marks={marks.get(index) ?? NO_MARKS}
              isHead={index === head.index}
              isCurrent={current === index}
            />
          </div>
        )),
      )}
      {hasDiscussion && (
        <p className="chip" data-threads={count > 0 || undefined}>
          {count > 0 && (
            <button
              type="button"
              aria-label={`${count === 1 ? "1 thread" : `${count} threads`} on ${name}`}
              onClick={() => onThreads(head.index)}
            >
              {count}
              <span className="wide"> {count === 1 ? "thread" : "threads"}</span>
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
}
