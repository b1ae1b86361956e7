import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { closedSince, isOpenForComment, stateOf } from "../decide/amendment.ts";
import { printDay } from "../text/day.ts";
import type { Amendment, BylawsDocument, Revision, Version } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Details } from "./Details.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { TimeLine } from "./TimeLine.tsx";
import { tellCount } from "./tellThread.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  amendment: Amendment;
  base: Version;
  revision: Revision;
  newest: Revision;
  /** Calendar day. */
  today: string;
  addressOf: (change: { revision?: number }) => string;
  /** Missing where comments are not taken. */
  onComment?: () => void;
  wholeThreads: number;
  /** Given where there is no margin to show them in. */
  onThreads?: () => void;
  /** All threads, and how many comments and replies in them are new to the reader. */
  threads: number;
  news: number;
  /** Under the reasons. */
  children?: ReactNode;
}

/** What the amendment is, where it is on its way, what its mover says, and which two texts are compared. */
export function AmendmentHeader(props: Props) {
  const { document, amendment, base, revision, newest, today, addressOf, onComment, wholeThreads, onThreads } = props;
  const place = { document: document.slug, amendment: amendment.slug };
  const { title, movedBy, secondedBy, summary, rationale, meeting } = amendment;
  const baseAddress = printAddress({ page: "version", document: document.slug, version: base.on });
  return (
    <>
      <h1>
        <Words of={title} />
      </h1>
      {summary && (
        <p className="summary">
          <Words of={summary} />
        </p>
      )}
      <p className="meta">
        {movedBy && <span>{/^announced/i.test(movedBy) ? movedBy : `Moved by ${movedBy}`}</span>}
        {secondedBy && <span>seconded by {secondedBy}</span>}
        <span>
          <Link href={baseAddress}>
            {base.kind === "recorded" ? "in force, as recorded on" : "in force since"} {printDay(base.on)}
          </Link>{" "}
          compared with <b>revision {revision.number}</b>
          {amendment.revisions.length > 1 && ` of ${amendment.revisions.length}`}
        </span>
        {document.invented && <span>an invented organisation</span>}
      </p>
      <TimeLine amendment={amendment} today={today} />
      <StateNote amendment={amendment} today={today} />
      {meeting && <p className="meta">{meeting}</p>}
      {amendment.revisions.length > 1 && (
        <ol className="revisions" aria-label="Revisions">
          {amendment.revisions.map(({ number, on, note, credits }) => (
            <li key={number}>
              <Link
                href={addressOf({ revision: number === newest.number ? undefined : number })}
                aria-current={number === revision.number || undefined}
              >
                Revision {number}
              </Link>
              {on && ` of ${printDay(on)}`}
              {note && `: ${note}`}
              {credits && credits.length > 0 && <Credits credits={credits} />}
            </li>
          ))}
        </ol>
      )}
      {revision !== newest && (
        <p className="notice">
          This is revision {revision.number}. The one put to the vote is{" "}
          <Link href={addressOf({ revision: undefined })}>revision {newest.number}</Link>.
        </p>
      )}
      {document.excerpt && (
        <Details className="notice" summary="This is an excerpt of the bylaws. Where the text comes from">
          <LazyProse markdown={document.about} />
        </Details>
      )}
      {rationale && (
        <Details className="rationale" summary="Why: the mover’s reasons">
          <LazyProse markdown={rationale} />
        </Details>
      )}
      {props.children}
      <p className="header-actions">
        <Link className="to-discussion" href={printAddress({ page: "discussion", ...place })}>
          The discussion
          {props.threads > 0 && `: ${tellCount(props.threads, "thread")}`}
          {props.news > 0 && `, ${props.news} new`}
        </Link>
        {onComment && (
          <button type="button" onClick={onComment}>
            Comment on the whole amendment
          </button>
        )}
        {onThreads && wholeThreads > 0 && (
          <button type="button" onClick={onThreads}>
            {tellCount(wholeThreads, "thread")} on the whole
          </button>
        )}
        <Link href={printAddress({ page: "record", ...place })}>The record</Link>
        <Link href="/who-may-do-what">Who may do what</Link>
      </p>
    </>
  );
}

/** Whose words came into a revision because they asked for them. */
function Credits({ credits }: { credits: NonNullable<Revision["credits"]> }) {
  const comments = [...new Set(credits.map(({ comment }) => comment))];
  return (
    <span className="credits">
      {" "}
      It has words in it that{" "}
      {comments.map((comment, at) => (
        <Fragment key={comment}>
          {at > 0 && ", and others that "}
          <bdi>
            {credits
              .filter((credit) => credit.comment === comment)
              .map(({ to }) => to)
              .join(" and ")}
          </bdi>{" "}
          asked for (<a href={`#comment-${comment}`}>#{comment}</a>)
        </Fragment>
      ))}
      .
    </span>
  );
}

/** In a sentence, once one may not speak: since when, and what was decided. */
function StateNote({ amendment, today }: { amendment: Amendment; today: string }) {
  const state = stateOf(amendment, today);
  const since = closedSince(amendment, today);
  const { decision, comment } = amendment;
  if (isOpenForComment(amendment, today)) return null; // The time line says until when.
  return (
    <div className="state">
      <p>
        {state}.{since && ` Closed for comment since ${printDay(since)}; everything said stays readable.`}
        {!since && comment.opens && comment.opens > today && ` Comments are taken from ${printDay(comment.opens)} on.`}
      </p>
      {decision && (
        <dl className="decision">
          {decision.motion && <Fact name="Motion" value={decision.motion} />}
          {decision.mover && <Fact name="Mover" value={decision.mover} />}
          {decision.seconder && <Fact name="Seconder" value={decision.seconder} />}
          {decision.votes && (
            <Fact
              name="Votes"
              value={`${decision.votes.for} for, ${decision.votes.against} against, ${decision.votes.abstained} abstained`}
            />
          )}
          {decision.reason && <Fact name="Reason" value={decision.reason} />}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
