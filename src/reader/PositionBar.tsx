import { useMemo, useState } from "react";
import { Link } from "wouter";
import { whyNotComment } from "../discuss/comment.ts";
import { whyNotName } from "../discuss/person.ts";
import { type Position, tallyOf } from "../discuss/position.ts";
import { STANCES, type Stance } from "../discuss/said.ts";
import { printAddress } from "./address.ts";
import { makeKey } from "./browser.ts";
import { type Outgoing, putOnRecord } from "./outbox.ts";
import { Sheet } from "./Sheet.tsx";
import { useMe } from "./useMe.ts";

export const STANCE_NAMES: Record<Stance, string> = {
  support: "Support",
  "support-with-changes": "Support with changes",
  object: "Object",
  undecided: "Undecided",
};

interface Props {
  document: string;
  amendment: string;
  revision: number;
  positions: readonly Position[];
  outgoing: readonly Outgoing[];
  isOpenForComment: boolean;
}

/** Where the reader stands, in one tap, and where everyone does. */
export function PositionBar({ document, amendment, revision, positions, outgoing, isOpenForComment }: Props) {
  const me = useMe();
  const [asked, setAsked] = useState<Stance>();
  const waiting = outgoing.findLast(({ said }) => said.kind === "position");
  const waitingFor = waiting?.said.kind === "position" ? waiting.said.position : undefined;
  const mine = me ? positions.find(({ current }) => current.by === me.id)?.current : undefined;
  const stance = waiting?.state === "refused" ? mine?.position : (waitingFor ?? mine?.position);
  const isStale = mine !== undefined && waiting === undefined && (mine.revision ?? revision) < revision;
  const tally = useMemo(() => tallyOf(positions), [positions]);
  const people = positions.length;

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
                onClick={() => (me && stance !== option ? take(option) : setAsked(option))}
              >
                {STANCE_NAMES[option]}
              </button>
            ))}
          </fieldset>
          <p className="position-state" role="status">
            {waiting?.state === "waiting" && "Waiting for the network; your position will be sent once."}
            {waiting?.state === "refused" && waiting.refusal}
            {isStale && `Taken on revision ${mine.revision}. The words have changed since: press it again to confirm.`}
            {stance && !waiting && !isStale && (
              <button type="button" className="link" onClick={() => setAsked(stance)}>
                {mine?.reason ? "Change your reason" : "Add a reason"}
              </button>
            )}
          </p>
        </div>
      )}
      <Link className="tally" href={printAddress({ page: "positions", document, amendment })}>
        <span className="bar" aria-hidden="true">
          {STANCES.map((option) => (
            <span key={option} data-stance={option} style={{ flexGrow: tally[option] }} />
          ))}
        </span>
        <span className="numbers">
          {STANCES.map((option, index) => (
            <span key={option} data-tally={option} title={STANCE_NAMES[option]}>
              {index > 0 && <span aria-hidden="true"> · </span>}
              <span className="vh">{STANCE_NAMES[option]}: </span>
              {tally[option]}
            </span>
          ))}
        </span>
        <span className="people">{people === 1 ? "1 person" : `${people} people`}</span>
      </Link>
      {asked && (
        <PositionSheet
          stance={asked}
          reason={mine?.reason ?? ""}
          needsName={!me}
          onTake={(reason, name) => take(asked, reason, name)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

function PositionSheet(props: {
  stance: Stance;
  reason: string;
  needsName: boolean;
  onTake: (reason: string, name?: string) => void;
  onClose: () => void;
}) {
  const { stance, needsName, onTake, onClose } = props;
  const [reason, setReason] = useState(props.reason);
  const [name, setName] = useState(() => localStorage.getItem("openfloor-name") ?? "");
  const [complaint, setComplaint] = useState<string>();
  return (
    <Sheet title={`Position: ${STANCE_NAMES[stance]}`} onClose={onClose} startsInField>
      <form
        className="composer"
        onSubmit={(event) => {
          event.preventDefault();
          const problem =
            (needsName ? whyNotName(name) : undefined) ?? (reason.trim() ? whyNotComment(reason, "reason") : undefined);
          if (problem) {
            setComplaint(problem.message);
            return;
          }
          if (needsName) localStorage.setItem("openfloor-name", name.trim());
          onTake(reason, needsName ? name.trim() : undefined);
        }}
      >
        {needsName && (
          <label className="name">
            Your name
            <input autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
          </label>
        )}
        <label>
          Reason, if you like
          <textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        {complaint && (
          <p className="refusal" role="alert">
            {complaint}
          </p>
        )}
        <p className="terms">
          Public, under {needsName ? "this" : "your"} name (guest), kept for good. You can change your mind; your newest
          position counts, and the earlier ones stay on record.
        </p>
        <div className="actions">
          <button type="submit" className="primary">
            Take this position
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  );
}
