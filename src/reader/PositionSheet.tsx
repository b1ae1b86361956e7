import "./composer.css";
import { useId, useRef, useState } from "react";
import { whyNotComment } from "../discuss/comment.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Draft } from "./draft.ts";
import { changeDraft, dropDraft, useDraft } from "./drafts.ts";
import { OtherTexts } from "./OtherTexts.tsx";
import { isPosition, leavePosition } from "./positionDraft.ts";
import { Sheet } from "./Sheet.tsx";
import { SpeakerField, useSpeaker } from "./Speaker.tsx";
import { STANCE_NAMES } from "./stances.ts";

export interface PositionSheetProps {
  /** Key of the draft. */
  draft: string;
  /** Threads on the amendment; those one has begun are offered. */
  threads: readonly Thread[];
  isOwn: (thread: Thread) => boolean;
  onTake: (reason: string, thread: number | undefined, name?: string) => void;
  onClose: () => void;
}

/** Asks for a reason and a thread that says why, both if one likes, and for who speaks where that is not known. */
export function PositionSheet(props: PositionSheetProps) {
  const draft = useDraft(props.draft);
  return isPosition(draft) ? <Asked {...props} taking={draft} said={draft.said} /> : null;
}

function Asked(props: PositionSheetProps & { taking: Draft; said: Extract<Draft["said"], { kind: "position" }> }) {
  const { taking, said, threads, onTake, onClose } = props;
  const speaker = useSpeaker();
  const [complaint, setComplaint] = useState<{ message: string; isOfName: boolean }>();
  const shown = complaint?.isOfName && !speaker.isMissing ? undefined : complaint;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text } = taking;
  const close = () => {
    leavePosition();
    onClose();
    // A reason that was begun stays, and is offered again.
    if (text.trim() === "") void dropDraft(taking.key);
  };
  return (
    <Sheet title={`Position: ${STANCE_NAMES[said.position]}`} onClose={close} startsInField>
      <form
        className="composer"
        data-draft={taking.key}
        onSubmit={(event) => {
          event.preventDefault();
          const refusal = speaker.refuse();
          if (refusal) return setComplaint({ message: refusal, isOfName: true });
          const problem = text.trim() ? whyNotComment(text, "reason") : undefined;
          if (problem) return setComplaint({ message: problem.message, isOfName: false });
          if (said.thread !== undefined && !threads.some(({ comment }) => comment.seq === said.thread)) {
            return setComplaint({ message: `There is no thread ${said.thread} on this amendment.`, isOfName: false });
          }
          leavePosition();
          onTake(text, said.thread, speaker.takeName());
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {speaker.isMissing && (
          <SpeakerField speaker={speaker} isBad={shown?.isOfName ?? false} onChange={() => setComplaint(undefined)} />
        )}
        <OtherTexts draft={taking} onDone={() => field.current?.focus()} />
        <label>
          Reason, if you like
          <textarea
            ref={field}
            className="grows"
            rows={3}
            value={text}
            onChange={(event) => {
              setComplaint(undefined);
              changeDraft(taking.key, { text: event.target.value, refusal: undefined });
            }}
          />
        </label>
        <ThreadField
          {...props}
          thread={said.thread}
          onThread={(thread) => {
            setComplaint(undefined);
            const { thread: _, ...rest } = said;
            changeDraft(taking.key, { said: thread === undefined ? rest : { ...rest, thread } });
          }}
        />
        {!speaker.isMissing && <SpeakerField speaker={speaker} isBad={false} onChange={() => {}} />}
        {(shown || taking.refusal) && (
          <p className="refusal" role="alert">
            {shown?.message ?? taking.refusal}
          </p>
        )}
        <p className="terms">
          You can change your mind; your newest position counts, and the earlier ones stay on record.
        </p>
        <div className="actions">
          <button type="submit" className="primary">
            Take this position
          </button>
          <button type="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** Which thread says why: one of those one has begun, or any by its number. */
function ThreadField(
  props: Pick<PositionSheetProps, "threads" | "isOwn"> & {
    thread?: number;
    onThread: (thread: number | undefined) => void;
  },
) {
  const { threads, isOwn, thread, onThread } = props;
  const id = useId();
  if (threads.length === 0) return null;
  return (
    <p className="why-thread">
      <label htmlFor={id}>Number of a thread that says why, if you like</label>
      <input
        id={id}
        inputMode="numeric"
        list={`${id}-own`}
        size={8}
        value={thread ?? ""}
        onChange={({ target: { value } }) => {
          const number = /^\s*#?(\d{1,9})\s*$/.exec(value)?.[1];
          if (number || value.trim() === "") onThread(number ? Number(number) : undefined);
        }}
      />
      <datalist id={`${id}-own`}>
        {threads.filter(isOwn).map(({ comment: { seq, clause, text } }) => (
          <option key={seq} value={seq}>
            {clause && `${clause}: `}
            {text.slice(0, 60)}
          </option>
        ))}
      </datalist>
    </p>
  );
}
