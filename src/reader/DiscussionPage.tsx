import "./discussion.css";
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { Comparison } from "../compare/comparison.ts";
import { type Filter, filterOf, printFilter } from "../discuss/filter.ts";
import { ThreadIndex } from "../discuss/threadIndex.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { AccountView } from "./AccountView.tsx";
import { type Address, printAddress } from "./address.ts";
import { DiscussionFilter } from "./DiscussionFilter.tsx";
import { DiscussionList } from "./DiscussionList.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { FindUnread } from "./FindUnread.tsx";
import { comeToRest } from "./fetchAtRest.ts";
import { groupsOf, unchangedRows } from "./groups.ts";
import { Loading } from "./Loading.tsx";
import { type Listed, labelsOf, listed, withOpen } from "./listed.ts";
import { NothingFound } from "./NothingFound.tsx";
import { SendingBar } from "./SendingBar.tsx";
import { ThreadPage, type ThreadsShown } from "./ThreadPage.tsx";
import { tellCount } from "./tellThread.ts";
import { threadsOfVersion } from "./threadsOfVersion.ts";
import { useCommentInAddress } from "./useCommentInAddress.ts";
import { type DiscussionShown, useDiscussion } from "./useDiscussion.ts";
import { useLast } from "./useLast.ts";
import { useMe } from "./useMe.ts";
import { useSearchWords } from "./useSearchWords.ts";
import { useComparison, useLatest, useText } from "./useTexts.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  /** Without one, what was said about the versions. */
  amendment?: Amendment;
  address: Extract<Address, { page: "discussion" }>;
}

/** Everything said about an amendment, or about the text in force, in one list that can be filtered and searched. */
export function DiscussionPage({ document, amendment, address }: Props) {
  return amendment ? (
    <OfAmendment document={document} amendment={amendment} address={address} />
  ) : (
    <OfText document={document} address={address} />
  );
}

function OfAmendment({ document, amendment, address }: Required<Props>) {
  const base = document.versions.find(({ on }) => on === amendment.base)?.hash ?? "";
  const newest = amendment.revisions.at(-1)!;
  const { value, failure, promised, retry } = useComparison(base, newest.hash);
  const compared = useLatest(value);
  const texts = useMemo(() => compared && [compared.before, compared.after], [compared]);
  if (!compared || !texts) {
    return <Loading what="the discussion" failure={failure} promised={promised} onRetry={retry} />;
  }
  const shown = { before: base, after: newest.hash, comparison: compared.comparison, texts };
  return <Shown {...{ document, amendment, address }} {...shown} />;
}

function OfText({ document, address }: Props) {
  const { hash } = document.versions.at(-1)!;
  const { value, failure, promised, retry } = useText(hash);
  const text = useLatest(value);
  const comparison = useMemo(() => text && unchangedRows(text), [text]);
  const texts = useMemo(() => text && [text], [text]);
  if (!comparison || !texts) {
    return <Loading what="the discussion" failure={failure} promised={promised} onRetry={retry} />;
  }
  return <Shown {...{ document, address, comparison, texts }} before={hash} after={hash} />;
}

interface ShownProps extends Props {
  before: string;
  after: string;
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
}

function Shown({ document, amendment, address, before, after, comparison, texts }: ShownProps) {
  const me = useMe();
  useEffect(comeToRest, []);
  const [active, onActive] = useState<number>();
  const groups = useMemo(() => groupsOf(comparison, texts), [comparison, texts]);
  const divide = amendment ? undefined : threadsOfVersion;
  const discussion = useDiscussion({ document, amendment, before, after, comparison, groups, active, divide });
  const { record, threads, unread } = discussion;
  const whole = amendment ? "the whole amendment" : "the whole text";
  const items = useMemo(() => threads.map((placed) => listed(placed, comparison, whole)), [threads, comparison, whole]);
  const index = useMemo(() => new ThreadIndex(items, record.author, me?.id), [items, record.author, me?.id]);
  const labels = useMemo(() => labelsOf(items), [items]);
  // On the page of a version, what was said about amendments is counted where it stands.
  const listedThreads = useMemo(() => threads.map(({ thread }) => thread), [threads]);
  usePrepared(index);

  const asked = useMemo(() => filterOf(address.filter ?? ""), [address.filter]);
  const [words, typeWords, putWords] = useSearchWords(asked.words ?? "", (next) =>
    change({ ...asked, words: next || undefined }),
  );
  const change = useLast((filter: Filter) => {
    const query = printFilter(filter).slice(1);
    navigate(printAddress({ ...address, filter: query }), { replace: true });
  });
  // What is typed stands in its field at once; the list follows when there is time.
  const filter = useDeferredValue(useMemo(() => ({ ...asked, words: words || undefined }), [asked, words]));
  const selected = useMemo(() => index.select(filter, unread.since), [index, filter, unread.since]);

  // An answer takes a thread out of what waits for one: whoever gave it goes on looking at it.
  const list = useMemo(
    () => withOpen(selected.list, items, active, filter.order === "time"),
    [selected.list, items, active, filter.order],
  );

  const set = (next: Filter) => {
    onActive(undefined);
    putWords(next.words ?? "");
    change(next);
  };
  // What an address names is shown, whatever the filter in it leaves out.
  useCommentInAddress(record.isLoaded, record.entries.at(-1)?.seq ?? 0, (seq) => {
    const found = threads.find(({ thread }) => [thread.comment, ...thread.replies].some((said) => said.seq === seq));
    if (!found) return;
    onActive(found.thread.comment.seq);
    showComment(seq);
  });

  const addressOf = useCallback(
    (clause: string | undefined) =>
      printAddress(
        amendment
          ? { page: "amendment", document: document.slug, amendment: amendment.slug, clause }
          : { page: "document", document: document.slug, clause },
      ),
    [document.slug, amendment],
  );
  const inThreads = useMemo(
    (): ThreadsShown => ({
      document,
      record,
      placed: threads,
      comparison,
      text: texts.at(-1),
      clauseAddress: addressOf,
      onOpen: onActive,
    }),
    [document, record, threads, comparison, texts, addressOf],
  );
  const textAddress = addressOf(undefined);
  return (
    <main className="page discussion-page">
      <FindUnread {...discussion.toRead} active={active} />
      <header>
        <h1>The discussion</h1>
        <p className="summary">
          Everything said about{" "}
          <Link href={textAddress}>
            <Words of={amendment ? amendment.title : `${document.organisation} · ${document.title}`} />
          </Link>
          .
        </p>
        {record.isLoaded && (
          <AccountView threads={listedThreads} author={record.author} onWaiting={() => set({ waiting: true })} />
        )}
        <Elsewhere document={document} counts={discussion.elsewhere} />
      </header>
      {!record.isLoaded ? (
        <p className="empty" role="status">
          Reading the record…
        </p>
      ) : threads.length === 0 ? (
        <p className="empty">
          Nobody has said anything yet. <Link href={textAddress}>Read the text</Link>, and say what you think at its
          words.
        </p>
      ) : (
        <div className="discussion-columns">
          <DiscussionFilter
            filter={{ ...asked, words: words || undefined }}
            selected={selected}
            since={unread.since}
            labels={labels}
            onFilter={set}
            onWords={(next) => {
              onActive(undefined);
              typeWords(next);
            }}
          />
          <div id="text" tabIndex={-1} className="discussion-list">
            <div className="discussion-told">
              <p role="status">{tellShown(selected.list.length, threads.length, list.length > selected.list.length)}</p>
              {unread.seqs.size > 0 && (
                <button type="button" className="link" onClick={unread.readAll}>
                  Mark all {unread.seqs.size} new as read
                </button>
              )}
            </div>
            {list.length === 0 ? (
              <NothingFound filter={filter} onFilter={set} />
            ) : (
              <ThreadPage shown={inThreads}>
                <DiscussionList
                  list={list}
                  order={filter.order}
                  threads={threads}
                  drafts={discussion.drafts}
                  allOutgoing={discussion.allOutgoing}
                  unreadIn={discussion.unreadIn}
                  addressOf={addressOf}
                  active={active}
                />
              </ThreadPage>
            )}
          </div>
        </div>
      )}
      <Footer {...{ document, amendment, record }} />
      <div className="bottom">
        {record.connection === "lost" && (
          <p className="connection" role="status">
            The server cannot be reached; trying again. What you write is kept on this device.
          </p>
        )}
        <SendingBar />
      </div>
    </main>
  );
}

function tellShown(shown: number, all: number, isOneMore: boolean): string {
  const threads = tellCount(all, "thread");
  return shown === all ? threads : `${shown} of ${threads}${isOneMore ? ", and the one that is open" : ""}`;
}

/** About two seconds. */
const MOST_FRAMES = 120;

/** Goes to a comment or reply as soon as it is drawn: the filter may have left it out, and its thread been closed. */
function showComment(seq: number): void {
  let frames = 0;
  const show = () => {
    const element = document.getElementById(`comment-${seq}`);
    if (!element && frames < MOST_FRAMES) requestAnimationFrame(show);
    frames += 1;
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  };
  requestAnimationFrame(show);
}

/** Makes threads ready to be searched while nobody waits for anything. */
function usePrepared(index: ThreadIndex<Listed>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const go = () => {
      if (index.prepare(50)) timer = setTimeout(go, 30);
    };
    timer = setTimeout(go, 300);
    return () => clearTimeout(timer);
  }, [index]);
}

/** Where else one reads what was said and done. */
function Footer({
  document,
  amendment,
  record,
}: Pick<Props, "document" | "amendment"> & Pick<DiscussionShown, "record">) {
  const slug = amendment?.slug;
  const acts = record.entries.filter((entry) => entry.kind === "moderation" && entry.amendment === slug).length;
  return (
    <footer className="discussion-footer">
      <Link href={printAddress({ page: "moderation", document: document.slug, amendment: slug })}>
        Moderation: {acts === 0 ? "nothing was hidden" : tellCount(acts, "act")}
      </Link>
      {slug !== undefined && (
        <>
          <Link href={printAddress({ page: "record", document: document.slug, amendment: slug })}>The record</Link>
          <Link href={printAddress({ page: "positions", document: document.slug, amendment: slug })}>Positions</Link>
        </>
      )}
    </footer>
  );
}
