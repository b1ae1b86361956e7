import type { ReactNode } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { Composer } from "./Composer.tsx";
import { aboutOf } from "./groups.ts";
import type { MarginItem } from "./Margin.tsx";
import type { Spot } from "./placed.ts";
import { OutgoingView, ThreadView } from "./ThreadView.tsx";
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
  isOpenForComment: boolean;
  active?: number;
  onActive: (seq: number | undefined) => void;
  /** Key of the draft that was opened last. */
  fresh?: string;
}

/** All threads, and what is being written or sent, each with where it stands. */
export function itemsOf(props: Shown, me: string | undefined): DiscussionItem[] {
  const { discussion, comparison, isOpenForComment, active, onActive, fresh, revision } = props;
  const { record, threads, drafts, outgoing, allOutgoing } = discussion;
  const beside = ({ row }: Spot, mark?: string): string[] =>
    row === undefined ? [".law"] : [...(mark ? [mark] : []), `.law [data-row="${row}"]`];
  const item = (key: string, spot: Spot, node: ReactNode, isLead: boolean, mark?: string): DiscussionItem => ({
    key,
    row: spot.row,
    beside: beside(spot, mark),
    isLead,
    node,
  });
  const replyDrafts = drafts.map((draft) => draft.item).filter(({ said }) => said.kind === "reply");
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
          author={record.author}
          me={me}
          isOpenForComment={isOpenForComment}
          isActive={isActive || replyDrafts.some(({ said }) => said.kind === "reply" && said.replyTo === seq)}
          replies={allOutgoing.filter(({ said }) => said.kind === "reply" && said.replyTo === seq)}
          drafts={replyDrafts}
          revision={revision}
          onOpen={onActive}
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
