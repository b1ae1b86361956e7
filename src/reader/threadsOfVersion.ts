import type { BylawsDocument } from "../text/document.ts";
import type { PlacedThread, Spot } from "./placed.ts";

/** Words found in a text. */
const STANDS = new Set<Spot["state"]>(["exact", "intact", "moved", "changed", "ambiguous"]);

/**
 * What belongs on the page of a version: everything said about versions, about an
 * amendment that has become part of it, and about words of other amendments that stand in it.
 *
 * @returns `elsewhere`: how many others there are, by the slug of their amendment.
 */
export function threadsOfVersion(
  all: readonly PlacedThread[],
  { amendments, versions }: BylawsDocument,
  text: string,
): { threads: PlacedThread[]; elsewhere: ReadonlyMap<string, number> } {
  const day = versions.find(({ hash }) => hash === text)?.on ?? "";
  const isPartOfIt = new Set(
    amendments
      .filter(({ decision, inForce }) => decision?.outcome.startsWith("adopted") && inForce && inForce <= day)
      .map(({ slug }) => slug),
  );
  const threads: PlacedThread[] = [];
  const elsewhere = new Map<string, number>();
  for (const placed of all) {
    const { amendment } = placed.thread.comment;
    const isHere =
      amendment === undefined || isPartOfIt.has(amendment) || (placed.words !== undefined && STANDS.has(placed.state));
    if (isHere) threads.push(placed);
    else elsewhere.set(amendment, (elsewhere.get(amendment) ?? 0) + 1);
  }
  return { threads, elsewhere };
}
