import { createHash } from "node:crypto";
import type { Sought } from "../anchor/placement.ts";
import type { Amendment, BylawsDocument, Library } from "../text/document.ts";
import { type Problem, problem } from "../text/problem.ts";
import { baseOf, chainOf, type FindSource, pairOf, routeOf } from "./chain.ts";
import type { TextChain, TextJob, TextLeg, TextPair, TextRoute, WordsAsked } from "./textJob.ts";

/** A question about texts, with a name that is another one whenever the answer may be. */
export interface Question {
  name: string;
  job: TextJob;
}

export const TEXT_UNKNOWN = problem(
  "text-unknown",
  "There is no such text here. It may have been replaced; load the page again.",
);

export function askClauses(hash: string, find: FindSource): Question | Problem {
  const source = find(hash);
  return source === undefined
    ? TEXT_UNKNOWN
    : { name: `clauses ${hash}`, job: { kind: "clauses", text: { hash, source } } };
}

export function askComparison(library: Library, before: string, after: string, find: FindSource): Question | Problem {
  const pair = pairOf(library, before, after, find);
  return pair ? { name: `comparison ${nameOfPair(pair)}`, job: { kind: "comparison", pair } } : TEXT_UNKNOWN;
}

/** What an amendment and the others under discussion do to the same words. */
export function askCollisions(
  library: Library,
  place: { document: string; amendment: string },
  find: FindSource,
): Question | Problem {
  const document = findDocument(library, place.document);
  const amendment = document?.amendments.find(({ slug }) => slug === place.amendment);
  if (!document || !amendment) {
    return problem("amendment-unknown", `There is no amendment “${place.amendment}” of “${place.document}” here.`);
  }
  const own = pairOfAmendment(library, document, amendment, find);
  if (!own) return TEXT_UNKNOWN;
  const isOpen = (one: Amendment) => one !== amendment && !one.decision && one.revisions.length > 0;
  // What was decided stands beside nothing any more.
  const others = (amendment.decision ? [] : document.amendments.filter(isOpen)).map((other) => {
    const { slug, title, base, revisions } = other;
    const told = { amendment: slug, title, revision: revisions.at(-1)!.number };
    const pair = base === amendment.base ? pairOfAmendment(library, document, other, find) : undefined;
    return pair ? { ...told, pair } : { ...told, base };
  });
  const inForce = document.versions.at(-1)!;
  const since =
    amendment.decision || inForce.on === amendment.base
      ? undefined
      : pairOf(library, own.before.hash, inForce.hash, find);
  const pairs = [own, ...others.flatMap((other) => ("pair" in other ? [other.pair] : [])), ...(since ? [since] : [])];
  return {
    name: `collisions ${digest([...pairs.map(nameOfPair), others.map(({ amendment, title }) => [amendment, title])])}`,
    job: {
      kind: "collisions",
      amendment: own,
      others,
      ...(since && { inForce: { version: inForce.on, pair: since } }),
    },
  };
}

/** Which version or amendment brought in words of a text. */
export function askHistory(
  library: Library,
  place: { document: string; hash: string },
  words: WordsAsked,
  find: FindSource,
): Question | Problem {
  const chain = findChain(library, place, find);
  if ("code" in chain) return chain;
  return { name: `history ${nameOfChain(chain)} ${JSON.stringify(words)}`, job: { kind: "history", chain, words } };
}

/** Where the clause stands now that an older text had at an address. */
export function askFormer(
  library: Library,
  place: { document: string; hash: string },
  clause: string,
  find: FindSource,
): Question | Problem {
  const chain = findChain(library, place, find);
  if ("code" in chain) return chain;
  return { name: `former ${nameOfChain(chain)} ${clause}`, job: { kind: "former", chain, clause } };
}

/** Commented words that are sought on texts of a document. */
export interface PlacementsAsked {
  document: string;
  /** Hashes of the texts they are sought on. */
  texts: readonly string[];
  sought: readonly Sought[];
}

/** Where words stand on other texts than those they were selected on. */
export function askPlacements(
  library: Library,
  { document: slug, texts, sought }: PlacementsAsked,
  find: FindSource,
): Question | Problem {
  const document = findDocument(library, slug);
  if (!document) {
    return problem("document-unknown", `There is no document “${slug}” here.`, { field: "document" });
  }
  const backwards = sought.findIndex(({ from, to }) => from > to);
  if (backwards >= 0) {
    return problem("wrong-value", "Words end where they start, or after it.", { field: `sought.${backwards}.to` });
  }
  const routes: TextRoute[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (from: string, to: string): number => {
    const known = numbers.get(`${from} ${to}`);
    if (known !== undefined) return known;
    const legs = routeOf(library, document, { from, to }, find);
    const number = legs ? routes.push({ name: nameOfRoute(to, legs), legs }) - 1 : -1;
    numbers.set(`${from} ${to}`, number);
    return number;
  };
  const ways = sought.map(({ text }) => texts.map((to) => numberOf(text, to)));
  return {
    name: `placements ${digest([routes.map(({ name }) => name), ways, sought])}`,
    job: { kind: "placements", routes, sought, ways },
  };
}

function findDocument({ documents }: Library, slug: string): BylawsDocument | undefined {
  return documents.find((document) => document.slug === slug);
}

function findChain(
  library: Library,
  { document: slug, hash }: { document: string; hash: string },
  find: FindSource,
): TextChain | Problem {
  const document = findDocument(library, slug);
  if (!document) return problem("document-unknown", `There is no document “${slug}” here.`);
  return chainOf(library, document, hash, find) ?? TEXT_UNKNOWN;
}

function pairOfAmendment(
  library: Library,
  document: BylawsDocument,
  amendment: Amendment,
  find: FindSource,
): TextPair | undefined {
  const [base, newest] = [baseOf(document, amendment), amendment.revisions.at(-1)];
  return base && newest && pairOf(library, base.hash, newest.hash, find);
}

function nameOfPair({ before, after, pairings }: TextPair): string {
  return `${before.hash} ${after.hash}${pairings.length > 0 ? ` ${digest(pairings)}` : ""}`;
}

function nameOfRoute(to: string, legs: readonly TextLeg[]): string {
  return [to, ...legs.map(({ pair, isBackward }) => `${isBackward ? "back " : ""}${nameOfPair(pair)}`)].join(", ");
}

function nameOfChain({ oldest, steps }: TextChain): string {
  return digest([oldest.hash, ...steps.map(({ text, pairings, origin }) => [text.hash, pairings, origin])]);
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
