import { STANCES, type Stance } from "../discuss/said.ts";
import type { Place } from "../ledger/entry.ts";
import type { Draft } from "./draft.ts";
import { changeDraft, drafts, findDraft, openDraft } from "./drafts.ts";

type Taking = Draft & { said: { kind: "position" } };

/** This tab was left with the sheet open, for a provider and back: it opens again. */
const OPEN = "openfloor-position";

export const isPosition = (draft: Draft | undefined): draft is Taking => draft?.said.kind === "position";

/**
 * The draft of a position on an amendment, for this stance; kept on the device
 * at once, so that the trip to a provider and back loses nothing.
 *
 * @param before The reason and thread of the position that counts now: the new one begins with them.
 */
export function beginPosition(
  place: Place,
  position: Stance,
  before: { reason?: string; thread?: number } = {},
): string {
  const begun = drafts.get();
  const { thread, reason = "" } = before;
  const draft = openDraft({ place, said: { kind: "position", position, ...(thread && { thread }) } });
  const { key, said, text } = draft;
  const isGoingOn = begun.some((other) => other.key === key);
  changeDraft(key, {
    place,
    said: { ...said, kind: "position", position },
    text: isGoingOn ? text : reason,
    refusal: undefined,
  });
  sessionStorage.setItem(OPEN, key);
  return key;
}

export function leavePosition(): void {
  sessionStorage.removeItem(OPEN);
}

/** The draft whose sheet was open when this tab was left; one of the release before it is carried over. */
export function findOpenPosition(place: Place): string | undefined {
  const kept = sessionStorage.getItem(OPEN);
  if (!kept) return undefined;
  if (!kept.startsWith("{")) return isPosition(findDraft(kept)) ? kept : undefined;
  try {
    const old = JSON.parse(kept) as { place: string; stance: Stance; reason: string };
    if (old.place !== `${place.document}/${place.amendment}` || !STANCES.includes(old.stance)) return undefined;
    return beginPosition(place, old.stance, { reason: old.reason });
  } catch {
    return undefined;
  }
}
