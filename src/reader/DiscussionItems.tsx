import type { Comparison } from "../compare/comparison.ts";
import { Composer } from "./Composer.tsx";
import { aboutOf } from "./groups.ts";
import { inThreads } from "./inThreads.ts";
import type { MarginItem } from "./marginItem.ts";
import { OutgoingLater } from "./OutgoingLater.tsx";
import { ThreadView } from "./ThreadView.tsx";
import type { DiscussionShown } from "./useDiscussion.ts";

interface Shown {
  discussion: DiscussionShown;
  comparison: Comparison;
  /** Hashes of the two texts. */
  before: string;
  after: string;
  /** The revision on the screen, and the newest one; missing on the page of a version. */
  revision?: number;
  newest?: number;
  active?: number;
  /** Key of the draft that was opened last. */
  fresh?: string;
}

/** All threads, and what is being written or sent, each with where it stands. */
export function itemsOf(props: Shown): MarginItem[] {
  const { discussion, comparison, active, fresh, revision } = props;
  const { threads, drafts, outgoing, allOutgoing } = discussion;
  const about = (row: number | undefined) =>
    aboutOf(comparison, row, revision === undefined ? "the whole text" : undefined);
  const own = inThreads(
    threads,
    drafts.map((draft) => draft.item),
    allOutgoing,
  );
  return [
    ...threads.map((placed): MarginItem => {
      const { seq } = placed.thread.comment;
      const isActive = seq === active;
      const isOpen = isActive || own.drafts(seq).length > 0;
      return {
        key: `thread-${seq}`,
        row: placed.row,
        mark: seq,
        isLead: isActive,
        isKept: isOpen,
        thread: placed.thread,
        draw: () => (
          <ThreadView
            placed={placed}
            about={about(placed.row)}
            isActive={isOpen}
            outgoing={own.outgoing(seq)}
            drafts={own.drafts(seq)}
            unread={discussion.unreadIn.get(seq)}
          />
        ),
      };
    }),
    ...outgoing.map(
      (sending): MarginItem => ({
        key: `outgoing-${sending.item.key}`,
        row: sending.row,
        mark: WRITTEN,
        isLead: false,
        isKept: true,
        draw: () => <OutgoingLater item={sending.item} />,
      }),
    ),
    ...drafts.flatMap((draft): MarginItem[] => {
      const { said } = draft.item;
      if (said.kind !== "comment") return [];
      const row = draft.row === undefined ? undefined : comparison.rows[draft.row];
      const isFresh = draft.item.key === fresh;
      return [
        {
          key: `draft-${draft.item.key}`,
          row: draft.row,
          mark: said.anchor && WRITTEN,
          isLead: isFresh,
          isKept: true,
          draw: () => (
            <Composer
              draft={draft.item}
              about={about(draft.row)}
              row={row}
              before={props.before}
              after={props.after}
              spot={draft}
              revision={revision}
              newest={props.newest}
              isFresh={isFresh}
            />
          ),
        },
      ];
    }),
  ];
}

/** The mark of words that something is being written or sent about. */
const WRITTEN = 0;
