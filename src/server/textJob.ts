import { Carrier } from "../anchor/carrier.ts";
import type { Placement, Sought } from "../anchor/placement.ts";
import { reverseComparison } from "../anchor/reverseComparison.ts";
import { type Collision, findCollisions } from "../compare/collisions.ts";
import { compareBylaws } from "../compare/compare.ts";
import { findEffects } from "../compare/effects.ts";
import { traceWords } from "../compare/history.ts";
import { type ComparedTexts, packComparison, packText } from "../compare/packed.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { ClausePairing } from "../text/document.ts";
import { findClause } from "../text/find.ts";
import { parseBylaws } from "../text/parse.ts";
import { type Problem, problem } from "../text/problem.ts";
import { Kept } from "./kept.ts";

/** A text that is known by the hash of its source. */
export interface SourceText {
  hash: string;
  source: string;
}

/** Two texts to compare, with what the secretary says of their clauses. */
export interface TextPair {
  before: SourceText;
  after: SourceText;
  pairings: readonly ClausePairing[];
}

/** What brought a text about: a version, the amendment that made it, or an amendment that is still proposed. */
export interface TextOrigin {
  version?: string;
  amendment?: { slug: string; title: string };
}

/** A text and everything that led to it. */
export interface TextChain {
  oldest: SourceText;
  /** Day of the oldest text. */
  on: string;
  /** Oldest first: the new text of each step is the old one of the next. */
  steps: { text: SourceText; pairings: readonly ClausePairing[]; origin: TextOrigin }[];
}

/** Words go from one text of a pair to the other. */
export interface TextLeg {
  pair: TextPair;
  /** From the newer to the older one. */
  isBackward: boolean;
}

/** The way words take from one text to another. */
export interface TextRoute {
  /** Another one whenever the way may be. */
  name: string;
  legs: readonly TextLeg[];
}

/** Words of a clause, in UTF-16 units, `to` exclusive. */
export interface WordsAsked {
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
}

/** What is made of texts, away from the thread that answers. */
export type TextJob =
  | { kind: "clauses"; text: SourceText }
  | { kind: "comparison"; pair: TextPair }
  | { kind: "collisions"; amendment: TextPair; others: (object & { pair?: TextPair })[]; inForce?: InForce }
  | { kind: "history"; chain: TextChain; words: WordsAsked }
  | { kind: "former"; chain: TextChain; clause: string }
  | {
      kind: "placements";
      routes: readonly TextRoute[];
      sought: readonly Sought[];
      /** Of each that is sought: which routes it takes, by their place in the list; -1 where there is none. */
      ways: readonly (readonly number[])[];
    };

/** What has become law since the text that an amendment amends. */
interface InForce {
  version: string;
  pair: TextPair;
}

/** A question that cannot be answered; its message is for whoever asked. */
export class Unanswerable extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Does a piece of work.
 *
 * @param onProgress Told now and then how much is done, 0 to 1.
 * @returns What is answered, ready to be written as JSON.
 * @throws {Unanswerable}
 */
export function doTextJob(job: TextJob, onProgress: (share: number) => void = () => {}): unknown {
  switch (job.kind) {
    case "clauses":
      return packText(parse(job.text));
    case "comparison": {
      const { before, after, comparison } = compare(job.pair, (share) => onProgress(COMPARING * share));
      return packComparison({ before, after, comparison, effects: findEffects(before, after, comparison) });
    }
    case "collisions":
      return findAllCollisions(job, onProgress);
    case "history":
      return tellHistory(job.chain, job.words, onProgress);
    case "former":
      return { former: findFormer(job.chain, job.clause, onProgress) ?? null };
    case "placements":
      return { placements: findPlacements(job, onProgress) };
  }
}

// Questions come in rows, about the same texts. Sizes are UTF-16 units of their sources.
const MOST_UNITS = 8_000_000;
const parsed = new Kept<ParsedBylaws>(MOST_UNITS);
const compared = new Kept<Compared>(MOST_UNITS);

const carriers = new Kept<Carrier>(MOST_UNITS);

type Compared = Omit<ComparedTexts, "effects">;

/** Part of the whole that is done when two texts are compared; what follows from it is found then. */
const COMPARING = 0.7;
/** Parts of comparing that reading the two texts takes. */
const READING = 0.15;

function parse({ hash, source }: SourceText): ParsedBylaws {
  const known = parsed.find(hash);
  if (known) return known;
  const text = parseBylaws(source);
  parsed.keep(hash, text, source.length);
  return text;
}

function compare({ before, after, pairings }: TextPair, onProgress: (share: number) => void): Compared {
  const name = `${before.hash} ${after.hash} ${JSON.stringify(pairings)}`;
  const known = compared.find(name);
  if (known) return known;
  const old = parse(before);
  onProgress(READING);
  const now = parse(after);
  onProgress(2 * READING);
  const comparison = compareBylaws(old, now, {
    pairings,
    onProgress: (share) => onProgress(2 * READING + (1 - 2 * READING) * share),
  });
  const texts = { before: old, after: now, comparison };
  compared.keep(name, texts, before.source.length + after.source.length);
  return texts;
}

/** Progress of one of several equal parts. */
const partOf = (onProgress: (share: number) => void, part: number, parts: number) => (share: number) =>
  onProgress((part + share) / parts);

function findAllCollisions(
  { amendment, others, inForce }: TextJob & { kind: "collisions" },
  onProgress: (share: number) => void,
): unknown {
  const parts = others.length + 2;
  const { comparison } = compare(amendment, partOf(onProgress, 0, parts));
  const collisionsWith = (pair: TextPair, part: number): Collision[] =>
    findCollisions(comparison, compare(pair, partOf(onProgress, part, parts)).comparison);
  return {
    others: others.map(({ pair, ...other }, index) => ({
      ...other,
      collisions: pair ? collisionsWith(pair, index + 1) : [],
    })),
    ...(inForce && { inForce: { version: inForce.version, collisions: collisionsWith(inForce.pair, parts - 1) } }),
  };
}

function tellHistory(
  { oldest, on, steps }: TextChain,
  words: WordsAsked,
  onProgress: (share: number) => void,
): unknown {
  const clause = findClause(parse(steps.at(-1)?.text ?? oldest), words.clause);
  if (!clause || clause.address !== words.clause) {
    throw new Unanswerable(
      problem("clause-unknown", `There is no clause “${words.clause}” in this text.`, { field: "clause" }),
    );
  }
  if (words.from >= words.to || words.to > clause[words.part].length) {
    const message = `The ${words.part} of ${words.clause} has ${clause[words.part].length} letters; ask for some of them.`;
    throw new Unanswerable(problem("wrong-value", message, { field: "to" }));
  }
  const texts = steps.map(({ text, pairings }, index) =>
    compare(
      { before: steps[index - 1]?.text ?? oldest, after: text, pairings },
      partOf(onProgress, index, steps.length),
    ),
  );
  return {
    oldest: on,
    stretches: traceWords(texts, words).map(({ step, ...stretch }) => ({
      ...stretch,
      ...(step !== undefined && { source: steps[step]!.origin }),
    })),
  };
}

/** Where the clause stands now that an older text had at an address; the newest of these texts counts. */
function findFormer(
  { oldest, on, steps }: TextChain,
  address: string,
  onProgress: (share: number) => void,
): { clause: string; on: string; now?: string } | undefined {
  for (let last = steps.length - 1; last >= 0; last--) {
    const text = steps[last - 1]?.text ?? oldest;
    const clause = findClause(parse(text), address);
    if (!clause) continue;
    const former = { clause: address, on: steps[last - 1]?.origin.version ?? on };
    const comparisons = steps.slice(last).map(({ text: after, pairings }, index) => {
      const before = steps[last + index - 1]?.text ?? oldest;
      const report = partOf(onProgress, index, steps.length - last);
      return compare({ before, after, pairings }, report).comparison;
    });
    const sought = { clause: clause.address, part: "text", from: 0, to: 0 } as const;
    const placement = new Carrier(comparisons).carry(sought);
    return "clause" in placement ? { ...former, now: placement.clause } : former;
  }
  return undefined;
}

function findPlacements(
  { routes, sought, ways }: TextJob & { kind: "placements" },
  onProgress: (share: number) => void,
): Placement[][] {
  const found = routes.map((route, index) => carrierOf(route, partOf(onProgress, index, routes.length)));
  return sought.map((words, index) =>
    ways[index]!.map((way): Placement => found[way]?.carry(words) ?? { state: "missing" }),
  );
}

function carrierOf({ name, legs }: TextRoute, onProgress: (share: number) => void): Carrier {
  const known = carriers.find(name);
  if (known) return known;
  const carrier = new Carrier(
    legs.map(({ pair, isBackward }, index) => {
      const { comparison } = compare(pair, partOf(onProgress, index, legs.length));
      // The same comparison as on the page, so that words stand where the page shows them.
      return isBackward ? reverseComparison(comparison) : comparison;
    }),
  );
  const units = legs.reduce((sum, { pair: { before, after } }) => sum + before.source.length + after.source.length, 0);
  carriers.keep(name, carrier, units);
  return carrier;
}
