import { Link } from "wouter";
import { MARK_NAMES } from "../discuss/said.ts";
import { tellStanding } from "../discuss/standing.ts";
import { today } from "./browser.ts";
import type { PlacedThread } from "./placed.ts";
import { Quote } from "./Quote.tsx";
import { amendmentOf, useThreads } from "./ThreadPage.tsx";
import { findAnswer, MADE_ON_REMOVED, PLACEMENT_NOTES, tellAfter, tellState, tellWaiting } from "./tellThread.ts";
import { Words } from "./Words.tsx";
import { findWording } from "./wordingLink.ts";

/** What a thread is, what has become of it, which words it was made on, and where those stand now. */
export function ThreadHead({ placed }: { placed: PlacedThread }) {
  const { document, record } = useThreads();
  const { thread, state, isDecided } = placed;
  const { comment, mark } = thread;
  const told = tellState(thread);
  const waiting = tellWaiting(thread, today());
  const answer = findAnswer(thread, record.author);
  const answerer = answer && record.author(answer.by);
  const isElsewhere = state !== "exact" && state !== "missing";
  const made = isElsewhere ? findWording(comment, document, amendmentOf(document, comment)) : undefined;
  const note = PLACEMENT_NOTES[state];
  return (
    <div className="thread-head">
      {(mark !== "remark" || told) && (
        <p className="thread-state">
          {mark !== "remark" && <b>{MARK_NAMES[mark]}</b>}
          {mark !== "remark" && told && " · "}
          {told && `${told}.`} {waiting && <span className="waiting">{waiting}</span>}
          {answer && answerer && (
            <span className="answered">
              Answered by{" "}
              <bdi>
                <Words of={answerer.name} />
              </bdi>
              {!answerer.hasLeft && `, ${tellStanding(answerer)},`} {tellAfter(comment.at, answer.at)}.
            </span>
          )}
        </p>
      )}
      {comment.anchor && <Quote of={comment.anchor.quote} />}
      {(isElsewhere || note) && (
        <p className="placement">
          {made ? (
            <>
              Made on <Link href={made.address}>{made.name}</Link>.{" "}
            </>
          ) : (
            isElsewhere && `${MADE_ON_REMOVED} `
          )}
          {note}
          {isDecided && " A person said where."}
        </p>
      )}
    </div>
  );
}
