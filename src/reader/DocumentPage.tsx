import { useMemo } from "react";
import { Link } from "wouter";
import { carryAnchor } from "../anchor/carry.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { printDay, printShortDay } from "../text/day.ts";
import type { BylawsDocument, Version } from "../text/document.ts";
import { findClause } from "../text/find.ts";
import { type Address, printAddress } from "./address.ts";
import { today as dayNow } from "./browser.ts";
import { Details } from "./Details.tsx";
import { groupsOf, unchangedRows } from "./groups.ts";
import { AmendmentList, useActivity } from "./HomePage.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { PlainBar } from "./PlainBar.tsx";
import { TextPage } from "./TextPage.tsx";
import { useLibraryEvents } from "./useRecord.ts";
import { useComparisons, useLatest, useText } from "./useTexts.ts";

interface Props {
  document: BylawsDocument;
  version: Version;
  address: Extract<Address, { page: "document" | "version" }>;
}

/** The text of one version, its contents, the other versions, and the amendments. */
export function DocumentPage({ document, version, address }: Props) {
  useLibraryEvents();
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
  const renumbered = useRenumbered(document, version, text, address.clause);
  const newest = document.versions.at(-1)!;
  const clauseAddress = (clause: string) => printAddress({ ...address, clause });
  return (
    <TextPage
      header={
        <>
          <h1>
            {document.organisation} · {document.title}
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
          {renumbered && (
            <p className="notice">
              What was {renumbered.old} on {printDay(renumbered.on)} is now{" "}
              <Link href={clauseAddress(renumbered.now)}>{renumbered.now}</Link>.
            </p>
          )}
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
      clause={renumbered ? renumbered.now : address.clause}
      clauseAddress={clauseAddress}
    >
      {(reading) => <PlainBar reading={reading} comparison={comparison} texts={texts} linkTo={clauseAddress} />}
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

/** Where a label of an earlier version leads, when this one has no such clause: a clause keeps its address. */
function useRenumbered(document: BylawsDocument, version: Version, text: ParsedBylaws, label: string | undefined) {
  const isHere = label === undefined || findClause(text, label) !== undefined;
  const earlier = useMemo(
    () => (isHere ? [] : document.versions.slice(0, document.versions.indexOf(version))),
    [isHere, document, version],
  );
  const compared = useComparisons(
    earlier.map(({ hash }) => hash),
    version.hash,
  );
  return useMemo(() => {
    if (isHere || label === undefined) return undefined;
    for (const old of [...earlier].reverse()) {
      const next = compared.get(old.hash);
      const clause = next && findClause(next.before, label);
      if (!clause) continue;
      const words = { clause: clause.address, part: "text" as const, from: 0, to: clause.text.length };
      const placement = carryAnchor(words, next.comparison);
      return placement.state === "gone" ? undefined : { old: label, on: old.on, now: placement.clause };
    }
    return undefined;
  }, [isHere, label, earlier, compared]);
}
