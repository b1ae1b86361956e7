import { useId, useRef, useState } from "react";
import { CHANGE_GROUPS, type ChangeGroup } from "../compare/kinds.ts";
import { type Filter, toggleGroup } from "./filter.ts";

interface Props {
  filter: Filter;
  /** How many changes there are, and how many of them are shown. */
  all: number;
  shown: number;
  onShow: (show: readonly ChangeGroup[] | undefined) => void;
}

/** How many changes are shown, and under it which kinds: each can be taken away and brought back. */
export function FilterPanel({ filter, all, shown, onShow }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { counts, isDefault } = filter;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const count = isDefault ? (shown === 1 ? "1 change" : `${shown} changes`) : `${shown} of ${all} changes`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes what the button beside it opens
    <span
      className="filter"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.nativeEvent.stopPropagation(); // The page would close something else, too.
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="link"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={isDefault ? "wide" : undefined}>{count}</span>
        {isDefault && <span className="narrow">Filter</span>}
        <span className="vh">: choose which changes are shown</span>
      </button>
      <span className="vh" role="status">
        {!isDefault && `${count} shown`}
      </span>
      {isOpen && (
        <fieldset className="filter-panel" id={id}>
          <legend>Show</legend>
          {counts.map(({ group, name, count, quiet }) => (
            <button
              key={group}
              type="button"
              aria-pressed={filter.shown.has(group)}
              data-quiet={quiet || undefined}
              onClick={() => onShow(toggleGroup(filter, group))}
            >
              {name} <b>{count}</b>
            </button>
          ))}
          <span className="filter-all">
            <button type="button" className="link" onClick={() => onShow(CHANGE_GROUPS)}>
              Everything
            </button>
            <button type="button" className="link" onClick={() => onShow(undefined)}>
              What changes the law
            </button>
            <button type="button" className="link" onClick={() => onShow([])}>
              Nothing
            </button>
            <button type="button" className="link" onClick={close}>
              Close
            </button>
          </span>
        </fieldset>
      )}
    </span>
  );
}
