import { blankBody, bodyOf, hasNoWords } from "../ledger/chain.ts";
import type { Entry } from "../ledger/entry.ts";
import { readSaid } from "./said.ts";

/** Kinds of entries that say which words are hidden. */
export const HIDING_KINDS = ["moderation", "edit"] as const;

/** An entry whose words are hidden, or whose edits are. */
export interface HiddenEntry {
  /** Its number. */
  seq: number;
  /** The act that hid it. */
  act: Entry;
}

/** Which words are hidden, told entry by entry in the order of the record. */
export class Hiding {
  readonly #acts = new Map<number, Entry>();
  readonly #edited = new Map<number, number>();

  /** What is neither an edit nor an act of moderation changes nothing. */
  add(entry: Entry): void {
    const said = readSaid(entry);
    if (said?.kind === "edit") this.#edited.set(said.seq, said.edits);
    if (said?.kind !== "moderation") return;
    if (said.hides !== undefined) this.#acts.set(said.hides, entry);
    else if (said.shows !== undefined) this.#acts.delete(said.shows);
  }

  /** The comment or reply that is hidden, where a number is its own or that of an edit of it. */
  find(seq: number): HiddenEntry | undefined {
    const of = this.#edited.get(seq) ?? seq;
    const act = this.#acts.get(of);
    return act && { seq: of, act };
  }

  get all(): HiddenEntry[] {
    return Array.from(this.#acts, ([seq, act]) => ({ seq, act }));
  }
}

/** An entry without the words that were hidden, as if they had been taken out when they were. */
export function withoutWords(entry: Entry, { act }: HiddenEntry): Entry {
  const body = bodyOf(entry);
  if (hasNoWords(body)) return entry;
  const head = Object.entries(entry).filter(([field]) => !(field in body));
  return { ...blankBody(body, act.at), ...Object.fromEntries(head) } as Entry;
}
