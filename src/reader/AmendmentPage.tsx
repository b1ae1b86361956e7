import { useCallback, useMemo, useState } from "react";
import { navigate } from "wouter/use-browser-location";
import { makeAnchor } from "../anchor/anchor.ts";
import type { ComparedTexts } from "../compare/packed.ts";
import { closedSince, isOpenForComment } from "../decide/amendment.ts";
import type { Amendment, BylawsDocument, Revision, Version } from "../text/document.ts";
import { AmendmentHeader } from "./AmendmentHeader.tsx";
import { type Address, printAddress, VIEWS } from "./address.ts";
import { today as dayNow } from "./browser.ts";
import { CollisionList } from "./CollisionList.tsx";
import { DiscussionColumn, type Place } from "./DiscussionColumn.tsx";
import { openDraft } from "./drafts.ts";
import { groupsOf } from "./groups.ts";
import { Loading } from "./Loading.tsx";
import { MissingPage } from "./MissingPage.tsx";
import { notesOf } from "./notes.ts";
import { type TextDiscussion, TextPage } from "./TextPage.tsx";
import { othersOf, useCollisions } from "./useCollisions.ts";
import { useDiscussion } from "./useDiscussion.ts";
import { useNarrow } from "./useNarrow.ts";
import type { Picked } from "./useReading.ts";
import { useSelection } from "./useSelection.ts";
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
  if (!base || !revision || !newest) return <MissingPage address={address} documents={[document]} />;
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
  const [active, setActive] = useState<number>();
  const [sheet, setSheet] = useState<Place>();
  const [fresh, setFresh] = useState<string>();
  const isNarrow = useNarrow();
  const selected = useSelection();
  const today = dayNow();
  const isOpen = isOpenForComment(amendment, today);
  const discussion = useDiscussion({
    document,
    amendment,
    before: base.hash,
    after: revision.hash,
    comparison,
    groups,
    active,
  });
  const addressOf = useCallback(
    (change: Partial<AmendmentAddress>) => printAddress({ ...address, clause: undefined, ...change }),
    [address],
  );

  const heads = useMemo(
    () => new Map(groups.flatMap(({ head, rows }) => rows.map(({ index }) => [index, head.index]))),
    [groups],
  );
  const headOf = useCallback((row: number | undefined) => (row === undefined ? undefined : heads.get(row)), [heads]);

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

  const comment = useCallback(
    (picked?: Picked) => {
      const place = { document: document.slug, amendment: amendment.slug, revision: revision.number };
      if (!picked) {
        setFresh(openDraft({ place, said: { kind: "comment" } }).key);
        if (isNarrow) setSheet({});
        return;
      }
      const row = comparison.rows[picked.row]!;
      const isStruck = !row.after;
      const clause = (row.after ?? row.before)!;
      const part = clause.text === "" ? "title" : "text";
      // Whoever speaks of a struck clause speaks of its words: its label may belong to another one now.
      const words =
        picked.words ?? (isStruck ? { side: "before" as const, part, from: 0, to: clause[part].length } : undefined);
      const owner = words && row[words.side];
      const anchor =
        words &&
        owner &&
        makeAnchor({ ...words, clause: owner, text: words.side === "after" ? revision.hash : base.hash });
      setFresh(openDraft({ place: { ...place, clause: clause.address }, said: { kind: "comment", anchor } }).key);
      if (isNarrow) setSheet({ head: headOf(picked.row) });
    },
    [document.slug, amendment.slug, revision, base, comparison, isNarrow, headOf],
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
        onThreads={isNarrow ? () => setSheet({}) : undefined}
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
      collisions,
      otherAddress,
      document.slug,
      base.on,
    ],
  );

  const inText: TextDiscussion = {
    marks: discussion.marks,
    threads: discussion.counts,
    news: discussion.news,
    isOpenForComment: isOpen,
    keys: selected && isOpen ? { comment: () => comment({ row: selected.row, words: selected }) } : {},
    onComment: (picked) => isOpen && comment(picked),
    onThreads: (row) => {
      const first = discussion.threads.find((thread) => headOf(thread.row) === row);
      setActive(first?.thread.comment.seq);
      if (isNarrow) setSheet({ head: row });
    },
    onMark: (threads) => {
      // Several threads on the same words take turns.
      const next = threads[(threads.indexOf(active ?? -1) + 1) % threads.length];
      setActive(next);
      const placed = discussion.threads.find(({ thread }) => thread.comment.seq === next);
      if (isNarrow) setSheet({ head: headOf(placed?.row) });
    },
  };

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
      clauseAddress={(clause) => addressOf({ clause })}
      discussion={inText}
    >
      {(reading) => (
        <DiscussionColumn
          reading={reading}
          discussion={discussion}
          comparison={comparison}
          texts={texts}
          before={base.hash}
          after={revision.hash}
          revision={revision.number}
          newest={newest.number}
          document={document.slug}
          amendment={amendment.slug}
          closed={isOpen ? undefined : closedSince(amendment, today)}
          isOpenForComment={isOpen}
          active={active}
          onActive={setActive}
          sheet={isNarrow ? sheet : undefined}
          onSheet={setSheet}
          fresh={fresh}
          selected={selected}
          onComment={comment}
          linkTo={(clause) => addressOf({ clause })}
        />
      )}
    </TextPage>
  );
}
