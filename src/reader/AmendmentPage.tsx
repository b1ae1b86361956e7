import { useCallback, useMemo } from "react";
import { navigate } from "wouter/use-browser-location";
import type { ComparedTexts } from "../compare/packed.ts";
import { closedSince, isOpenForComment } from "../decide/amendment.ts";
import type { Amendment, BylawsDocument, Revision, Version } from "../text/document.ts";
import { AmendmentHeader } from "./AmendmentHeader.tsx";
import { type Address, printAddress, VIEWS } from "./address.ts";
import { today as dayNow } from "./browser.ts";
import { CollisionList } from "./CollisionList.tsx";
import { DiscussionColumn } from "./DiscussionColumn.tsx";
import { groupsOf } from "./groups.ts";
import { Later } from "./Later.tsx";
import { Loading } from "./Loading.tsx";
import { notesOf } from "./notes.ts";
import { PAGE_PARTS } from "./pageParts.ts";
import { TextPage } from "./TextPage.tsx";
import { othersOf, useCollisions } from "./useCollisions.ts";
import { useDiscussedText } from "./useDiscussedText.ts";
import { useComparison, useLatest } from "./useTexts.ts";

const NONE: readonly never[] = [];

type AmendmentAddress = Extract<Address, { page: "amendment" }>;

interface Props {
  document: BylawsDocument;
  amendment: Amendment;
  address: AmendmentAddress;
}

/** The redline of an amendment with everything people say about it. */
export function AmendmentPage({ document, amendment, address }: Props) {
  const base = document.versions.find(({ on }) => on === amendment.base);
  const newest = amendment.revisions.at(-1);
  const revision =
    address.revision === undefined ? newest : amendment.revisions.find(({ number }) => number === address.revision);
  if (!base || !revision || !newest) {
    return <Later part={PAGE_PARTS.missing} props={{ address, documents: [document] }} />;
  }
  return <Reading {...{ document, amendment, address, base, revision, newest }} />;
}

interface ReadingProps extends Props {
  base: Version;
  revision: Revision;
  newest: Revision;
}

/** Until the two texts are there; and while newer ones are read, the last ones stay. */
function Reading({ base, revision, ...rest }: ReadingProps) {
  const { value, failure, promised, retry } = useComparison(base.hash, revision.hash);
  const shown = useLatest(useMemo(() => value && { compared: value, base, revision }, [value, base, revision]));
  if (!shown) return <Loading what="the redline" failure={failure} promised={promised} onRetry={retry} />;
  return <Shown {...rest} {...shown} />;
}

function Shown({
  document,
  amendment,
  address,
  compared,
  base,
  revision,
  newest,
}: ReadingProps & { compared: ComparedTexts }) {
  const { comparison, before, after } = compared;
  const texts = useMemo(() => [before, after], [before, after]);
  const groups = useMemo(() => groupsOf(comparison, texts), [comparison, texts]);
  const today = dayNow();
  const isOpen = isOpenForComment(amendment, today);
  const about = useMemo(() => ({ amendment, revision }), [amendment, revision]);
  const { discussion, inText, comment, isNarrow, onSheet, linked, toFind, wordsIn, column } = useDiscussedText({
    document,
    about,
    before: base.hash,
    after: revision.hash,
    comparison,
    groups,
    isOpen,
    address,
  });
  const addressOf = useCallback(
    (change: Partial<AmendmentAddress>) => printAddress({ ...address, clause: undefined, words: undefined, ...change }),
    [address],
  );

  const collisions = useCollisions(document.slug, amendment.slug);
  const others = revision === newest ? (collisions.value?.others ?? NONE) : NONE;
  const otherAddress = useCallback(
    (other: string, clause: string) =>
      printAddress({ page: "amendment", document: document.slug, amendment: other, clause }),
    [document.slug],
  );
  const notes = useMemo(
    () => notesOf(comparison, compared.effects, others, otherAddress),
    [comparison, compared, others, otherAddress],
  );

  const wholeThreads = discussion.threads.filter(({ row }) => row === undefined).length;
  // Kept while people write and step through the text: nothing in it changes then.
  const header = useMemo(
    () => (
      <AmendmentHeader
        document={document}
        amendment={amendment}
        base={base}
        revision={revision}
        newest={newest}
        today={today}
        addressOf={addressOf}
        onComment={isOpen ? () => comment() : undefined}
        wholeThreads={wholeThreads}
        onThreads={isNarrow ? () => onSheet({}) : undefined}
        threads={discussion.threads.length}
        news={discussion.unread.seqs.size}
      >
        {revision === newest && (
          <CollisionList
            answer={collisions}
            count={othersOf(document, amendment).length}
            addressOf={otherAddress}
            sinceAddress={(after, clause) =>
              printAddress({ page: "compare", document: document.slug, before: base.on, after, clause })
            }
          />
        )}
      </AmendmentHeader>
    ),
    [
      document,
      amendment,
      base,
      revision,
      newest,
      today,
      addressOf,
      isOpen,
      comment,
      wholeThreads,
      isNarrow,
      onSheet,
      discussion.threads.length,
      discussion.unread,
      collisions,
      otherAddress,
      document.slug,
      base.on,
    ],
  );

  return (
    <TextPage
      header={header}
      comparison={comparison}
      groups={groups}
      texts={texts}
      views={VIEWS}
      view={address.view ?? "redline"}
      viewAddress={(view) => addressOf({ view, clause: address.clause })}
      onView={(view) => navigate(addressOf({ view, clause: address.clause }), { replace: true })}
      show={address.show}
      onShow={(show) => navigate(addressOf({ show, clause: address.clause }), { replace: true })}
      notes={notes}
      history={{ document, before: base.hash, after: revision.hash }}
      clause={address.clause}
      linked={linked}
      toFind={toFind}
      clauseAddress={(clause) => addressOf({ clause })}
      discussion={inText}
    >
      {(reading) => (
        <DiscussionColumn
          {...column}
          reading={reading}
          texts={texts}
          revision={revision.number}
          newest={newest.number}
          revisions={amendment.revisions}
          amendment={amendment.slug}
          closed={isOpen ? undefined : closedSince(amendment, today)}
          linkTo={(clause, words) => addressOf({ clause, words: words && wordsIn(words) })}
        />
      )}
    </TextPage>
  );
}
