import type { Filter } from "../discuss/filter.ts";
import { all, tellEmpty, without } from "./tellFilter.ts";

/** Why a filter leaves nothing, and what of it can be given up. */
export function NothingFound({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const parts = Object.keys(filter).filter((name) => name !== "order" && filter[name as keyof Filter] !== undefined);
  return (
    <div className="empty discussion-empty">
      <p>{tellEmpty(filter)}</p>
      <p>
        {parts.length > 1 &&
          parts.map((name) => (
            <button type="button" key={name} onClick={() => onFilter(without(filter, name as keyof Filter))}>
              {REMOVE[name as keyof typeof REMOVE]}
            </button>
          ))}
        <button type="button" onClick={() => onFilter(all(filter))}>
          Show all threads
        </button>
      </p>
    </div>
  );
}

const REMOVE = {
  state: "In any state",
  mark: "Of any kind",
  stance: "With any stance",
  standing: "By anybody",
  placement: "Whatever became of its words",
  clause: "On any clause",
  waiting: "Answered, too",
  since: "Older ones, too",
  words: "Without the search",
};
