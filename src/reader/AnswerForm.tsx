import { useEffect, useId, useRef } from "react";
import { DISPOSITION_NAMES, type Disposition, dispositionsFor } from "../discuss/said.ts";
import { type Thread, textOf } from "../discuss/thread.ts";
import { Composer } from "./Composer.tsx";
import type { Draft } from "./draft.ts";
import { changeDraft, useDraft } from "./drafts.ts";
import { useThreads } from "./ThreadPage.tsx";
import { excerptOf } from "./tellThread.ts";

interface Props {
  draft: Draft;
  thread: Thread;
  about: string;
  isFresh: boolean;
}

/** What each outcome means to whoever chooses it, and to whoever reads it later. */
const MEANINGS: Record<Disposition, string> = {
  accepted: "The next revision follows it.",
  "accepted-in-part": "The next revision follows some of it.",
  declined: "The proposal stays as it is.",
  answered: "The question has its answer.",
  "out-of-scope": "It is about something this amendment does not touch.",
  "already-answered": "The answer was given before.",
};

/** The board's answer: what it decides, the words that will stand, where it was said, and why. */
export function AnswerForm({ draft: listed, thread, about, isFresh }: Props) {
  const draft = useDraft(listed.key) ?? listed;
  const { author } = useThreads().record;
  const id = useId();
  const choices = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // The reason comes after the choice.
    if (isFresh) choices.current?.querySelector("input")?.focus({ preventScroll: true });
  }, [isFresh]);
  const { said } = draft;
  if (said.kind !== "disposition") return null;
  const { outcome } = said;
  const { mark, comment, replies, withdrawn, hidden } = thread;
  const change = (news: Partial<typeof said>) => changeDraft(draft.key, { said: { ...said, ...news } });
  const choose = (next: Disposition) =>
    change({
      outcome: next,
      wording: next === "accepted-in-part" ? (said.wording ?? comment.wording) : undefined,
      where: mayPoint(next) ? said.where : undefined,
    });
  const told = replies.filter(({ seq, isBlanked }) => !withdrawn.has(seq) && !hidden.has(seq) && !isBlanked);
  return (
    <Composer
      draft={draft}
      about={about}
      isFresh={false}
      whyNot={() => (outcome ? undefined : "Choose what the board answers.")}
    >
      <fieldset className="outcomes" ref={choices}>
        <legend>What the board answers</legend>
        {dispositionsFor(mark).map((option) => (
          <label className="option" key={option}>
            <input type="radio" name={`${id}-outcome`} checked={outcome === option} onChange={() => choose(option)} />
            <span>
              <b>{DISPOSITION_NAMES[option]}</b> <span className="terms">{MEANINGS[option]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {mark === "request" && outcome === "accepted-in-part" && (
        <label>
          The words as they will stand there
          <textarea
            rows={3}
            dir="auto"
            value={said.wording ?? ""}
            onChange={(event) => change({ wording: event.target.value })}
          />
        </label>
      )}
      {outcome && mayPoint(outcome) && (
        <>
          {told.length > 0 && (
            <label>
              Where it is answered
              <select
                value={told.some(({ seq }) => seq === said.where) ? said.where : ""}
                onChange={(event) => change({ where: Number(event.target.value) || undefined })}
              >
                <option value="">In the words above, or elsewhere</option>
                {told.map((reply) => (
                  <option key={reply.seq} value={reply.seq}>
                    {`${reply.seq} · ${author(reply.by).name}: ${excerptOf(textOf(reply, thread)).slice(0, 60)}`}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            Number of the comment or reply, if it is another one
            <input
              inputMode="numeric"
              autoComplete="off"
              value={said.where ?? ""}
              onChange={(event) => change({ where: Number(event.target.value.replace(/\D/g, "")) || undefined })}
            />
          </label>
        </>
      )}
    </Composer>
  );
}

/** It rests on something that was said. */
const mayPoint = (outcome: Disposition): boolean => outcome === "answered" || outcome === "already-answered";
