import { useRef, useState } from "react";
import { authorId } from "../discuss/author.ts";
import type { CoSignatureEntry } from "../discuss/said.ts";
import type { Thread } from "../discuss/thread.ts";
import { makeKey } from "./browser.ts";
import type { Outgoing } from "./outbox.ts";
import { putOnRecord } from "./outbox.ts";
import { placeOf } from "./placeOf.ts";
import { SpeakerField, useSpeaker } from "./Speaker.tsx";
import { useThreads } from "./ThreadPage.tsx";
import { tellCount } from "./tellThread.ts";
import { useMe } from "./useMe.ts";
import { Words } from "./Words.tsx";

interface Props {
  thread: Thread;
  outgoing: readonly Outgoing[];
  /** The rules let the reader sign. */
  maySign: boolean;
  mayTakeBack: (signature: CoSignatureEntry) => boolean;
}

/** So many names are told at once. */
const NAMED = 5;

/** Who joins a wording request or a question, and how the reader does, in one tap where his name is known. */
export function CoSign({ thread, outgoing, maySign, mayTakeBack }: Props) {
  const { author } = useThreads().record;
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const { comment, coSignatures } = thread;
  const own = coSignatures.find(({ by }) => authorId(by, author) === me?.id);
  const isUnderWay = outgoing.some(
    ({ said, state }) => state !== "refused" && (said.kind === "co-signature" || said.kind === "withdrawal"),
  );
  // What was pressed goes: whoever goes by keys stays here.
  const here = useRef<HTMLDivElement>(null);
  const stay = () => here.current?.focus({ preventScroll: true });
  const sign = (name?: string) => {
    stay();
    setAsking(false);
    void putOnRecord({
      key: makeKey(),
      place: placeOf(comment),
      said: { kind: "co-signature", signs: comment.seq },
      name,
    });
  };
  const named = isWhole ? coSignatures : coSignatures.slice(0, NAMED);
  const more = coSignatures.length - named.length;
  return (
    <div className="co-sign" ref={here} tabIndex={-1}>
      {coSignatures.length > 0 && (
        <p className="co-signers">
          {tellCount(coSignatures.length, "person co-signs", "people co-sign")}:{" "}
          {named.map(({ seq, by }, index) => (
            <span key={seq}>
              {index > 0 && ", "}
              <bdi>
                <Words of={author(by).name} />
              </bdi>
            </span>
          ))}
          {more > 0 && (
            <>
              {" "}
              <button
                type="button"
                className="link"
                onClick={() => {
                  stay();
                  setWhole(true);
                }}
              >
                and {more} more
              </button>
            </>
          )}
        </p>
      )}
      {maySign && !isUnderWay && !isAsking && (
        <button type="button" className="link" onClick={() => (me?.name ? sign() : setAsking(true))}>
          Co-sign
        </button>
      )}
      {own && mayTakeBack(own) && !isUnderWay && (
        <button
          type="button"
          className="link"
          onClick={() => {
            stay();
            void putOnRecord({
              key: makeKey(),
              place: placeOf(comment),
              said: { kind: "withdrawal", withdraws: own.seq },
            });
          }}
        >
          Take my signature back
        </button>
      )}
      {isAsking && (
        <SignForm
          onSign={sign}
          onClose={() => {
            stay();
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

/** Asks for the name the signature stands under. */
function SignForm({ onSign, onClose }: { onSign: (name?: string) => void; onClose: () => void }) {
  const speaker = useSpeaker();
  const [complaint, setComplaint] = useState<string>();
  return (
    <form
      className="composer"
      aria-label="Co-sign"
      onSubmit={(event) => {
        event.preventDefault();
        const refusal = speaker.refuse();
        if (refusal) return setComplaint(refusal);
        onSign(speaker.takeName());
      }}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <SpeakerField speaker={speaker} isBad={complaint !== undefined} onChange={() => setComplaint(undefined)} />
      {complaint && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="primary">
          Co-sign
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
