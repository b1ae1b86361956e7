import { useMemo, useState } from "react";
import { REQUEST_STATE_NAMES } from "../discuss/thread.ts";
import { aroundRequest, overlapsOf, requestedText, wordingOf } from "../discuss/wording.ts";
import type { PlacedThread } from "./placed.ts";
import { useThreads } from "./ThreadPage.tsx";
import { WordingRedline } from "./WordingRedline.tsx";
import { Words } from "./Words.tsx";

export interface RequestViewProps {
  placed: PlacedThread;
}

/** The words somebody asks for: against the proposal, and against the text in force; with those who want the same words otherwise. */
export function RequestView({ placed }: RequestViewProps) {
  const { comparison, placed: all, record } = useThreads();
  const [isInForce, setInForce] = useState(false);
  const { thread } = placed;
  const { comment, request } = thread;
  const { anchor, wording = "" } = comment;
  const granted = wordingOf(thread) ?? wording;
  const row = placed.row === undefined ? undefined : comparison?.rows[placed.row];
  const shown = useMemo(() => {
    const { words, state } = placed;
    const text = words && row?.[words.side]?.[words.part];
    // Words that have changed since are replaced where they stood, not where others stand now.
    const stands = words && text !== undefined && (state === "exact" || state === "intact" || state === "moved");
    if (!stands) {
      if (!anchor) return undefined;
      const own = anchor.prefix + anchor.quote + anchor.suffix;
      const from = anchor.prefix.length;
      return { proposal: aroundRequest(own, { from, to: from + anchor.quote.length }, granted) };
    }
    const inForce = row?.before?.[words.part];
    return {
      proposal: aroundRequest(text, words, granted),
      inForce:
        inForce === undefined || words.side === "before"
          ? undefined
          : { before: inForce, after: requestedText(text, words, granted) },
    };
  }, [placed, row, anchor, granted]);
  const others = useMemo(() => overlapping(all).get(placed.thread.comment.seq) ?? [], [all, placed]);
  if (!shown) return null;
  // Where there is no text in force to compare with, what was chosen before says nothing.
  const inForce = isInForce ? shown.inForce : undefined;
  return (
    <div className="wording-request">
      {shown.inForce && (
        <fieldset className="tabs" aria-label="Compared with">
          <button type="button" aria-pressed={!inForce} onClick={() => setInForce(false)}>
            Against the proposal
          </button>
          <button type="button" aria-pressed={inForce !== undefined} onClick={() => setInForce(true)}>
            Against the text in force
          </button>
        </fieldset>
      )}
      {granted !== wording && <p className="history">Accepted in part, with these words:</p>}
      <div className="request-words" dir="auto">
        <WordingRedline
          {...(inForce ?? shown.proposal)}
          label={`Compared with ${inForce ? "the text in force" : "the proposal"}`}
        />
      </div>
      {granted !== wording && (
        <p className="history">
          Asked for:{" "}
          <q dir="auto">
            <Words of={wording} />
          </q>
        </p>
      )}
      {others.length > 0 && (
        <p className="overlaps">
          {request !== "submitted"
            ? "On the same words: "
            : others.length === 1
              ? "Not both can be granted as they stand: "
              : "Not all can be granted as they stand: "}
          {others.map(({ thread: other }, index) => (
            <span key={other.comment.seq}>
              {index > 0 && ", "}
              <a href={`#comment-${other.comment.seq}`}>
                request {other.comment.seq} by{" "}
                <bdi>
                  <Words of={record.author(other.comment.by).name} />
                </bdi>
              </a>{" "}
              ({REQUEST_STATE_NAMES[other.request ?? "submitted"].toLowerCase()})
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/** By the list of threads it was made from: every open request of a page asks. */
const known = new WeakMap<readonly PlacedThread[], ReadonlyMap<number, readonly PlacedThread[]>>();

/** Which requests that may still be granted want the same words, by the number of the request. */
function overlapping(all: readonly PlacedThread[]): ReadonlyMap<number, readonly PlacedThread[]> {
  const found = known.get(all);
  if (found) return found;
  const stretches = all.flatMap((placed) => {
    const { thread, row, words } = placed;
    if (thread.request === undefined || thread.request === "withdrawn" || thread.hidden.has(thread.comment.seq))
      return [];
    return row === undefined || !words ? [] : [{ placed, clause: `${row} ${words.side}`, ...words }];
  });
  const overlaps = new Map(
    Array.from(overlapsOf(stretches), ([{ placed }, others]) => [
      placed.thread.comment.seq,
      others.map((other) => other.placed),
    ]),
  );
  known.set(all, overlaps);
  return overlaps;
}
