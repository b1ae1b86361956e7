import { useMemo } from "react";
import { Link } from "wouter";
import type { Person } from "../discuss/person.ts";
import { type Counts, isStale, type Position, tallyOf } from "../discuss/position.ts";
import { STANCES } from "../discuss/said.ts";
import type { Amendment } from "../text/document.ts";
import { STANCE_NAMES } from "./stances.ts";

interface Props {
  href: string;
  positions: readonly Position[];
  /** All of the amendment: who took his position on other words is told apart. */
  revisions: Amendment["revisions"];
  author: (id: string) => Person;
}

/** How many people stand where: those who signed in, and apart from them those who only gave a name. */
export function PositionTally({ href, positions, revisions, author }: Props) {
  const { verified, unverified, byStanding } = useMemo(() => tallyOf(positions, author), [positions, author]);
  const stale = useMemo(() => positions.filter((each) => isStale(each, { revisions })).length, [positions, revisions]);
  const [signedIn, guests, directors] = [verified, unverified, byStanding.director].map(sumOf) as [
    number,
    number,
    number,
  ];
  return (
    <Link className="tally" href={href}>
      {(signedIn > 0 || guests === 0) && (
        <CountLine
          counts={verified}
          people={[count(signedIn, "person", "people"), directors > 0 && count(directors, "director", "directors")]
            .filter(Boolean)
            .join(", ")}
        />
      )}
      {guests > 0 && <CountLine counts={unverified} people={count(guests, "guest", "guests")} isQuiet />}
      {stale > 0 && <span className="people stale-count">{stale} taken on earlier words</span>}
      <span className="vh">. Who stands where, by standing, and where they stood before.</span>
    </Link>
  );
}

/** How many people there are in all. */
export const sumOf = (counts: Counts | undefined): number =>
  counts ? STANCES.reduce((sum, stance) => sum + counts[stance], 0) : 0;

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function CountLine({ counts, people, isQuiet }: { counts: Counts; people: string; isQuiet?: boolean }) {
  return (
    <span className="count-line" data-quiet={isQuiet || undefined}>
      <span className="bar" aria-hidden="true">
        {STANCES.map((option) => (
          <span key={option} data-stance={option} style={{ flexGrow: counts[option] }} />
        ))}
      </span>
      <span className="numbers">
        {STANCES.map((option, index) => (
          <span key={option} data-tally={option} title={STANCE_NAMES[option]}>
            {index > 0 && <span aria-hidden="true"> · </span>}
            <span className="vh">{STANCE_NAMES[option]}: </span>
            {counts[option]}
          </span>
        ))}
      </span>
      <span className="people">{people}</span>
    </span>
  );
}
