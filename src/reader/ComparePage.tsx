import { useMemo } from "react";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { ComparedTexts } from "../compare/packed.ts";
import { printDay, printShortDay } from "../text/day.ts";
import type { BylawsDocument, Version } from "../text/document.ts";
import { type Address, printAddress, VIEWS } from "./address.ts";
import { groupsOf } from "./groups.ts";
import { Loading } from "./Loading.tsx";
import { notesOf } from "./notes.ts";
import { PlainBar } from "./PlainBar.tsx";
import { TextPage } from "./TextPage.tsx";
import { useLibraryEvents } from "./useLibrary.ts";
import { useComparison, useLatest } from "./useTexts.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  before: Version;
  after: Version;
  address: Extract<Address, { page: "compare" }>;
}

const NONE: readonly never[] = [];

/** Any two versions of a document. */
export function ComparePage({ document, before, after, address }: Props) {
  useLibraryEvents();
  const { value, failure, promised, retry } = useComparison(before.hash, after.hash);
  const shown = useLatest(useMemo(() => value && { compared: value, before, after }, [value, before, after]));
  if (!shown) return <Loading what="the two versions" failure={failure} promised={promised} onRetry={retry} />;
  return <Shown document={document} address={address} {...shown} />;
}

function Shown({ document, before, after, address, compared }: Props & { compared: ComparedTexts }) {
  const { comparison } = compared;
  const texts = useMemo(() => [compared.before, compared.after], [compared]);
  const groups = useMemo(() => groupsOf(comparison, texts), [comparison, texts]);
  const notes = useMemo(() => notesOf(comparison, compared.effects, NONE, () => ""), [comparison, compared]);
  const clauseAddress = (clause: string) => printAddress({ ...address, clause });
  const amendments = document.amendments.filter(({ base, inForce }) => base === before.on && inForce === after.on);
  return (
    <TextPage
      header={
        <>
          <h1>
            <Words of={`${document.organisation} · ${document.title}`} />
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
      view={address.view ?? "redline"}
      viewNames={{ "in-force": printShortDay(before.on), proposed: printShortDay(after.on) }}
      viewAddress={(view) => printAddress({ ...address, view })}
      onView={(view) => navigate(printAddress({ ...address, view }), { replace: true })}
      show={address.show}
      onShow={(show) => navigate(printAddress({ ...address, show }), { replace: true })}
      notes={notes}
      history={{ document, before: before.hash, after: after.hash }}
      clause={address.clause}
      clauseAddress={clauseAddress}
    >
      {(reading) => <PlainBar reading={reading} comparison={comparison} texts={texts} linkTo={clauseAddress} />}
    </TextPage>
  );
}
