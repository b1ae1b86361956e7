import { useMemo, useState } from "react";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { ParsedBylaws } from "../text/clause.ts";
import type { BylawsDocument, Version } from "../text/document.ts";
import { type Address, printAddress, VIEWS, type View } from "./address.ts";
import { printDay, printShortDay } from "./day.ts";
import { groupsOf } from "./groups.ts";
import { Loading } from "./Loading.tsx";
import { PlainBar } from "./PlainBar.tsx";
import { TextPage } from "./TextPage.tsx";
import { useLibraryEvents } from "./useRecord.ts";
import { getComparison, useLatest, useTexts } from "./useTexts.ts";

interface Props {
  document: BylawsDocument;
  before: Version;
  after: Version;
  address: Extract<Address, { page: "compare" }>;
}

/** Any two versions of a document. */
export function ComparePage({ document, before, after, address }: Props) {
  useLibraryEvents();
  const { texts, failure, retry } = useTexts([before.hash, after.hash]);
  const shown = useLatest(texts && { texts, before, after });
  if (!shown) return <Loading what="the two versions" failure={failure} onRetry={retry} />;
  return <Shown document={document} address={address} {...shown} />;
}

function Shown({ document, before, after, address, texts }: Props & { texts: ParsedBylaws[] }) {
  const [view, setView] = useState<View>("redline");
  const [old, now] = texts as [ParsedBylaws, ParsedBylaws];
  const comparison = getComparison([before.hash, old], [after.hash, now]);
  const groups = useMemo(() => groupsOf(comparison, [old, now]), [comparison, old, now]);
  const clauseAddress = (clause: string) => printAddress({ ...address, clause });
  const amendments = document.amendments.filter(({ base, inForce }) => base === before.on && inForce === after.on);
  return (
    <TextPage
      header={
        <>
          <h1>
            {document.organisation} · {document.title}
          </h1>
          <p className="summary">
            What changed from {printDay(before.on)} to {printDay(after.on)}.
          </p>
          {amendments.map(({ slug, title }) => (
            <p key={slug} className="meta">
              Brought by{" "}
              <Link href={printAddress({ page: "amendment", document: document.slug, amendment: slug })}>{title}</Link>
            </p>
          ))}
        </>
      }
      comparison={comparison}
      groups={groups}
      texts={texts}
      views={VIEWS}
      view={view}
      viewNames={{ "in-force": printShortDay(before.on), proposed: printShortDay(after.on) }}
      viewAddress={() => printAddress(address)}
      onView={(chosen) => {
        setView(chosen);
        navigate(printAddress(address), { replace: true });
      }}
      clause={address.clause}
      clauseAddress={clauseAddress}
    >
      {(reading) => <PlainBar reading={reading} comparison={comparison} linkTo={clauseAddress} />}
    </TextPage>
  );
}
