import { useCallback, useMemo, useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { Mark } from "../discuss/said.ts";
import type { Amendment, BylawsDocument, Revision, Version } from "../text/document.ts";
import type { LinkedWords } from "./address.ts";
import type { Place as SheetPlace } from "./DiscussionColumn.tsx";
import { openDraft } from "./drafts.ts";
import type { Group } from "./groups.ts";
import { type Linked, LOOKING } from "./linked.ts";
import { stayAtThread } from "./stayAtThread.ts";
import type { TextDiscussion } from "./TextPage.tsx";
import type { threadsOfVersion } from "./threadsOfVersion.ts";
import { useDiscussion } from "./useDiscussion.ts";
import { useNarrow } from "./useNarrow.ts";
import type { Picked } from "./useReading.ts";
import { useSelection } from "./useSelection.ts";

interface Text {
  document: BylawsDocument;
  /** What is said belongs to this revision of an amendment, or to this version. */
  about: { amendment: Amendment; revision: Revision } | { version: Version };
  /** Hashes of the two texts; the same one twice, where only one is. */
  before: string;
  after: string;
  comparison: Comparison;
  groups: readonly Group[];
  isOpen: boolean;
  /** The clause and the words that the address leads to. */
  address: { clause?: string; words?: LinkedWords };
  /** On the page of a version. */
  divide?: typeof threadsOfVersion;
}

/** A text on the screen with its discussion: what is open of it, and what a press begins. */
export function useDiscussedText({
  document,
  about,
  before,
  after,
  comparison,
  groups,
  isOpen,
  address,
  divide,
}: Text) {
  const amendment = "amendment" in about ? about.amendment : undefined;
  const revision = "revision" in about ? about.revision.number : undefined;
  const version = "version" in about ? about.version.on : undefined;
  const [active, onActive] = useState<number>();
  const [sheet, onSheet] = useState<SheetPlace>();
  const [fresh, setFresh] = useState<string>();
  const isNarrow = useNarrow();
  const selected = useSelection();
  const discussion = useDiscussion({ document, amendment, before, after, comparison, groups, active, divide });

  const heads = useMemo(
    () => new Map(groups.flatMap(({ head, rows }) => rows.map(({ index }) => [index, head.index]))),
    [groups],
  );
  const headOf = useCallback((row: number | undefined) => (row === undefined ? undefined : heads.get(row)), [heads]);

  const comment = useCallback(
    (picked?: Picked, mark?: Mark) => {
      const place = { document: document.slug, ...(amendment && { amendment: amendment.slug, revision }) };
      const said = { kind: "comment" as const, ...(mark && { mark }), ...(version !== undefined && { version }) };
      if (!picked) {
        setFresh(openDraft({ place, said }).key);
        if (isNarrow) onSheet({});
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
        words && owner && makeAnchor({ ...words, clause: owner, text: words.side === "after" ? after : before });
      setFresh(openDraft({ place: { ...place, clause: clause.address }, said: { ...said, anchor } }).key);
      if (isNarrow) onSheet({ head: headOf(picked.row) });
    },
    [document.slug, amendment, revision, version, before, after, comparison, isNarrow, headOf],
  );

  const shown = useMemo(() => ({ before, after, comparison }), [before, after, comparison]);
  const [found, onFound] = useState<Linked>();
  const { clause, words } = address;
  const toFind = clause !== undefined && words ? { document, clause, words, shown, onFound } : undefined;
  const linked = toFind ? (found ?? LOOKING) : undefined;
  const marks = useMemo(() => {
    if (!linked || linked.marks.length === 0) return discussion.marks;
    const all = new Map(discussion.marks);
    for (const { row, mark } of linked.marks) all.set(row, [...(all.get(row) ?? []), mark]);
    return all;
  }, [discussion.marks, linked]);

  const inText: TextDiscussion = {
    marks,
    threads: discussion.counts,
    news: discussion.news,
    isOpenForComment: isOpen,
    isAwaited: !discussion.record.isLoaded && discussion.record.connection !== "lost",
    keys: selected && isOpen ? { comment: () => comment({ row: selected.row, words: selected }) } : {},
    closeThread:
      active === undefined || isNarrow || selected
        ? undefined
        : () => {
            stayAtThread(active);
            onActive(undefined);
          },
    onComment: (picked) => isOpen && comment(picked),
    onThreads: (row) => {
      const first = discussion.threads.find((thread) => headOf(thread.row) === row);
      onActive(first?.thread.comment.seq);
      if (isNarrow) onSheet({ head: row });
    },
    onMark: (threads) => {
      // Several threads on the same words take turns.
      const next = threads[(threads.indexOf(active ?? -1) + 1) % threads.length];
      onActive(next);
      const placed = discussion.threads.find(({ thread }) => thread.comment.seq === next);
      if (isNarrow) onSheet({ head: headOf(placed?.row) });
    },
  };

  return {
    discussion,
    inText,
    comment,
    isNarrow,
    onSheet,
    linked,
    /** For what looks for the words that the address leads to. */
    toFind,
    /** The address of picked words is that of their clause, with where they stand in it. */
    wordsIn: ({ side, part, from, to }: Omit<LinkedWords, "text">): LinkedWords => ({
      side,
      part,
      from,
      to,
      text: (side === "after" ? after : before).slice(0, 8),
    }),
    /** For the column beside the text. */
    column: {
      discussion,
      comparison,
      before,
      after,
      document: document.slug,
      bylaws: document,
      isOpenForComment: isOpen,
      active,
      onActive,
      sheet: isNarrow ? sheet : undefined,
      onSheet,
      fresh,
      told: linked?.told,
      selected,
      onComment: (picked?: Picked) => comment(picked),
      // Other words are asked for where they can still be put in.
      onRequest:
        amendment && revision === amendment.revisions.at(-1)?.number
          ? (picked: Picked) => comment(picked, "request")
          : undefined,
    },
  };
}
