import { HIDING_KINDS, type HiddenEntry, Hiding, withoutWords } from "../discuss/hiding.ts";
import { type Person, whyNot } from "../discuss/person.ts";
import type { Entry } from "../ledger/entry.ts";
import type { EntryQuery, WholeLedger } from "../ledger/ledger.ts";

/** Entries read at one time. */
const AT_A_TIME = 1000;

type Place = Pick<EntryQuery, "document" | "amendment">;

/** What one reader sees of a place. */
export interface Eyes {
  /** The same for all who see the same; empty where nothing is hidden. */
  name: string;
  /** An entry as he may read it. */
  read(entry: Entry): Entry;
}

/** Somebody who reads, with every id he has spoken under. */
export interface HiddenReader {
  person: Person;
  ids: readonly string[];
}

/** Keeps hidden words from everyone but their author, the secretary and moderators. */
export class HiddenWords {
  readonly #ledger: Pick<WholeLedger, "entries" | "watch">;
  readonly #hiding = new Hiding();
  /** Ids of the authors of entries that were ever hidden. */
  readonly #authors = new Map<number, string>();
  #last = 0;
  #going: Promise<void> = Promise.resolve();

  constructor(ledger: Pick<WholeLedger, "entries" | "watch">) {
    this.#ledger = ledger;
    // Most of what is said hides nothing: after that, the record need not be asked.
    ledger.watch(({ seq, kind }) => {
      if (seq === this.#last + 1 && !HIDING_KINDS.some((hiding) => hiding === kind)) this.#last = seq;
    });
  }

  /**
   * What a reader sees of a place.
   *
   * @param last Number of the newest entry: everything that was hidden up to it is.
   * @param findReader Asked only where something is hidden. Without it, nobody in particular reads.
   */
  async eyes(
    place: Place,
    last: number,
    findReader: () => Promise<HiddenReader | undefined> = async () => undefined,
  ): Promise<Eyes> {
    if (last > this.#last) {
      this.#going = this.#going.catch(() => {}).then(() => this.#goOn(last));
      await this.#going;
    }
    const here = this.#hiding.all.filter(({ act }) => isAt(act, place));
    if (here.length === 0) return { name: "", read: (entry) => entry };
    const reader = await findReader();
    if (!whyNot(reader?.person, { kind: "read-hidden" }, {})) return { name: "office", read: (entry) => entry };
    const isOwn = ({ seq }: HiddenEntry) => reader?.ids.includes(this.#authors.get(seq) ?? "") ?? false;
    return {
      name: here.some(isOwn) ? `person ${reader!.person.id}` : "everyone",
      read: (entry) => {
        const hidden = this.#hiding.find(entry.seq);
        return hidden && !isOwn(hidden) ? { ...withoutWords(entry, hidden), hidden: askedIn(entry) } : entry;
      },
    };
  }

  async #goOn(last: number): Promise<void> {
    while (last > this.#last) {
      const query = { after: this.#last, kinds: HIDING_KINDS, limit: AT_A_TIME };
      const entries = await this.#ledger.entries(query);
      for (const entry of entries) await this.#add(entry);
      if (entries.length < AT_A_TIME) this.#last = Math.max(this.#last, last);
    }
  }

  async #add(entry: Entry): Promise<void> {
    const hides = entry.kind === "moderation" ? entry.hides : undefined;
    if (typeof hides === "number" && !this.#authors.has(hides)) {
      const [hidden] = await this.#ledger.entries({ after: hides - 1, limit: 1 });
      if (hidden) this.#authors.set(hides, hidden.by);
    }
    this.#hiding.add(entry);
    this.#last = entry.seq;
  }
}

/** What a comment asks for is no word of it: the sums are the same for everyone. */
function askedIn({ mark, stance }: Entry): object {
  return { ...(mark !== undefined && { mark }), ...(stance !== undefined && { stance }) };
}

function isAt(act: Entry, { document, amendment }: Place): boolean {
  return (
    (document === undefined || act.document === document) && (amendment === undefined || act.amendment === amendment)
  );
}
