import { Link } from "wouter";
import type { SaidEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Loading } from "./Loading.tsx";
import { STANCE_NAMES } from "./PositionBar.tsx";
import { useRecord } from "./useRecord.ts";

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
        Everything said about <Link href={printAddress(address)}>{amendment.title}</Link>, in the order in which it came
        on record. Nothing is ever changed or removed here.
      </p>
      {entries.length === 0 && <p className="empty">Nothing was said yet.</p>}
      <ol className="record">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <p className="byline">
              <span className="seq">{entry.seq}</span> <b>{author(entry.by).name}</b>{" "}
              <span className="standing">{author(entry.by).standing}</span>{" "}
              <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
              {entry.clause && (
                <>
                  {" "}
                  · <Link href={printAddress({ ...address, clause: entry.clause })}>{entry.clause}</Link>
                </>
              )}
              {entry.revision !== undefined && ` · revision ${entry.revision}`}
            </p>
            <p>{withdrawn.has(entry.seq) ? "Withdrawn by its author." : told(entry)}</p>
            {(entry.kind === "comment" || entry.kind === "reply") && (
              <a href={`${printAddress({ ...address, clause: entry.clause })}#comment-${entry.seq}`}>at its words</a>
            )}
          </li>
        ))}
      </ol>
    </main>
  );
}

function told(entry: SaidEntry): string {
  switch (entry.kind) {
    case "comment":
      return entry.anchor ? `On “${entry.anchor.quote}”: ${entry.text}` : entry.text;
    case "reply":
      return `In reply to ${entry.replyTo}: ${entry.text}`;
    case "position":
      return `Position: ${STANCE_NAMES[entry.position]}${entry.reason ? `. ${entry.reason}` : ""}`;
    case "withdrawal":
      return `Withdraws ${entry.withdraws}.`;
  }
}
