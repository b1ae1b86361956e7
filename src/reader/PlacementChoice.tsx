import { useId, useRef } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { PlacedWords } from "../anchor/placement.ts";
import type { Said } from "../discuss/said.ts";
import { makeKey } from "./browser.ts";
import { nameOf } from "./groups.ts";
import { may } from "./may.ts";
import { putOnRecord } from "./outbox.ts";
import { type PlacedThread, rowOf } from "./placed.ts";
import { placeOf } from "./placeOf.ts";
import { amendmentOf, useThreads } from "./ThreadPage.tsx";
import { useWholeMe } from "./useMe.ts";
import { Words } from "./Words.tsx";

/** Letters shown on each side of words that may be meant. */
const CONTEXT = 60;

/** Asks who may say it where the words of a comment stand, when that is in doubt; tells all others that nobody has said. */
export function PlacementChoice({ placed, isSent }: { placed: PlacedThread; isSent: boolean }) {
  const { document, record, comparison } = useThreads();
  const me = useWholeMe();
  const id = useId();
  const here = useRef<HTMLFieldSetElement>(null);
  const { thread, places, placesOn: on } = placed;
  if (isSent || !places || on === undefined || !comparison) return null;
  const { comment } = thread;
  const said: Said = { kind: "placement", places: comment.seq, on };
  const mayChoose = may(said, {
    amendment: amendmentOf(document, comment),
    thread,
    author: record.author,
    me: me?.person,
    guestsMaySpeak: me?.signIn.guests,
  });
  const choose = (anchor?: ReturnType<typeof makeAnchor>) => {
    // The question goes: whoever goes by keys stays in the thread.
    here.current?.closest("article")?.focus({ preventScroll: true });
    void putOnRecord({ key: makeKey(), place: placeOf(comment), said: anchor ? { ...said, anchor } : said });
  };
  const shown = places.flatMap((words) => {
    const row = rowOf(comparison, "after", words.clause, words.part, words.from);
    const clause = row === undefined ? undefined : comparison.rows[row]!.after;
    return clause ? [{ words, clause }] : [];
  });
  return (
    <fieldset className="placement-choice" ref={here}>
      <legend>
        {shown.length === 1
          ? "Nearly the same words stood in two places, and one is left: its words may stand here now, or nowhere any more."
          : `Its words stand in ${shown.length === 2 ? "two" : shown.length} places now.`}{" "}
        {mayChoose ? "Which?" : "Its author or the board has not said yet which."}
      </legend>
      <ul>
        {shown.map(({ words, clause }) => {
          const { part, from, to } = words;
          const anchor = mayChoose ? makeAnchor({ text: on, side: "after", clause, part, from, to }) : undefined;
          return (
            <li key={keyOf(words)}>
              <p id={`${id}-${keyOf(words)}`}>
                <b>{nameOf(clause)}</b>: {from > CONTEXT && "…"}
                <Words of={clause[part].slice(Math.max(0, from - CONTEXT), from)} />
                <mark>
                  <Words of={clause[part].slice(from, to)} />
                </mark>
                <Words of={clause[part].slice(to, to + CONTEXT)} />
                {to + CONTEXT < clause[part].length && "…"}
              </p>
              {anchor && (
                <button type="button" aria-describedby={`${id}-${keyOf(words)}`} onClick={() => choose(anchor)}>
                  Here
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {mayChoose && (
        <button type="button" onClick={() => choose()}>
          Nowhere any more
        </button>
      )}
    </fieldset>
  );
}

const keyOf = ({ clause, part, from }: PlacedWords) => `${encodeURIComponent(clause)}-${part}-${from}`;
