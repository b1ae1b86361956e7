import { useMemo, useRef, useState } from "react";
import type { Sought } from "../anchor/placement.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import type { Draft } from "./draft.ts";
import { drafts } from "./drafts.ts";
import type { Group } from "./groups.ts";
import type { Outgoing } from "./outbox.ts";
import type { Mark } from "./pieces.ts";
import { type PlacedThread, type Pointed, type Shown, type Spot, soughtOf, spotOf } from "./placed.ts";
import { usePlacements } from "./placements.ts";
import { pathsTo, pointAt, pointedOf } from "./pointed.ts";
import { useStore } from "./Store.ts";
import type { threadsOfVersion } from "./threadsOfVersion.ts";
import { ALL_READ, type FindUnreadProps, type Unread } from "./unread.ts";
import { type RecordShown, useOutgoing, useRecord } from "./useRecord.ts";

/** A comment that is being written or sent, with its place in the text. */
interface Placed<T> extends Spot {
  item: T;
}

/** What people say about the amendment on the screen, each thing at its place. */
export interface DiscussionShown {
  record: RecordShown;
  threads: readonly PlacedThread[];
  /** On the page of a version: how many threads on amendments have no words in it, by the slug of the amendment. */
  elsewhere: ReadonlyMap<string, number>;
  drafts: readonly Placed<Draft>[];
  outgoing: readonly Placed<Outgoing>[];
  /** Also replies, positions and withdrawals. */
  allOutgoing: readonly Outgoing[];
  marks: ReadonlyMap<number, readonly Mark[]>;
  /** How many threads stand in each group, by the number of its head row. */
  counts: ReadonlyMap<number, number>;
  unread: Unread;
  /** For what finds that. */
  toRead: Omit<FindUnreadProps, "active">;
  /** Of those, the ones in each thread, by the number of its comment. */
  unreadIn: ReadonlyMap<number, ReadonlySet<number>>;
  /** How many comments and replies in each group are new to the reader. */
  news: ReadonlyMap<number, number>;
}

interface Reading {
  document: BylawsDocument;
  /** Missing on the page of a version: what was said about it, and all that is carried to it. */
  amendment?: Amendment;
  /** Hashes of the two texts on the screen; the same one twice, where only one is. */
  before: string;
  after: string;
  comparison: Comparison;
  groups: readonly Group[];
  /** Number of the open thread. */
  active?: number;
  /** Which threads belong on the page of a version; without it, all do. */
  divide?: typeof threadsOfVersion;
}

/**
 * Marks that are the same stay the same objects: while somebody types, no row
 * of the text is drawn anew.
 */
function useSteadyMarks(marks: ReadonlyMap<number, readonly Mark[]>): ReadonlyMap<number, readonly Mark[]> {
  const last = useRef<ReadonlyMap<number, readonly Mark[]>>(new Map());
  return useMemo(() => {
    let isSame = last.current.size === marks.size;
    const steady = new Map<number, readonly Mark[]>();
    for (const [row, fresh] of marks) {
      const old = last.current.get(row);
      const keeps = old !== undefined && JSON.stringify(old) === JSON.stringify(fresh);
      steady.set(row, keeps ? old : fresh);
      isSame &&= keeps;
    }
    if (!isSame) last.current = steady;
    return last.current;
  }, [marks]);
}

export function useDiscussion(reading: Reading): DiscussionShown {
  const { document, amendment, before, after, comparison, groups, active, divide } = reading;
  const record = useRecord(document.slug, amendment?.slug, amendment?.comment.closes);
  const allOutgoing = useOutgoing(document.slug, amendment?.slug, record.entries);
  const allDrafts = useStore(drafts);
  const shown: Shown = useMemo(() => ({ before, after, comparison }), [before, after, comparison]);

  const pointed = useMemo(() => {
    const path = pathsTo(document, after);
    return record.threads.map((thread) => ({ thread, at: pointedOf(thread, document, path) }));
  }, [record.threads, document, after]);
  const here = useMemo(
    () =>
      allDrafts
        .filter(({ place, said }) => {
          if (place.document !== document.slug) return false;
          // On the page of a version, answers are written to threads on amendments, too.
          return place.amendment === amendment?.slug || (!amendment && said.kind !== "comment");
        })
        .map((item) => ({
          item,
          at: pointAt({ ...item.place, ...(item.said.kind === "comment" && item.said) }, document),
        })),
    [allDrafts, document, amendment],
  );
  const sending = useMemo(
    () =>
      allOutgoing.flatMap((item) =>
        item.said.kind === "comment" ? [{ item, at: pointAt({ ...item.said, ...item.place }, document) }] : [],
      ),
    [allOutgoing, document],
  );

  const sought = useSteady(
    useMemo(
      () => [...pointed, ...here, ...sending].flatMap(({ at }) => soughtOf(at, shown) ?? []),
      [pointed, here, sending, shown],
    ),
  );
  const texts = useMemo(() => (before === after ? [after] : [after, before]), [before, after]);
  const findPlacements = usePlacements(document, texts, sought);

  const lastPlaced = useRef<ReadonlyMap<Thread, PlacedThread>>(new Map());
  const { threads, elsewhere } = useMemo(() => {
    const all = pointed.map(({ thread, at }) => {
      const fresh = { thread, ...spotOf(at, shown, findPlacements(soughtOf(at, shown))) };
      const old = lastPlaced.current.get(thread);
      return old && isSameSpot(old, fresh) ? old : fresh;
    });
    lastPlaced.current = new Map(all.map((placed) => [placed.thread, placed]));
    return divide ? divide(all, document, after) : { threads: all, elsewhere: NOWHERE };
  }, [pointed, shown, findPlacements, divide, document, after]);
  const place = useMemo(
    () =>
      <T>({ item, at }: { item: T; at: Pointed }): Placed<T> => ({
        item,
        ...spotOf(at, shown, findPlacements(soughtOf(at, shown))),
      }),
    [shown, findPlacements],
  );
  const placedDrafts = useMemo(() => here.map(place), [here, place]);
  const outgoing = useMemo(() => sending.map(place), [sending, place]);

  const threadMarks = useSteadyMarks(
    useMemo(() => marksOf(threads.map((placed) => [placed, placed.thread.comment.seq])), [threads]),
  );
  // What is open or being written changes with every press: only its rows are marked anew.
  const activeRow = useMemo(() => threads.find(({ thread }) => thread.comment.seq === active)?.row, [threads, active]);
  const writing = useSteadyMarks(
    useMemo(
      () =>
        marksOf([
          ...placedDrafts.flatMap((draft): [Spot, number][] =>
            draft.item.said.kind === "comment" ? [[draft, 0]] : [],
          ),
          ...outgoing.map((sent): [Spot, number] => [sent, 0]),
        ]),
      [placedDrafts, outgoing],
    ),
  );
  const marks = useMemo(() => {
    const rows = new Set(writing.keys());
    if (activeRow !== undefined) rows.add(activeRow);
    if (rows.size === 0) return threadMarks;
    const all = new Map(threadMarks);
    for (const row of rows) {
      const old = threadMarks.get(row)?.map((mark) => (mark.seq === active ? { ...mark, isActive: true } : mark)) ?? [];
      const fresh = writing.get(row)?.map((mark) => ({ ...mark, isActive: true })) ?? [];
      all.set(row, [...old, ...fresh]);
    }
    return all;
  }, [threadMarks, writing, activeRow, active]);

  const counts = useMemo(() => countByHead(threads, groups), [threads, groups]);

  const [unread, onUnread] = useState(ALL_READ);
  const toRead = useMemo(
    () => ({ record, document: document.slug, amendment: amendment?.slug, onUnread }),
    [record, document.slug, amendment],
  );
  const lastIn = useRef<ReadonlyMap<number, ReadonlySet<number>>>(new Map());
  const unreadIn = useMemo(() => {
    const byThread = new Map<number, ReadonlySet<number>>();
    if (unread.seqs.size > 0) {
      for (const { thread } of threads) {
        const fresh = [thread.comment, ...thread.replies].map(({ seq }) => seq).filter((seq) => unread.seqs.has(seq));
        const old = lastIn.current.get(thread.comment.seq);
        const isSame = old?.size === fresh.length && fresh.every((seq) => old.has(seq));
        if (fresh.length > 0) byThread.set(thread.comment.seq, isSame ? old : new Set(fresh));
      }
    }
    lastIn.current = byThread;
    return byThread;
  }, [threads, unread]);
  const news = useMemo(
    () =>
      countByHead(
        threads.flatMap((placed) => Array(unreadIn.get(placed.thread.comment.seq)?.size ?? 0).fill(placed) as Spot[]),
        groups,
      ),
    [threads, unreadIn, groups],
  );

  // The same object while nothing in it is another: the margin is not drawn anew for a step through the text.
  return useMemo(
    () => ({
      record,
      threads,
      elsewhere,
      drafts: placedDrafts,
      outgoing,
      allOutgoing,
      marks,
      counts,
      unread,
      toRead,
      unreadIn,
      news,
    }),
    [record, threads, elsewhere, placedDrafts, outgoing, allOutgoing, marks, counts, unread, toRead, unreadIn, news],
  );
}

/** The marks in each row: nothing is marked where a thread is about a whole clause. */
function marksOf(spots: readonly [Spot, seq: number][]): ReadonlyMap<number, readonly Mark[]> {
  const byRow = new Map<number, Mark[]>();
  for (const [{ row, words }, seq] of spots) {
    if (row === undefined || !words) continue;
    const mark = { ...words, seq, isActive: false };
    const known = byRow.get(row);
    if (known) known.push(mark);
    else byRow.set(row, [mark]);
  }
  return byRow;
}

const NOWHERE: ReadonlyMap<string, number> = new Map();

/** The same list, while it says the same: drafts are other objects with every key that is pressed. */
function useSteady(sought: readonly Sought[]): readonly Sought[] {
  const last = useRef(sought);
  const isSame = JSON.stringify(last.current) === JSON.stringify(sought);
  if (!isSame) last.current = sought;
  return last.current;
}

/** How many threads stand in each group, by the number of its head row; the others are about the whole. */
export function countByHead(threads: readonly Spot[], groups: readonly Group[]): ReadonlyMap<number, number> {
  const headOf = new Map(groups.flatMap(({ head, rows }) => rows.map(({ index }) => [index, head.index] as const)));
  const byHead = new Map<number, number>();
  for (const { row } of threads) {
    const head = row === undefined ? undefined : headOf.get(row);
    if (head !== undefined) byHead.set(head, (byHead.get(head) ?? 0) + 1);
  }
  return byHead;
}

function isSameSpot({ thread: _, ...old }: PlacedThread, { thread: __, ...fresh }: PlacedThread): boolean {
  return JSON.stringify(old) === JSON.stringify(fresh);
}
