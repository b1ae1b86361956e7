import { STANCES, type Stance } from "../discuss/said.ts";

/** A position that is being taken: kept in this tab, so that the trip to a provider and back loses no word. */
export interface PositionDraft {
  /** Where it belongs: document and amendment. */
  place: string;
  stance: Stance;
  reason: string;
}

const KEPT = "openfloor-position";

export function keepPositionDraft(draft: PositionDraft): void {
  sessionStorage.setItem(KEPT, JSON.stringify(draft));
}

export function dropPositionDraft(): void {
  sessionStorage.removeItem(KEPT);
}

export function findPositionDraft(place: string): PositionDraft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as PositionDraft | null;
    return kept?.place === place && STANCES.includes(kept.stance) ? kept : undefined;
  } catch {
    return undefined; // Written by another release.
  }
}
