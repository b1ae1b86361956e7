import { useId } from "react";
import type { Filter } from "../discuss/filter.ts";
import type { ListedThread, ThreadIndex } from "../discuss/threadIndex.ts";
import { nameOfChoice, SINCE, VALUE_NAMES, WAITING, without } from "./tellFilter.ts";
import { useNarrow } from "./useNarrow.ts";

interface Props {
  filter: Filter;
  /** How many there would be with each choice. */
  selected: ReturnType<ThreadIndex<ListedThread>["select"]>;
  /** Newest entry when the reader was last here. */
  since: number;
  /** Of the clauses that are spoken about, by address, in reading order. */
  labels: ReadonlyMap<string, string>;
  onFilter: (filter: Filter) => void;
  onWords: (words: string) => void;
}

const FACETS = [
  ["mark", "Kind"],
  ["state", "State"],
  ["stance", "Stance"],
  ["standing", "Opened by"],
  ["placement", "Its words"],
] as const;

/** What of a discussion is shown: each choice says how many threads it would leave. */
export function DiscussionFilter({ filter, selected, since, labels, onFilter, onWords }: Props) {
  const isNarrow = useNarrow();
  const id = useId();
  const { counts } = selected;
  const chosen = (Object.keys(filter) as (keyof Filter)[]).flatMap((name) => {
    const told = filter[name] === undefined ? "" : nameOfChoice(filter, name, labels);
    return told ? [{ name, told }] : [];
  });
  // An address may ask for a clause about which nobody has said anything.
  const { clause } = filter;
  const clauses = clause === undefined || labels.has(clause) ? labels : new Map([...labels, [clause, clause]]);
  const facets = (
    <>
      <fieldset>
        <legend>Look for</legend>
        <Choice
          name={WAITING}
          count={selected.waiting}
          isChosen={filter.waiting === true}
          onPress={() => onFilter(filter.waiting ? without(filter, "waiting") : { ...filter, waiting: true })}
        />
        {(selected.since > 0 || filter.since !== undefined) && (
          <Choice
            name={SINCE}
            count={selected.since}
            isChosen={filter.since !== undefined}
            onPress={() => onFilter(filter.since === undefined ? { ...filter, since } : without(filter, "since"))}
          />
        )}
      </fieldset>
      {FACETS.map(([facet, legend]) => {
        const names = Object.entries(VALUE_NAMES[facet]).filter(
          ([value]) => counts[facet].of.has(value) || filter[facet] === value,
        );
        if (names.length === 0) return null;
        return (
          <fieldset key={facet}>
            <legend>{legend}</legend>
            {names.map(([value, name]) => (
              <Choice
                key={value}
                name={name}
                count={counts[facet].of.get(value) ?? 0}
                isChosen={filter[facet] === value}
                onPress={() =>
                  onFilter(filter[facet] === value ? without(filter, facet) : { ...filter, [facet]: value })
                }
              />
            ))}
          </fieldset>
        );
      })}
      {clauses.size > 1 && (
        <p className="discussion-clause">
          <label htmlFor={`${id}-clause`}>Clause</label>
          <select
            id={`${id}-clause`}
            value={filter.clause ?? "*"}
            onChange={({ target: { value } }) =>
              onFilter(value === "*" ? without(filter, "clause") : { ...filter, clause: value })
            }
          >
            <option value="*">Any ({counts.clause.any})</option>
            {[...clauses].map(([address, label]) => (
              <option key={address} value={address}>
                {label} ({counts.clause.of.get(address) ?? 0})
              </option>
            ))}
          </select>
        </p>
      )}
    </>
  );
  return (
    <search className="discussion-filter">
      <p className="discussion-search">
        <label htmlFor={`${id}-words`} className="vh">
          Search what was said
        </label>
        <input
          id={`${id}-words`}
          type="search"
          placeholder="Search what was said"
          value={filter.words ?? ""}
          onChange={({ target }) => onWords(target.value)}
        />
      </p>
      <fieldset className="discussion-order">
        <legend className="vh">Order</legend>
        <button type="button" aria-pressed={filter.order !== "time"} onClick={() => onFilter(without(filter, "order"))}>
          By clause
        </button>
        <button
          type="button"
          aria-pressed={filter.order === "time"}
          onClick={() => onFilter({ ...filter, order: "time" })}
        >
          Newest first
        </button>
      </fieldset>
      {isNarrow ? (
        <>
          {chosen.length > 0 && (
            <p className="discussion-chosen">
              {chosen.map(({ name, told }) => (
                <button
                  type="button"
                  key={name}
                  aria-label={`${told}: take out of the filter`}
                  onClick={() => onFilter(without(filter, name))}
                >
                  {told} <span aria-hidden="true">×</span>
                </button>
              ))}
            </p>
          )}
          <details>
            <summary>{chosen.length === 0 ? "Filter" : "Change the filter"}</summary>
            {facets}
          </details>
        </>
      ) : (
        facets
      )}
    </search>
  );
}

function Choice(props: { name: string; count: number; isChosen: boolean; onPress: () => void }) {
  return (
    <button type="button" className="choice" aria-pressed={props.isChosen} onClick={props.onPress}>
      {props.name} <b>{props.count}</b>
    </button>
  );
}
