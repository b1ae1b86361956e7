import type { ReactNode } from "react";
import { DISPOSITION_NAMES, MARK_NAMES, type SaidEntry } from "../discuss/said.ts";
import { LazyProse } from "./LazyProse.tsx";
import { Quote } from "./Quote.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { isSaidByMark, STANCES_OF_AUTHORS } from "./tellThread.ts";
import { Words } from "./Words.tsx";

/** One line of the record in words: what was done, about which other line, and what was said with it. */
export function EntryTold({ entry }: { entry: SaidEntry }) {
  switch (entry.kind) {
    case "comment": {
      const { mark, stance, version, anchor, wording, text } = entry;
      const told = [
        mark && mark !== "remark" && MARK_NAMES[mark],
        stance && !isSaidByMark(entry) && STANCES_OF_AUTHORS[stance],
        version && `on the version of ${version}`,
      ].filter(Boolean);
      return (
        <>
          {told.length > 0 && <Act>{told.join(" · ")}</Act>}
          {anchor && <Quote of={anchor.quote} />}
          {wording !== undefined && <Wording name="Asks for these words" of={wording} />}
          <LazyProse markdown={text} />
        </>
      );
    }
    case "reply":
      return (
        <WithWords text={entry.text}>
          In reply to <Line seq={entry.replyTo} />
        </WithWords>
      );
    case "edit":
      return (
        <WithWords text={entry.text}>
          New words for <Line seq={entry.edits} />
        </WithWords>
      );
    case "withdrawal":
      return (
        <Act>
          Withdraws <Line seq={entry.withdraws} />
        </Act>
      );
    case "co-signature":
      return (
        <Act>
          Co-signs <Line seq={entry.signs} />
        </Act>
      );
    case "resolution":
      return (
        <WithWords text={entry.text}>
          {entry.resolves === undefined ? "Reopens" : "Resolves"} <Line seq={entry.resolves ?? entry.reopens!} />
        </WithWords>
      );
    case "disposition":
      return (
        <WithWords text={entry.text}>
          Answers <Line seq={entry.answers} /> for the board
          {entry.outcome && <>: {DISPOSITION_NAMES[entry.outcome]}</>}
          {entry.where !== undefined && (
            <>
              ; see <Line seq={entry.where} />
            </>
          )}
          {entry.wording !== undefined && <Wording name="The words that will stand there" of={entry.wording} />}
        </WithWords>
      );
    case "position":
      return (
        <>
          <p>
            Position: {entry.position && STANCE_NAMES[entry.position]}
            {entry.thread !== undefined && (
              <>
                ; the reason is in <Line seq={entry.thread} />
              </>
            )}
          </p>
          {entry.reason && <LazyProse markdown={entry.reason} />}
        </>
      );
    case "moderation":
      return (
        <WithWords text={entry.text}>
          {entry.hides === undefined ? (
            <>
              Shows <Line seq={entry.shows!} /> again
            </>
          ) : (
            <>
              Hides <Line seq={entry.hides} />
            </>
          )}
        </WithWords>
      );
    case "placement":
      return (
        <>
          <Act>
            Says where the words of <Line seq={entry.places} /> stand on a later text
            {!entry.anchor && ": nowhere any more"}
          </Act>
          {entry.anchor && <Quote of={entry.anchor.quote} />}
        </>
      );
  }
}

/** Another line of the record. */
function Line({ seq }: { seq: number }) {
  return <a href={`#entry-${seq}`}>{seq}</a>;
}

function Act({ children }: { children: ReactNode }) {
  return <p className="history">{children}</p>;
}

function WithWords({ text, children }: { text: string; children: ReactNode }) {
  return (
    <>
      <div className="history">{children}</div>
      <LazyProse markdown={text} />
    </>
  );
}

function Wording({ name, of }: { name: string; of: string }) {
  return (
    <p className="accepted-wording">
      {name}:{" "}
      <q dir="auto">
        <Words of={of} />
      </q>
    </p>
  );
}
