import { recordTrouble } from "./recordTrouble.ts";
import { useStore } from "./Store.ts";

/** What people need to know, by what the server says of the record. */
const SENTENCES: Record<string, string> = {
  "ledger-full": "The disk of the server is full, so nothing can be added to the record now.",
  "ledger-read-only":
    "The disk of the server failed, so nothing can be added to the record until whoever runs the site has mended it.",
  "ledger-unavailable": "The record cannot be reached at the moment.",
};

/** Quiet, and on every page: reading goes on, and nobody's words are lost. */
export function TroubleBanner() {
  const trouble = useStore(recordTrouble);
  return (
    <p className="trouble" role="status">
      {trouble && (
        <>
          {SENTENCES[trouble.code] ?? trouble.message} Reading goes on. What you write is kept on this device and sent
          by itself when it works again.
          {trouble.request && <span className="request"> Request {trouble.request}.</span>}
        </>
      )}
    </p>
  );
}
