import { memo, type ReactNode, useEffect, useRef } from "react";
import { AmendedClause } from "./AmendedClause.tsx";
import type { View } from "./address.ts";
import { clauseOf, type Group, nameOf, type Row, stretchesOf } from "./groups.ts";
import type { Column, Mark } from "./pieces.ts";
import { useIdle } from "./useIdle.ts";

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
          <Fold key={first.head.index} label={labelOf(run, props.threads)} groups={run} onUnfold={props.onUnfold}>
            {run.map((group) => (
              <GroupView key={group.head.index} group={group} {...props} />
            ))}
          </Fold>
        ) : (
          <GroupView key={first.head.index} group={first} {...props} />
        );
      })}
    </div>
  );
});

interface FoldProps {
  label: string;
  /** What is shown in full when it is opened. */
  groups: readonly Group[];
  onUnfold: (groups: readonly Group[]) => void;
  children: ReactNode;
}

/** Unchanged words in one line; finding some of them in the page opens it. */
function Fold({ label, groups, onUnfold, children }: FoldProps) {
  const hidden = useRef<HTMLDivElement>(null);
  const isIdle = useIdle();
  const latest = useRef({ groups, onUnfold });
  latest.current = { groups, onUnfold };
  useEffect(() => {
    const element = hidden.current!;
    // React knows no `until-found`; it would write an empty `hidden`, which no search opens.
    element.setAttribute("hidden", "until-found");
    const onMatch = () => latest.current.onUnfold(latest.current.groups);
    element.addEventListener("beforematch", onMatch);
    return () => element.removeEventListener("beforematch", onMatch);
  }, []);
  return (
    <>
      <p className="fold">
        <button type="button" aria-expanded={false} onClick={() => onUnfold(groups)}>
          {label}
        </button>
      </p>
      <div className="folded" ref={hidden} hidden>
        {isIdle && children}
      </div>
    </>
  );
}

/** `40 sections unchanged, 3 of them renumbered or set differently · 1 thread`. */
function labelOf(run: readonly Group[], threads: ReadonlyMap<number, number>): string {
  const sections = run.filter(({ head }) => clauseOf(head.row).kind === "section").length || run.length;
  const quiet = run.filter(({ state }) => state === "quiet").length;
  const said = run.reduce((sum, { head }) => sum + (threads.get(head.index) ?? 0), 0);
  return [
    `${sections} ${sections === 1 ? "section" : "sections"} unchanged`,
    quiet > 0 ? `, ${quiet} of them renumbered or set differently` : "",
    said > 0 ? ` · ${said === 1 ? "1 thread" : `${said} threads`}` : "",
  ].join("");
}

/** A paragraph right under another one with the same fate: `New paragraph` is said once for both. */
function isPartOfRun({ rows }: Group, index: number): boolean {
  const at = rows.findIndex((row) => row.index === index);
  const [one, above] = [rows[at]?.row.fate, rows[at - 1]?.row.fate];
  return (one?.added && above?.added) || (one?.removed && above?.removed) || (one?.moved && above?.moved) || false;
}

function GroupView({ group, ...props }: Props & { group: Group }) {
  const { view, marks, threads, unfolded, onUnfold, current, hasDiscussion, isOpenForComment, onComment, onThreads } =
    props;
  const { head } = group;
  const name = nameOf(clauseOf(head.row));
  const count = threads.get(head.index) ?? 0;
  const columns: Column[] = view === "side-by-side" ? ["struck", "put-in"] : [view];
  const isWhole = !head.row.before || !head.row.after;
  const cells = ({ row, index, depth }: Row) =>
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
          // What is said of a whole section is not said again of each paragraph in it.
          showsFate={index === head.index || (!isWhole && !isPartOfRun(group, index))}
        />
      </div>
    ));
  return (
    <section className="group" data-state={group.state} data-columns={columns.length} data-group={head.index}>
      {stretchesOf(group, unfolded).map(({ rows, folds }) =>
        folds ? (
          <Fold key={rows[0]!.index} label={`${rows.length} paragraphs unchanged`} groups={[group]} onUnfold={onUnfold}>
            {rows.map(cells)}
          </Fold>
        ) : (
          rows.map(cells)
        ),
      )}
      {hasDiscussion && (
        <p className="chip" data-threads={count > 0 || undefined}>
          {count > 0 && (
            <button
              type="button"
              className="threads"
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
