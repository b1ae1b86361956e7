import "./composer.css";
import { MARK_NAMES, type Said } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import { type Outgoing, outbox, takeBack, tryAgain } from "./outbox.ts";
import { Sheet } from "./Sheet.tsx";
import { useStore } from "./Store.ts";
import { STANCE_NAMES } from "./stances.ts";
import { takeUpAgain } from "./undo.ts";
import { Words } from "./Words.tsx";

/** Everything said in this browser that is not on record yet, in the order in which it was said, with the way out of each. */
export function OutboxSheet({ onClose }: { onClose: () => void }) {
  const items = useStore(outbox).filter(({ state, isUndone }) => state !== "sent" && !isUndone);
  return (
    <Sheet title="Waiting to be sent" onClose={onClose}>
      {items.length === 0 ? (
        <p className="empty" role="status">
          All is sent.
        </p>
      ) : (
        <ol className="outbox">
          {items.map((item) => (
            <li key={item.key} data-state={item.state}>
              <Row item={item} onClose={onClose} />
            </li>
          ))}
        </ol>
      )}
      <p className="terms">
        It is kept on this device and sent by itself, in this order, as soon as the server can be reached; each thing
        once.
      </p>
    </Sheet>
  );
}

function Row({ item, onClose }: { item: Outgoing; onClose: () => void }) {
  const { key, said, place, at, state, refusal } = item;
  const words = wordsOf(said);
  const hasWords = words !== undefined || said.kind === "position";
  return (
    <>
      <p className="what">
        <b>{nameOf(said)}</b> on {place.clause ?? place.amendment ?? place.document}
        {at && <>, {printDayAndTime(at)}</>}
      </p>
      {words && (
        <blockquote>
          <Words of={words.length > 200 ? `${words.slice(0, 197)}…` : words} />
        </blockquote>
      )}
      <p className={state === "refused" ? "refusal" : "state"}>
        {state === "refused" ? refusal : state === "sending" ? "Sending…" : (refusal ?? "Waiting for the network.")}
      </p>
      {state !== "sending" && (
        <p className="thread-actions">
          <button type="button" className="link" onClick={() => tryAgain(key)}>
            Try again
          </button>
          {hasWords && (
            <button
              type="button"
              className="link"
              onClick={() => {
                void takeUpAgain(item);
                onClose();
              }}
            >
              Edit
            </button>
          )}
          <button
            type="button"
            className="link"
            onClick={() => {
              if (confirm("Throw this away? It is not on record.")) void takeBack(key);
            }}
          >
            Discard
          </button>
        </p>
      )}
    </>
  );
}

/** What kind of thing it is, in the words of the site. */
function nameOf(said: Said): string {
  switch (said.kind) {
    case "comment":
      return said.mark && said.mark !== "remark" ? MARK_NAMES[said.mark] : "Comment";
    case "reply":
      return "Reply";
    case "edit":
      return "Edit";
    case "withdrawal":
      return "Withdrawal";
    case "co-signature":
      return "Co-signature";
    case "resolution":
      return said.resolves === undefined ? "Opening again" : "Resolution";
    case "disposition":
      return "Answer for the board";
    case "position":
      return `Position: ${STANCE_NAMES[said.position]}`;
    case "moderation":
      return said.hides === undefined ? "Showing again" : "Hiding";
    case "placement":
      return "Where words stand";
  }
}

function wordsOf(said: Said): string | undefined {
  if (said.kind === "position") return said.reason;
  return "text" in said ? said.text : undefined;
}
