import type { ReactNode } from "react";
import { CHANGE_GROUPS, type ChangeGroup } from "../compare/kinds.ts";
import { VIEWS, type View } from "./address.ts";
import { FilterPanel } from "./FilterPanel.tsx";
import type { ChangesShown } from "./useChanges.ts";

const VIEW_NAMES: Record<View, string> = {
  redline: "Redline",
  "side-by-side": "Side by side",
  "in-force": "In force",
  proposed: "Proposed",
};

interface Props {
  views: readonly View[];
  view: View;
  /** What the two texts are called, where they are not one in force and one proposed. */
  viewNames?: Partial<Record<View, string>>;
  viewAddress: (view: View) => string;
  onView: (view: View) => void;
  changes: ChangesShown;
  onShow: (show: readonly ChangeGroup[] | undefined) => void;
  onStep: (by: 1 | -1) => void;
  showsAll: boolean;
  onAll: (shows: boolean) => void;
  /** Stands beside the counts. */
  children?: ReactNode;
}

/** Above the text: how to look at it, how much changes, and the way from change to change. */
export function Toolbar(props: Props) {
  const { views, view, viewNames, viewAddress, onView, changes, onShow, onStep, showsAll, onAll, children } = props;
  const { all, told, isTold, at, filter } = changes;
  return (
    <div className="toolbar">
      <nav className="views" aria-label="View">
        {VIEWS.filter((name) => views.includes(name)).map((name) => (
          <a
            key={name}
            href={viewAddress(name)}
            aria-current={name === view || undefined}
            data-view={name}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onView(name);
            }}
          >
            {viewNames?.[name] ?? VIEW_NAMES[name]}
          </a>
        ))}
      </nav>
      <p className="tallies">
        {all.length > 0 && <FilterPanel filter={filter} all={all.length} shown={told.length} onShow={onShow} />}
        {!isTold && <span role="status">Counting changes…</span>}
        <Unshown changes={changes} onShow={onShow} />
        <button type="button" className="link" aria-pressed={showsAll} onClick={() => onAll(!showsAll)}>
          {showsAll ? "Only changed sections" : "Whole text"}
        </button>
        {children}
      </p>
      {told.length > 0 && (
        <p className="change-steps">
          <button type="button" aria-label="Previous change" onClick={() => onStep(-1)}>
            ‹
          </button>
          <span>
            <span className="wide">change </span>
            {at < 0 && told.length > 1 ? "–" : Math.max(at, 0) + 1} of {told.length}
          </span>
          <button type="button" aria-label="Next change" onClick={() => onStep(1)}>
            ›
          </button>
        </p>
      )}
    </div>
  );
}

/** What is not shown is said, and brought back with a press. */
function Unshown({ changes: { all, told, filter }, onShow }: Pick<Props, "changes" | "onShow">) {
  const quiet = filter.counts.reduce((sum, each) => sum + (each.quiet ? each.count : 0), 0);
  const showsEverything = quiet > 0 && told.length === all.length;
  if (filter.isDefault || showsEverything) {
    if (quiet === 0) return null;
    return (
      <button
        type="button"
        className="link"
        aria-pressed={showsEverything}
        onClick={() => onShow(showsEverything ? undefined : CHANGE_GROUPS)}
      >
        {quiet} renumbered
        <span className={showsEverything ? undefined : "wide"}>
          <span className="wide"> or set differently</span>, {showsEverything ? "shown" : "folded"}
        </span>
      </button>
    );
  }
  return (
    <button type="button" className="link" onClick={() => onShow(undefined)}>
      {all.length - told.length} not shown: bring back
    </button>
  );
}

/** On paper there is no toolbar: what the filter leaves out is said in a line. */
export function FilterOnPaper({ changes: { all, told, filter } }: Pick<Props, "changes">) {
  if (filter.isDefault || told.length === all.length) return null;
  const names = filter.counts.filter(({ group }) => filter.shown.has(group)).map(({ name }) => name);
  return (
    <p className="on-paper">
      Marked here: {told.length} of {all.length} changes{names.length > 0 && ` (${names.join(", ")})`}. The others are
      folded, or printed without their marks.
    </p>
  );
}
