import { memo, useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import type { View } from "./address.ts";
import { BatchView } from "./BatchView.tsx";
import { batchesOf, type Fold } from "./batches.ts";
import type { GroupsShown } from "./GroupView.tsx";
import type { Group } from "./groups.ts";
import { Later, type LaterPart } from "./Later.tsx";
import type { StripProps } from "./Strip.tsx";
import { useDrawn } from "./useDrawn.ts";
import { useNarrow } from "./useNarrow.ts";

interface Props extends GroupsShown {
  groups: readonly Group[];
  view: View;
  /** Numbers of the head rows of groups that are shown although nothing changes in them. */
  unfolded: ReadonlySet<number>;
  /** How many threads stand in each group, by the number of its head row. */
  threads: ReadonlyMap<number, number>;
  /** And how many comments in them are new to the reader. */
  news: ReadonlyMap<number, number>;
  /** Number of the row one has come to. */
  current?: number;
  /** What is said about it is on its way. */
  isAwaited?: boolean;
}

const STRIP: LaterPart<StripProps> = {
  what: "the strip beside the scroll bar",
  load: async () => (await import("./Strip.tsx")).Strip,
  isExtra: true,
};

/** So many sections fill the first screen under the head of the page; the ones after them are drawn right after. */
const FIRST = 2;

/** A text with its changes marked; what does not change is folded to a line that says how much it is. */
export const Redline = memo(function Redline(props: Props) {
  const { groups, view, unfolded, current, isAwaited = false, ...shown } = props;
  const column = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const batches = useMemo(() => batchesOf(groups), [groups]);
  const batchByRow = useMemo(() => {
    const byRow = new Map<number, number>();
    batches.forEach(({ groups }, at) => {
      for (const { rows } of groups) for (const { index } of rows) byRow.set(index, at);
    });
    return byRow;
  }, [batches]);
  const { folds, runs } = useMemo(
    () =>
      foldsOf(
        batches.map(({ groups }) => groups),
        unfolded,
      ),
    [batches, unfolded],
  );
  const here = current === undefined ? undefined : batchByRow.get(current);
  const { drawn, isFirst } = useDrawn(batches, view, groups[0]?.head.row, here, column, isAwaited);
  let rest = FIRST;
  return (
    <>
      <div className="law" data-view={view} ref={column}>
        {batches.map((batch, at) => {
          const first = isFirst ? rest : Number.POSITIVE_INFINITY;
          const isDrawn = isFirst ? rest > 0 : drawn.has(at);
          rest -= folds[at]!.filter((fold) => fold !== "folded").length;
          return (
            <BatchView
              {...shown}
              // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its number
              key={at}
              batch={batch}
              view={isDrawn ? (drawn.get(at) ?? view) : undefined}
              isNarrow={isNarrow}
              folds={folds[at]!}
              runs={runs[at]!}
              first={first}
              current={here === at ? current : undefined}
            />
          );
        })}
      </div>
      {/* Beside the scroll bar of the window: the column is laid out on its own, and would hold it. */}
      {createPortal(<Later part={STRIP} props={{ column, batches, folds, marks: shown.marks, view }} />, document.body)}
    </>
  );
});

/** How each group is folded, and where runs of folded ones start: both for each batch. */
function foldsOf(
  batches: readonly (readonly Group[])[],
  unfolded: ReadonlySet<number>,
): { folds: Fold[][]; runs: Map<number, Group[]>[] } {
  const runs: Map<number, Group[]>[] = [];
  let run: Group[] | undefined;
  const folds = batches.map((groups) => {
    const starts = new Map<number, Group[]>();
    runs.push(starts);
    return groups.map((group, at): Fold => {
      const isOpen = unfolded.has(group.head.index);
      if (isOpen || group.state === "changed") {
        run = undefined;
        return isOpen ? "open" : "partly";
      }
      if (!run) {
        run = [];
        starts.set(at, run);
      }
      run.push(group);
      return "folded";
    });
  });
  return { folds, runs };
}
