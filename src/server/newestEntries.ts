import type { Entry } from "../ledger/entry.ts";
import type { EntryQuery, Ledger } from "../ledger/ledger.ts";

/**
 * The newest entries of a place, oldest first.
 *
 * Looks back over the record in steps that grow: a busy place is found near its
 * end, and for a quiet one there is little to read.
 */
export async function newestEntries(
  ledger: Pick<Ledger, "entries" | "last">,
  place: Pick<EntryQuery, "document" | "amendment">,
  most: number,
): Promise<Entry[]> {
  const last = await ledger.last();
  for (let reach = most * 4; ; reach *= 8) {
    const after = Math.max(0, last - reach);
    const found = await ledger.entries({ ...place, after });
    if (found.length >= most || after === 0) return found.slice(-most);
  }
}
