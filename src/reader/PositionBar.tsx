import { useState } from "react";
import type { Person } from "../discuss/person.ts";
import type { Position } from "../discuss/position.ts";
import { STANCES, type Stance } from "../discuss/said.ts";
import { printAddress } from "./address.ts";
import { makeKey } from "./browser.ts";
import { type Outgoing, putOnRecord } from "./outbox.ts";
import { PositionSheet } from "./PositionSheet.tsx";
import { PositionTally } from "./PositionTally.tsx";
import { findPositionDraft, keepPositionDraft, type PositionDraft } from "./positionDraft.ts";
import { STANCE_NAMES } from "./stances.ts";
import { useMe } from "./useMe.ts";

interface Props {
  document: string;
  amendment: string;
  revision: number;
  positions: readonly Position[];
  author: (id: string) => Person;
  outgoing: readonly Outgoing[];
  isOpenForComment: boolean;
}

/** Where the reader stands, in one tap, and where everyone does. */
export function PositionBar({ document, amendment, revision, positions, author, outgoing, isOpenForComment }: Props) {
  const me = useMe();
  const place = `${document}/${amendment}`;
  const [asked, setAsked] = useState<PositionDraft | undefined>(() =>
    isOpenForComment ? findPositionDraft(place) : undefined,
  );
  const waiting = outgoing.findLast(({ said }) => said.kind === "position");
  const waitingFor = waiting?.said.kind === "position" ? waiting.said.position : undefined;
  const mine = me ? positions.find(({ person }) => person === me.id)?.current : undefined;
  const stance = waiting?.state === "refused" ? mine?.position : (waitingFor ?? mine?.position);
  const isStale = mine !== undefined && waiting === undefined && (mine.revision ?? revision) < revision;

  const ask = (option: Stance) => {
    const draft = { place, stance: option, reason: mine?.reason ?? "" };
    keepPositionDraft(draft);
    setAsked(draft);
  };
  const take = (position: Stance, reason = "", name?: string) => {
    setAsked(undefined);
    void putOnRecord({
      key: makeKey(),
      place: { document, amendment, revision },
      said: { kind: "position", position, ...(reason.trim() && { reason: reason.trim() }) },
      name,
    });
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
                onClick={() => (me && stance !== option ? take(option) : ask(option))}
              >
                {STANCE_NAMES[option]}
              </button>
            ))}
          </fieldset>
          <p className="position-state" role="status">
            {waiting?.state === "waiting" &&
              `${waiting.refusal ?? "Waiting for the network."} Your position is kept on this device and will be sent once.`}
            {waiting?.state === "refused" && waiting.refusal}
            {isStale && `Taken on revision ${mine.revision}. The words have changed since: press it again to confirm.`}
            {stance && !waiting && !isStale && (
              <button type="button" className="link" onClick={() => ask(stance)}>
                {mine?.reason ? "Change your reason" : "Add a reason"}
              </button>
            )}
          </p>
        </div>
      )}
      <PositionTally
        href={printAddress({ page: "positions", document, amendment })}
        positions={positions}
        author={author}
      />
      {asked && (
        <PositionSheet
          draft={asked}
          onTake={(reason, name) => take(asked.stance, reason, name)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
