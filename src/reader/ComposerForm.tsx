import "./composer.css";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { ComparedClause } from "../compare/comparison.ts";
import { whyNotComment } from "../discuss/comment.ts";
import { isProblem, type Problem } from "../text/problem.ts";
import { CommentChoices } from "./CommentChoices.tsx";
import { type Draft, saidOf, type Unsaid } from "./draft.ts";
import { changeDraft, dropDraft, useDraft } from "./drafts.ts";
import { Later, later } from "./Later.tsx";
import { MarkdownField } from "./MarkdownField.tsx";
import { OtherTexts } from "./OtherTexts.tsx";
import { putOnRecord } from "./outbox.ts";
import type { Spot } from "./placed.ts";
import type { RequestFieldsProps } from "./RequestFields.tsx";
import { checkRecord } from "./recordTrouble.ts";
import { SpeakerField, useSpeaker } from "./Speaker.tsx";
import { WordPicker } from "./WordPicker.tsx";
import { Words } from "./Words.tsx";

export interface ComposerProps {
  draft: Draft;
  /** Label of the clause, for people: `Section 4.16`. */
  about: string;
  /** Of a comment: the row of the comparison on the screen its clause stands in. */
  row?: ComparedClause;
  /** Hashes of the two texts on the screen. */
  before?: string;
  after?: string;
  /** Of a comment: where its words stand on them. */
  spot?: Spot;
  /** The revision on the screen, and the newest one; none on the page of a version. */
  revision?: number;
  newest?: number;
  /** The field takes the focus when it opens. */
  isFresh: boolean;
  /** What else is asked for: of an answer, its outcome. */
  children?: ReactNode;
  /** What is still missing of that, as a sentence. */
  whyNot?: () => string | undefined;
}

const REQUEST = later<RequestFieldsProps>({
  what: "the words of the clause",
  load: async () => (await import("./RequestFields.tsx")).RequestFields,
  isInSheet: true,
});

/** What becomes of the words a comment is being written on when the text under it is another one. */
const STANDS: Partial<Record<Spot["state"], string>> = {
  moved: "Begun on an earlier wording; its words stand here now.",
  changed: "Begun on an earlier wording; its words have changed since.",
  clause: "Begun on an earlier wording; its words are no longer in this clause.",
  gone: "Begun on an earlier wording; its words are no longer in the text.",
  struck: "Begun on an earlier wording; its words are struck now.",
  ambiguous: "Begun on an earlier wording; it is in doubt where its words stand now.",
  missing: "Begun on a text that is no longer kept; it will be shown with the words it is about.",
};

/** Where something is written, of every kind. What is typed is kept on the device with every key. */
export function ComposerForm(props: ComposerProps) {
  const { about, row, before, after, spot, isFresh, children, whyNot } = props;
  const draft = useDraft(props.draft.key) ?? props.draft;
  const { said } = draft;
  const comment = said.kind === "comment" ? said : undefined;
  const isRequest = comment?.mark === "request";
  const speaker = useSpeaker();
  const [complaint, setComplaint] = useState<{ field: "name" | "text" | "other"; message: string }>();
  const field = useRef<HTMLTextAreaElement>(null);
  const makeRequest = useRef<() => Unsaid | Problem>(undefined);
  const id = useId();
  const words = wordsFor(said, about);
  // Who has signed in meanwhile need not be told to.
  const shown = complaint?.field === "name" && !speaker.isMissing ? undefined : complaint;
  const cannot = isRequest ? whyNoRequest(props) : undefined;
  const isEmpty = draft.text.trim() === "" && !comment?.edited;

  useEffect(() => {
    // Not at once, where it would hold up the first letters.
    const timer = setTimeout(() => void checkRecord(), 1_000);
    return () => clearTimeout(timer);
  }, []);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where it opens
  useEffect(() => {
    if (!isFresh) return;
    // Its place beside the words is found a moment later: the page must not scroll to where it is not.
    if (!isRequest) field.current?.focus({ preventScroll: true });
    const block = form.current!.closest("dialog") ? "start" : "nearest";
    const look = () => form.current?.scrollIntoView({ block });
    const frame = requestAnimationFrame(() => requestAnimationFrame(look));
    return () => cancelAnimationFrame(frame);
  }, [isFresh]);

  const spotRow = useRef(spot?.row);
  spotRow.current = spot?.row;
  useLayoutEffect(() => {
    const element = form.current!;
    return () => {
      // Whoever wrote here goes on where he was: at the thread, or at the clause.
      if (!element.contains(document.activeElement)) return;
      const home =
        element.closest<HTMLElement>("article") ??
        document.querySelector<HTMLElement>(`.law [data-row="${spotRow.current}"]`);
      home?.focus({ preventScroll: true });
    };
  }, []);

  const complain = (field: "text" | "other", message: string) => {
    setComplaint({ field, message });
    // After the preview has made room for it.
    if (field === "text") setTimeout(() => document.getElementById(id)?.focus());
  };

  const post = () => {
    if (cannot) return complain("other", cannot);
    const made = isRequest ? makeRequest.current?.() : said;
    if (!made) {
      return complain(
        "other",
        "Nothing was sent: the words of the clause had not come yet. Send it when they are there.",
      );
    }
    if (isProblem(made)) return complain("other", made.message);
    const missing = whyNot?.();
    if (missing) return complain("other", missing);
    const badText = whyNotComment(draft.text);
    if (badText) return complain("text", badText.message);
    const refusal = speaker.refuse();
    if (refusal) return setComplaint({ field: "name", message: refusal });
    const name = speaker.takeName();
    const place = isRequest ? { ...draft.place, revision: props.newest, clause: row?.after?.address } : draft.place;
    const posted = { key: draft.entryKey, place, said: saidOf({ said: made, text: draft.text }), name };
    void putOnRecord({ ...posted, ...(isRequest && { unsaid: said }) }, draft.key);
  };

  return (
    <form
      className="composer"
      ref={form}
      data-draft={draft.key}
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          post();
        }
        if (event.key === "Escape" && isEmpty) void dropDraft(draft.key);
      }}
    >
      {comment && (
        <>
          <p className="about">
            {comment.anchor && !isRequest ? (
              <q className="quote">
                <Words of={comment.anchor.quote} />
              </q>
            ) : (
              <>On {about}</>
            )}{" "}
            {!isRequest && row && before && after && (
              <WordPicker
                draft={draft}
                said={comment}
                row={row}
                before={before}
                after={after}
                revision={props.revision}
                onDone={() => field.current?.focus()}
              />
            )}
          </p>
          {spot && !isRequest && STANDS[spot.state] && (
            <p className="placement" role="status">
              {STANDS[spot.state]}
            </p>
          )}
          <CommentChoices draft={draft} said={comment} mayRequest={props.newest !== undefined} />
        </>
      )}
      {cannot && (
        <p className="placement" role="status">
          {cannot}
        </p>
      )}
      {comment && isRequest && !cannot && (
        <Later
          part={REQUEST}
          props={{ draft, said: comment, row: row!, text: after!, about, isFresh, into: makeRequest }}
        />
      )}
      {!comment && said.kind !== "reply" && <p className="form-name">{words.form}</p>}
      {children}
      {(isRequest || isAct(said)) && <p className="field-name">{words.field}</p>}
      <OtherTexts draft={draft} onDone={() => field.current?.focus()} />
      <MarkdownField
        label={words.field}
        text={draft.text}
        field={field}
        id={id}
        isBad={shown?.field === "text"}
        onText={(text) => {
          setComplaint(undefined);
          changeDraft(draft.key, { text, refusal: undefined });
        }}
      />
      <SpeakerField speaker={speaker} isBad={shown?.field === "name"} onChange={() => setComplaint(undefined)} />
      {(shown || draft.refusal) && (
        <p className="refusal" role="alert">
          {shown?.message ?? draft.refusal}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="primary">
          {words.post}
        </button>
        <button
          type="button"
          onClick={() => {
            if (isEmpty || confirm("Throw away what you have written?")) void dropDraft(draft.key);
          }}
        >
          {isEmpty ? "Cancel" : "Discard"}
        </button>
      </div>
    </form>
  );
}

/** Why other words cannot be asked for here, and what to do. */
function whyNoRequest({ row, revision, newest }: ComposerProps): string | undefined {
  if (newest === undefined) return "Other words are suggested for an amendment. This is a text in force.";
  if (!row) return "Other words are suggested for one clause: press it in the text, and choose this there.";
  if (!row.after) {
    return "This clause is struck: there are no words to change. Object to striking it, or suggest other words where they shall stand.";
  }
  if (revision !== newest) {
    return `Other words are suggested for the newest revision, ${newest}. Open that one; what you have written goes along.`;
  }
  return undefined;
}

/** Its words are a reason for what is done: they would not be told from a reply. */
const isAct = ({ kind }: Unsaid): boolean =>
  kind === "resolution" || kind === "disposition" || kind === "moderation" || kind === "position";

/** What the form, its field and its button are called. */
function wordsFor(said: Unsaid, about: string): { form: string; field: string; post: string } {
  switch (said.kind) {
    case "comment":
      return said.mark === "request"
        ? { form: `Wording request on ${about}`, field: "Your reason", post: "Send wording request" }
        : { form: `Comment on ${about}`, field: "Your comment", post: "Post comment" };
    case "reply":
      return { form: "Reply", field: "Your reply", post: "Post reply" };
    case "edit":
      return { form: "Edit", field: "Your words", post: "Save" };
    case "resolution":
      return said.resolves === undefined
        ? { form: "Open the thread again", field: "Reason, for everyone to read", post: "Open again" }
        : { form: "Resolve the thread", field: "Reason, for everyone to read", post: "Resolve" };
    case "disposition":
      return { form: "Answer for the board", field: "Reason, for everyone to read", post: "Put the answer on record" };
    case "moderation":
      return said.hides === undefined
        ? { form: "Show again", field: "Reason, for everyone to read", post: "Show again" }
        : { form: "Hide", field: "Reason, for everyone to read", post: "Hide" };
    case "position":
      return { form: "Position", field: "Reason, if you like", post: "Take this position" };
  }
}
