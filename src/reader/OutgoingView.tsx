import type { Said } from "../discuss/said.ts";
import { LazyProse } from "./LazyProse.tsx";
import { type Outgoing, takeBack, tryAgain } from "./outbox.ts";
import { Quote } from "./Quote.tsx";
import { takeUpAgain } from "./undo.ts";
import { Words } from "./Words.tsx";

/** What was said or done beside comments and replies, whose words tell it. */
const ACTS: Partial<Record<Said["kind"], string>> = {
  edit: "Your new wording.",
  withdrawal: "You withdraw it.",
  "co-signature": "You co-sign.",
  disposition: "The answer of the board.",
  placement: "Where you say that its words stand.",
};

/** Something this browser has not been able to put on record yet. */
export function OutgoingView({ item }: { item: Outgoing }) {
  const { said, state, refusal } = item;
  if (said.kind === "position" || item.isUndone) return null;
  const act =
    said.kind === "resolution"
      ? said.resolves === undefined
        ? "You reopen it."
        : "You resolve it."
      : said.kind === "moderation"
        ? said.hides === undefined
          ? "You show it again."
          : "You hide it."
        : ACTS[said.kind];
  const isHeld = state === "refused" || state === "waiting";
  return (
    <div className="outgoing" data-state={state}>
      <p className="byline" role="status">
        {act && `${act} `}
        {state === "refused"
          ? refusal
          : state === "waiting"
            ? `${refusal ?? "Waiting for the network."} It is kept on this device and will be sent once.`
            : "Sending…"}
      </p>
      {said.kind === "comment" && said.anchor && <Quote of={said.anchor.quote} />}
      {said.kind === "comment" && said.wording !== undefined && (
        <p className="accepted-wording">
          <q dir="auto">
            <Words of={said.wording} />
          </q>
        </p>
      )}
      {"text" in said && <LazyProse markdown={said.text} />}
      {isHeld && (
        <p className="thread-actions">
          <button type="button" className="link" onClick={() => tryAgain(item.key)}>
            Try again
          </button>
          {"text" in said ? (
            <button type="button" className="link" onClick={() => void takeUpAgain(item)}>
              Edit
            </button>
          ) : (
            <button type="button" className="link" onClick={() => void takeBack(item.key)}>
              Do not send it
            </button>
          )}
        </p>
      )}
    </div>
  );
}
