import { pathOfTexts } from "../anchor/path.ts";
import type { Amendment, BylawsDocument, ClausePairing, Library, Version } from "../text/document.ts";
import type { SourceText, TextChain, TextLeg, TextOrigin, TextPair } from "./textJob.ts";

/** Finds the source of a text by its hash. */
export type FindSource = (hash: string) => string | undefined;

/** Two texts to compare, with what the secretary says of their clauses; `undefined` when one of them is not known. */
export function pairOf(library: Library, before: string, after: string, find: FindSource): TextPair | undefined {
  const [old, now] = [textOf(before, find), textOf(after, find)];
  return old && now && { before: old, after: now, pairings: pairingsOf(library, before, after) };
}

/**
 * What the secretary says of the clauses of two texts: they are the base and
 * the newest revision of an amendment, wherever else they are compared.
 */
function pairingsOf({ documents }: Library, before: string, after: string): readonly ClausePairing[] {
  for (const document of documents) {
    for (const amendment of document.amendments) {
      if (amendment.pairings.length === 0 || amendment.revisions.at(-1)?.hash !== after) continue;
      if (baseOf(document, amendment)?.hash === before) return amendment.pairings;
    }
  }
  return [];
}

/**
 * How words get from one text to another: pairs of texts, each taken from one side to the other.
 *
 * A text that stood in a file before it was mended is no part of the document
 * any more; it is compared at once.
 */
export function routeOf(
  library: Library,
  document: BylawsDocument,
  { from, to }: { from: string; to: string },
  find: FindSource,
): TextLeg[] | undefined {
  const known = pathOfTexts(document, from, to);
  const path = known ?? (isOfDocument(document, to) && !isOfLibrary(library, from) ? [from, to] : undefined);
  if (!path) return undefined;
  const rankOf = ranksIn(document);
  const legs: TextLeg[] = [];
  for (const [index, hash] of path.slice(1).entries()) {
    const earlier = path[index]!;
    const isBackward = rankOf(hash) < rankOf(earlier);
    const [before, after] = isBackward ? [hash, earlier] : [earlier, hash];
    const pair = pairOf(library, before, after, find);
    if (!pair) return undefined;
    legs.push({ pair, isBackward });
  }
  return legs;
}

/** Which text comes before which: a revision comes after the version it amends, and before the next one. */
function ranksIn(document: BylawsDocument): (hash: string) => number {
  const ranks = new Map<string, number>();
  for (const amendment of document.amendments) {
    const base = document.versions.findIndex(({ on }) => on === amendment.base);
    const count = amendment.revisions.length;
    amendment.revisions.forEach(({ hash }, index) => {
      ranks.set(hash, base + (index + 1) / (count + 1));
    });
  }
  document.versions.forEach(({ hash }, index) => {
    ranks.set(hash, index);
  });
  // What is no part of the document any more came before what is.
  return (hash) => ranks.get(hash) ?? Number.NEGATIVE_INFINITY;
}

const isOfDocument = ({ versions, amendments }: BylawsDocument, hash: string): boolean =>
  [...versions, ...amendments.flatMap(({ revisions }) => revisions)].some((text) => text.hash === hash);

const isOfLibrary = ({ documents }: Library, hash: string): boolean =>
  documents.some((document) => isOfDocument(document, hash));

/** A text of a document with all that led to it; of a revision, through the text it amends. */
export function chainOf(
  library: Library,
  document: BylawsDocument,
  hash: string,
  find: FindSource,
): TextChain | undefined {
  const { versions, amendments } = document;
  const last = versions.findLastIndex((version) => version.hash === hash);
  const amendment =
    last < 0 ? amendments.find(({ revisions }) => revisions.some((one) => one.hash === hash)) : undefined;
  const base = amendment ? versions.findIndex(({ on }) => on === amendment.base) : last;
  const known = versions.slice(0, base + 1);
  const links: { hash: string; origin: TextOrigin }[] = known.map((version, index) => ({
    hash: version.hash,
    origin: { version: version.on, ...amendmentOf(amendments, known[index - 1], version) },
  }));
  if (amendment && base >= 0) links.push({ hash, origin: { amendment: nameOf(amendment) } });
  const texts = links.map((link) => textOf(link.hash, find));
  const oldest = texts[0];
  if (!oldest || texts.includes(undefined)) return undefined;
  const steps = links.slice(1).map(({ hash, origin }, index) => ({
    text: texts[index + 1]!,
    pairings: pairingsOf(library, links[index]!.hash, hash),
    origin,
  }));
  return { oldest, on: known[0]!.on, steps };
}

/** The version an amendment amends. */
export function baseOf({ versions }: BylawsDocument, { base }: Amendment): Version | undefined {
  return versions.find(({ on }) => on === base);
}

/** The adopted amendment that brought a version. */
function amendmentOf(
  amendments: readonly Amendment[],
  before: Version | undefined,
  { on, hash }: Version,
): Pick<TextOrigin, "amendment"> {
  const adopted = amendments.filter(
    ({ decision, base }) => decision?.outcome.startsWith("adopted") && base === before?.on,
  );
  const found =
    adopted.find(({ revisions }) => revisions.at(-1)?.hash === hash) ?? adopted.find(({ inForce }) => inForce === on);
  return found ? { amendment: nameOf(found) } : {};
}

function nameOf({ slug, title }: Amendment): { slug: string; title: string } {
  return { slug, title };
}

function textOf(hash: string, find: FindSource): SourceText | undefined {
  const source = find(hash);
  return source === undefined ? undefined : { hash, source };
}
