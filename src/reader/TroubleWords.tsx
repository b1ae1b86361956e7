import type { RecordTrouble } from "./recordTrouble.ts";

/** What people need to know, by what the server says of the record. */
const SENTENCES: Record<string, string> = {
  "ledger-full": "The disk of the server is full, so nothing can be added to the record now.",
  "ledger-read-only":
    "The disk of the server failed, so nothing can be added to the record until whoever runs the site has mended it.",
  "ledger-unavailable": "The record cannot be reached at the moment.",
};

/** What is the matter with the record, and what that means for whoever reads and writes. */
export function TroubleWords({ code, message, request }: RecordTrouble) {
  return (
    <>
      {SENTENCES[code] ?? message} Reading goes on. What you write is kept on this device and sent by itself when it
      works again.
      {request && <span className="request"> Request {request}.</span>}
    </>
  );
}
