import type { Amendment, BylawsDocument } from "../text/document.ts";
import type { CollisionsJson } from "./notes.ts";
import { type Answer, useAnswer } from "./useAnswer.ts";
import { useLibrary } from "./useLibrary.ts";

export function collisionsUrl(document: string, amendment: string): string {
  return `/api/collisions/${document}/${amendment}`;
}

/** Other amendments that are still to be decided. Beside one that was decided, none matters any more. */
export function othersOf(document: BylawsDocument, amendment: Amendment): Amendment[] {
  if (amendment.decision) return [];
  return document.amendments.filter((other) => other !== amendment && !other.decision && other.revisions.length > 0);
}

/** Where others touch what this amendment touches; asked again when the files change. */
export function useCollisions(document: string, amendment: string): Answer<CollisionsJson> {
  const { library } = useLibrary();
  return useAnswer(collisionsUrl(document, amendment), library?.stamp);
}
