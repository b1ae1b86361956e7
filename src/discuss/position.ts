import { type PositionEntry, type SaidEntry, STANCES, type Stance } from "./said.ts";

/** Where one person stands, and where he stood before. */
export interface Position {
  /** The newest one; the only one that counts. */
  current: PositionEntry;
  /** Oldest first, without the current one. */
  history: PositionEntry[];
}

export type Tally = Record<Stance, number>;

/** One position for each person, in the order in which people first took one. */
export function positionsOf(entries: readonly SaidEntry[]): Position[] {
  const byPerson = new Map<string, Position>();
  for (const entry of entries) {
    if (entry.kind !== "position") continue;
    const earlier = byPerson.get(entry.by);
    byPerson.set(entry.by, {
      current: entry,
      history: earlier ? [...earlier.history, earlier.current] : [],
    });
  }
  return [...byPerson.values()];
}

/** How many people stand where. */
export function tallyOf(positions: readonly Position[]): Tally {
  const tally = Object.fromEntries(STANCES.map((stance) => [stance, 0])) as Tally;
  for (const { current } of positions) tally[current.position] += 1;
  return tally;
}
