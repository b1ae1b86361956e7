import type { Place } from "../ledger/entry.ts";

/** Where an entry belongs: what is said in its thread belongs there too. */
export function placeOf({ document, amendment, revision, clause }: Place): Place {
  return {
    document,
    ...(amendment !== undefined && { amendment }),
    ...(revision !== undefined && { revision }),
    ...(clause !== undefined && { clause }),
  };
}
