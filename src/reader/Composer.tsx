import { useEffect, useId, useRef, useState } from "react";
import { whyNotComment } from "../discuss/comment.ts";
import { whyNotName } from "../discuss/person.ts";
import { TEXT_LIMIT } from "../discuss/said.ts";
import type { Clause } from "../text/clause.ts";
import { type Draft, dropDraft, saveDraft } from "./drafts.ts";
import { LazyProse, loadProse } from "./LazyProse.tsx";
import { putOnRecord } from "./outbox.ts";
import { useMe } from "./useMe.ts";
import { WordPicker } from "./WordPicker.tsx";

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
  const me = useMe();
  const [name, setName] = useState(() => localStorage.getItem("openfloor-name") ?? "");
  const [isPreview, setPreview] = useState(false);
  const [complaint, setComplaint] = useState<{ field: "name" | "text"; message: string }>();
  const field = useRef<HTMLTextAreaElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const id = useId();
  // Until the server has answered, a name that was given here before will do.
  const needsName = me === null || (me === undefined && localStorage.getItem("openfloor-name") === null);

  useEffect(() => {
    // Soon, so that it is there when the network drops; not at once, where it would hold up the first letters.
    const timer = setTimeout(loadProse, 1_000);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // Its place beside the words is found a moment later: the page must not scroll to where it is not.
    if (isFresh) field.current?.focus({ preventScroll: true });
  }, [isFresh]);

  const post = () => {
    const badName = needsName ? whyNotName(name) : undefined;
    const badText = whyNotComment(draft.text);
    if (badText) {
      setComplaint({ field: "text", message: badText.message });
      setPreview(false);
      field.current?.focus();
      return;
    }
    if (badName) {
      setComplaint({ field: "name", message: badName.message });
      nameField.current?.focus();
      return;
    }
    const said =
      draft.replyTo === undefined
        ? ({ kind: "comment", text: draft.text, ...(draft.anchor && { anchor: draft.anchor }) } as const)
        : ({ kind: "reply", text: draft.text, replyTo: draft.replyTo } as const);
    if (needsName) localStorage.setItem("openfloor-name", name.trim());
    // First into the outbox, then out of the drafts: killed in between, it is there twice under one key, never lost.
    void putOnRecord({ key: draft.key, place: draft.place, said, ...(!me && { name: name.trim() }) }).then(() =>
      dropDraft(draft.key),
    );
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
          {draft.anchor ? <q className="quote">{draft.anchor.quote}</q> : <>On {about}</>}
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
          aria-invalid={complaint?.field === "text"}
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
      {needsName && (
        <label className="name">
          Your name
          <input
            ref={nameField}
            autoComplete="name"
            value={name}
            aria-invalid={complaint?.field === "name"}
            onChange={(event) => {
              setComplaint(undefined);
              setName(event.target.value);
            }}
          />
        </label>
      )}
      {(complaint || draft.refusal) && (
        <p className="refusal" role="alert">
          {complaint?.message ?? draft.refusal}
        </p>
      )}
      <p className="terms">
        {needsName ? (
          "Public, under this name, kept for good. You speak as a guest."
        ) : (
          <>
            Public, under this name, kept for good: <b>{me?.name ?? name}</b> <span className="standing">guest</span>
          </>
        )}
      </p>
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
