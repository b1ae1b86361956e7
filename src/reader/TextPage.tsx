import {
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { ListedChange } from "../compare/describe.ts";
import type { ChangeGroup } from "../compare/kinds.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { BylawsDocument } from "../text/document.ts";
import type { AskedProps } from "./AskedClause.tsx";
import type { View } from "./address.ts";
import { ChangeList } from "./ChangeList.tsx";
import { comeToRest } from "./fetchAtRest.ts";
import { dimmedGroups } from "./filter.ts";
import type { Group } from "./groups.ts";
import type { JumpSheetProps } from "./JumpSheet.tsx";
import { Later, later } from "./Later.tsx";
import { Legend } from "./Legend.tsx";
import type { FindLinkedWordsProps, Linked } from "./linked.ts";
import type { ClauseNotes } from "./notes.ts";
import { Outline } from "./Outline.tsx";
import type { PickedHistory } from "./PickedHistory.tsx";
import type { Mark } from "./pieces.ts";
import { rowAt } from "./placed.ts";
import { Redline } from "./Redline.tsx";
import { StaleList } from "./StaleList.tsx";
import { FilterOnPaper, Toolbar } from "./Toolbar.tsx";
import { useChanges } from "./useChanges.ts";
import { useFollow } from "./useFollow.ts";
import { useIdle } from "./useIdle.ts";
import { type KeyActions, useKeys } from "./useKeys.ts";
import { useLast } from "./useLast.ts";
import { useNarrow } from "./useNarrow.ts";
import { type Picked, type Reading, useReading, wordsOf } from "./useReading.ts";
import { Words } from "./Words.tsx";

/** What a discussion adds to a text: marks, counts, a margin, and what its keys do. */
export interface TextDiscussion {
  marks: ReadonlyMap<number, readonly Mark[]>;
  threads: ReadonlyMap<number, number>;
  news: ReadonlyMap<number, number>;
  isOpenForComment: boolean;
  /** It is on its way. */
  isAwaited: boolean;
  keys: KeyActions;
  /** Missing where no thread is open beside the text. */
  closeThread?: () => void;
  onComment: (picked: Picked) => void;
  onThreads: (row: number) => void;
  /** A mark with these threads was pressed. */
  onMark: (threads: number[]) => void;
}

interface Props {
  header: ReactNode;
  /** Stands beside the header where there is room, else under it. */
  beside?: ReactNode;
  comparison: Comparison;
  groups: readonly Group[];
  texts: readonly ParsedBylaws[];
  /** What may be chosen to look at; one: a text without changes. */
  views: readonly View[];
  view: View;
  /** What the two texts are called, where they are not one in force and one proposed. */
  viewNames?: Partial<Record<View, string>>;
  viewAddress: (view: View) => string;
  onView: (view: View) => void;
  /** Which changes the address asks for. */
  show?: readonly ChangeGroup[];
  onShow?: (show: readonly ChangeGroup[] | undefined) => void;
  notes?: ReadonlyMap<number, ClauseNotes>;
  /** Where the words come from, for whoever asks for their history: hashes of the texts. */
  history: { document: BylawsDocument; before?: string; after: string };
  /** Label from the address, and the words in it that the address leads to. */
  clause?: string;
  linked?: Linked;
  /** For what looks for them. */
  toFind?: FindLinkedWordsProps;
  clauseAddress: (clause: string) => string;
  discussion?: TextDiscussion;
  /** Drawn with what is known here: the margin, sheets and bars of a discussion. */
  children?: (reading: Reading) => ReactNode;
}

/** A text of bylaws on the screen: contents, words, changes, keys; the discussion comes in from outside. */
export function TextPage(props: Props) {
  const { header, beside, comparison, texts, views, view, viewNames, viewAddress, onView, clause, clauseAddress } =
    props;
  const { show, onShow = NOTHING, notes = NO_NOTES, discussion, children } = props;
  const isPlain = views.length === 1;
  const changes = useChanges(comparison, props.groups, show, isPlain);
  const { groups, told, at, come } = changes;
  const reading = useReading(comparison, groups);
  const [showsAll, setShowsAll] = useState(false);
  const [open, setOpen] = useState<"keys" | "search">();
  const { goTo, pick, picked } = reading;
  const isIdle = useIdle(); // The words first, then their contents.
  const follow = useFollow(comparison, goTo);

  const everything = useMemo(() => new Set(groups.map(({ head }) => head.index)), [groups]);
  const unfolded = isPlain || showsAll || view === "in-force" || view === "proposed" ? everything : reading.unfolded;

  const goToChange = useCallback(
    (change: ListedChange) => {
      come(change);
      // The title of the whole stands in no row; it is at the top.
      if (change.row < 0) scrollTo({ top: 0 });
      else goTo(change.row, { change });
    },
    [come, goTo],
  );
  const stepChange = (by: number) => {
    const next = changes.step(by);
    if (next) goToChange(next);
  };
  const stepClause = (by: number) => {
    const heads = groups.filter(({ state, head }) => state === "changed" || unfolded.has(head.index));
    const rows = heads.flatMap(({ rows }) => rows).filter(({ row }) => row.movedTo === undefined);
    const now = rows.findIndex(({ index }) => index === picked?.row);
    const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
    if (next) goTo(next.index);
  };
  const [asked, setAsked] = useState<string>();
  const jump = useCallback(
    (label: string) => {
      setAsked(label);
      const row = rowAt(comparison, label);
      if (row !== undefined) goTo(row, { item: label });
    },
    [comparison, goTo],
  );

  // An address with a clause opens at that clause, once; files that change later do not move the page.
  const opened = useRef<string>(undefined);
  const { linked } = props;
  const linkedRow = linked?.isSeeking ? undefined : linked?.row;
  const isSeeking = linked?.isSeeking ?? false;
  useEffect(() => {
    // Words that are looked for are waited for: the page goes to one place only.
    if (clause === undefined || opened.current === clause || isSeeking) return;
    if (location.hash.startsWith("#comment-")) return;
    opened.current = clause;
    if (linkedRow === undefined) jump(clause);
    else goTo(linkedRow, { toLinked: true });
  }, [clause, jump, goTo, linkedRow, isSeeking]);

  // The words first, then what is said about them, then what one may come to need.
  const isThere = isIdle && !discussion?.isAwaited;
  useEffect(() => {
    if (isThere) comeToRest();
  }, [isThere]);
  const typed = useKeys({
    nextChange: () => stepChange(1),
    previousChange: () => stepChange(-1),
    nextClause: () => stepClause(1),
    previousClause: () => stepClause(-1),
    comment: () => {
      if (picked) discussion?.onComment(picked);
      pick();
    },
    more: () => {
      if (picked) pick({ ...picked, isOffered: true, takesFocus: true });
    },
    search: () => setOpen("search"),
    help: () => setOpen("keys"),
    close: () => {
      // What can be done with something picked is offered: that is let go first.
      if (picked?.isOffered || !discussion?.closeThread) reading.leave();
      else discussion.closeThread();
    },
    jump,
    ...discussion?.keys,
  });

  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    if (target.closest("a, button") || !document.getSelection()?.isCollapsed) return;
    const mark = target.closest<HTMLElement>("mark[data-marks]");
    const threads =
      mark?.dataset.marks
        ?.split(" ")
        .map(Number)
        .filter((seq) => seq > 0) ?? [];
    const row = Number(target.closest<HTMLElement>("[data-row]")?.dataset.row ?? Number.NaN);
    if (Number.isNaN(row)) return;
    const changed = target.closest<HTMLElement>("[data-change]");
    const part = target.closest<HTMLElement>("[data-part]")?.dataset.part;
    const number = Number(changed?.dataset.change ?? -1);
    const change = part === "title" || part === "text" ? comparison.rows[row]![part][number] : undefined;
    const listed = changes.byRow.get(row)?.find((each) => (changed ? each.change === change : each.part === "clause"));
    pick({ row, words: listed && wordsOf(listed), isOffered: true, change: listed });
    if (threads.length > 0) discussion?.onMark(threads);
  };

  const onComment = useLast((row: number) => discussion?.onComment({ row }));
  const onThreads = useLast((row: number) => discussion?.onThreads(row));
  const isNarrow = useNarrow();
  const goToOpen = useLast((row: number) => {
    setOpen(undefined);
    goTo(row);
  });
  const toContents = isNarrow && (
    <button type="button" className="link" onClick={() => setOpen("search")}>
      Contents
    </button>
  );

  const addressOf = useLast(clauseAddress);
  const contents = (
    <Outline
      groups={groups}
      threads={discussion?.threads ?? NONE}
      news={discussion?.news ?? NONE}
      addressOf={addressOf}
      onGo={goToOpen}
      isComparing={!isPlain}
    />
  );

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only presses on links count here, and a key presses them, too
    <main
      className="page"
      data-view={view}
      data-dims={dimmedGroups(changes.filter).join(" ") || undefined}
      onClick={follow}
    >
      {asked !== undefined && (
        <Later
          part={ASKED}
          props={{
            label: asked,
            comparison,
            texts,
            document: props.history.document.slug,
            hash: props.history.after,
            onGo: jump,
            onFound: (row) => goTo(row, { item: asked }),
          }}
        />
      )}
      <header className="page-header">
        <div>{header}</div>
        {beside}
        {!isPlain && (
          <div className="told">
            <ChangeList changes={changes.all} isTold={changes.isTold} onGo={goToChange} />
            <StaleList comparison={comparison} notes={notes} />
          </div>
        )}
      </header>
      {!isPlain && (
        <Toolbar
          views={views}
          view={view}
          viewNames={viewNames}
          viewAddress={viewAddress}
          onView={onView}
          changes={changes}
          onShow={onShow}
          onStep={stepChange}
          showsAll={showsAll}
          onAll={(shows) => startTransition(() => setShowsAll(shows))}
        >
          {toContents}
        </Toolbar>
      )}
      {isPlain && isNarrow && <div className="toolbar">{toContents}</div>}
      <p className="vh" role="status">
        <Words of={told[at]?.sentence ?? ""} />
      </p>
      <div className="columns">
        <div className="side">
          {isIdle && !isNarrow && (
            <>
              {contents}
              {!isPlain && <Legend />}
              <button type="button" className="link" onClick={() => setOpen("search")}>
                Search this text
              </button>
              <button type="button" className="link" onClick={() => setOpen("keys")}>
                Keys and marks
              </button>
            </>
          )}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: every press here has its button and its key; see `chip` and `useKeys` */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <div className="text-column" id="text" tabIndex={-1} onClick={onClick}>
          <FilterOnPaper changes={changes} />
          <Redline
            groups={groups}
            view={view}
            unfolded={unfolded}
            marks={discussion?.marks ?? NO_MARKS}
            notes={notes}
            threads={discussion?.threads ?? NONE}
            news={discussion?.news ?? NONE}
            current={picked?.row}
            isOpenForComment={discussion?.isOpenForComment ?? false}
            hasDiscussion={discussion !== undefined}
            isAwaited={discussion?.isAwaited}
            onUnfold={reading.unfold}
            onComment={onComment}
            onThreads={onThreads}
          />
        </div>
        {isIdle && children?.(reading)}
      </div>
      {typed && (
        <p className="typed" role="status">
          Go to <b>{typed}</b> — press Enter
        </p>
      )}
      {props.toFind && <Later part={FIND_LINKED} props={props.toFind} />}
      {reading.traced && (
        <Later
          part={HISTORY}
          props={{ comparison, picked: reading.traced, ...props.history, onClose: () => reading.trace() }}
        />
      )}
      {open === "keys" && <Later part={KEYS} props={{ onClose: () => setOpen(undefined) }} />}
      {open === "search" && (
        <Later
          part={JUMP}
          props={{
            groups,
            onClose: () => setOpen(undefined),
            onGo: goToOpen,
            children: isNarrow && (
              <>
                {contents}
                {!isPlain && <Legend />}
              </>
            ),
          }}
        />
      )}
    </main>
  );
}

const FIND_LINKED = later<FindLinkedWordsProps>({
  what: "the words of this link",
  load: async () => (await import("./FindLinkedWords.tsx")).FindLinkedWords,
  isSheet: true,
});
const HISTORY = later<ComponentProps<typeof PickedHistory>>({
  what: "the history",
  load: async () => (await import("./PickedHistory.tsx")).PickedHistory,
  isSheet: true,
});
const ASKED = later<AskedProps>({
  what: "what became of this clause",
  load: async () => (await import("./AskedClause.tsx")).AskedClause,
  isSheet: true,
});
const JUMP = later<JumpSheetProps>({
  what: "the search",
  load: async () => (await import("./JumpSheet.tsx")).JumpSheet,
  isSheet: true,
});
const KEYS = later<{ onClose: () => void }>({
  what: "the list of keys",
  load: async () => (await import("./KeysSheet.tsx")).KeysSheet,
  isSheet: true,
});
const NONE: ReadonlyMap<number, number> = new Map();
const NO_NOTES: ReadonlyMap<number, ClauseNotes> = new Map();
const NOTHING = () => {};
const NO_MARKS: ReadonlyMap<number, readonly Mark[]> = new Map();
