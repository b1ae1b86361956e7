import type { ReactNode } from "react";
import type { Person } from "../discuss/person.ts";
import { type Standing, tellStanding } from "../discuss/standing.ts";
import { printDay } from "../text/day.ts";
import { Words } from "./Words.tsx";

/** Who says something, in what standing, and when: the same on every voice. Who has left has given up name and standing. */
export function Byline({ author, before, children }: { author: Person; before?: ReactNode; children?: ReactNode }) {
  return (
    <p className="byline">
      {before}
      <b>
        <bdi>
          <Words of={author.name} />
        </bdi>
      </b>{" "}
      {!author.hasLeft && <StandingTag {...author} />}{" "}
      {author.affiliation && (
        <>
          <bdi>
            <Words of={author.affiliation} />
          </bdi>{" "}
        </>
      )}
      {children}
    </p>
  );
}

/** Where words stood that their author has blanked. */
export function Gap({ at }: { at?: string }) {
  return (
    <p className="tombstone gap">
      Blanked by its author on leaving{at && `, ${printDay(at.slice(0, 10))}`}. The words are gone for good.
    </p>
  );
}

/** In words: a colour would not be read out. */
export function StandingTag(standing: Standing) {
  return <bdi className="standing">{tellStanding(standing)}</bdi>;
}
