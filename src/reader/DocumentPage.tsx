import { useMemo } from "react";
import { Link } from "wouter";
import type { ParsedBylaws } from "../text/clause.ts";
import { printDay, printShortDay } from "../text/day.ts";
import type { BylawsDocument, Version } from "../text/document.ts";
import { type Address, printAddress } from "./address.ts";
import { today as dayNow } from "./browser.ts";
import { Details } from "./Details.tsx";
import { DiscussionColumn } from "./DiscussionColumn.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { groupsOf, unchangedRows } from "./groups.ts";
import { AmendmentList, useActivity } from "./HomePage.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { TextPage } from "./TextPage.tsx";
import { tellCount } from "./tellThread.ts";
import { threadsOfVersion } from "./threadsOfVersion.ts";
import { useDiscussedText } from "./useDiscussedText.ts";
import { useLatest, useText } from "./useTexts.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  version: Version;
  address: Extract<Address, { page: "document" | "version" }>;
}

/** The text of one version, its contents, the other versions, and the amendments. */
export function DocumentPage({ document, version, address }: Props) {
  const { value, failure, promised, retry } = useText(version.hash);
  const text = useLatest(value);
  if (!text) return <Loading what="the text" failure={failure} promised={promised} onRetry={retry} />;
  return <Shown document={document} version={version} address={address} text={text} />;
}

const PLAIN = ["proposed"] as const;

function Shown({ document, version, address, text }: Props & { text: ParsedBylaws }) {
  const comparison = useMemo(() => unchangedRows(text), [text]);
  const texts = useMemo(() => [text], [text]);
  const groups = useMemo(() => groupsOf(comparison, texts), [comparison, texts]);
  const activity = useActivity();
  const today = dayNow();
  const newest = document.versions.at(-1)!;
  const clauseAddress = (clause: string) => printAddress({ ...address, clause, words: undefined });
  const about = useMemo(() => ({ version }), [version]);
  const { discussion, inText, comment, isNarrow, onSheet, linked, toFind, wordsIn, column } = useDiscussedText({
    document,
    about,
    before: version.hash,
    after: version.hash,
    comparison,
    groups,
    isOpen: true, // A text in force can be spoken about at any time.
    address,
    divide: threadsOfVersion,
  });
  const wholeThreads = discussion.threads.filter(({ row }) => row === undefined).length;
  return (
    <TextPage
      header={
        <>
          <h1>
            <Words of={`${document.organisation} · ${document.title}`} />
          </h1>
          <p className="summary">
            {version === newest
              ? version.kind === "recorded"
                ? `The text in force, as recorded on ${printDay(version.on)}.`
                : `The text in force since ${printDay(version.on)}.`
              : `The text of ${printDay(version.on)}. It is not the one in force.`}
          </p>
          {version !== newest && (
            <p className="notice">
              <Link href={printAddress({ page: "document", document: document.slug })}>Read the text in force</Link>
            </p>
          )}
          {(document.about || document.notes.length > 0) && (
            <Details
              className="about"
              summary={
                document.excerpt
                  ? "This is an excerpt. Where the text comes from"
                  : document.invented
                    ? "An invented organisation. About this text"
                    : "About this text"
              }
            >
              <LazyProse markdown={document.about} />
              <ul className="notes">
                {document.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Details>
          )}
          <Versions document={document} version={version} />
          <p className="header-actions">
            <button type="button" onClick={() => comment()}>
              Comment on the whole text
            </button>
            {isNarrow && wholeThreads > 0 && (
              <button type="button" onClick={() => onSheet({})}>
                {tellCount(wholeThreads, "thread")} on the whole
              </button>
            )}
            <Link href={printAddress({ page: "discussion", document: document.slug })}>
              The discussion of the text
              {discussion.unread.seqs.size > 0 && `, ${discussion.unread.seqs.size} new`}
            </Link>
          </p>
          <Elsewhere document={document} counts={discussion.elsewhere} />
        </>
      }
      beside={
        <section aria-labelledby="amendments">
          <h2 id="amendments">Amendments</h2>
          <AmendmentList
            document={document}
            amendments={document.amendments}
            today={today}
            activity={activity}
            none="No amendment was proposed here."
          />
        </section>
      }
      comparison={comparison}
      groups={groups}
      texts={texts}
      views={PLAIN}
      view="proposed"
      viewAddress={() => ""}
      onView={() => {}}
      history={{ document, after: version.hash }}
      clause={address.clause}
      linked={linked}
      toFind={toFind}
      clauseAddress={clauseAddress}
      discussion={inText}
    >
      {(reading) => (
        <DiscussionColumn
          {...column}
          reading={reading}
          texts={texts}
          linkTo={(clause, words) => printAddress({ ...address, clause, words: words && wordsIn(words) })}
        />
      )}
    </TextPage>
  );
}

/** The versions as a time line, each beside what changed since the one before. */
function Versions({ document, version }: { document: BylawsDocument; version: Version }) {
  const { slug, versions } = document;
  if (versions.length === 1) return null;
  return (
    <ol className="timeline" aria-label="Versions">
      {versions.map((each, index) => {
        const before = versions[index - 1];
        return (
          <li key={each.on} data-when={each === version ? "now" : "past"} aria-current={each === version || undefined}>
            <Link href={printAddress({ page: "version", document: slug, version: each.on })}>
              {printShortDay(each.on)}
            </Link>
            {before && (
              <Link href={printAddress({ page: "compare", document: slug, before: before.on, after: each.on })}>
                what changed
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
