import type { Anchor } from "../anchor/anchor.ts";
import type { Clause, ParsedBylaws } from "../text/clause.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { findClause, nearestClauses } from "../text/find.ts";
import { parseBylaws } from "../text/parse.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import type { Context } from "./context.ts";
import type { SaidDraft } from "./schemas.ts";

/** What a draft is about: all of it exists. Without an amendment, a version of the document or a thread on one. */
export interface FoundPlace {
  document: BylawsDocument;
  amendment?: Amendment;
}

type World = Pick<Context, "reading" | "texts">;

/** Finds the amendment, revision or version, clause and words a draft is about, or says which of them there is not. */
export async function findPlace(said: SaidDraft, world: World): Promise<FoundPlace | Problem> {
  const document = world.reading.library.documents.find(({ slug }) => slug === said.document);
  if (!document) {
    return problem("document-unknown", `There is no document “${said.document}” here. Your text is kept.`, {
      field: "document",
    });
  }
  const place =
    said.amendment === undefined
      ? await findVersion(said, document, world)
      : await findRevision(said, said.amendment, document, world);
  if (isProblem(place)) return place;
  return (said.kind === "placement" ? await whyNotPlacement(said, document, world) : undefined) ?? place;
}

async function findVersion(said: SaidDraft, document: BylawsDocument, world: World): Promise<FoundPlace | Problem> {
  if (said.revision !== undefined) {
    return missing("amendment", "A revision is known only within its amendment: name that too.");
  }
  // What follows in a thread stands where the thread does; that is looked at when the thread is known.
  if (said.kind !== "comment") return { document };
  if (said.version === undefined) {
    return missing("amendment", "Name the amendment it is about, or the day of the version.");
  }
  const version = document.versions.find(({ on }) => on === said.version);
  if (!version) {
    const known = document.versions.map(({ on }) => on).join(", ");
    return problem(
      "version-unknown",
      `${document.title} has no version of ${said.version}; it has: ${known}. Your text is kept.`,
      { field: "version" },
    );
  }
  if (said.mark === "request" || said.wording !== undefined) {
    return problem(
      "wrong-value",
      "Other words are proposed for an amendment, not for a version that is in force. Mark it as a question or a remark; your text is kept.",
      { field: said.mark === "request" ? "mark" : "wording" },
    );
  }
  if (said.anchor?.side === "before") {
    return problem(
      "anchor-mismatch",
      "A version has no words of an older text. Select the words again. Your text is kept.",
      {
        field: "anchor",
      },
    );
  }
  return (
    whyNotClause(said.clause, [await findParsed(version.hash, world)]) ??
    (said.anchor && (await whyNotAnchor(said.anchor, [version.hash], "version", world))) ?? { document }
  );
}

async function findRevision(
  said: SaidDraft,
  slug: string,
  document: BylawsDocument,
  world: World,
): Promise<FoundPlace | Problem> {
  const amendment = document.amendments.find((one) => one.slug === slug);
  if (!amendment) {
    return problem("amendment-unknown", `${document.title} has no amendment “${slug}”. Your text is kept.`, {
      field: "amendment",
    });
  }
  if (said.revision === undefined) return missing("revision", "Name the revision of the amendment.");
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
  const texts = [await findParsed(revision.hash, world), await findParsed(base, world)];
  const why = whyNotClause(said.clause, texts);
  if (why) return why;
  if (said.kind !== "comment") return { document, amendment };
  if (said.version !== undefined) {
    return problem("wrong-value", "A comment is about an amendment or about a version. Your text is kept.", {
      field: "version",
    });
  }
  const { anchor } = said;
  const hashes = anchor?.side === "before" ? [base] : amendment.revisions.map(({ hash }) => hash);
  return (
    whyNotRequest(said, amendment) ??
    (anchor && (await whyNotAnchor(anchor, hashes, "amendment", world))) ?? { document, amendment }
  );
}

/** Other words are proposed for words of the newest revision: nobody could put them into one that is past. */
function whyNotRequest(said: SaidDraft & { kind: "comment" }, { revisions }: Amendment): Problem | undefined {
  const { mark, anchor, wording } = said;
  if (mark !== "request") {
    return wording === undefined
      ? undefined
      : problem("wrong-value", "Other words belong to a wording request: mark it as one. Your text is kept.", {
          field: "wording",
        });
  }
  if (wording === undefined) return missing("wording", "Write the words that shall stand there.");
  if (!anchor) return missing("anchor", "Select the words that others shall stand in place of.");
  const newest = revisions.at(-1)!;
  if (said.revision !== newest.number || (anchor.side === "after" && anchor.text !== newest.hash)) {
    return problem(
      "revision-old",
      `Other words are proposed for revision ${newest.number}, the newest, as it reads now. Open it and select the words there; your wording and your reason are kept.`,
      { field: said.revision === newest.number ? "anchor" : "revision" },
    );
  }
  if (anchor.side === "before") {
    return problem(
      "anchor-mismatch",
      "Other words are proposed for words of the new text. Words that are struck can be asked for next to them. Select words of the new text; your wording is kept.",
      { field: "anchor" },
    );
  }
  return undefined;
}

/** @param said Whose words are said to stand on the text `on`, at `anchor` or nowhere. */
async function whyNotPlacement(
  { on, anchor }: SaidDraft & { kind: "placement" },
  { title, versions, amendments }: BylawsDocument,
  world: World,
): Promise<Problem | undefined> {
  const hashes = [...versions, ...amendments.flatMap(({ revisions }) => revisions)].map(({ hash }) => hash);
  if (!hashes.includes(on)) {
    return problem("text-unknown", `${title} has no such text. It may have been replaced; load the page again.`, {
      field: "on",
    });
  }
  if (!anchor) return undefined;
  if (anchor.text === on) return whyNotAnchor(anchor, [on], "document", world);
  return problem("anchor-mismatch", "The words were selected in another text than the one named. Select them again.", {
    field: "anchor",
  });
}

const missing = (field: string, message: string): Problem =>
  problem("field-missing", `${message} Your text is kept.`, { field });

/** @param texts In one of which it is to be; the first of them says which are near. */
function whyNotClause(address: string | undefined, texts: readonly (ParsedBylaws | undefined)[]): Problem | undefined {
  const [first] = texts;
  if (address === undefined || !first) return undefined;
  if (texts.some((parsed) => parsed !== undefined && hasAddress(parsed, address))) return undefined;
  const nearest = nearestClauses(first, address, 3).map((clause) => clause.address);
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
async function whyNotAnchor(
  anchor: Anchor,
  hashes: readonly string[],
  what: "amendment" | "version" | "document",
  world: World,
): Promise<Problem | undefined> {
  const mismatch = (why: string) =>
    problem("anchor-mismatch", `${why} Select the words again. Your text is kept.`, { field: "anchor" });
  if (anchor.to - anchor.from !== anchor.quote.length)
    return mismatch("The quoted words are longer or shorter than their place.");
  if (world.reading.texts.has(anchor.text) && !hashes.includes(anchor.text)) {
    return mismatch(`The words were selected in a text that does not belong to this ${what}.`);
  }
  const parsed = await findParsed(anchor.text, world);
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

async function findParsed(hash: string, { reading, texts }: World): Promise<ParsedBylaws | undefined> {
  const known = parsedTexts.get(hash);
  if (known) return known;
  const source = reading.texts.get(hash) ?? (await texts.find(hash));
  if (source === undefined) return undefined;
  const parsed = parseBylaws(source);
  if (parsedTexts.size >= MOST_PARSED) parsedTexts.delete(parsedTexts.keys().next().value!);
  parsedTexts.set(hash, parsed);
  return parsed;
}
