import type { Amendment } from "../text/document.ts";
import { authorId } from "./author.ts";
import type { Person, Standing } from "./person.ts";
import type { PositionEntry, SaidEntry, Stance } from "./said.ts";

/** Where one person stands, and where he stood before. */
export interface Position {
  /** Id of the person, whichever of his ids he took it under. */
  person: string;
  /** The newest one; the only one that counts, unless it was blanked. */
  current: PositionEntry;
  /** Oldest first, without the current one. */
  history: PositionEntry[];
  /**
   * He came to stand here on the last day of comment or later, when others could
   * hardly answer any more. What counts is the day he took this stance, not the
   * day he gave another reason for it or took it again on a new revision.
   */
  isLate: boolean;
}

/** The person an id of the record belongs to now. */
type VoterOf = (by: string) => Pick<Person, "id" | "isVerified" | "standing"> | undefined;

export type Counts = Record<Stance, number>;

/** How many people stand where. Those who only gave a name may be one person several times. */
export interface Tally {
  verified: Counts;
  unverified: Counts;
  byStanding: Partial<Record<Standing, Counts>>;
  /** Of those counted above. */
  late: number;
  /** People whose newest position was blanked when they left: counted nowhere above. */
  blanked: number;
}

/**
 * One position for each person, in the order in which people first took one.
 *
 * @param closes The last day of comment, `2019-04-08`, UTC as all days of an amendment; without one nothing is late.
 */
export function positionsOf(entries: readonly SaidEntry[], authorOf: VoterOf, closes?: string): Position[] {
  const byPerson = new Map<string, PositionEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== "position") continue;
    const person = authorId(entry.by, authorOf);
    const earlier = byPerson.get(person);
    if (earlier) earlier.push(entry);
    else byPerson.set(person, [entry]);
  }
  return Array.from(byPerson, ([person, taken]) => {
    const current = taken.at(-1)!;
    const others = taken.findLastIndex(({ position }) => position !== current.position);
    const since = taken[others + 1]!.at.slice(0, 10);
    return { person, current, history: taken.slice(0, -1), isLate: closes !== undefined && since >= closes };
  });
}

/**
 * The words have changed since somebody took this position: it was taken on
 * another text than the one that is put to the vote now. Confirming it takes
 * the same position on the newest revision. A revision whose words were
 * withdrawn from the files is another text, too.
 */
export function isStale({ current }: Position, { revisions }: Pick<Amendment, "revisions">): boolean {
  const taken = revisions.find(({ number }) => number === current.revision);
  return current.position !== undefined && taken?.hash !== revisions.at(-1)?.hash;
}

/** How many people stand where, who signed in and who did not counted apart. */
export function tallyOf(positions: readonly Position[], authorOf: VoterOf): Tally {
  const tally: Tally = { verified: zero(), unverified: zero(), byStanding: {}, late: 0, blanked: 0 };
  for (const { current, isLate } of positions) {
    const stance = current.position;
    if (stance === undefined) {
      tally.blanked += 1;
      continue;
    }
    const voter = authorOf(current.by);
    tally[voter?.isVerified ? "verified" : "unverified"][stance] += 1;
    const standing = voter?.standing ?? "guest";
    tally.byStanding[standing] ??= zero();
    tally.byStanding[standing][stance] += 1;
    if (isLate) tally.late += 1;
  }
  return tally;
}

const zero = (): Counts => ({ support: 0, "support-with-changes": 0, object: 0, undecided: 0 });
