import { Fragment, memo, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { AmendedClause } from "./AmendedClause.tsx";
import type { View } from "./address.ts";
import { clauseOf, type Group, nameOf, type Row, stretchesOf } from "./groups.ts";
import type { Column, Mark } from "./pieces.ts";
import { tellFate } from "./tellFate.ts";
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
/** So many sections fill the first screen under the head of the page; the ones after them are drawn right after. */
const FIRST = 2;

/** A text with its changes marked; what does not change is folded to a line that says how much it is. */
export const Redline = memo(function Redline(props: Props) {
  const { groups, view, unfolded, marks, threads, current, isOpenForComment, hasDiscussion, onUnfold } = props;
  const isIdle = useIdle();
  let shown = 0;
  const isFolded = ({ state, head }: Group) => state !== "changed" && !unfolded.has(head.index);
  return (
    <div className="law" data-view={view}>
      {groups.map((group, at) => {
        const { head, rows } = group;
        const folds = isFolded(group);
        const startsFold = folds && (at === 0 || !isFolded(groups[at - 1]!));
        const end = startsFold ? groups.findIndex((other, place) => place > at && !isFolded(other)) : at;
        const run = startsFold ? groups.slice(at, end < 0 ? groups.length : end) : [group];
        const line = startsFold && <FoldLine label={labelOf(run, threads)} onUnfold={() => onUnfold(run)} />;
        if (!folds) shown += 1;
        // What nobody sees yet waits until there is time.
        if (!isIdle && (folds || shown > FIRST)) return <Fragment key={head.index}>{shown <= FIRST && line}</Fragment>;
        const holdsCurrent = rows.some(({ index }) => index === current);
        return (
          <Fragment key={head.index}>
            {line}
            <Foldable isFolded={folds} onMatch={() => onUnfold([group])}>
              <GroupView
                group={group}
                view={view}
                marks={marks}
                threads={threads.get(head.index) ?? 0}
                current={holdsCurrent ? current : undefined}
                isOpenForComment={isOpenForComment}
                hasDiscussion={hasDiscussion}
                isUnfolded={unfolded.has(head.index)}
                onUnfold={onUnfold}
                onComment={props.onComment}
                onThreads={props.onThreads}
              />
            </Foldable>
          </Fragment>
        );
      })}
    </div>
  );
});

function FoldLine({ label, onUnfold }: { label: string; onUnfold: () => void }) {
  return (
    <p className="fold">
      <button type="button" aria-expanded={false} onClick={onUnfold}>
        {label}
      </button>
    </p>
  );
}

/**
 * Words that may be folded away; finding some of them in the page opens them.
 * Folded or not they are the same elements: opening forty sections draws none anew.
 */
function Foldable(props: { isFolded: boolean; onMatch: () => void; children: ReactNode }) {
  const { isFolded, onMatch, children } = props;
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onMatch);
  latest.current = onMatch;
  useLayoutEffect(() => {
    // React knows no `until-found`; it would write an empty `hidden`, which no search opens.
    if (isFolded) element.current!.setAttribute("hidden", "until-found");
    else element.current!.removeAttribute("hidden");
  }, [isFolded]);
  useEffect(() => {
    const folded = element.current!;
    const open = () => latest.current();
    folded.addEventListener("beforematch", open);
    return () => folded.removeEventListener("beforematch", open);
  }, []);
  return (
    <div className="foldable" ref={element}>
      {children}
    </div>
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

interface GroupProps
  extends Pick<
    Props,
    "view" | "marks" | "current" | "isOpenForComment" | "hasDiscussion" | "onUnfold" | "onComment" | "onThreads"
  > {
  group: Group;
  /** How many threads stand in it. */
  threads: number;
  isUnfolded: boolean;
}

const GroupView = memo(function GroupView(props: GroupProps) {
  const { group, view, marks, threads, current, isUnfolded, onUnfold } = props;
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
          {folds && !isUnfolded && (
            <FoldLine label={`${rows.length} paragraphs unchanged`} onUnfold={() => onUnfold([group])} />
          )}
          <Foldable isFolded={folds && !isUnfolded} onMatch={() => onUnfold([group])}>
            {rows.map(cells)}
          </Foldable>
        </Fragment>
      ))}
      {hasDiscussion && (
        <p className="chip" data-threads={threads > 0 || undefined}>
          {threads > 0 && (
            <button
              type="button"
              className="threads"
              aria-label={`${threads === 1 ? "1 thread" : `${threads} threads`} on ${name}`}
              onClick={() => onThreads(head.index)}
            >
              {threads}
              <span className="wide"> {threads === 1 ? "thread" : "threads"}</span>
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

/** Marks on other groups do not concern it. */
function isSameGroup({ marks, ...before }: GroupProps, { marks: now, ...after }: GroupProps): boolean {
  const names = Object.keys(after) as (keyof typeof after)[];
  return (
    names.every((name) => before[name] === after[name]) &&
    after.group.rows.every(({ index }) => marks.get(index) === now.get(index))
  );
}
