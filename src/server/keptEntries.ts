import type { Entry } from "../ledger/entry.ts";
import type { EntryQuery, Ledger } from "../ledger/ledger.ts";
import { Kept } from "./kept.ts";

/** Entries that are kept in mind, over all places. */
const MOST_ENTRIES = 50_000;

interface Place {
  entries: Entry[];
  /** Number of the newest entry considered. */
  last: number;
  /** The stamp of words it was read under; see `People.stamps`. */
  words: string;
}

/**
 * What was said at places that are read again and again: a page that is opened
 * must not hold up those who post while thousands of entries are read anew.
 */
export class KeptEntries {
  readonly #ledger: Pick<Ledger, "entries">;
  readonly #kept = new Kept<Place>(MOST_ENTRIES);

  constructor(ledger: Pick<Ledger, "entries">) {
    this.#ledger = ledger;
  }

  /**
   * What a query asks for, all up to `last` at the least. The same entry is the same object each time.
   *
   * @param last Number of the newest entry.
   * @param words Another one when words were taken out of the record since.
   */
  async find(query: EntryQuery, { last, words }: { last: number; words: string }): Promise<Entry[]> {
    const { document, amendment, after = 0, limit } = query;
    // Programs that read the whole record, piece by piece, ask once.
    if (document === undefined || limit !== undefined) return this.#ledger.entries(query);
    const name = JSON.stringify([document, amendment]);
    const known = this.#kept.find(name);
    const place = known?.words === words ? known : { entries: [], last: 0, words };
    if (last > place.last) {
      for (const entry of await this.#ledger.entries({ document, amendment, after: place.last })) {
        // Somebody else may have asked at the same time.
        if (entry.seq > (place.entries.at(-1)?.seq ?? 0)) place.entries.push(entry);
      }
      place.last = Math.max(place.last, last, place.entries.at(-1)?.seq ?? 0);
      this.#kept.keep(name, place, place.entries.length + 1);
    }
    const from = after === 0 ? 0 : place.entries.findLastIndex(({ seq }) => seq <= after) + 1;
    return place.entries.slice(from);
  }
}
