import { useEffect, useState } from "react";
import type { Person } from "../discuss/person.ts";
import type { DispositionEntry, ResolutionEntry } from "../discuss/said.ts";
import { DISPOSITION_NAMES } from "../discuss/said.ts";
import type { Thread } from "../discuss/thread.ts";
import { printDayAndTime } from "../text/day.ts";
import { Byline, Gap } from "./Byline.tsx";
import type { Draft } from "./draft.ts";
import { LazyProse } from "./LazyProse.tsx";
import type { Outgoing } from "./outbox.ts";
import { VoiceActs } from "./ThreadActs.tsx";
import { useThreads } from "./ThreadPage.tsx";
import { tellCount } from "./tellThread.ts";
import { useHashNumber } from "./useHashNumber.ts";
import { Voice } from "./Voice.tsx";
import { Words } from "./Words.tsx";

interface Props {
  thread: Thread;
  about: string;
  drafts: readonly Draft[];
  outgoing: readonly Outgoing[];
  unread?: ReadonlySet<number>;
}

/** More are folded: the first and the last ones stay, those between open in portions. */
const MOST = 12;
const FIRST = 2;
const LAST = 6;
const PORTION = 40;

/** Everything said and done in answer to a comment, in the order of the record. */
export function ThreadTurns({ thread, unread, ...acts }: Props) {
  const turns = [...thread.replies, ...thread.dispositions, ...thread.resolutions].sort((a, b) => a.seq - b.seq);
  const [opened, setOpened] = useState(FIRST);
  const asked = useHashNumber("comment");
  const askedAt = turns.findIndex(({ seq }) => seq === asked) + 1;
  const isAsked = askedAt > 0;
  const tail = turns.length - LAST;
  const head = turns.length <= MOST ? turns.length : Math.min(Math.max(opened, askedAt), tail);
  const folded = turns.length <= MOST ? 0 : tail - head;
  useEffect(() => {
    // It may stand here only now: its script was fetched first, or it was folded.
    if (isAsked) document.getElementById(`comment-${asked}`)?.scrollIntoView({ block: "center" });
  }, [asked, isAsked]);
  const [unfolded, setUnfolded] = useState<number>();
  useEffect(() => {
    // The line that was pressed is gone, or further down: whoever goes by keys goes on with what it opened.
    if (unfolded !== undefined) document.getElementById(`comment-${unfolded}`)?.focus();
  }, [unfolded]);
  const draw = (turn: (typeof turns)[number]) => (
    <div className="reply" key={turn.seq} id={`comment-${turn.seq}`} tabIndex={-1}>
      {turn.kind === "reply" ? (
        <Voice entry={turn} thread={thread} isNew={unread?.has(turn.seq) ?? false}>
          <VoiceActs {...acts} thread={thread} entry={turn} />
        </Voice>
      ) : turn.kind === "disposition" ? (
        <Disposition entry={turn} thread={thread} />
      ) : (
        <Resolution entry={turn} />
      )}
    </div>
  );
  return (
    <>
      {turns.slice(0, head).map(draw)}
      {folded > 0 && (
        <button
          type="button"
          className="link fold-line"
          onClick={() => {
            setOpened(head + PORTION);
            setUnfolded(turns[head]!.seq);
          }}
        >
          {folded <= PORTION
            ? `Show ${tellCount(folded, "more reply", "more replies")}`
            : `Show ${PORTION} of ${folded} more replies`}
        </button>
      )}
      {turns.slice(head + folded).map(draw)}
    </>
  );
}

/** The board's answer, for everyone to read. */
function Disposition({ entry, thread }: { entry: DispositionEntry; thread: Thread }) {
  const { author } = useThreads().record;
  const { outcome, wording, where } = entry;
  return (
    <div className="disposition" data-outcome={outcome}>
      <Byline author={author(entry.by)} before="For the board, ">
        <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
      </Byline>
      {outcome && (
        <p>
          <b>{DISPOSITION_NAMES[outcome]}</b>
          {where !== undefined && (
            <>
              : see <a href={`#comment-${where}`}>{nameOfAnswer(thread, where, author)}</a>
            </>
          )}
        </p>
      )}
      {wording !== undefined && (
        <p className="accepted-wording">
          The words that will stand there:{" "}
          <q dir="auto">
            <Words of={wording} />
          </q>
        </p>
      )}
      {entry.isBlanked ? <Gap at={entry.blankedAt} /> : <LazyProse markdown={entry.text} />}
    </div>
  );
}

/** `the reply of Ada Lind`; `comment 12` where it stands in another thread. */
function nameOfAnswer({ replies }: Thread, where: number, author: (id: string) => Person): string {
  const reply = replies.find(({ seq }) => seq === where);
  return reply ? `the reply of ${author(reply.by).name}` : `comment ${where}`;
}

function Resolution({ entry }: { entry: ResolutionEntry }) {
  const { author } = useThreads().record;
  return (
    <div className="resolution">
      <Byline author={author(entry.by)} before={entry.resolves === undefined ? "Reopened by " : "Resolved by "}>
        <time dateTime={entry.at}>{printDayAndTime(entry.at)}</time>
      </Byline>
      {entry.isBlanked ? <Gap at={entry.blankedAt} /> : <LazyProse markdown={entry.text} />}
    </div>
  );
}
