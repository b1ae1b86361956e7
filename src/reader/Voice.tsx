import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { authorId } from "../discuss/author.ts";
import type { CommentEntry, ModerationEntry, ReplyEntry } from "../discuss/said.ts";
import { type Thread, textOf } from "../discuss/thread.ts";
import { printDayAndTime } from "../text/day.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import type { EditHistoryProps } from "./EditHistory.tsx";
import { Later, later } from "./Later.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { useThreads } from "./ThreadPage.tsx";
import { isSaidByMark, STANCES_OF_AUTHORS } from "./tellThread.ts";
import { useMe } from "./useMe.ts";

interface Props {
  entry: CommentEntry | ReplyEntry;
  thread: Thread;
  /** The reader has not seen it before. */
  isNew: boolean;
  /** What can be done with it. */
  children?: ReactNode;
}

const HISTORY = later<EditHistoryProps>({
  what: "the earlier wordings",
  load: async () => (await import("./EditHistory.tsx")).EditHistory,
  isInSheet: true,
});

/** What one person said once: its newest words, or what stands in their place. */
export function Voice({ entry, thread, isNew, children }: Props) {
  const { author } = useThreads().record;
  const [isHistory, setHistory] = useState(false);
  const { withdrawn, edits, hidden } = thread;
  const { seq } = entry;
  const isSaid = !withdrawn.has(seq) && !entry.isBlanked;
  const isEdited = isSaid && !hidden.has(seq) && edits.has(seq);
  return (
    <div className="voice" data-new={isNew || undefined}>
      <Byline author={author(entry.by)}>
        {entry.kind === "comment" && entry.stance && !isSaidByMark(entry) && (
          <b className="author-stance" data-stance={entry.stance}>
            {STANCES_OF_AUTHORS[entry.stance]}
          </b>
        )}{" "}
        <a className="when" href={`#comment-${seq}`}>
          <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
        </a>
        {isNew && <span className="new"> new</span>}
        {isEdited && (
          <>
            {" "}
            <button
              type="button"
              className="link edited"
              aria-expanded={isHistory}
              onClick={() => setHistory(!isHistory)}
            >
              edited
            </button>
          </>
        )}
      </Byline>
      <Said entry={entry} thread={thread} />
      {isEdited && isHistory && <Later part={HISTORY} props={{ entry, edits: edits.get(seq)! }} />}
      {children}
    </div>
  );
}

/** At once enough to be a slip of the hand. */
const AT_ONCE_MS = 10_000;

function Said({ entry, thread }: Pick<Props, "entry" | "thread">) {
  const { author } = useThreads().record;
  const me = useMe();
  const withdrawnAt = thread.withdrawn.get(entry.seq);
  const hidden = thread.hidden.get(entry.seq);
  if (withdrawnAt) {
    const isAtOnce = Date.parse(withdrawnAt) - Date.parse(entry.at) <= AT_ONCE_MS;
    return (
      <p className="tombstone">
        {isAtOnce ? "Taken back at once by its author." : `Withdrawn by its author on ${printDayAndTime(withdrawnAt)}.`}
      </p>
    );
  }
  if (hidden) {
    const isOwn = authorId(entry.by, author) === me?.id;
    return (
      <>
        <HiddenTombstone act={hidden} />
        {!entry.isBlanked && (
          <div className="under-tombstone">
            <p>
              {isOwn
                ? "Only you and the moderators still read your words:"
                : "Only its author and moderators still read this:"}
            </p>
            <LazyProse markdown={textOf(entry, thread)} />
          </div>
        )}
      </>
    );
  }
  if (entry.isBlanked) return <Gap at={entry.blankedAt} />;
  return <LazyProse markdown={textOf(entry, thread)} />;
}

/** Who took words out of sight, when and why, and where he stands himself. */
function HiddenTombstone({ act }: { act: ModerationEntry }) {
  const { document, record } = useThreads();
  const { amendment } = act;
  const moderator = record.author(act.by);
  const own = record.positions.find(
    ({ person, current }) => person === authorId(act.by, record.author) && current.amendment === amendment,
  )?.current.position;
  return (
    <div className="tombstone">
      <Byline author={moderator} before="Hidden by ">
        {own && <span className="own-position">own position: {STANCE_NAMES[own]}</span>}{" "}
        <time dateTime={act.at}>{printDayAndTime(act.at)}</time>
      </Byline>
      {act.isBlanked ? <Gap at={act.blankedAt} /> : <LazyProse markdown={act.text} />}
      <p>
        <Link href={printAddress({ page: "moderation", document: document.slug, amendment })}>
          All that was hidden here
        </Link>
      </p>
    </div>
  );
}
