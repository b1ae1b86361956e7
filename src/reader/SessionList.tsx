import { useState } from "react";
import { printDayAndTime } from "../text/day.ts";
import { post, tellFailure } from "./post.ts";
import { useAsked } from "./useAsked.ts";

interface Session {
  id: string;
  startedAt: string;
  lastUsedAt: string;
  device: string;
  isThis: boolean;
}

/** Every browser one is signed in with; each can be signed out from here. */
export function SessionList() {
  const { value, failure, again } = useAsked<Session[] | { sessions: Session[] }>("/api/sessions");
  const [complaint, setComplaint] = useState<string>();
  const sessions = Array.isArray(value) ? value : value?.sessions;
  if (!sessions) return <p role="status">{failure ?? "Reading your sessions…"}</p>;
  const end = async (which: { id: string } | { others: true }) => {
    setComplaint(undefined);
    try {
      await post("/api/sessions/revoke", which);
      await again();
    } catch (error) {
      setComplaint(tellFailure(error));
    }
  };
  const others = sessions.filter(({ isThis }) => !isThis);
  return (
    <>
      <ul className="rows">
        {[...sessions]
          .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.lastUsedAt.localeCompare(a.lastUsedAt))
          .map(({ id, startedAt, lastUsedAt, device, isThis }) => (
            <li key={id}>
              <p>
                <b>{device}</b> {isThis && <span className="standing">this one</span>}
              </p>
              <p className="meta">
                <span>signed in {printDayAndTime(startedAt)}</span>
                <span>last used {printDayAndTime(lastUsedAt)}</span>
              </p>
              {!isThis && (
                <button
                  type="button"
                  className="link"
                  onClick={() => void end({ id })}
                  aria-label={`End it: ${device}`}
                >
                  End it
                </button>
              )}
            </li>
          ))}
      </ul>
      {others.length > 1 && (
        <p className="actions">
          <button type="button" onClick={() => void end({ others: true })}>
            End all others
          </button>
        </p>
      )}
      {complaint && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
      <p className="terms">A session ends by itself after 14 days without use, and after 90 in any case.</p>
    </>
  );
}
