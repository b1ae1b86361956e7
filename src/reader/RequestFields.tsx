import { type RefObject, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { ComparedClause } from "../compare/comparison.ts";
import { requestFor, whyNotWording } from "../discuss/wording.ts";
import { type Problem, problem } from "../text/problem.ts";
import type { Draft, Unsaid } from "./draft.ts";
import { changeDraft } from "./drafts.ts";
import type { Part } from "./pieces.ts";
import { WordingRedline } from "./WordingRedline.tsx";

export interface RequestFieldsProps {
  draft: Draft;
  said: Extract<Unsaid, { kind: "comment" }>;
  row: ComparedClause;
  /** Hash of the text the row's new side is from: the newest revision. */
  text: string;
  /** `Section 4.16` */
  about: string;
  isFresh: boolean;
  /** Filled with what makes the request of what was typed, or says why it is none. */
  into: RefObject<(() => Unsaid | Problem) | undefined>;
}

/** The words of a clause as somebody would have them: edited in place, with what that changes under it. */
export function RequestFields({ draft, said, row, text, about, isFresh, into }: RequestFieldsProps) {
  const clause = row.after!;
  const part: Part = said.edited?.part ?? said.anchor?.part ?? (clause.text === "" ? "title" : "text");
  const proposed = clause[part];
  const words = said.edited?.words ?? proposed;
  const [against, setAgainst] = useState<"proposal" | "in-force">("proposal");
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // A long clause takes a moment to compare; typing goes before.
  const shown = useDeferredValue(words);
  const other = against === "proposal" ? proposed : (row.before?.[part] ?? "");
  const isOld = said.edited !== undefined && said.edited.was !== proposed;

  const edit = (words: string, was = said.edited?.was ?? proposed) =>
    changeDraft(draft.key, { said: { ...said, edited: { part, words, was } }, refusal: undefined });

  into.current = () => {
    const request = requestFor(proposed, words);
    const bad = request
      ? whyNotWording(request.wording, proposed.slice(request.from, request.to))
      : whyNotWording(proposed, proposed);
    if (bad || !request) return bad!;
    const anchor = makeAnchor({ text, side: "after", clause, part, ...request });
    if (!anchor) return problem("wording-empty", "There are no words here to stand in place of.", { field: "wording" });
    return { ...said, anchor, wording: request.wording, mark: "request" };
  };

  const { from, to } = said.anchor ?? {};
  // Once, where it opens: after that the caret is its author's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    if (!isFresh) return;
    const element = field.current!;
    element.focus({ preventScroll: true });
    if (from !== undefined && to !== undefined && said.anchor?.side === "after") element.setSelectionRange(from, to);
  }, [isFresh]);

  return (
    <>
      {clause.title !== "" && clause.text !== "" && (
        <p className="which-part">
          {part === "text" ? "Words of the text." : "Words of the title."}{" "}
          <button
            type="button"
            className="link"
            onClick={() => {
              const next = part === "text" ? "title" : "text";
              const isTouched = words !== proposed;
              if (isTouched && !confirm("Leave your words of this part and go to the other one?")) return;
              const { anchor: _, ...rest } = said;
              changeDraft(draft.key, {
                said: { ...rest, edited: { part: next, words: clause[next], was: clause[next] } },
              });
              field.current?.focus();
            }}
          >
            {part === "text" ? "Edit the title instead" : "Edit the text instead"}
          </button>
        </p>
      )}
      <label htmlFor={id}>The words of {about} as you would have them</label>
      <textarea
        ref={field}
        id={id}
        className="grows law-words"
        rows={3}
        value={words}
        aria-describedby={`${id}-redline`}
        onChange={(event) => edit(event.target.value)}
      />
      {isOld && (
        <p className="placement" role="status">
          The words have changed since you began. Yours are kept, and compared with the new ones.{" "}
          <button
            type="button"
            className="link"
            onClick={() => {
              if (confirm("Throw away your words and begin with the new ones?")) edit(proposed, proposed);
            }}
          >
            Begin with the new ones
          </button>
        </p>
      )}
      <div id={`${id}-redline`}>
        <fieldset className="tabs against" aria-label="Compare with">
          <button type="button" aria-pressed={against === "proposal"} onClick={() => setAgainst("proposal")}>
            Against the proposal
          </button>
          <button type="button" aria-pressed={against === "in-force"} onClick={() => setAgainst("in-force")}>
            Against the text in force
          </button>
        </fieldset>
        {against === "proposal" && shown === proposed ? (
          <p className="help">Change the words above: what changes is shown here.</p>
        ) : (
          <WordingRedline
            before={other}
            after={shown.replace(/\s+/g, " ").trim()}
            label={against === "proposal" ? "Your words against the proposal" : "Your words against the text in force"}
          />
        )}
      </div>
    </>
  );
}
