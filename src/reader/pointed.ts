import type { Anchor } from "../anchor/anchor.ts";
import { pathOfTexts } from "../anchor/path.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Place } from "../ledger/entry.ts";
import type { BylawsDocument } from "../text/document.ts";
import type { Pointed } from "./placed.ts";

/** What something said or still to be said points at. */
export function pointAt(
  { anchor, ...place }: Place & { anchor?: Anchor; version?: string },
  { amendments, versions }: BylawsDocument,
): Pointed {
  const made =
    place.amendment === undefined
      ? versions.find(({ on }) => on === place.version)
      : amendments
          .find(({ slug }) => slug === place.amendment)
          ?.revisions.find(({ number }) => number === place.revision);
  return { anchor, clause: place.clause, made: made?.hash };
}

/** As above, of a thread: the newest choice of a person between its own text and the one that is read counts. */
export function pointedOf(
  thread: Thread,
  document: BylawsDocument,
  pathFrom: (text: string) => readonly string[],
): Pointed {
  const at = pointAt(thread.comment, document);
  const made = at.anchor?.text ?? at.made;
  if (thread.placements.length === 0 || made === undefined) return at;
  const path = pathFrom(made);
  const decision = thread.placements.findLast(({ on }) => path.includes(on));
  return decision ? { ...at, decided: decision.anchor ?? "nowhere" } : at;
}

/** The texts from one to the text on the screen. */
export function pathsTo(document: BylawsDocument, to: string): (from: string) => readonly string[] {
  return (from) => pathOfTexts(document, from, to) ?? [];
}
