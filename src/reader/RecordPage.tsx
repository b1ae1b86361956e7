import { Link } from "wouter";
import type { SaidEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

/** Everything said about an amendment, in the order in which it came on record. */
export function RecordPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const { entries, author, isLoaded } = useRecord(document.slug, amendment.slug);
  if (!isLoaded) return <Loading what="the record" onRetry={() => location.reload()} />;
  const address = { page: "amendment", document: document.slug, amendment: amendment.slug } as const;
  const withdrawn = new Set(entries.flatMap((entry) => (entry.kind === "withdrawal" ? [entry.withdraws] : [])));
  return (
    <main className="page home">
      <h1>The record</h1>
      <p className="summary">
        Everything said about{" "}
        <Link href={printAddress(address)}>
          <Words of={amendment.title} />
        </Link>
        , in the order in which it came on record. Nothing is ever changed here. Who leaves may have his own words
        blanked: the gap is marked, and the chain of the record proves that something stood there, and when.
      </p>
      {entries.length === 0 && <p className="empty">Nothing was said yet.</p>}
      <ol className="record">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <Byline author={author(entry.by)} before={<span className="seq">{entry.seq} </span>}>
              <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
              {entry.clause && (
                <>
                  {" "}
                  · <Link href={printAddress({ ...address, clause: entry.clause })}>{entry.clause}</Link>
                </>
              )}
              {entry.revision !== undefined && ` · revision ${entry.revision}`}
            </Byline>
            {entry.isBlanked ? (
              <Gap at={entry.blankedAt} />
            ) : withdrawn.has(entry.seq) ? (
              <p className="tombstone">Withdrawn by its author.</p>
            ) : (
              <Told entry={entry} />
            )}
            {(entry.kind === "comment" || entry.kind === "reply") && (
              <a href={`${printAddress({ ...address, clause: entry.clause })}#comment-${entry.seq}`}>at its words</a>
            )}
          </li>
        ))}
      </ol>
    </main>
  );
}

function Told({ entry }: { entry: SaidEntry }) {
  switch (entry.kind) {
    case "comment":
      return (
        <>
          {entry.anchor && (
            <q className="quote">
              <Words of={entry.anchor.quote} />
            </q>
          )}
          <LazyProse markdown={entry.text} />
        </>
      );
    case "reply":
      return (
        <>
          <p className="history">In reply to {entry.replyTo}</p>
          <LazyProse markdown={entry.text} />
        </>
      );
    case "position":
      return (
        <>
          <p>Position: {entry.position && STANCE_NAMES[entry.position]}</p>
          {entry.reason && <LazyProse markdown={entry.reason} />}
        </>
      );
    case "withdrawal":
      return <p>Withdraws {entry.withdraws}.</p>;
  }
}
