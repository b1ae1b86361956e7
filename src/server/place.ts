import type { Anchor } from "../anchor/anchor.ts";
import type { Clause, ParsedBylaws } from "../text/clause.ts";
import type { Amendment, BylawsDocument, Revision } from "../text/document.ts";
import { findClause, nearestClauses } from "../text/find.ts";
import type { Reading } from "../text/library.ts";
import { parseBylaws } from "../text/parse.ts";
import { type Problem, problem } from "../text/problem.ts";
import type { Context } from "./context.ts";
import type { SaidDraft } from "./schemas.ts";

/** What a draft is about: all of it exists. */
export interface FoundPlace {
  document: BylawsDocument;
  amendment: Amendment;
  revision: Revision;
}

/** Finds the amendment, revision, clause and words a draft is about, or says which of them there is not. */
export async function findPlace(
  said: SaidDraft,
  { reading, texts }: Pick<Context, "reading" | "texts">,
): Promise<FoundPlace | Problem> {
  const document = reading.library.documents.find(({ slug }) => slug === said.document);
  if (!document) {
    return problem("document-unknown", `There is no document “${said.document}” here. Your text is kept.`, {
      field: "document",
    });
  }
  const amendment = document.amendments.find(({ slug }) => slug === said.amendment);
  if (!amendment) {
    return problem("amendment-unknown", `${document.title} has no amendment “${said.amendment}”. Your text is kept.`, {
      field: "amendment",
    });
  }
  const revision = amendment.revisions.find(({ number }) => number === said.revision);
  if (!revision) {
    const known = amendment.revisions.map(({ number }) => number).join(", ");
    return problem(
      "revision-unknown",
      `“${amendment.title}” has no revision ${said.revision}; it has: ${known}. Your text is kept.`,
      { field: "revision" },
    );
  }
  const base = document.versions.find(({ on }) => on === amendment.base)?.hash ?? "";
  const anchor = said.kind === "comment" ? said.anchor : undefined;
  const parsed = new Map<string, ParsedBylaws | undefined>();
  for (const hash of [revision.hash, base, ...(anchor ? [anchor.text] : [])]) {
    parsed.set(hash, await findParsed(hash, { reading, texts }));
  }
  const find = (hash: string) => parsed.get(hash);
  return (
    whyNotClause(said.clause, find(revision.hash), find(base)) ??
    (anchor &&
      whyNotAnchor(
        anchor,
        anchor.side === "before" ? [base] : amendment.revisions.map(({ hash }) => hash),
        reading,
        find,
      )) ?? {
      document,
      amendment,
      revision,
    }
  );
}

function whyNotClause(address: string | undefined, after?: ParsedBylaws, before?: ParsedBylaws): Problem | undefined {
  if (address === undefined || !after) return undefined;
  const isThere = (parsed: ParsedBylaws | undefined) => parsed !== undefined && hasAddress(parsed, address);
  if (isThere(after) || isThere(before)) return undefined;
  const nearest = nearestClauses(after, address, 3).map((clause) => clause.address);
  const instead = nearest.length > 0 ? ` Nearest are: ${nearest.join(", ")}.` : "";
  return problem("clause-unknown", `There is no clause “${address}” in this text.${instead} Your text is kept.`, {
    field: "clause",
  });
}

function hasAddress(parsed: ParsedBylaws, address: string): boolean {
  const clause = findClause(parsed, address);
  // What is typed is found leniently; what goes on record is the address itself.
  return clause !== undefined && (clause.address === address || clause.items.some((item) => item.address === address));
}

/**
 * Words on record must be the words of the text: a quote that was made up, or
 * that is shown elsewhere than it stands, would put words into the law's mouth.
 * A text that is no longer known is let pass, since a file may be mended while
 * somebody writes about it.
 */
function whyNotAnchor(
  anchor: Anchor,
  hashes: readonly string[],
  reading: Reading,
  find: (hash: string) => ParsedBylaws | undefined,
): Problem | undefined {
  const mismatch = (why: string) =>
    problem("anchor-mismatch", `${why} Select the words again. Your text is kept.`, { field: "anchor" });
  if (anchor.to - anchor.from !== anchor.quote.length)
    return mismatch("The quoted words are longer or shorter than their place.");
  if (reading.texts.has(anchor.text) && !hashes.includes(anchor.text)) {
    return mismatch("The words were selected in a text that does not belong to this amendment.");
  }
  const parsed = find(anchor.text);
  if (!parsed) return undefined;
  const clause = findClause(parsed, anchor.clause);
  if (!clause || clause.address !== anchor.clause)
    return mismatch(`There is no clause “${anchor.clause}” in the text the words were selected in.`);
  return isQuoted(anchor, clause)
    ? undefined
    : mismatch(`The quoted words do not stand at that place of ${clause.address}.`);
}

function isQuoted({ part, from, to, quote, prefix, suffix }: Anchor, clause: Clause): boolean {
  const words = clause[part];
  return words.slice(from, to) === quote && words.slice(0, from).endsWith(prefix) && words.slice(to).startsWith(suffix);
}

/** Parsed texts by hash. Under one hash a text never changes. */
const parsedTexts = new Map<string, ParsedBylaws>();
const MOST_PARSED = 40;

async function findParsed(
  hash: string,
  { reading, texts }: Pick<Context, "reading" | "texts">,
): Promise<ParsedBylaws | undefined> {
  const known = parsedTexts.get(hash);
  if (known) return known;
  const source = reading.texts.get(hash) ?? (await texts.find(hash));
  if (source === undefined) return undefined;
  const parsed = parseBylaws(source);
  if (parsedTexts.size >= MOST_PARSED) parsedTexts.delete(parsedTexts.keys().next().value!);
  parsedTexts.set(hash, parsed);
  return parsed;
}
