import { useEffect } from "react";
import { Link } from "wouter";
import type { SaidEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { EntryTold } from "./EntryTold.tsx";
import { Loading } from "./Loading.tsx";
import { MentionedContext } from "./mentioned.ts";
import { tellCount } from "./tellThread.ts";
import { useGrowing } from "./useGrowing.ts";
import { useHashNumber } from "./useHashNumber.ts";
import { useMentioned } from "./useMentioned.ts";
import { useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

/** So many lines are drawn at once. */
const PORTION = 100;

/** Everything said about an amendment, in the order in which it came on record. */
export function RecordPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const { entries, threads, author, isLoaded } = useRecord(document.slug, amendment.slug);
  const address = { page: "amendment", document: document.slug, amendment: amendment.slug } as const;
  const mentioned = useMentioned(document, amendment, entries);
  const asked = useHashNumber("entry");
  const askedAt = entries.findIndex(({ seq }) => seq === asked) + 1;
  const isAsked = askedAt > 0;
  const drawn = Math.max(useGrowing(entries.length, PORTION), askedAt);
  useEffect(() => {
    // The browser has looked for it before it was there.
    if (isAsked) window.document.getElementById(`entry-${asked}`)?.scrollIntoView();
  }, [asked, isAsked]);
  if (!isLoaded) return <Loading what="the record" onRetry={() => location.reload()} />;
  const [fates] = threads;
  // With words, their earlier wordings are hidden and withdrawn, too.
  const wordsOf = (entry: SaidEntry) => (entry.kind === "edit" ? entry.edits : entry.seq);
  const hiddenBy = (entry: SaidEntry) => fates?.hidden.get(wordsOf(entry))?.seq;
  const isGone = (entry: SaidEntry) => fates?.withdrawn.has(wordsOf(entry));
  return (
    <main className="page home" id="text">
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
          {entries.slice(0, drawn).map((entry) => (
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
                <Link href={`${printAddress({ ...address, clause: entry.clause })}#comment-${entry.seq}`}>
                  {entry.kind === "comment" && entry.anchor ? "At its words" : "In its thread"}
                </Link>
              )}
            </li>
          ))}
        </ol>
        {drawn < entries.length && <p className="empty">{tellCount(entries.length - drawn, "more line")}…</p>}
      </MentionedContext>
    </main>
  );
}
