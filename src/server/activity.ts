import { readSaid } from "../discuss/said.ts";
import type { Entry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { People } from "../store/people.ts";

/** How much was said about one amendment, or without one about the versions of a document. */
export interface Activity {
  document: string;
  amendment?: string;
  comments: number;
  replies: number;
  /** People who took one. */
  positions: number;
  /** People who said anything. */
  people: number;
  lastAt: string;
  lastSeq: number;
}

interface Tally {
  comments: Set<number>;
  replies: Set<number>;
  positions: Set<string>;
  people: Set<string>;
  newest: Entry;
}

/**
 * Counts what was said at each place, and goes on counting where it
 * stopped. Somebody who spoke as a guest and signed in later is one person.
 */
export class ActivityCount {
  readonly #ledger: Ledger;
  readonly #people: Pick<People, "aliases">;
  readonly #tallies = new Map<string, Tally>();
  #last = 0;
  #counting: Promise<void> = Promise.resolve();

  constructor(ledger: Ledger, people: Pick<People, "aliases">) {
    this.#ledger = ledger;
    this.#people = people;
  }

  async count(): Promise<{ last: number; activity: Activity[] }> {
    this.#counting = this.#counting.catch(() => {}).then(() => this.#goOn());
    await this.#counting;
    const aliases = await this.#people.aliases();
    const countPeople = (ids: ReadonlySet<string>) => new Set([...ids].map((id) => aliases.get(id) ?? id)).size;
    const activity = [...this.#tallies.values()].map(({ comments, replies, positions, people, newest }) => ({
      document: newest.document,
      ...(newest.amendment !== undefined && { amendment: newest.amendment }),
      comments: comments.size,
      replies: replies.size,
      positions: countPeople(positions),
      people: countPeople(people),
      lastAt: newest.at,
      lastSeq: newest.seq,
    }));
    return { last: this.#last, activity };
  }

  async #goOn(): Promise<void> {
    for (const entry of await this.#ledger.entries({ after: this.#last })) {
      this.#last = entry.seq;
      this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    const place = `${entry.document}/${entry.amendment ?? ""}`;
    const tally = this.#tallies.get(place) ?? {
      comments: new Set(),
      replies: new Set(),
      positions: new Set(),
      people: new Set(),
      newest: entry,
    };
    this.#tallies.set(place, tally);
    tally.newest = entry;
    tally.people.add(entry.by);
    const said = readSaid(entry);
    if (said?.kind === "comment") tally.comments.add(said.seq);
    if (said?.kind === "reply") tally.replies.add(said.seq);
    if (said?.kind === "position") tally.positions.add(said.by);
    if (said?.kind === "withdrawal") {
      tally.comments.delete(said.withdraws);
      tally.replies.delete(said.withdraws);
    }
  }
}
