import type { Placement } from "../anchor/placement.ts";
import { STANDINGS, type Standing } from "./person.ts";
import { MARKS, type Mark, STANCES, type Stance } from "./said.ts";
import { SEARCH_LIMIT } from "./search.ts";
import { REQUEST_STATES, type RequestState, THREAD_STATES, type ThreadState } from "./thread.ts";

/** Which threads of a discussion are shown, and in which order. What is missing leaves nothing out. */
export interface Filter {
  state?: ThreadState | RequestState;
  mark?: Mark;
  stance?: Stance;
  /** Of who opened the thread. */
  standing?: Standing;
  /** What became of its words. */
  placement?: Placement["state"];
  /** Address of a clause on the text shown; empty: what is about the whole. */
  clause?: string;
  /** It asks for an answer of the board, and has none. */
  waiting?: true;
  /** Number of an entry: only what has something newer. */
  since?: number;
  words?: string;
  /** Newest word first. Without it, in the order of the clauses. */
  order?: "time";
}

const PLACEMENTS = ["intact", "moved", "changed", "clause", "gone", "ambiguous", "missing"] as const;

/** The facets whose values stand in an address as they are. */
const VALUES = {
  state: [...THREAD_STATES, ...REQUEST_STATES],
  mark: MARKS,
  stance: STANCES,
  standing: STANDINGS,
  placement: PLACEMENTS,
  order: ["time"],
} as const satisfies { [K in keyof Filter]: readonly Filter[K][] };

/** Reads the filter in an address: `?state=open&mark=objection&q=review`. What makes no sense filters nothing. */
export function filterOf(query: string): Filter {
  const fields = new URLSearchParams(query);
  const filter: { -readonly [K in keyof Filter]: unknown } = {};
  for (const name of Object.keys(VALUES) as (keyof typeof VALUES)[]) {
    const value = (VALUES[name] as readonly string[]).find((known) => known === fields.get(name));
    if (value !== undefined) filter[name] = value;
  }
  const clause = fields.get("clause");
  if (clause !== null && clause.length <= SEARCH_LIMIT) filter.clause = clause;
  if (fields.get("waiting") === "yes") filter.waiting = true;
  const since = fields.get("since");
  if (since !== null && /^\d{1,15}$/.test(since)) filter.since = Number(since);
  const words = fields.get("q")?.slice(0, SEARCH_LIMIT);
  if (words?.trim()) filter.words = words;
  return filter as Filter;
}

/** Writes a filter as a query, or as nothing; the way back of `filterOf`. */
export function printFilter({ words, waiting, ...filter }: Filter): string {
  const fields: [name: string, value: string][] = [];
  for (const name of ["state", "mark", "stance", "standing", "placement", "clause", "since", "order"] as const) {
    const value = filter[name];
    if (value !== undefined) fields.push([name, String(value)]);
  }
  if (waiting) fields.push(["waiting", "yes"]);
  if (words?.trim()) fields.push(["q", words]);
  return fields.length === 0 ? "" : `?${fields.map(([name, value]) => `${name}=${plainly(value)}`).join("&")}`;
}

/** Blanks as plus signs, and what needs no escape in a query stays readable. */
const plainly = (value: string): string =>
  encodeURIComponent(value.slice(0, SEARCH_LIMIT).replace(/[\ud800-\udbff]$/, ""))
    .replaceAll("%20", "+")
    .replace(/%(?:2C|2F|3A|3B|40|24)/g, decodeURIComponent);
