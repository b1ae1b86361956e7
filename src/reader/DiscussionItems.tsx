import type { ReactNode } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { Composer } from "./Composer.tsx";
import { aboutOf } from "./groups.ts";
import { inThreads } from "./inThreads.ts";
import type { MarginItem } from "./Margin.tsx";
import { OutgoingView } from "./OutgoingView.tsx";
import type { Spot } from "./placed.ts";
import { ThreadView } from "./ThreadView.tsx";
import type { DiscussionShown } from "./useDiscussion.ts";

/** One thing people say or are about to say, drawn, with the row it is about. */
export interface DiscussionItem extends MarginItem {
  /** Missing when it is about the whole amendment. */
  row?: number;
}

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
export function itemsOf(props: Shown): DiscussionItem[] {
  const { discussion, comparison, active, fresh, revision } = props;
  const { threads, drafts, outgoing, allOutgoing } = discussion;
  const beside = ({ row }: Spot, mark?: string): string[] =>
    row === undefined ? [".law"] : [...(mark ? [mark] : []), `.law [data-row="${row}"]`];
  const item = (key: string, spot: Spot, node: ReactNode, isLead: boolean, mark?: string): DiscussionItem => ({
    key,
    row: spot.row,
    beside: beside(spot, mark),
    isLead,
    node,
  });
  const own = inThreads(
    threads,
    drafts.map((draft) => draft.item),
    allOutgoing,
  );
  return [
    ...threads.map((placed) => {
      const { seq } = placed.thread.comment;
      const isActive = seq === active;
      return item(
        `thread-${seq}`,
        placed,
        <ThreadView
          placed={placed}
          about={aboutOf(comparison, placed.row)}
          isActive={isActive || own.drafts(seq).length > 0}
          outgoing={own.outgoing(seq)}
          drafts={own.drafts(seq)}
        />,
        isActive,
        `.law mark[data-marks~="${seq}"]`,
      );
    }),
    ...outgoing.map((sending) =>
      item(
        `outgoing-${sending.item.key}`,
        sending,
        <OutgoingView item={sending.item} />,
        false,
        `.law [data-row="${sending.row}"] mark[data-marks~="0"]`,
      ),
    ),
    ...drafts.flatMap((draft) => {
      const { said } = draft.item;
      if (said.kind !== "comment") return [];
      const row = draft.row === undefined ? undefined : comparison.rows[draft.row];
      return [
        item(
          `draft-${draft.item.key}`,
          draft,
          <Composer
            draft={draft.item}
            about={aboutOf(comparison, draft.row)}
            row={row}
            before={props.before}
            after={props.after}
            spot={draft}
            revision={revision}
            newest={props.newest}
            isFresh={draft.item.key === fresh}
          />,
          draft.item.key === fresh,
          said.anchor && `.law [data-row="${draft.row}"] mark[data-marks~="0"]`,
        ),
      ];
    }),
  ];
}
