import { Fragment, memo } from "react";
import type { View } from "./address.ts";
import { type Batch, type Fold, heightOf } from "./batches.ts";
import { Foldable, FoldLine } from "./Foldable.tsx";
import { type GroupsShown, GroupView, tellNews } from "./GroupView.tsx";
import { clauseOf, type Group, type Row } from "./groups.ts";
import { tellCount } from "./tellThread.ts";

interface Props extends GroupsShown {
  batch: Batch;
  /** How it is drawn; missing while it waits. */
  view?: View;
  isNarrow: boolean;
  /** One for each group. */
  folds: readonly Fold[];
  /** Folded groups that follow each other, by the place in the batch of the first of them. */
  runs: ReadonlyMap<number, readonly Group[]>;
  /** Only so many open groups are drawn for a start. */
  first: number;
  threads: ReadonlyMap<number, number>;
  news: ReadonlyMap<number, number>;
  /** Number of the row one has come to, if it is in this batch. */
  current?: number;
}

const NO_MARKS: GroupsShown["marks"] = new Map();

/** Some thirty paragraphs: what is out of sight is not laid out, and its height is a guess until then. */
export const BatchView = memo(function BatchView(props: Props) {
  const { batch, view, isNarrow, folds, runs, first, threads, news, current, onUnfold, ...shown } = props;
  const height = heightOf(batch, folds, runs.size, view ?? "redline", isNarrow);
  let open = 0;
  return (
    <div
      className="batch"
      style={{
        containIntrinsicBlockSize: `auto ${height}px`,
        minBlockSize: view ? undefined : `${height}px`,
        // Where all is folded there is nothing to lay out, and nothing to watch for.
        contentVisibility: height === 0 ? "visible" : undefined,
      }}
    >
      {view &&
        batch.groups.map((group, at) => {
          const { head, rows } = group;
          const isFolded = folds[at] === "folded";
          const run = runs.get(at);
          const line = run && <FoldLine label={labelOf(run, threads, news)} onUnfold={() => onUnfold(run)} />;
          if (!isFolded) open += 1;
          if (open > first) return null;
          // What nobody sees yet waits until there is time.
          if (isFolded && first < Number.POSITIVE_INFINITY) return <Fragment key={head.index}>{line}</Fragment>;
          const holdsCurrent = current !== undefined && rows.some(({ index }) => index === current);
          return (
            <Fragment key={head.index}>
              {line}
              <Foldable isFolded={isFolded} onMatch={() => onUnfold([group])}>
                <GroupView
                  {...shown}
                  // What is said of folded words is marked in them when they are unfolded.
                  marks={isFolded ? NO_MARKS : shown.marks}
                  group={group}
                  view={view}
                  threads={threads.get(head.index) ?? 0}
                  news={news.get(head.index) ?? 0}
                  current={holdsCurrent ? current : undefined}
                  // Of what is folded as a whole nothing is drawn anew when it opens.
                  isPartlyFolded={group.state === "changed" && folds[at] === "partly"}
                  onUnfold={onUnfold}
                />
              </Foldable>
            </Fragment>
          );
        })}
    </div>
  );
}, isSameBatch);

/** What concerns other batches does not concern it. */
function isSameBatch(before: Props, after: Props): boolean {
  const { folds, runs, marks, notes, threads, news, ...rest } = after;
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return (
    names.every((name) => before[name] === rest[name]) &&
    folds.every((fold, at) => fold === before.folds[at]) &&
    runs.size === before.runs.size &&
    [...runs].every(
      ([at, run]) =>
        isSameRun(run, before.runs.get(at)) &&
        isSameOn(run, before.threads, threads) &&
        isSameOn(run, before.news, news),
    ) &&
    after.batch.groups.every(({ head, rows }) => {
      const isSame = ({ index }: Row) =>
        marks.get(index) === before.marks.get(index) && notes.get(index) === before.notes.get(index);
      return (
        threads.get(head.index) === before.threads.get(head.index) &&
        news.get(head.index) === before.news.get(head.index) &&
        ((marks === before.marks && notes === before.notes) || rows.every(isSame))
      );
    })
  );
}

type Threads = ReadonlyMap<number, number>;

function isSameRun(run: readonly Group[], before: readonly Group[] | undefined): boolean {
  return run === before || (run.length === before?.length && run.every((group, at) => group === before[at]));
}

function isSameOn(run: readonly Group[], was: Threads, is: Threads): boolean {
  return was === is || run.every(({ head }) => was.get(head.index) === is.get(head.index));
}

/** `40 sections unchanged, 3 of them renumbered or set differently · 1 thread`. */
function labelOf(run: readonly Group[], threads: Threads, news: Threads): string {
  const sections = run.filter(({ head }) => clauseOf(head.row).kind === "section").length || run.length;
  const quiet = run.filter(({ state, isFiltered }) => state === "quiet" && !isFiltered).length;
  const filtered = run.filter(({ isFiltered }) => isFiltered).length;
  const sumOf = (counts: Threads) => run.reduce((sum, { head }) => sum + (counts.get(head.index) ?? 0), 0);
  const [said, fresh] = [sumOf(threads), sumOf(news)];
  return [
    filtered > 0
      ? `${tellCount(sections, "section")} without a change that is shown`
      : `${tellCount(sections, "section")} unchanged`,
    quiet > 0 ? `, ${quiet} of them renumbered or set differently` : "",
    filtered > 0 ? `, ${filtered} with changes that the filter leaves out` : "",
    said > 0 ? ` · ${tellCount(said, "thread")}${fresh > 0 ? `, ${tellNews(fresh)}` : ""}` : "",
  ].join("");
}
