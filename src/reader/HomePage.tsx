import { useEffect, useState } from "react";
import { Link } from "wouter";
import { isOpenForComment, stateOf } from "../decide/amendment.ts";
import { ask } from "../ledger/remote.ts";
import { printDay } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { browser, today as dayNow } from "./browser.ts";
import { seenChanges } from "./forgetSeen.ts";
import { useStore } from "./Store.ts";
import { findSeen } from "./seen.ts";
import { daysLeft } from "./TimeLine.tsx";
import { tellCount } from "./tellThread.ts";
import { useLibraryEvents } from "./useLibrary.ts";
import { useWholeMe } from "./useMe.ts";
import { Words } from "./Words.tsx";

/** How much was said on one amendment. */
interface Activity {
  document: string;
  amendment: string;
  comments: number;
  replies: number;
  positions: number;
  people: number;
}

/** The documents, with what is open for comment first. */
export function HomePage({ documents }: { documents: readonly BylawsDocument[] }) {
  useLibraryEvents();
  const activity = useActivity();
  const today = dayNow();
  if (documents.length === 0) {
    return (
      <main className="page home">
        <h1>No documents yet</h1>
        <p>
          Put one into the <code>bylaws</code> folder: <code>bylaws/&lt;document&gt;/document.yaml</code> and its{" "}
          <code>versions</code>. It appears here by itself.
        </p>
      </main>
    );
  }
  return (
    <main className="page home">
      <h1>What is proposed, and what people say</h1>
      <p className="summary">
        Read a proposed change word by word, and say what you think at the very words. The directors read the same page
        before they vote.
      </p>
      {documents.map((document) => (
        <section key={document.slug} className="document">
          <h2>
            <Link href={`/${document.slug}`}>
              <Words of={`${document.organisation} · ${document.title}`} />
            </Link>
          </h2>
          <p className="meta">
            <span>
              {tellCount(document.versions.length, "version")}, the newest of {printDay(document.versions.at(-1)!.on)}
            </span>
            {document.excerpt && <span>an excerpt</span>}
            {document.invented && <span>an invented organisation</span>}
          </p>
          <AmendmentList
            document={document}
            amendments={document.amendments.filter((amendment) => isOpenForComment(amendment, today))}
            today={today}
            activity={activity}
            none="Nothing is open for comment."
          />
        </section>
      ))}
    </main>
  );
}

/** Amendments with their state and how much was said, the newest first. */
export function AmendmentList(props: {
  document: BylawsDocument;
  amendments: readonly Amendment[];
  today: string;
  activity: readonly Activity[];
  none: string;
}) {
  const { document, amendments, today, activity, none } = props;
  if (amendments.length === 0) return <p className="empty">{none}</p>;
  const newest = [...amendments].sort((a, b) => (b.notice ?? "").localeCompare(a.notice ?? ""));
  return (
    <ul className="amendments">
      {newest.map((amendment) => {
        const said = activity.find((item) => item.document === document.slug && item.amendment === amendment.slug);
        const { closes } = amendment.comment;
        const isOpen = isOpenForComment(amendment, today);
        return (
          <li key={amendment.slug}>
            <Link href={printAddress({ page: "amendment", document: document.slug, amendment: amendment.slug })}>
              <Words of={amendment.title} />
            </Link>
            <p>
              <Words of={amendment.summary} />
            </p>
            <p className="meta">
              <span data-open={isOpen || undefined}>
                {stateOf(amendment, today)}
                {isOpen && closes && ` until ${printDay(closes)}, ${daysLeft(today, closes)}`}
              </span>
              {said && said.people > 0 && (
                <span>
                  {tellCount(said.comments + said.replies, "comment")} · {tellCount(said.positions, "position")} ·{" "}
                  {tellCount(said.people, "person", "people")}
                </span>
              )}
              {said && <NewCount activity={said} />}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** How much of it the reader has not read, where he has been there before on this device. */
function NewCount({ activity: { document, amendment, comments, replies } }: { activity: Activity }) {
  const person = useWholeMe();
  useStore(seenChanges);
  const seen = person && findSeen(person.person?.id ?? "", `${document}/${amendment}`);
  const news = seen ? comments + replies - seen.known : 0;
  if (news <= 0) return null;
  return (
    <Link className="new" href={printAddress({ page: "discussion", document, amendment })}>
      {news} new
    </Link>
  );
}

/** What was said where, asked for once for a page. */
export function useActivity(): readonly Activity[] {
  const [activity, setActivity] = useState<readonly Activity[]>([]);
  useEffect(() => {
    ask(browser, "/api/activity")
      .then((response) => response.json() as Promise<{ activity: Activity[] }>)
      .then(({ activity }) => setActivity(activity))
      .catch(() => {}); // The list is of use without the counts.
  }, []);
  return activity;
}
