import type { Stretch } from "../compare/comparison.ts";
import { authorId } from "./author.ts";
import type { Filter } from "./filter.ts";
import type { Person } from "./person.ts";
import type { CommentEntry, EditEntry, ReplyEntry, SaidEntry } from "./said.ts";
import { findStretches, foldLetters, searchWords } from "./search.ts";
import { type Thread, textOf } from "./thread.ts";

/** A thread, and where it stands on the text that is shown. */
export interface ListedThread {
  thread: Thread;
  /** Address of the clause; empty for what is about the whole. */
  clause: string;
  /** As the page prints it: `4.16 Open Meetings and Records`. It is searched, too. */
  label: string;
  /** Place of the clause in the reading order. */
  order: number;
  /** What became of its words, where it has any. */
  placement?: string;
}

const FACETS = ["state", "mark", "stance", "standing", "placement", "clause"] as const;
type Facet = (typeof FACETS)[number];

/** How many threads would be listed, everything else of the filter kept. */
interface FacetCounts {
  /** With nothing asked of this facet. */
  any: number;
  of: ReadonlyMap<string, number>;
}

interface Selected<T extends ListedThread> {
  list: T[];
  counts: Record<Facet, FacetCounts>;
  /** How many would be listed of those that wait for an answer, and of those that are new. */
  waiting: number;
  since: number;
}

/** Where a searched word occurs. `text` is Markdown as it was written. */
export interface Match {
  /** Number of the entry. */
  seq: number;
  part: "text" | "quote" | "wording" | "name" | "clause";
  stretches: Stretch[];
}

interface Field {
  seq: number;
  part: Match["part"];
  text: string;
  folded: string;
}

interface Row<T> {
  item: T;
  values: Record<Facet, readonly string[]>;
  /** Number of its newest entry, and of the newest one by somebody else than the reader. */
  newest: number;
  newestOfOthers: number;
}

/** What stays of one reading of the record for the next: an entry never changes. */
const foldedTexts = new WeakMap<object, { [part in Match["part"]]?: string }>();

/**
 * The threads of a discussion, made ready to be filtered, counted and searched
 * at every letter somebody types.
 *
 * @param me Id of the reader: what he says himself is not new to him.
 */
export class ThreadIndex<T extends ListedThread> {
  readonly #rows: Row<T>[];
  readonly #personOf: (by: string) => Person | undefined;
  readonly #names = new Map<string, { name: string; folded: string }>();
  readonly #fields = new Map<T, Field[]>();
  #prepared = 0;

  constructor(items: readonly T[], personOf: (by: string) => Person | undefined, me?: string) {
    this.#personOf = personOf;
    this.#rows = items.map((item) => {
      const { thread, clause, placement } = item;
      const { comment, state, request, mark, withdrawn } = thread;
      const entries = entriesIn(thread);
      const states = new Set<string>([state]);
      if (request) states.add(request);
      if (withdrawn.has(comment.seq)) states.add("withdrawn");
      const others = me === undefined ? entries : entries.filter(({ by }) => authorId(by, personOf) !== me);
      return {
        item,
        values: {
          state: [...states],
          mark: [mark],
          stance: comment.stance ? [comment.stance] : [],
          standing: [personOf(comment.by)?.standing ?? "guest"],
          placement: placement === undefined ? [] : [placement],
          clause: [clause],
        },
        newest: newestOf(entries),
        newestOfOthers: newestOf(others),
      };
    });
  }

  /**
   * Lists what a filter leaves, and counts for every value of every facet what
   * would be listed with it.
   *
   * @param lastSeen Newest entry when the reader was last here: for the count of what is new while nothing is asked of it.
   */
  select(filter: Filter, lastSeen = 0): Selected<T> {
    const words = searchWords(filter.words ?? "");
    const since = filter.since ?? lastSeen;
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, { any: 0, of: new Map<string, number>() }])) as {
      [F in Facet]: { any: number; of: Map<string, number> };
    };
    const chosen: Row<T>[] = [];
    const selected = { waiting: 0, since: 0 };
    for (const row of this.#rows) {
      const isWaiting = row.item.thread.isWaiting;
      const isNew = row.newestOfOthers > since;
      const failed: string[] = FACETS.filter((facet) => {
        const wanted = filter[facet];
        return wanted !== undefined && !row.values[facet].includes(wanted);
      });
      if (filter.waiting && !isWaiting) failed.push("waiting");
      if (filter.since !== undefined && !isNew) failed.push("since");
      // What fails at two facets is no value's: with either of them alone it would not be listed.
      if (failed.length > 1 || (words.length > 0 && !this.#holds(row.item, words))) continue;
      const counted = (facet: string) => failed.length === 0 || failed[0] === facet;
      for (const facet of FACETS) {
        if (!counted(facet)) continue;
        const { of } = counts[facet];
        counts[facet].any += 1;
        for (const value of row.values[facet]) of.set(value, (of.get(value) ?? 0) + 1);
      }
      if (isWaiting && counted("waiting")) selected.waiting += 1;
      if (isNew && counted("since")) selected.since += 1;
      if (failed.length === 0) chosen.push(row);
    }
    chosen.sort(
      filter.order === "time"
        ? (a, b) => b.newest - a.newest
        : (a, b) => a.item.order - b.item.order || a.item.thread.comment.seq - b.item.thread.comment.seq,
    );
    return { list: chosen.map(({ item }) => item), counts, ...selected };
  }

  /**
   * Makes the next threads ready for a search, in an idle moment before
   * anybody types; what is not ready then is made ready by the first search.
   *
   * @returns Whether there are more.
   */
  prepare(count: number): boolean {
    const until = Math.min(this.#rows.length, this.#prepared + count);
    while (this.#prepared < until) this.#fieldsOf(this.#rows[this.#prepared++]!.item);
    return until < this.#rows.length;
  }

  /** Which entries of a listed thread hold words of a search, and where, in the order of the thread. */
  matchesIn(item: T, query: string): Match[] {
    const words = searchWords(query);
    return this.#fieldsOf(item)
      .map(({ seq, part, text }) => ({ seq, part, stretches: findStretches(text, words) }))
      .filter(({ stretches }) => stretches.length > 0);
  }

  #holds(item: T, words: readonly string[]): boolean {
    const fields = this.#fieldsOf(item);
    return words.every((word) => fields.some(({ folded }) => folded.includes(word)));
  }

  /** Made when something is first searched. */
  #fieldsOf(item: T): Field[] {
    const known = this.#fields.get(item);
    if (known) return known;
    const { thread, label } = item;
    const { comment, replies, coSignatures, resolutions, dispositions, withdrawn, edits } = thread;
    const fields: Field[] = [];
    const add = (entry: SaidEntry | EditEntry, part: Match["part"], text: string | undefined, seq = entry.seq) => {
      if (text) fields.push({ seq, part, text, folded: foldOnce(entry, part, text) });
    };
    const addName = ({ seq, by }: SaidEntry) => {
      const { name, folded } = this.#nameOf(by);
      if (name !== "") fields.push({ seq, part: "name", text: name, folded });
    };
    const addVoice = (voice: CommentEntry | ReplyEntry) => {
      addName(voice);
      // What was taken back is not shown any more.
      if (!withdrawn.has(voice.seq))
        add(edits.get(voice.seq)?.at(-1) ?? voice, "text", textOf(voice, thread), voice.seq);
    };
    fields.push({ seq: comment.seq, part: "clause", text: label, folded: foldLetters(label) });
    add(comment, "quote", comment.anchor?.quote);
    if (!withdrawn.has(comment.seq)) add(comment, "wording", comment.wording);
    addVoice(comment);
    for (const reply of replies) addVoice(reply);
    for (const signature of coSignatures) addName(signature);
    for (const act of [...resolutions, ...dispositions]) {
      addName(act);
      add(act, "text", act.text);
      if (act.kind === "disposition") add(act, "wording", act.wording);
    }
    this.#fields.set(item, fields);
    return fields;
  }

  #nameOf(by: string): { name: string; folded: string } {
    const known = this.#names.get(by);
    if (known) return known;
    const name = this.#personOf(by)?.name ?? "";
    const made = { name, folded: foldLetters(name) };
    this.#names.set(by, made);
    return made;
  }
}

/** Everything said and done in a thread. */
function entriesIn({ comment, replies, coSignatures, resolutions, dispositions, placements, edits, hidden }: Thread) {
  const voices = [comment, ...replies];
  const changed = voices.flatMap(({ seq }) => [
    ...(edits.get(seq) ?? []),
    ...(hidden.has(seq) ? [hidden.get(seq)!] : []),
  ]);
  return [...voices, ...changed, ...coSignatures, ...resolutions, ...dispositions, ...placements];
}

const newestOf = (entries: readonly SaidEntry[]): number =>
  entries.reduce((newest, { seq }) => Math.max(newest, seq), 0);

function foldOnce(entry: object, part: Match["part"], text: string): string {
  const known = foldedTexts.get(entry);
  if (known?.[part] !== undefined) return known[part];
  const folded = foldLetters(text);
  if (known) known[part] = folded;
  else foldedTexts.set(entry, { [part]: folded });
  return folded;
}
