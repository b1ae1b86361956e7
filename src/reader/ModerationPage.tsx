import "./discussion.css";
import { Link } from "wouter";
import { authorId } from "../discuss/author.ts";
import type { ModerationEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { type RecordShown, useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  /** Without one, what was said about the versions. */
  amendment?: Amendment;
}

/** Every act by which something was hidden or shown again: who, when, why, and where who did it stands himself. */
export function ModerationPage({ document, amendment }: Props) {
  const record = useRecord(document.slug, amendment?.slug, amendment?.comment.closes);
  if (!record.isLoaded) return <Loading what="the moderation" onRetry={() => location.reload()} />;
  const acts = record.entries
    .filter((entry) => entry.kind === "moderation")
    .filter((act) => act.amendment === amendment?.slug)
    .reverse();
  const toDiscussion = (
    <Link href={printAddress({ page: "discussion", document: document.slug, amendment: amendment?.slug })}>
      To the discussion
    </Link>
  );
  return (
    <main className="page home" id="text">
      <h1>Moderation</h1>
      <p className="summary">
        Everything that was hidden on{" "}
        <Link href={textAddress(document, amendment)}>
          <Words of={amendment ? amendment.title : `${document.organisation} · ${document.title}`} />
        </Link>
        , or shown again: by whom, when and why. What is hidden stays on record, and its author still sees it.
      </p>
      {acts.length === 0 ? (
        <p className="empty">Nothing was hidden here. {toDiscussion}</p>
      ) : (
        <>
          <ol className="moderation-log">
            {acts.map((act) => (
              <li key={act.seq} id={`act-${act.seq}`}>
                <Act act={act} record={record} document={document} amendment={amendment} />
              </li>
            ))}
          </ol>
          <p>{toDiscussion}</p>
        </>
      )}
    </main>
  );
}

function Act({ act, record, document, amendment }: Props & { act: ModerationEntry; record: RecordShown }) {
  const { author, entries, positions } = record;
  const about = act.hides ?? act.shows;
  const said = entries.find(({ seq }) => seq === about);
  const moderator = author(act.by);
  const position = positions.find(
    ({ person, current }) => person === authorId(act.by, author) && current.amendment === amendment?.slug,
  )?.current;
  const clause = said?.clause;
  return (
    <>
      <Byline author={moderator}>
        <time dateTime={act.at}>{printDayAndTime(act.at)}</time>
      </Byline>
      <p>
        {act.hides === undefined ? "Showed again" : "Hid"} a {said?.kind === "reply" ? "reply" : "comment"}
        {said && (
          <>
            {" "}
            of{" "}
            <bdi>
              <Words of={author(said.by).name} />
            </bdi>
          </>
        )}
        {" · "}
        <Link href={`${textAddress(document, amendment, clause)}#comment-${about}`}>
          {clause ? `at ${clause}` : `on the whole ${amendment ? "amendment" : "text"}`}
        </Link>
      </p>
      {act.isBlanked ? (
        <Gap at={act.blankedAt} />
      ) : (
        <blockquote>
          <LazyProse markdown={act.text} />
        </blockquote>
      )}
      {amendment && (
        <p className="meta">
          {position?.position
            ? `The position of ${moderator.name}: ${STANCE_NAMES[position.position]}${position.revision ? `, on revision ${position.revision}` : ""}`
            : `${moderator.name} has taken no position on this amendment.`}
        </p>
      )}
    </>
  );
}

/** Where the words are that something was said about. */
function textAddress({ slug: document }: BylawsDocument, amendment?: Amendment, clause?: string): string {
  return printAddress(
    amendment
      ? { page: "amendment", document, amendment: amendment.slug, clause }
      : { page: "document", document, clause },
  );
}
