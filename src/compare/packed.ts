import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import { type ClauseFate, type ComparedClause, type Comparison, NO_FATE } from "./comparison.ts";
import type { Effects } from "./effects.ts";

/**
 * A comparison with its two texts, ready to be written as JSON: made once on
 * the server, it saves every reader's phone the work.
 *
 * Rows name their clauses by number, in reading order. Where words stand in
 * their source files is left out: a page has no use for it.
 */
export interface PackedComparison {
  before: ParsedBylaws;
  after: ParsedBylaws;
  rows: PackedRow[];
  effects: Effects;
}

interface PackedRow extends Omit<ComparedClause, "before" | "after" | "fate"> {
  before?: number;
  after?: number;
  /** Names of what is true of the clause. */
  fate: (keyof ClauseFate)[];
}

/** A comparison with the two texts its rows speak of. */
export interface ComparedTexts {
  before: ParsedBylaws;
  after: ParsedBylaws;
  comparison: Comparison;
  effects: Effects;
}

export function packComparison({ before, after, comparison, effects }: ComparedTexts): PackedComparison {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  const rows = comparison.rows.map(({ before, after, fate, ...rest }) => ({
    ...rest,
    ...(before && { before: old(before) }),
    ...(after && { after: now(after) }),
    fate: (Object.keys(fate) as (keyof ClauseFate)[]).filter((name) => fate[name]),
  }));
  return { before: packText(before), after: packText(after), rows, effects };
}

/** The way back of `packComparison`: the rows hold the very clauses of the two texts. */
export function unpackComparison({ before, after, rows, effects }: PackedComparison): ComparedTexts {
  const [old, now] = [[...eachClause(before.clauses)], [...eachClause(after.clauses)]];
  return {
    before,
    after,
    effects,
    comparison: {
      rows: rows.map(({ before, after, fate, ...rest }) => ({
        ...rest,
        ...(before !== undefined && { before: old[before] }),
        ...(after !== undefined && { after: now[after] }),
        fate: unpackFate(fate),
      })),
    },
  };
}

/** A text without where its words stand in the source, which is about half of it. */
export function packText(text: ParsedBylaws): ParsedBylaws {
  return { ...text, clauses: text.clauses.map(packClause), notLaw: [], problems: [] };
}

function packClause(clause: Clause): Clause {
  return { ...clause, titleRuns: [], textRuns: [], clauses: clause.clauses.map(packClause) };
}

function numbersOf(text: ParsedBylaws): (clause: Clause) => number {
  const numbers = new Map([...eachClause(text.clauses)].map((clause, number) => [clause.address, number]));
  return ({ address }) => numbers.get(address)!;
}

function unpackFate(names: readonly (keyof ClauseFate)[]): ClauseFate {
  const fate: ClauseFate = { ...NO_FATE };
  for (const name of names) fate[name] = true;
  return fate;
}
