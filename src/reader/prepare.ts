import type { BylawsDocument } from "../text/document.ts";
import { type Address, parseAddress } from "./address.ts";
import { type LaterPart, prepareLater } from "./Later.tsx";
import { PAGE_PARTS } from "./pageParts.ts";
import { prepareAnswer } from "./useAnswer.ts";
import { collisionsUrl } from "./useCollisions.ts";
import { refreshLibrary } from "./useLibrary.ts";
import { prepareRecord } from "./useRecord.ts";
import { prepareTexts } from "./useTexts.ts";

/**
 * Reads what the page at an address needs, so that it is drawn once and whole.
 * What cannot be had is left to the page, which says so.
 */
export async function prepare(path: string, search: string): Promise<void> {
  const address = parseAddress(path, search);
  const script =
    address.page in PAGE_PARTS &&
    prepareLater(PAGE_PARTS[address.page as keyof typeof PAGE_PARTS] as LaterPart<object>);
  const library = await refreshLibrary();
  const document = "document" in address ? library?.documents.find(({ slug }) => slug === address.document) : undefined;
  await script;
  if (!document) return;
  const amendment = address.page === "amendment" && document.amendments.find(({ slug }) => slug === address.amendment);
  const hashes = hashesOf(address, document);
  await Promise.all([
    prepareTexts(hashes).then(() => {
      // After the words come those of the people.
      if (amendment && hashes.length > 0) prepareRecord(document.slug, amendment.slug);
    }),
    amendment && prepareAnswer(collisionsUrl(document.slug, amendment.slug)),
  ]);
}

/** Hashes of the text, or of the two texts, that a page shows. */
function hashesOf(address: Address, { versions, amendments }: BylawsDocument): string[] {
  const hashOn = (day: string) => versions.find(({ on }) => on === day)?.hash;
  const known = (hashes: (string | undefined)[]) => (hashes.includes(undefined) ? [] : (hashes as string[]));
  if (address.page === "document") return known([versions.at(-1)?.hash]);
  if (address.page === "version") return known([hashOn(address.version)]);
  if (address.page === "compare") return known([hashOn(address.before), hashOn(address.after)]);
  if (address.page !== "amendment" && address.page !== "discussion") return [];
  if (address.amendment === undefined) return known([versions.at(-1)?.hash]);
  const asked = address.page === "amendment" ? address.revision : undefined;
  const amendment = amendments.find(({ slug }) => slug === address.amendment);
  const revision = amendment?.revisions.findLast(({ number }) => number === (asked ?? number));
  return known([amendment && hashOn(amendment.base), revision?.hash]);
}
