import { useMemo, useRef } from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { type Draft, drafts } from "./drafts.ts";
import type { Group } from "./groups.ts";
import type { Outgoing } from "./outbox.ts";
import type { Mark } from "./pieces.ts";
import { type PlacedThread, type Shown, type Spot, spotOf } from "./placed.ts";
import { useStore } from "./Store.ts";
import { type RecordShown, useOutgoing, useRecord } from "./useRecord.ts";
import { useComparisons } from "./useTexts.ts";

/** A comment that is being written or sent, with its place in the text. */
interface Placed<T> extends Spot {
  item: T;
}

/** What people say about the amendment on the screen, each thing at its place. */
export interface DiscussionShown {
  record: RecordShown;
  threads: readonly PlacedThread[];
  drafts: readonly Placed<Draft>[];
  outgoing: readonly Placed<Outgoing>[];
  /** Also replies, positions and withdrawals. */
  allOutgoing: readonly Outgoing[];
  marks: ReadonlyMap<number, readonly Mark[]>;
  /** How many threads stand in each group, by the number of its head row. */
  counts: ReadonlyMap<number, number>;
}

interface Reading {
  document: BylawsDocument;
  amendment: Amendment;
  /** Hashes of the two texts on the screen. */
  before: string;
  after: string;
  comparison: Comparison;
  groups: readonly Group[];
  /** Number of the open thread. */
  active?: number;
}

/**
 * Marks that are the same stay the same objects: while somebody types, no row
 * of the text is drawn anew.
 */
function useSteady(marks: ReadonlyMap<number, readonly Mark[]>): ReadonlyMap<number, readonly Mark[]> {
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

const anchorOf = ({ said }: Draft) => (said.kind === "comment" ? said.anchor : undefined);

export function useDiscussion(reading: Reading): DiscussionShown {
  const { document, amendment, before, after, comparison, groups, active } = reading;
  const record = useRecord(document.slug, amendment.slug, amendment.comment.closes);
  const allOutgoing = useOutgoing(document.slug, amendment.slug, record.entries);
  const allDrafts = useStore(drafts);

  /** Hash of the text that an address of a clause belongs to, by the revision an entry was made on. */
  const hashOf = useMemo(() => {
    const byNumber = new Map(amendment.revisions.map(({ number, hash }) => [number, hash]));
    return (revision: number | undefined) => (revision === undefined ? undefined : byNumber.get(revision));
  }, [amendment]);

  // Comments on other wordings (older revisions, a file mended since) are carried here through a comparison.
  const olderHashes = useMemo(() => {
    const made = record.threads.map(({ comment }) => comment.anchor?.text ?? hashOf(comment.revision));
    return [...new Set(made)].filter((hash) => hash !== undefined && hash !== before && hash !== after) as string[];
  }, [record.threads, before, after, hashOf]);
  const compared = useComparisons(olderHashes, after);
  const older = useMemo(
    () => new Map([...compared].map(([hash, { comparison }]) => [hash, comparison] as const)),
    [compared],
  );

  const shown: Shown = useMemo(() => ({ before, after, comparison, older }), [before, after, comparison, older]);

  const threads = useMemo(
    () =>
      record.threads.map((thread) => ({ thread, ...spotOf(thread.comment, hashOf(thread.comment.revision), shown) })),
    [record.threads, hashOf, shown],
  );
  const here = useMemo(
    () =>
      allDrafts
        .filter(({ place }) => place.document === document.slug && place.amendment === amendment.slug)
        .map((item) => ({
          item,
          ...spotOf({ ...item.place, anchor: anchorOf(item) }, hashOf(item.place.revision), shown),
        })),
    [allDrafts, document.slug, amendment.slug, hashOf, shown],
  );
  const outgoing = useMemo(
    () =>
      allOutgoing.flatMap((item) => {
        if (item.said.kind !== "comment") return [];
        const { anchor } = item.said;
        return [{ item, ...spotOf({ ...item.place, anchor }, hashOf(item.place.revision), shown) }];
      }),
    [allOutgoing, hashOf, shown],
  );

  const marks = useSteady(
    useMemo(() => {
      const byRow = new Map<number, Mark[]>();
      const add = ({ row, words }: Spot, seq: number) => {
        if (row === undefined || !words) return;
        byRow.set(row, [...(byRow.get(row) ?? []), { ...words, seq, isActive: seq === active || seq === 0 }]);
      };
      for (const placed of threads) add(placed, placed.thread.comment.seq);
      for (const draft of here) if (draft.item.said.kind === "comment") add(draft, 0);
      for (const sending of outgoing) add(sending, 0);
      return byRow;
    }, [threads, here, outgoing, active]),
  );

  const counts = useMemo(() => {
    const headOf = new Map(groups.flatMap(({ head, rows }) => rows.map(({ index }) => [index, head.index] as const)));
    const byHead = new Map<number, number>();
    for (const { row } of threads) {
      const head = row === undefined ? undefined : headOf.get(row);
      if (head !== undefined) byHead.set(head, (byHead.get(head) ?? 0) + 1);
    }
    return byHead;
  }, [threads, groups]);

  return { record, threads, drafts: here, outgoing, allOutgoing, marks, counts };
}
