import { useEffect, useId, useRef, useState } from "react";
import { whyNotComment } from "../discuss/comment.ts";
import { TEXT_LIMIT } from "../discuss/said.ts";
import type { Clause } from "../text/clause.ts";
import { type Draft, dropDraft, saveDraft } from "./drafts.ts";
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
export function Composer({ draft, about, clause, text, isFresh }: Props) {
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
    const said =
      draft.replyTo === undefined
        ? ({ kind: "comment", text: draft.text, ...(draft.anchor && { anchor: draft.anchor }) } as const)
        : ({ kind: "reply", text: draft.text, replyTo: draft.replyTo } as const);
    const name = speaker.takeName();
    // First into the outbox, then out of the drafts: killed in between, it is there twice under one key, never lost.
    void putOnRecord({ key: draft.key, place: draft.place, said, name }).then(() => dropDraft(draft.key));
  };

  return (
    <form
      className="composer"
      aria-label={draft.replyTo === undefined ? `Comment on ${about}` : "Reply"}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) post();
        if (event.key === "Escape" && draft.text.trim() === "") void dropDraft(draft.key);
      }}
    >
      {draft.replyTo === undefined && (
        <p className="about">
          {draft.anchor ? (
            <q className="quote">
              <Words of={draft.anchor.quote} />
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
          aria-label={draft.replyTo === undefined ? "Your comment" : "Your reply"}
          aria-describedby={`${id}-help`}
          aria-invalid={shown?.field === "text"}
          rows={4}
          value={draft.text}
          onChange={(event) => {
            setComplaint(undefined);
            saveDraft({ ...draft, text: event.target.value, refusal: undefined });
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
          {draft.replyTo === undefined ? "Post comment" : "Post reply"}
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
