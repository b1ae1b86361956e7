import { Link } from "wouter";
import type { SaidEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { EntryTold } from "./EntryTold.tsx";
import { Loading } from "./Loading.tsx";
import { MentionedContext } from "./mentioned.ts";
import { useMentioned } from "./useMentioned.ts";
import { useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

/** Everything said about an amendment, in the order in which it came on record. */
export function RecordPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const { entries, author, isLoaded } = useRecord(document.slug, amendment.slug);
  const address = { page: "amendment", document: document.slug, amendment: amendment.slug } as const;
  const mentioned = useMentioned(document, amendment, entries);
  if (!isLoaded) return <Loading what="the record" onRetry={() => location.reload()} />;
  const withdrawn = new Set(entries.flatMap((entry) => (entry.kind === "withdrawal" ? [entry.withdraws] : [])));
  const hidden = hiddenOf(entries);
  // Of hidden words the earlier wordings are hidden, too.
  const hiddenBy = (entry: SaidEntry) => hidden.get(entry.kind === "edit" ? entry.edits : entry.seq);
  const isGone = (entry: SaidEntry) => withdrawn.has(entry.kind === "edit" ? entry.edits : entry.seq);
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
      <MentionedContext value={mentioned}>
        <ol className="record">
          {entries.map((entry) => (
            <li key={entry.seq} id={`entry-${entry.seq}`}>
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
              {hiddenBy(entry) !== undefined ? (
                <p className="tombstone">
                  Hidden by a moderator: <a href={`#entry-${hiddenBy(entry)}`}>{hiddenBy(entry)}</a>
                </p>
              ) : entry.isBlanked ? (
                <Gap at={entry.blankedAt} />
              ) : isGone(entry) ? (
                <p className="tombstone">Withdrawn by its author.</p>
              ) : (
                <EntryTold entry={entry} />
              )}
              {(entry.kind === "comment" || entry.kind === "reply") && (
                <a href={`${printAddress({ ...address, clause: entry.clause })}#comment-${entry.seq}`}>at its words</a>
              )}
            </li>
          ))}
        </ol>
      </MentionedContext>
    </main>
  );
}

/** Which comments and replies a moderator keeps out of sight, and the line that says so. */
function hiddenOf(entries: readonly SaidEntry[]): ReadonlyMap<number, number> {
  const hidden = new Map<number, number>();
  for (const entry of entries) {
    if (entry.kind !== "moderation") continue;
    if (entry.hides !== undefined) hidden.set(entry.hides, entry.seq);
    else if (entry.shows !== undefined) hidden.delete(entry.shows);
  }
  return hidden;
}
