import { aboutNumber, readSaid, type SaidEntry } from "../discuss/said.ts";
import { type Fates, FatesReader, type Thread, threadsOf } from "../discuss/thread.ts";
import type { Place } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { People } from "../store/people.ts";
import { Kept } from "./kept.ts";
import { together } from "./together.ts";

/** Entries that are kept in mind, over all places. */
const MOST_ENTRIES = 100_000;
/** Places whose readings are shared; any number may be kept in mind. */
const MOST_PLACES = 1000;
/** Entries read at one time. */
const AT_A_TIME = 5000;
/** What the rules never look at, and most of what an entry takes. */
const HEAVY = ["text", "wording", "reason", "key", "bodyHash", "previous", "hash"];

type PlaceOfDiscussion = Pick<Place, "document" | "amendment">;

/** Who turned out to be somebody else, and who that is. */
type Aliases = ReadonlyMap<string, string>;

/** What was said about an amendment, or about the versions of a document, as far as the rules look at it. */
export class Discussion {
  readonly #entries = new Map<number, SaidEntry>();
  /** By the number of an entry, that of the comment its thread began with. */
  readonly #roots = new Map<number, number>();
  readonly #threads = new Map<number, SaidEntry[]>();
  #aliases: Aliases;
  #fates: FatesReader;
  /** The stamp of words it was read under; see `People.stamps`. */
  readonly words: string;
  /** Number of the newest entry considered. */
  last = 0;

  constructor(words: string, aliases: Aliases) {
    this.words = words;
    this.#aliases = aliases;
    this.#fates = new FatesReader(this.#personOf);
  }

  get size(): number {
    return this.#entries.size;
  }

  get fates(): Fates {
    return this.#fates;
  }

  find(seq: number): SaidEntry | undefined {
    return this.#entries.get(seq);
  }

  /** The thread an entry stands in. Made each time, and it may be long: not for what is said fifty times a second. */
  threadOf(seq: number): Thread | undefined {
    const root = this.#roots.get(seq);
    return root === undefined ? undefined : threadsOf(this.#threads.get(root)!, this.#personOf)[0];
  }

  add(said: SaidEntry): void {
    const light = { ...said } as unknown as { [field: string]: unknown };
    for (const name of HEAVY) if (typeof light[name] === "string") light[name] = "";
    if (said.kind === "comment" && said.anchor) light.anchor = { ...said.anchor, quote: "", prefix: "", suffix: "" };
    const entry = light as unknown as SaidEntry;
    this.#entries.set(said.seq, entry);
    this.#fates.read(entry);
    const about = aboutNumber(said);
    const root = said.kind === "comment" ? said.seq : about === undefined ? undefined : this.#roots.get(about);
    if (root === undefined) return;
    this.#roots.set(said.seq, root);
    const thread = this.#threads.get(root);
    if (thread) thread.push(entry);
    else this.#threads.set(root, [entry]);
  }

  /** Whoever turned out to be somebody else may have withdrawn or edited what was his. */
  know(aliases: Aliases): void {
    if (aliases === this.#aliases) return;
    this.#aliases = aliases;
    this.#fates = new FatesReader(this.#personOf);
    for (const entry of this.#entries.values()) this.#fates.read(entry);
  }

  readonly #personOf = (by: string) => ({ id: this.#aliases.get(by) ?? by });
}

/**
 * Every discussion as it is at this moment. Whoever asks gets what was on
 * record when he asked, also what another server added; of what is known
 * already nothing is read again.
 */
export class Discussions {
  readonly #ledger: Pick<Ledger, "entries">;
  readonly #people: Pick<People, "stamps" | "aliases">;
  readonly #kept = new Kept<Discussion>(MOST_ENTRIES);
  #stampOfPeople: string | undefined;
  #aliases: Aliases = new Map();
  /** How each place is asked for while somebody does. */
  readonly #asked = new Map<string, () => Promise<Discussion>>();

  constructor(ledger: Pick<Ledger, "entries">, people: Pick<People, "stamps" | "aliases">) {
    this.#ledger = ledger;
    this.#people = people;
  }

  at(place: PlaceOfDiscussion): Promise<Discussion> {
    const name = JSON.stringify([place.document, place.amendment]);
    let ask = this.#asked.get(name);
    if (!ask) {
      // All who come while something is read share the reading after it.
      ask = together(() => this.#read(name, place));
      if (this.#asked.size >= MOST_PLACES) this.#asked.delete(this.#asked.keys().next().value!);
      this.#asked.set(name, ask);
    }
    return ask();
  }

  async #read(name: string, place: PlaceOfDiscussion): Promise<Discussion> {
    const known = this.#kept.find(name);
    const [{ people, words }] = await Promise.all([this.#people.stamps(), known && this.#goOn(known, place)]);
    if (people !== this.#stampOfPeople) {
      const aliases = await this.#people.aliases();
      this.#stampOfPeople = people;
      if (!isSame(aliases, this.#aliases)) this.#aliases = aliases;
    }
    // Where somebody has taken his words out of the record, with them goes what a comment asked for.
    const isCurrent = known?.words === words;
    const discussion = isCurrent ? known : new Discussion(words, this.#aliases);
    if (!isCurrent) await this.#goOn(discussion, place);
    discussion.know(this.#aliases);
    this.#kept.keep(name, discussion, Math.min(discussion.size + 1, MOST_ENTRIES));
    return discussion;
  }

  async #goOn(discussion: Discussion, { document, amendment }: PlaceOfDiscussion): Promise<void> {
    for (;;) {
      const entries = await this.#ledger.entries({ document, amendment, after: discussion.last, limit: AT_A_TIME });
      for (const entry of entries) {
        if (entry.seq <= discussion.last) continue;
        discussion.last = entry.seq;
        // Without an amendment, all of the document was asked for.
        const said = entry.amendment === amendment ? readSaid(entry) : undefined;
        if (said) discussion.add(said);
      }
      if (entries.length < AT_A_TIME) return;
    }
  }
}

const isSame = (one: Aliases, other: Aliases): boolean =>
  one.size === other.size && [...one].every(([id, same]) => other.get(id) === same);
