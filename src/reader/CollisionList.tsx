import { Link } from "wouter";
import type { Collision } from "../compare/collisions.ts";
import { nameOfAddress } from "../compare/name.ts";
import { printDay } from "../text/day.ts";
import { Details } from "./Details.tsx";
import type { CollisionsJson } from "./notes.ts";
import { tellCount } from "./tellThread.ts";
import type { Answer } from "./useAnswer.ts";

/** What another amendment does at a clause, after its title. */
export const COLLIDES: Record<Collision["kind"], string> = {
  words: "changes the same words",
  place: "puts words in at the same place, so their order matters",
  removed: "strikes or moves what this one amends, or amends what this one strikes or moves",
  number: "gives the same number to another clause",
};

interface Props {
  answer: Answer<CollisionsJson>;
  /** How many other amendments are still to be decided. */
  count: number;
  /** The other amendment at a clause. */
  addressOf: (amendment: string, clause: string) => string;
  /** What has become law since the amended text, at a clause. */
  sinceAddress: (version: string, clause: string) => string;
}

/** At the head of an amendment: what cannot be adopted beside it as it is written. One line until it is opened. */
export function CollisionList({ answer: { value, failure, retry }, count, addressOf, sinceAddress }: Props) {
  const open = tellCount(count, "other open amendment");
  if (failure && !value) {
    return (
      <p className="collisions">
        {open}: whether the same words are touched cannot be told. {failure}{" "}
        <button type="button" className="link" onClick={retry}>
          Try again
        </button>
      </p>
    );
  }
  if (!value) return <p className="collisions">{count > 0 && `${open}: looking for the same words…`}</p>;
  const others = value.others.filter(({ collisions }) => collisions.length > 0);
  const elsewhere = value.others.filter(({ base }) => base !== undefined).length;
  const since = value.inForce?.collisions.length ? value.inForce : undefined;
  const beside = elsewhere > 0 && ` ${elsewhere} of them ${elsewhere === 1 ? "amends" : "amend"} another version.`;
  if (others.length === 0 && !since) {
    return (
      <p className="collisions">
        {count > 0 && `${open}; the same words are not touched.`}
        {beside}
      </p>
    );
  }
  const told = [
    others.length === 1 && "1 other amendment touches the same words",
    others.length > 1 && `${others.length} other amendments touch the same words`,
    since && "the text in force has changed at the same words since",
  ].filter(Boolean);
  return (
    <Details className="collisions" summary={told.join("; ").replace(/^t/, "T")}>
      <ul>
        {others.map(({ amendment, title, collisions }) => (
          <li key={amendment}>
            <b>{title}</b>
            <Collisions collisions={collisions} addressOf={(clause) => addressOf(amendment, clause)} />
          </li>
        ))}
        {since && (
          <li>
            <b>In force since {printDay(since.version)}</b>
            <Collisions collisions={since.collisions} addressOf={(clause) => sinceAddress(since.version, clause)} />
          </li>
        )}
      </ul>
      {beside && <p>{beside}</p>}
    </Details>
  );
}

function Collisions(props: { collisions: readonly Collision[]; addressOf: (clause: string) => string }) {
  return (
    <ul>
      {props.collisions.map(({ kind, clause, first, second }) => (
        <li key={`${kind} ${clause} ${first} ${second}`}>
          <Link href={props.addressOf(clause)}>{nameOfAddress(clause)}</Link>: it {COLLIDES[kind]}.
          <dl>
            <dt>This one</dt>
            <dd>{first}</dd>
            <dt>The other</dt>
            <dd>{second}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
