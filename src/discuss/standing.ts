import type { Person } from "./person.ts";

/** What of a person says in what quality he speaks. */
export type Standing = Pick<Person, "standing" | "class" | "affiliation" | "isVerified">;

/** `director`, `member, Gold`, `verified guest`; a `guest` has only given a name. */
export function tellStanding({ standing, class: group, isVerified }: Omit<Standing, "affiliation">): string {
  if (standing === "guest") return isVerified ? "verified guest" : "guest";
  return group ? `${standing}, ${group}` : standing;
}
