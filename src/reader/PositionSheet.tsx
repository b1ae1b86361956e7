import { useState } from "react";
import { whyNotComment } from "../discuss/comment.ts";
import { dropPositionDraft, keepPositionDraft, type PositionDraft } from "./positionDraft.ts";
import { Sheet } from "./Sheet.tsx";
import { SpeakerField, useSpeaker } from "./Speaker.tsx";
import { STANCE_NAMES } from "./stances.ts";

interface Props {
  draft: PositionDraft;
  onTake: (reason: string, name?: string) => void;
  onClose: () => void;
}

/** Asks for a reason, and for who speaks where that is not known. */
export function PositionSheet({ draft, onTake, onClose }: Props) {
  const speaker = useSpeaker();
  const [reason, setReason] = useState(draft.reason);
  const [complaint, setComplaint] = useState<{ message: string; isOfName: boolean }>();
  const shown = complaint?.isOfName && !speaker.isMissing ? undefined : complaint;
  const close = () => {
    dropPositionDraft();
    onClose();
  };
  return (
    <Sheet title={`Position: ${STANCE_NAMES[draft.stance]}`} onClose={close} startsInField>
      <form
        className="composer"
        onSubmit={(event) => {
          event.preventDefault();
          const refusal = speaker.refuse();
          if (refusal) return setComplaint({ message: refusal, isOfName: true });
          const problem = reason.trim() ? whyNotComment(reason, "reason") : undefined;
          if (problem) return setComplaint({ message: problem.message, isOfName: false });
          dropPositionDraft();
          onTake(reason, speaker.takeName());
        }}
      >
        {speaker.isMissing && (
          <SpeakerField speaker={speaker} isBad={shown?.isOfName ?? false} onChange={() => setComplaint(undefined)} />
        )}
        <label>
          Reason, if you like
          <textarea
            rows={3}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              keepPositionDraft({ ...draft, reason: event.target.value });
            }}
          />
        </label>
        {!speaker.isMissing && <SpeakerField speaker={speaker} isBad={false} onChange={() => {}} />}
        {shown && (
          <p className="refusal" role="alert">
            {shown.message}
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
