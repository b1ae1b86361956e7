import "./position.css";
import { useEffect, useState } from "react";
import type { Person } from "../discuss/person.ts";
import { isStale, type Position } from "../discuss/position.ts";
import { type Said, STANCES, type Stance } from "../discuss/said.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Amendment } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { makeKey } from "./browser.ts";
import { drafts, dropDraft, findDraft } from "./drafts.ts";
import { Later, later } from "./Later.tsx";
import { type Outgoing, putOnRecord } from "./outbox.ts";
import type { PositionSheetProps } from "./PositionSheet.tsx";
import { PositionTally } from "./PositionTally.tsx";
import { beginPosition, findOpenPosition, isPosition } from "./positionDraft.ts";
import { useStore } from "./Store.ts";
import { STANCE_NAMES } from "./stances.ts";
import { useLast } from "./useLast.ts";
import { useMe } from "./useMe.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: string;
  amendment: string;
  revisions: Amendment["revisions"];
  positions: readonly Position[];
  threads: readonly Thread[];
  author: (id: string) => Person;
  outgoing: readonly Outgoing[];
  isOpenForComment: boolean;
}

const SHEET = later<PositionSheetProps>({
  what: "the field for a reason",
  load: async () => (await import("./PositionSheet.tsx")).PositionSheet,
  isSheet: true,
});

/** Where the reader stands, in one tap, and where everyone does. */
export function PositionBar(props: Props) {
  const { document, amendment, revisions, positions, threads, author, outgoing, isOpenForComment } = props;
  const me = useMe();
  const revision = revisions.at(-1)!.number;
  const place = { document, amendment, revision };
  const begun = useStore(drafts).find(
    (draft) => isPosition(draft) && draft.place.document === document && draft.place.amendment === amendment,
  );
  const [asked, setAsked] = useState<string>();
  const waiting = outgoing.findLast(({ said }) => said.kind === "position");
  const waitingFor = waiting?.said.kind === "position" ? waiting.said.position : undefined;
  const own = me ? positions.find(({ person }) => person === me.id) : undefined;
  const mine = own?.current;
  const stance = waiting?.state === "refused" ? mine?.position : (waitingFor ?? mine?.position);
  const mustConfirm = own !== undefined && waiting === undefined && isStale(own, { revisions });

  // Back from a provider, the sheet is open as it was; the drafts of the device are read a moment after the page is drawn.
  const reopen = useLast(() => isOpenForComment && setAsked(findOpenPosition(place)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the draft is there
  useEffect(() => void reopen(), [begun?.key]);

  const ask = (option: Stance) => setAsked(beginPosition(place, option, mine?.position ? mine : {}));
  const take = (position: Stance, reason = "", thread?: number, name?: string) => {
    setAsked(undefined);
    const earlier = mine?.position && { earlier: saidOf(mine.position, mine.reason, mine.thread) };
    const taken = { key: makeKey(), place, said: saidOf(position, reason, thread), name, ...earlier };
    void putOnRecord(taken, begun?.key);
  };

  return (
    <section className="position-bar" aria-label="Positions" data-closed={!isOpenForComment || undefined}>
      {isOpenForComment && (
        <div className="stances">
          <span className="question" id="position-question">
            Your position on revision {revision}
          </span>
          <fieldset className="choices" aria-labelledby="position-question">
            {STANCES.map((option) => (
              <button
                type="button"
                key={option}
                data-stance={option}
                aria-pressed={stance === option}
                onClick={() => (me && stance !== option && !begun ? take(option) : ask(option))}
              >
                {STANCE_NAMES[option]}
              </button>
            ))}
          </fieldset>
          <p className="position-state">
            <span role="status">
              {waiting?.state === "waiting" &&
                `${waiting.refusal ?? "Waiting for the network."} Your position is kept on this device and will be sent once.`}
              {waiting?.state === "refused" && waiting.refusal}
              {mustConfirm && (
                <>
                  <span className="vh">Taken </span>on revision {mine?.revision}
                  <span className="vh">; the words have changed since.</span>
                </>
              )}
            </span>
            {mustConfirm && (
              <button
                type="button"
                className="link"
                onClick={() => mine?.position && take(mine.position, mine.reason, mine.thread)}
              >
                Confirm
              </button>
            )}
            {begun && asked === undefined ? (
              <button
                type="button"
                className="link"
                onClick={() => {
                  const draft = findDraft(begun.key);
                  if (isPosition(draft)) ask(draft.said.position);
                }}
              >
                Unfinished: go on
              </button>
            ) : (
              stance &&
              !waiting &&
              !mustConfirm && (
                <button type="button" className="link" onClick={() => ask(stance)}>
                  {mine?.reason ? "Change your reason" : "Add a reason"}
                </button>
              )
            )}
          </p>
        </div>
      )}
      {!isOpenForComment && isPosition(begun) && (
        <div className="position-state kept">
          <p role="status">
            {begun.refusal ?? "This amendment is closed for comment."} Not taken: {STANCE_NAMES[begun.said.position]}
            {begun.text.trim() && (
              <>
                , “<Words of={begun.text.trim()} />”
              </>
            )}
            .
          </p>
          <button
            type="button"
            className="link"
            onClick={() => confirm("Throw this position away?") && void dropDraft(begun.key)}
          >
            Discard
          </button>
        </div>
      )}
      <PositionTally
        href={printAddress({ page: "positions", document, amendment })}
        positions={positions}
        revisions={revisions}
        author={author}
      />
      {asked !== undefined && (
        <Later
          part={SHEET}
          props={{
            draft: asked,
            threads,
            isOwn: ({ comment }) => me != null && author(comment.by).id === me.id,
            onTake: (reason, thread, name) => {
              const draft = findDraft(asked);
              if (isPosition(draft)) take(draft.said.position, reason, thread, name);
            },
            onClose: () => setAsked(undefined),
          }}
        />
      )}
    </section>
  );
}

function saidOf(position: Stance, reason = "", thread?: number): Said {
  return { kind: "position", position, ...(reason.trim() && { reason: reason.trim() }), ...(thread && { thread }) };
}
