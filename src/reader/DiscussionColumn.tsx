import { useEffect, useMemo, useRef, useState } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { aboutNumber } from "../discuss/said.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { printDay } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { isWriting } from "./browser.ts";
import { itemsOf } from "./DiscussionItems.tsx";
import { openDraft } from "./drafts.ts";
import { aboutOf, clauseOf, nameOf } from "./groups.ts";
import { Margin } from "./Margin.tsx";
import type { MarginItem } from "./marginItem.ts";
import type { LinkTo } from "./PickedActs.tsx";
import { PickedBar } from "./PickedBar.tsx";
import { PositionBar } from "./PositionBar.tsx";
import { SendingBar } from "./SendingBar.tsx";
import { Sheet } from "./Sheet.tsx";
import { ThreadPage, type ThreadsShown } from "./ThreadPage.tsx";
import { tellCount } from "./tellThread.ts";
import { UnreadLater } from "./UnreadLater.tsx";
import { useCommentInAddress } from "./useCommentInAddress.ts";
import type { DiscussionShown } from "./useDiscussion.ts";
import { useKeys } from "./useKeys.ts";
import { useLast } from "./useLast.ts";
import { useMe } from "./useMe.ts";
import { useNarrow } from "./useNarrow.ts";
import { useNews } from "./useNews.ts";
import { type Picked, type Reading, untilDone } from "./useReading.ts";
import type { Selected } from "./useSelection.ts";
import { useSentComment } from "./useSentComment.ts";

/** Which sheet is open on a phone: that of a group, by its head row, or of the whole amendment. */
export interface Place {
  head?: number;
}

interface Props {
  reading: Reading;
  discussion: DiscussionShown;
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  /** Hashes of the two texts. */
  before: string;
  after: string;
  /** The revision on the screen, and the newest one; missing on the page of a version. */
  revision?: number;
  newest?: number;
  /** All of the amendment. */
  revisions?: Amendment["revisions"];
  document: string;
  bylaws: BylawsDocument;
  amendment?: string;
  isOpenForComment: boolean;
  /** Calendar day since when comments are not taken. */
  closed?: string;
  active?: number;
  onActive: (seq: number | undefined) => void;
  sheet?: Place;
  onSheet: (place: Place | undefined) => void;
  /** Key of the draft that was opened last. */
  fresh?: string;
  /** What became of the words that the address leads to. */
  told?: string;
  selected?: Selected;
  onComment: (picked?: Picked) => void;
  /** Asks for other words; missing where what is shown is not what is put to the vote. */
  onRequest?: (picked: Picked) => void;
  linkTo: LinkTo;
}

/** Everything people say, beside the words on a desk and in sheets on a phone, and where they stand. */
export function DiscussionColumn(props: Props) {
  const { reading, discussion, comparison, isOpenForComment, active, onActive, sheet, onSheet, selected } = props;
  const { record, threads } = discussion;
  const me = useMe();
  const isNarrow = useNarrow();
  const [read, setRead] = useState<string>();
  const { before, after, revision, newest, fresh } = props;
  const items = useMemo(
    () => itemsOf({ discussion, comparison, before, after, revision, newest, active, fresh }),
    [discussion, comparison, before, after, revision, newest, active, fresh],
  );
  // Who has begun to write is where he was, and needs no offer of what can be done there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where a field opens
  useEffect(() => {
    if (fresh !== undefined && reading.picked?.isOffered) reading.pick({ row: reading.picked.row });
  }, [fresh]);
  const { bylaws, texts } = props;
  const linkTo = useRef(props.linkTo);
  linkTo.current = props.linkTo;
  const shown = useMemo(
    (): ThreadsShown => ({
      document: bylaws,
      record,
      placed: threads,
      comparison,
      text: texts.at(-1),
      clauseAddress: (clause) => linkTo.current(clause),
      onOpen: onActive,
    }),
    [bylaws, record, threads, comparison, texts, onActive],
  );
  const headOf = (row: number | undefined) => (row === undefined ? undefined : reading.groupOf(row)?.head.index);

  const openThread = (seq: number, scroll: boolean) => {
    const placed = threads.find(
      ({ thread }) => thread.comment.seq === seq || thread.replies.some((reply) => reply.seq === seq),
    );
    if (!placed) return;
    const thread = placed.thread.comment.seq;
    onActive(thread);
    if (isNarrow) onSheet({ head: headOf(placed.row) });
    const isInText = scroll && placed.row !== undefined;
    if (isInText) reading.goTo(placed.row!, { thread });
    // A reply stands there a moment after its thread has opened.
    untilDone(() => {
      const element = document.getElementById(`comment-${seq}`);
      if (!isWriting()) element?.focus({ preventScroll: !isNarrow });
      if (scroll && !isInText) element?.scrollIntoView({ block: isNarrow ? "start" : "center" });
      return element !== null;
    });
  };

  useCommentInAddress(record.isLoaded, record.entries.at(-1)?.seq ?? 0, (seq) => openThread(seq, true));
  const news = useNews(record, me?.id);
  useSentComment(record, (seq) => openThread(seq, false));

  const onFound = useLast((seq: number) => openThread(seq, true));

  const ordered = useMemo(
    () => [...threads].sort((a, b) => (a.row ?? -1) - (b.row ?? -1) || a.thread.comment.seq - b.thread.comment.seq),
    [threads],
  );
  const step = (by: number) => {
    const now = ordered.findIndex(({ thread }) => thread.comment.seq === active);
    const next = ordered[(now + by + ordered.length + (now < 0 && by < 0 ? 1 : 0)) % ordered.length];
    if (next) openThread(next.thread.comment.seq, true);
  };
  useKeys({
    nextThread: () => step(1),
    previousThread: () => step(-1),
    reply: () => {
      const open = threads.find(({ thread }) => thread.comment.seq === active)?.thread.comment;
      if (!open || !isOpenForComment) return;
      const { document, amendment, clause } = open;
      const place = { document, ...(amendment && { amendment, revision: props.revision ?? open.revision }), clause };
      openDraft({ place, said: { kind: "reply", replyTo: open.seq } });
    },
  });

  const bar = (
    <PickedBar
      comparison={comparison}
      texts={props.texts}
      picked={reading.picked}
      selected={selected}
      isOpenForComment={isOpenForComment}
      linkTo={props.linkTo}
      linksWords
      onComment={(picked) => {
        document.getSelection()?.removeAllRanges();
        reading.pick();
        props.onComment(picked);
      }}
      onRequest={
        props.onRequest &&
        ((picked) => {
          document.getSelection()?.removeAllRanges();
          reading.pick();
          props.onRequest!(picked);
        })
      }
      onHistory={reading.trace}
      onClose={reading.leave}
    />
  );
  const unfinished = discussion.drafts.filter(({ item }) => item.said.kind !== "position" && item.text.trim() !== "");
  return (
    <ThreadPage shown={shown}>
      <UnreadLater {...discussion.toRead} active={active} />
      {isNarrow ? (
        sheet && (
          <GroupSheet
            {...props}
            items={items.filter(({ row }) => headOf(row) === sheet.head)}
            head={sheet.head}
            onClose={() => onSheet(undefined)}
          />
        )
      ) : (
        <Margin items={items} threads={threads} author={record.author} onFound={onFound}>
          {items.length === 0 && record.isLoaded && (
            <p className="empty">
              {isOpenForComment
                ? "Nobody has said anything yet. Select words, or press a change or a clause, to be the first."
                : "Nothing was said here."}
            </p>
          )}
        </Margin>
      )}
      {selected && !isNarrow && bar}
      <div className="bottom">
        {!(selected && !isNarrow) && bar}
        {props.told !== undefined && read !== props.told && (
          <p className="connection linked" role="status">
            {props.told}{" "}
            <button type="button" className="link" onClick={() => setRead(props.told)}>
              Close
            </button>
          </p>
        )}
        {record.connection === "lost" && (
          <p className="connection" role="status">
            The server cannot be reached; trying again. What you write is kept on this device.
          </p>
        )}
        {props.closed && <p className="connection">Closed for comment since {printDay(props.closed)}.</p>}
        {news && (
          <p className="news" role="status">
            {news.seq === undefined ? (
              news.words
            ) : (
              <button type="button" className="link" onClick={() => openThread(news.seq!, true)}>
                {news.words}
              </button>
            )}
          </p>
        )}
        {unfinished.some(({ item }) => isNarrow || item.key !== props.fresh) && !sheet && (
          <p className="unfinished">
            <button
              type="button"
              className="link"
              onClick={() => {
                const { row, item } = unfinished[0]!;
                if (row !== undefined) reading.goTo(row);
                const about = aboutNumber(item.said);
                if (about !== undefined) openThread(about, true);
                else if (isNarrow) onSheet({ head: headOf(row) });
              }}
            >
              {tellCount(unfinished.length, "unfinished comment")}: go on
            </button>
          </p>
        )}
        {!(isNarrow && sheet) && <SendingBar />}
        {props.amendment !== undefined && props.revisions && (
          <PositionBar
            document={props.document}
            amendment={props.amendment}
            revisions={props.revisions}
            positions={record.positions}
            threads={record.threads}
            author={record.author}
            outgoing={discussion.allOutgoing}
            isOpenForComment={isOpenForComment}
          />
        )}
      </div>
    </ThreadPage>
  );
}

/** Everything said about one section, from the lower edge of a phone. */
function GroupSheet(props: Props & { items: readonly MarginItem[]; head?: number; onClose: () => void }) {
  const { items, head, comparison, isOpenForComment, onComment, onClose } = props;
  const whole = props.amendment === undefined ? "the whole text" : "the whole amendment";
  const title = head === undefined ? whole.replace("t", "T") : nameOf(clauseOf(comparison.rows[head]!));
  return (
    <Sheet title={title} onClose={onClose}>
      {items.map(({ key, row, thread, draw }) => (
        <div className="sheet-item" key={key}>
          {/* In a sheet nothing stands beside it: without words of its own it says what it is about. */}
          {row !== head && thread && !thread.comment.anchor && (
            <p className="placement">On {aboutOf(comparison, row)}</p>
          )}
          {draw()}
        </div>
      ))}
      {items.length === 0 && <p className="empty">Nobody has said anything here yet.</p>}
      {isOpenForComment && !items.some(({ key }) => key.startsWith("draft-")) && (
        <button type="button" onClick={() => onComment(head === undefined ? undefined : { row: head })}>
          {head === undefined ? `Comment on ${whole}` : "Comment on this section"}
        </button>
      )}
      <div className="sheet-foot">
        <SendingBar />
      </div>
    </Sheet>
  );
}
