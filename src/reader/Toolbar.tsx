import type { ReactNode } from "react";
import { VIEWS, type View } from "./address.ts";

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
  /** How many changes there are, and how many that leave the law the same. */
  changes: number;
  quiet: number;
  /** Number of the change one has come to, from 0; -1 before the first. */
  at: number;
  onStep: (by: 1 | -1) => void;
  showsQuiet: boolean;
  onQuiet: (shows: boolean) => void;
  showsAll: boolean;
  onAll: (shows: boolean) => void;
  /** Stands beside the counts. */
  children?: ReactNode;
}

/** Above the text: how to look at it, how much changes, and the way from change to change. */
export function Toolbar(props: Props) {
  const { views, view, viewNames, viewAddress, onView, changes, quiet, at, onStep } = props;
  const { showsQuiet, onQuiet, showsAll, onAll, children } = props;
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
        <span className="wide">{changes === 1 ? "1 change" : `${changes} changes`}</span>
        {quiet > 0 && (
          <button type="button" className="link" aria-pressed={showsQuiet} onClick={() => onQuiet(!showsQuiet)}>
            {quiet} renumbered<span className="wide"> or set differently</span>, {showsQuiet ? "shown" : "folded"}
          </button>
        )}
        <button type="button" className="link" aria-pressed={showsAll} onClick={() => onAll(!showsAll)}>
          {showsAll ? "Only changed sections" : "Whole text"}
        </button>
        {children}
      </p>
      {changes > 0 && (
        <p className="change-steps">
          <button type="button" aria-label="Previous change" onClick={() => onStep(-1)}>
            ‹
          </button>
          <span>
            <span className="wide">change </span>
            {at < 0 && changes > 1 ? "–" : Math.max(at, 0) + 1} of {changes}
          </span>
          <button type="button" aria-label="Next change" onClick={() => onStep(1)}>
            ›
          </button>
        </p>
      )}
    </div>
  );
}
