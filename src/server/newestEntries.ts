import type { Entry } from "../ledger/entry.ts";
import type { EntryQuery, Ledger } from "../ledger/ledger.ts";
import type { HiddenWords } from "./hiddenWords.ts";

/**
 * The newest entries of a place as everyone may read them, oldest first.
 *
 * Looks back over the record in steps that grow: a busy place is found near its
 * end, and for a quiet one there is little to read.
 */
export async function newestEntries(
  { ledger, hidden }: { ledger: Pick<Ledger, "entries" | "last">; hidden: HiddenWords },
  place: Pick<EntryQuery, "document" | "amendment">,
  most: number,
): Promise<Entry[]> {
  const last = await ledger.last();
  const { read } = await hidden.eyes(place, last);
  for (let reach = most * 4; ; reach *= 8) {
    const after = Math.max(0, last - reach);
    const found = await ledger.entries({ ...place, after });
    if (found.length >= most || after === 0) return found.slice(-most).map(read);
  }
}
