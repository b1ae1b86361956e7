import "./discussion.css";
import { Link } from "wouter";
import type { ModerationEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline } from "./Byline.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { type RecordShown, useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

/** Every act by which something was hidden or shown again: who, when, why, and where who did it stands himself. */
export function ModerationPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const record = useRecord(document.slug, amendment.slug, amendment.comment.closes);
  if (!record.isLoaded) return <Loading what="the moderation" onRetry={() => location.reload()} />;
  const acts = record.entries.filter((entry) => entry.kind === "moderation").reverse();
  const at = { document: document.slug, amendment: amendment.slug };
  return (
    <main className="page home" id="text">
      <h1>Moderation</h1>
      <p className="summary">
        Everything that was hidden on{" "}
        <Link href={printAddress({ page: "amendment", ...at })}>
          <Words of={amendment.title} />
        </Link>
        , or shown again: by whom, when and why. What is hidden stays on record, and its author still sees it.
      </p>
      {acts.length === 0 && (
        <p className="empty">
          Nothing was hidden here. <Link href={printAddress({ page: "discussion", ...at })}>To the discussion</Link>
        </p>
      )}
      <ol className="moderation-log">
        {acts.map((act) => (
          <li key={act.seq} id={`act-${act.seq}`}>
            <Act act={act} record={record} at={at} />
          </li>
        ))}
      </ol>
      {acts.length > 0 && (
        <p>
          <Link href={printAddress({ page: "discussion", ...at })}>To the discussion</Link>
        </p>
      )}
    </main>
  );
}

function Act({
  act,
  record,
  at,
}: {
  act: ModerationEntry;
  record: RecordShown;
  at: { document: string; amendment: string };
}) {
  const { author, entries, positions } = record;
  const about = act.hides ?? act.shows;
  const said = entries.find(({ seq }) => seq === about);
  const moderator = author(act.by);
  const position = positions.find(({ person }) => person === moderator.id)?.current;
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
            of <Words of={author(said.by).name} />
          </>
        )}
        {" · "}
        <Link href={`${printAddress({ page: "amendment", ...at, clause: said?.clause })}#comment-${about}`}>
          {said?.clause ? `at ${said.clause}` : "on the whole amendment"}
        </Link>
      </p>
      <blockquote>
        <LazyProse markdown={act.text} />
      </blockquote>
      <p className="meta">
        {position?.position
          ? `The position of ${moderator.name}: ${STANCE_NAMES[position.position]}${position.revision ? `, on revision ${position.revision}` : ""}`
          : `${moderator.name} has taken no position on this amendment.`}
      </p>
    </>
  );
}
