import { type MouseEvent, memo, useEffect, useRef } from "react";
import { CLAUSE_MARKS, type ClauseMark, marksOf } from "./clauseMarks.ts";
import { tellNews } from "./GroupView.tsx";
import { clauseOf, type Group, nameOf } from "./groups.ts";
import { hashOf } from "./hashOf.ts";
import { useGroupInView } from "./useGroupInView.ts";
import { Words } from "./Words.tsx";

interface Props {
  groups: readonly Group[];
  threads: ReadonlyMap<number, number>;
  /** How many comments in them are new to the reader. */
  news: ReadonlyMap<number, number>;
  /** Address of a clause on this page. */
  addressOf: (clause: string) => string;
  onGo: (row: number) => void;
  isComparing: boolean;
}

/** The contents, with a mark for all that happened to a section, and how many threads stand there. */
export function Outline(props: Props) {
  const here = useGroupInView(props.groups);
  const list = useRef<HTMLElement>(null);
  // On the element itself: in a long text thousands of entries need not be drawn anew for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other sections are other elements
  useEffect(() => {
    const scroller = list.current?.parentElement;
    const item = list.current?.querySelector<HTMLElement>(`[data-item="${here}"]`);
    if (!scroller || !item) return;
    item.setAttribute("aria-current", "true");
    const [box, { top, bottom }] = [scroller.getBoundingClientRect(), item.getBoundingClientRect()];
    const isInHand = scroller.matches(":hover, :focus-within");
    if (!isInHand && (top < box.top || bottom > box.bottom)) scroller.scrollTop += top - box.top - box.height / 3;
    return () => item.removeAttribute("aria-current");
  }, [here, props.groups]);
  return (
    <nav className="outline" aria-label="Contents" ref={list}>
      <h2>Contents</h2>
      <Entries {...props} />
    </nav>
  );
}

/** What is out of sight of a long list is not laid out: so many entries at a time. */
const ENTRIES = 60;
/** About as high as most are, in pixels. */
const ENTRY_PX = 26;

function listsOf<T>(entries: readonly T[]): T[][] {
  const lists: T[][] = [];
  for (let at = 0; at < entries.length; at += ENTRIES) lists.push(entries.slice(at, at + ENTRIES));
  return lists;
}

const Entries = memo(function Entries({ groups, threads, news, addressOf, onGo, isComparing }: Props) {
  const go = (event: MouseEvent, row: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(row);
  };
  const seen = new Set<ClauseMark>();
  const entries = groups.map((group) => {
    const { row, index } = group.head;
    const clause = clauseOf(row);
    const marks = isComparing ? marksOf(group) : [];
    for (const mark of marks) seen.add(mark);
    const count = threads.get(index) ?? 0;
    const fresh = news.get(index) ?? 0;
    return (
      <li
        key={index}
        data-item={index}
        data-kind={clause.kind}
        data-state={group.state}
        data-left={row.movedTo !== undefined || undefined}
      >
        <a href={row.movedTo ? `#${hashOf(row)}` : addressOf(clause.address)} onClick={(event) => go(event, index)}>
          <span className="label">{clause.label}</span>
          <span>
            <Words of={clause.title || (clause.label ? "" : nameOf(clause))} />
          </span>
          <Marks marks={marks} now={row.movedTo} />
          {count > 0 && (
            <span className="count" data-new={fresh > 0 || undefined}>
              {count}
              <span className="vh">
                {count === 1 ? " thread" : " threads"}
                {fresh > 0 && `, ${tellNews(fresh)}`}
              </span>
            </span>
          )}
        </a>
      </li>
    );
  });
  return (
    <>
      {listsOf(entries).map((list, at) => (
        <ol
          // biome-ignore lint/suspicious/noArrayIndexKey: a list is its number
          key={at}
          style={{ containIntrinsicBlockSize: `auto ${list.length * ENTRY_PX}px` }}
        >
          {list}
        </ol>
      ))}
      {seen.size > 0 && <MarkLegend marks={CLAUSE_MARKS.filter((mark) => seen.has(mark))} />}
    </>
  );
});

/** @param now Where it stands now, of a clause that has left its place. */
function Marks({ marks, now }: { marks: readonly ClauseMark[]; now?: string }) {
  if (marks.length === 0) return null;
  return (
    <span className="change-marks">
      {marks.map(({ sign, name, group }) => (
        <span key={name} className="change-mark" data-mark={name} data-of={group}>
          <span aria-hidden="true">{sign}</span>
          <span className="vh">, {name}</span>
        </span>
      ))}
      {now !== undefined && (
        <span className="now">
          <span className="vh"> to </span>
          {now}
        </span>
      )}
    </span>
  );
}

/** What the signs of the contents mean. */
export function MarkLegend({ marks }: { marks: readonly ClauseMark[] }) {
  return (
    <p className="legend marks">
      {marks.map(({ sign, name, group }) => (
        <span key={name}>
          <span className="change-mark" data-mark={name} data-of={group}>
            {sign}
          </span>{" "}
          {name}
        </span>
      ))}
    </p>
  );
}
