import type { Person } from "../discuss/person.ts";
import type { CommentEntry, ReplyEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { makeKey, wholeLink } from "./browser.ts";
import { Composer } from "./Composer.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { type Draft, openDraft } from "./drafts.ts";
import { LazyProse } from "./LazyProse.tsx";
import { type Outgoing, putOnRecord, takeUpAgain, tryAgain } from "./outbox.ts";
import type { PlacedThread } from "./placed.ts";
import { Words } from "./Words.tsx";

interface Props {
  placed: PlacedThread;
  /** `Section 4.16`, or `the whole amendment`. */
  about: string;
  author: (id: string) => Person;
  /** Id of who reads, when he has given a name. */
  me?: string;
  isOpenForComment: boolean;
  /** Open shows all of it; closed the comment's first lines and how many answered. */
  isActive: boolean;
  replies: readonly Outgoing[];
  drafts: readonly Draft[];
  /** The revision on the screen; missing on the page of a version. */
  revision?: number;
  onOpen: (seq: number) => void;
}

const PLACEMENTS: Partial<Record<PlacedThread["state"], string>> = {
  moved: "Made on an earlier wording; its words stand here now.",
  changed: "Made on an earlier wording; its words have changed since.",
  clause: "Made on an earlier wording; its words are no longer in this clause.",
  gone: "Made on an earlier wording; its clause is no longer in the text.",
  struck: "Made on an earlier wording; its words are struck here.",
  ambiguous: "Made on an earlier wording; its words stand in two places now.",
  seeking: "Made on an earlier wording; looking for its words.",
  missing: "Made on a text that is no longer kept; shown with the words it was about.",
};

/** One comment with everything said in answer to it. */
export function ThreadView({
  placed,
  about,
  author,
  me,
  isOpenForComment,
  isActive,
  replies,
  drafts,
  revision,
  onOpen,
}: Props) {
  const { comment, replies: answers, withdrawn } = placed.thread;
  const place = { ...pickPlace(comment), ...(comment.amendment && revision !== undefined && { revision }) };
  const isLong = comment.text.length > 280 || answers.length > 0;
  const draft = drafts.find(({ said }) => said.kind === "reply" && said.replyTo === comment.seq);
  const note = PLACEMENTS[placed.state];
  return (
    <article
      className="thread"
      data-active={isActive || undefined}
      data-thread={comment.seq}
      id={`comment-${comment.seq}`}
      tabIndex={-1}
      aria-label={`Thread ${comment.seq} on ${about}, by ${author(comment.by).name}`}
    >
      {comment.anchor && (
        <q className="quote">
          <Words of={comment.anchor.quote} />
        </q>
      )}
      {note && <p className="placement">{note}</p>}
      <Voice
        entry={comment}
        author={author}
        me={me}
        withdrawnAt={withdrawn.get(comment.seq)}
        isClamped={!isActive && isLong}
      />
      {!isActive && isLong && (
        <button type="button" className="link" onClick={() => onOpen(comment.seq)}>
          {answers.length === 0 ? "Read on" : answers.length === 1 ? "1 reply" : `${answers.length} replies`}
        </button>
      )}
      {isActive &&
        answers.map((reply) => (
          <div className="reply" key={reply.seq} id={`comment-${reply.seq}`}>
            <Voice entry={reply} author={author} me={me} withdrawnAt={withdrawn.get(reply.seq)} isClamped={false} />
          </div>
        ))}
      {replies.map((item) => (
        <OutgoingView key={item.key} item={item} />
      ))}
      {draft ? (
        <div className="reply">
          <Composer draft={draft} about={about} isFresh={draft.text === ""} />
        </div>
      ) : (
        <p className="thread-actions">
          {isOpenForComment && (
            <button
              type="button"
              className="link"
              data-reply={comment.seq}
              onClick={() => {
                openDraft({ place, said: { kind: "reply", replyTo: comment.seq } });
                onOpen(comment.seq);
              }}
            >
              Reply
            </button>
          )}
          <CopyButton className="link" what="link" words={wholeLink(linkTo(comment))} />
        </p>
      )}
    </article>
  );
}

/** What one person said once. */
function Voice(props: {
  entry: CommentEntry | ReplyEntry;
  author: (id: string) => Person;
  me?: string;
  withdrawnAt?: string;
  isClamped: boolean;
}) {
  const { entry, author, me, withdrawnAt, isClamped } = props;
  return (
    <div className="voice">
      <Byline author={author(entry.by)}>
        <a className="when" href={`#comment-${entry.seq}`}>
          <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
        </a>
      </Byline>
      {entry.isBlanked ? (
        <Gap at={entry.blankedAt} />
      ) : withdrawnAt ? (
        <p className="tombstone">Withdrawn by its author on {printDayAndTime(withdrawnAt)}.</p>
      ) : (
        <div className={isClamped ? "clamped" : undefined}>
          <LazyProse markdown={entry.text} />
        </div>
      )}
      {author(entry.by).id === me && !withdrawnAt && !entry.isBlanked && (
        <button
          type="button"
          className="link withdraw"
          onClick={() => {
            if (!confirm("Withdraw this? It stays on record that you wrote here; the words are no longer shown."))
              return;
            void putOnRecord({
              key: makeKey(),
              place: pickPlace(entry),
              said: { kind: "withdrawal", withdraws: entry.seq },
            });
          }}
        >
          Withdraw
        </button>
      )}
    </div>
  );
}

/** Something this browser has not been able to put on record yet. */
export function OutgoingView({ item }: { item: Outgoing }) {
  const { said, state, refusal } = item;
  if (said.kind !== "comment" && said.kind !== "reply") return null;
  return (
    <div className="outgoing" data-state={state}>
      <p className="byline" role="status">
        {state === "refused"
          ? refusal
          : state === "waiting"
            ? `${refusal ?? "Waiting for the network."} It is kept on this device and will be sent once.`
            : "Sending…"}
      </p>
      {said.kind === "comment" && said.anchor && (
        <q className="quote">
          <Words of={said.anchor.quote} />
        </q>
      )}
      <LazyProse markdown={said.text} />
      {(state === "refused" || state === "waiting") && (
        <p className="thread-actions">
          <button type="button" className="link" onClick={() => tryAgain(item.key)}>
            Try again
          </button>
          <button type="button" className="link" onClick={() => void takeUpAgain(item)}>
            Edit
          </button>
        </p>
      )}
    </div>
  );
}

/** The address of a comment: that of its clause on this amendment, and its number. */
function linkTo({ seq, document, amendment, clause }: CommentEntry): string {
  const place = amendment
    ? ({ page: "amendment", document, amendment, clause } as const)
    : ({ page: "document", document, clause } as const);
  return `${printAddress(place)}#comment-${seq}`;
}

function pickPlace({ document, amendment, revision, clause }: CommentEntry | ReplyEntry) {
  return { document, ...(amendment && { amendment, revision }), ...(clause && { clause }) };
}
