import { type MouseEvent, memo, useEffect, useRef } from "react";
import { clauseOf, type Group, nameOf } from "./groups.ts";

interface Props {
  groups: readonly Group[];
  threads: ReadonlyMap<number, number>;
  /** Head row of the group in view. */
  here?: number;
  /** Address of a clause on this page. */
  addressOf: (clause: string) => string;
  onGo: (row: number) => void;
  isComparing: boolean;
}

/** The contents, with a mark for what is added, removed, amended or moved, and how many threads stand there. */
export const Outline = memo(function Outline({ groups, threads, here, addressOf, onGo, isComparing }: Props) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const scroller = list.current?.parentElement;
    const item = list.current?.querySelector<HTMLElement>(`[data-item="${here}"]`);
    if (!scroller || !item || scroller.matches(":hover, :focus-within")) return; // Not under the reader's hand.
    const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight];
    if (top < scroller.scrollTop || bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top - scroller.clientHeight / 3;
    }
  }, [here]);
  const go = (event: MouseEvent, row: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(row);
  };
  return (
    <nav className="outline" aria-label="Contents" ref={list}>
      <h2>Contents</h2>
      <ol>
        {groups.map((group) => {
          const { row, index } = group.head;
          const clause = clauseOf(row);
          const mark = isComparing ? markOf(group) : undefined;
          const count = threads.get(index) ?? 0;
          return (
            <li
              key={index}
              data-item={index}
              data-kind={clause.kind}
              data-state={group.state}
              aria-current={here === index || undefined}
            >
              <a href={addressOf(clause.address)} onClick={(event) => go(event, index)}>
                <span className="label">{clause.label}</span>
                <span>{clause.title || (clause.label ? "" : nameOf(clause))}</span>
                {mark && (
                  <span className="change-mark" data-mark={mark.name}>
                    <span aria-hidden="true">{mark.sign}</span>
                    <span className="vh">{mark.name}</span>
                  </span>
                )}
                {count > 0 && (
                  <span className="count">
                    {count}
                    <span className="vh">{count === 1 ? " thread" : " threads"}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
});

function markOf({ head, state }: Group): { sign: string; name: string } | undefined {
  const { fate } = head.row;
  if (fate.added) return { sign: "+", name: "added" };
  if (fate.removed) return { sign: "−", name: "removed" };
  if (fate.moved) return { sign: "⇄", name: "moved" };
  if (state === "changed") return { sign: "±", name: "amended" };
  return state === "quiet" ? { sign: "·", name: "renumbered or set differently" } : undefined;
}
