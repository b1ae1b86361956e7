import type { Draft } from "./draft.ts";
import { Later, later } from "./Later.tsx";
import { OutgoingView } from "./OutgoingView.tsx";
import type { Outgoing } from "./outbox.ts";
import { PlacementChoice } from "./PlacementChoice.tsx";
import type { PlacedThread } from "./placed.ts";
import type { RequestViewProps } from "./RequestView.tsx";
import { useThreadActs, VoiceActs } from "./ThreadActs.tsx";
import { ThreadHead } from "./ThreadHead.tsx";
import { ThreadTurns } from "./ThreadTurns.tsx";
import { Voice } from "./Voice.tsx";

export interface OpenThreadProps {
  placed: PlacedThread;
  about: string;
  outgoing: readonly Outgoing[];
  drafts: readonly Draft[];
  unread?: ReadonlySet<number>;
}

/** With what compares words: fetched when somebody looks at a wording request. */
const REQUEST = later<RequestViewProps>({
  what: "the wording that is asked for",
  load: async () => (await import("./RequestView.tsx")).RequestView,
  isInSheet: true,
});

/** All of a thread: what it is, everything said and done in it, and what can be done. */
export function OpenThread({ placed, about, outgoing, drafts, unread }: OpenThreadProps) {
  const { thread } = placed;
  const { comment, request } = thread;
  const acts = { thread, about, drafts, outgoing };
  const whole = useThreadActs(acts);
  const isAlone = thread.replies.length + thread.dispositions.length + thread.resolutions.length === 0;
  return (
    <>
      <ThreadHead placed={placed} />
      {placed.places && (
        <PlacementChoice
          placed={placed}
          isSent={outgoing.some(({ said, state }) => said.kind === "placement" && state !== "refused")}
        />
      )}
      <Voice entry={comment} thread={thread} isNew={unread?.has(comment.seq) ?? false}>
        {request !== undefined && comment.wording !== undefined && <Later part={REQUEST} props={{ placed }} />}
        <VoiceActs {...acts} entry={comment} whole={isAlone ? whole : undefined} />
      </Voice>
      <ThreadTurns {...acts} unread={unread} />
      {outgoing.map((item) => (
        <OutgoingView key={item.key} item={item} />
      ))}
      {!isAlone && (
        <p className="thread-actions">
          {whole.reply}
          {whole.others}
        </p>
      )}
      {whole.below}
    </>
  );
}
