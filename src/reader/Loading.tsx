import { useEffect, useState } from "react";

interface Props {
  /** `the redline`, `the documents`. */
  what: string;
  failure?: string;
  onRetry: () => void;
}

/** While something is read, and when it could not be: what happened and the way on. */
export function Loading({ what, failure, onRetry }: Props) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 400); // What is there at once needs no word.
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="page loading" aria-busy={!failure}>
      {failure ? (
        <div role="alert">
          <h1>Cannot show {what}</h1>
          <p>{failure}</p>
          <button type="button" className="primary" onClick={onRetry}>
            Try again
          </button>
        </div>
      ) : (
        isLong && <p role="status">Reading {what}…</p>
      )}
    </main>
  );
}
