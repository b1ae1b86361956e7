import { useEffect, useState } from "react";
import type { Promised } from "./useTexts.ts";

interface Props {
  /** `the redline`, `the documents`. */
  what: string;
  failure?: string;
  /** What the button under it is called. */
  way?: string;
  /** How far the server is with it, where that takes long. */
  promised?: Promised;
  onRetry: () => void;
}

/** While something is read, and when it could not be: what happened and the way on. */
export function Loading({ what, failure, way = "Try again", promised, onRetry }: Props) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 400); // What is there at once needs no word.
    return () => clearTimeout(timer);
  }, []);
  const isOffline = typeof navigator !== "undefined" && !navigator.onLine;
  return (
    <main className="page loading" aria-busy={!failure}>
      {failure ? (
        <div role="alert">
          <h1>Cannot show {what}</h1>
          <p>{failure}</p>
          {isOffline && <p>This device has no network at the moment. The page goes on by itself when it is back.</p>}
          <button type="button" className="primary" onClick={onRetry}>
            {way}
          </button>
        </div>
      ) : (
        isLong && (promised ? <Making what={what} {...promised} /> : <p role="status">Reading {what}…</p>)
      )}
    </main>
  );
}

/** Said once to those who listen, shown as it grows to those who look. */
function Making({ what, progress, words }: Promised & { what: string }) {
  const said = words ? `Comparing ${printThousands(words)} words` : `Preparing ${what}`;
  const percent = Math.round(progress * 100);
  return (
    <div className="making">
      <p role="status">{said}…</p>
      <progress max={100} value={percent} aria-label={said} />
      <p className="meta" aria-hidden="true">
        {percent} %
      </p>
    </div>
  );
}

/** `204,000`: nobody needs the last digits. */
function printThousands(words: number): string {
  return (words < 1000 ? words : Math.round(words / 1000) * 1000).toLocaleString("en");
}
