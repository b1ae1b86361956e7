import { Fragment, memo, useMemo } from "react";
import { Link } from "wouter";
import type { Filter } from "../discuss/filter.ts";
import { inThreads } from "./inThreads.ts";
import type { Listed } from "./listed.ts";
import { ThreadView } from "./ThreadView.tsx";
import { tellCount } from "./tellThread.ts";
import type { DiscussionShown } from "./useDiscussion.ts";
import { useGrowing } from "./useGrowing.ts";
import { Words } from "./Words.tsx";

interface Props extends Pick<DiscussionShown, "threads" | "drafts" | "allOutgoing" | "unreadIn"> {
  list: readonly Listed[];
  order: Filter["order"];
  /** Where a clause is read; without one, the whole. */
  addressOf: (clause: string | undefined) => string;
  /** Number of the open thread. */
  active?: number;
}

/** So many threads are drawn and laid out together. */
const SLICE = 12;

/** Threads under the headings of their clauses, or one after another. All of them are on the page: find-in-page finds them. */
export const DiscussionList = memo(function DiscussionList(props: Props) {
  const { list, order, threads, drafts, allOutgoing, unreadIn, addressOf, active } = props;
  // The open one is there, however far down.
  const open = list.findIndex(({ thread }) => thread.comment.seq === active);
  const drawn = Math.max(useGrowing(list.length, 2 * SLICE), open + SLICE);
  const own = useMemo(
    () =>
      inThreads(
        threads,
        drafts.map((draft) => draft.item),
        allOutgoing,
      ),
    [threads, drafts, allOutgoing],
  );
  const slices: Listed[][] = [];
  for (let at = 0; at < Math.min(list.length, drawn); at += SLICE)
    slices.push(list.slice(at, Math.min(at + SLICE, drawn)));
  return (
    <>
      {slices.map((slice, at) => (
        <div className="discussion-slice" key={slice[0]!.thread.comment.seq}>
          {slice.map((item, inSlice) => {
            const before = list[at * SLICE + inSlice - 1];
            const address = addressOf(item.clause || undefined);
            return (
              <Fragment key={item.thread.comment.seq}>
                {order !== "time" && before?.clause !== item.clause && (
                  <h2>
                    <Link href={address}>
                      <Words of={item.label} />
                    </Link>
                  </h2>
                )}
                <div className="discussion-item">
                  <p className="discussion-where">
                    {order === "time" && (
                      <>
                        <Words of={item.label} /> ·{" "}
                      </>
                    )}
                    <Link href={`${address}#comment-${item.thread.comment.seq}`}>
                      {item.thread.comment.anchor ? "At its words" : "In the text"}
                    </Link>
                  </p>
                  <ThreadView
                    placed={item.placed}
                    about={item.about}
                    isActive={active === item.thread.comment.seq || own.drafts(item.thread.comment.seq).length > 0}
                    outgoing={own.outgoing(item.thread.comment.seq)}
                    drafts={own.drafts(item.thread.comment.seq)}
                    unread={unreadIn.get(item.thread.comment.seq)}
                  />
                </div>
              </Fragment>
            );
          })}
        </div>
      ))}
      {drawn < list.length && <p className="empty">{tellCount(list.length - drawn, "more thread")}…</p>}
    </>
  );
});
