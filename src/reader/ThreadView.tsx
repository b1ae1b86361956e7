import { memo, useDeferredValue } from "react";
import { isOpenForComment } from "../decide/amendment.ts";
import { MARK_NAMES } from "../discuss/said.ts";
import { textOf } from "../discuss/thread.ts";
import { Byline, Gap } from "./Byline.tsx";
import { today } from "./browser.ts";
import type { Draft } from "./draft.ts";
import { openDraft } from "./drafts.ts";
import { Later, later } from "./Later.tsx";
import type { OpenThreadProps } from "./OpenThread.tsx";
import { OutgoingLater } from "./OutgoingLater.tsx";
import type { Outgoing } from "./outbox.ts";
import type { PlacedThread } from "./placed.ts";
import { placeOf } from "./placeOf.ts";
import { Quote } from "./Quote.tsx";
import { amendmentOf, useThreads } from "./ThreadPage.tsx";
import {
  excerptOf,
  isSaidByMark,
  STANCES_OF_AUTHORS,
  tellCount,
  tellPlacement,
  tellState,
  tellWaitingShortly,
} from "./tellThread.ts";
import { Words } from "./Words.tsx";
import { findWording } from "./wordingLink.ts";
import "./thread.css";

interface Props {
  placed: PlacedThread;
  /** `Section 4.16`, or `the whole amendment`. */
  about: string;
  /** Open shows all of it; closed its first words, and how many answered. */
  isActive: boolean;
  /** What was said or done in it from this browser and is not known to be on record. */
  outgoing: readonly Outgoing[];
  /** What is being written in it. */
  drafts: readonly Draft[];
  /** Numbers of the comments and replies the reader has not seen before. */
  unread?: ReadonlySet<number>;
}

/** Most threads are only looked at: what stands in an open one is fetched when the page has come to rest. */
export const OPEN_THREAD = later<OpenThreadProps>({
  what: "the thread",
  load: async () => (await import("./OpenThread.tsx")).OpenThread,
});

/** One comment with everything said and done in answer to it. Drawn again only when something of it changes. */
export const ThreadView = memo(function ThreadView(props: Props) {
  const { placed, about, isActive, drafts } = props;
  const { record, onOpen } = useThreads();
  const { comment } = placed.thread;
  // The press is answered by its head; all that was said follows when there is time. Who is about to write does not wait.
  const isSettled = useDeferredValue(isActive, false);
  const isOpen = isActive && (isSettled || drafts.length > 0);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button in it does the same; the press beside it is an extra
    <article
      onClick={isActive ? undefined : (event) => isBesideControls(event.target as Element) && onOpen(comment.seq)}
      className="thread"
      data-active={isActive || undefined}
      data-thread={comment.seq}
      id={`comment-${comment.seq}`}
      tabIndex={-1}
      aria-label={`Thread ${comment.seq} on ${about}, by ${record.author(comment.by).name}`}
    >
      {isOpen ? (
        <Later part={OPEN_THREAD} props={props} meanwhile={<ClosedThread {...props} />} />
      ) : (
        <ClosedThread {...props} />
      )}
    </article>
  );
}, isSame);

/** Not on a link or a button, and nothing is being selected. */
const isBesideControls = (pressed: Element): boolean =>
  !pressed.closest("a, button") && getSelection()?.isCollapsed !== false;

/** Lists are made anew at each letter somebody types; what stands in them is not. */
function isSame(before: Props, after: Props): boolean {
  const isSameList = (a: readonly unknown[], b: readonly unknown[]) =>
    a.length === b.length && a.every((one, index) => one === b[index]);
  return (
    before.placed === after.placed &&
    before.about === after.about &&
    before.isActive === after.isActive &&
    before.unread === after.unread &&
    isSameList(before.outgoing, after.outgoing) &&
    isSameList(before.drafts, after.drafts)
  );
}

const LINE_UNITS = 60;

/** What a thread is about in a few lines: there may be a thousand of them, so nothing here is read as Markdown. */
function ClosedThread({ placed, outgoing, unread }: Props) {
  const { record, document, onOpen } = useThreads();
  const { thread } = placed;
  const { comment, mark, replies, coSignatures, withdrawn, hidden } = thread;
  const { seq } = comment;
  const amendment = amendmentOf(document, comment);
  const isOpen = !amendment || isOpenForComment(amendment, today());
  const state = tellState(thread);
  const told = [
    mark !== "remark" && MARK_NAMES[mark],
    tellWaitingShortly(thread, today()) ?? state?.toLowerCase(),
    coSignatures.length > 0 && tellCount(coSignatures.length, "co-signs", "co-sign"),
  ].filter(Boolean);
  const gone = hidden.has(seq) ? (
    <p className="tombstone">Hidden by a moderator.</p>
  ) : withdrawn.has(seq) ? (
    <p className="tombstone">Withdrawn by its author.</p>
  ) : comment.isBlanked ? (
    <Gap at={comment.blankedAt} />
  ) : undefined;
  const text = textOf(comment, thread);
  const excerpt = gone ? "" : excerptOf(text);
  // Two lines hold it on every screen, and nothing of it was left out.
  const isWhole = excerpt.length <= LINE_UNITS && text.length < excerpt.length + LINE_UNITS;
  const note = tellPlacement(placed.state, () => findWording(comment, document, amendment)?.name);
  const fresh = unread ? [comment, ...replies].filter((entry) => unread.has(entry.seq)).length : 0;
  return (
    <>
      {comment.anchor && <Quote of={comment.anchor.quote} />}
      {note && <p className="placement">{note}</p>}
      <Byline author={record.author(comment.by)}>
        {comment.stance && !isSaidByMark(comment) && (
          <b className="author-stance" data-stance={comment.stance}>
            {STANCES_OF_AUTHORS[comment.stance]}
          </b>
        )}
      </Byline>
      {told.length > 0 && (
        <p className="thread-told" data-waiting={thread.isWaiting || undefined}>
          {told.join(" · ")}
        </p>
      )}
      {gone ?? (
        <p className="excerpt" dir="auto">
          {comment.wording !== undefined && (
            <span className="excerpt-wording">
              “<Words of={comment.wording} />”{" "}
            </span>
          )}
          <Words of={excerpt} />
        </p>
      )}
      {outgoing.map((item) => (
        <OutgoingLater key={item.key} item={item} />
      ))}
      <p className="thread-actions">
        <button type="button" className="link" onClick={() => onOpen(seq)}>
          {replies.length > 0 ? tellCount(replies.length, "reply", "replies") : isWhole ? "Open" : "Read on"}
          {fresh > 0 && <span className="new"> {fresh} new</span>}
        </button>
        {isOpen && !gone && (
          <button
            type="button"
            className="link"
            data-reply={seq}
            onClick={() => {
              openDraft({ place: placeOf(comment), said: { kind: "reply", replyTo: seq } });
              onOpen(seq);
            }}
          >
            Reply
          </button>
        )}
      </p>
    </>
  );
}
