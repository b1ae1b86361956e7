import { useEffect, useId, useRef, useState } from "react";
import { whyNotComment } from "../discuss/comment.ts";
import { TEXT_LIMIT } from "../discuss/said.ts";
import type { Clause } from "../text/clause.ts";
import { changeDraft, type Draft, dropDraft, saidOf, useDraft } from "./drafts.ts";
import { LazyProse, loadProse } from "./LazyProse.tsx";
import { putOnRecord } from "./outbox.ts";
import { checkRecord } from "./recordTrouble.ts";
import { SpeakerField, useSpeaker } from "./Speaker.tsx";
import { WordPicker } from "./WordPicker.tsx";
import { Words } from "./Words.tsx";

interface Props {
  draft: Draft;
  /** Label of the clause, for people: `Section 4.16`. */
  about: string;
  /** The clause whose words can still be chosen; without it the draft stays about what it is about. */
  clause?: Clause;
  /** Hash of the text `clause` is from. */
  text?: string;
  /** The field takes the focus when it opens. */
  isFresh: boolean;
}

/** Where a comment or reply is written. What is typed is kept on the device with every key. */
export function Composer({ draft: listed, about, clause, text, isFresh }: Props) {
  const draft = useDraft(listed.key) ?? listed;
  const isReply = draft.said.kind === "reply";
  const anchor = draft.said.kind === "comment" ? draft.said.anchor : undefined;
  const speaker = useSpeaker();
  const [isPreview, setPreview] = useState(false);
  const [complaint, setComplaint] = useState<{ field: "name" | "text"; message: string }>();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // Who has signed in meanwhile need not be told to.
  const shown = complaint?.field === "name" && !speaker.isMissing ? undefined : complaint;

  useEffect(() => {
    // Soon, so that it is there when the network drops; not at once, where it would hold up the first letters.
    const timer = setTimeout(() => {
      loadProse();
      void checkRecord();
    }, 1_000);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // Its place beside the words is found a moment later: the page must not scroll to where it is not.
    if (isFresh) field.current?.focus({ preventScroll: true });
  }, [isFresh]);

  const post = () => {
    const badText = whyNotComment(draft.text);
    if (badText) {
      setComplaint({ field: "text", message: badText.message });
      setPreview(false);
      field.current?.focus();
      return;
    }
    const refusal = speaker.refuse();
    if (refusal) {
      setComplaint({ field: "name", message: refusal });
      return;
    }
    const name = speaker.takeName();
    // First into the outbox, then out of the drafts: killed in between, it is there twice under one key, never lost.
    void putOnRecord({ key: draft.entryKey, place: draft.place, said: saidOf(draft), name }).then(() =>
      dropDraft(draft.key),
    );
  };

  return (
    <form
      className="composer"
      aria-label={isReply ? "Reply" : `Comment on ${about}`}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) post();
        if (event.key === "Escape" && draft.text.trim() === "") void dropDraft(draft.key);
      }}
    >
      {!isReply && (
        <p className="about">
          {anchor ? (
            <q className="quote">
              <Words of={anchor.quote} />
            </q>
          ) : (
            <>On {about}</>
          )}
          {clause && text && (
            <WordPicker draft={draft} clause={clause} text={text} onDone={() => field.current?.focus()} />
          )}
        </p>
      )}
      <fieldset className="tabs" aria-label="Write or preview">
        <button type="button" aria-pressed={!isPreview} onClick={() => setPreview(false)}>
          Write
        </button>
        <button type="button" aria-pressed={isPreview} onClick={() => setPreview(true)}>
          Preview
        </button>
      </fieldset>
      {isPreview ? (
        <div className="preview">
          {draft.text.trim() ? <LazyProse markdown={draft.text} /> : <p>Nothing written yet.</p>}
        </div>
      ) : (
        <textarea
          ref={field}
          id={id}
          aria-label={isReply ? "Your reply" : "Your comment"}
          aria-describedby={`${id}-help`}
          aria-invalid={shown?.field === "text"}
          rows={4}
          value={draft.text}
          onChange={(event) => {
            setComplaint(undefined);
            changeDraft(draft.key, { text: event.target.value, refusal: undefined });
          }}
        />
      )}
      <p className="help" id={`${id}-help`}>
        **bold** · *italic* · &gt; quote · - list · [words](https://…)
        {draft.text.length > TEXT_LIMIT * 0.8 && ` · ${draft.text.length} of ${TEXT_LIMIT} characters`}
      </p>
      <SpeakerField speaker={speaker} isBad={shown?.field === "name"} onChange={() => setComplaint(undefined)} />
      {(shown || draft.refusal) && (
        <p className="refusal" role="alert">
          {shown?.message ?? draft.refusal}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="primary">
          {isReply ? "Post reply" : "Post comment"}
        </button>
        <button
          type="button"
          onClick={() => {
            if (draft.text.trim() === "" || confirm("Throw away what you have written?")) void dropDraft(draft.key);
          }}
        >
          {draft.text.trim() === "" ? "Cancel" : "Discard"}
        </button>
      </div>
    </form>
  );
}
