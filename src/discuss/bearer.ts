import { type Problem, problem } from "../text/problem.ts";
import { tidyName, whyNotName } from "./name.ts";
import { findOffice } from "./offices.ts";
import type { Person, Standing } from "./person.ts";

/** What a name is held against, beside its own letters. */
export interface BearerContext {
  /** Who names himself, where he is known already. */
  id?: string;
  isVerified?: boolean;
  holds?: Standing;
  /** Everyone found under `skeletonOf(name)`. */
  bearers?: readonly Person[];
  /** What the organisation and its documents are called. */
  organisations?: readonly string[];
}

/**
 * Why a person may not speak under a name, or `undefined`.
 *
 * Two honest people can have one name. A guest may not take one that anybody
 * else bears, since nothing tells the two apart. Who has signed in may take a
 * guest's, or a guest could keep people from their own names; not one of
 * somebody else who has signed in. Of a name that the secretary gives, only the
 * letters are judged, by `whyNotName`.
 *
 * @param name As `tidyName` gives it.
 */
export function whyNotBear(name: string, context: BearerContext): Problem | undefined {
  return whyNotName(name) ?? whyNotOffice(name, context) ?? whyTaken(name, context);
}

function whyNotOffice(name: string, { holds, organisations }: BearerContext): Problem | undefined {
  const office = findOffice(name, holds, organisations);
  if (office === undefined) return undefined;
  return problem(
    "name-of-office",
    `“${office}” would be taken for an office or for the organisation itself. Give your own name; your standing is shown beside it.`,
    { field: "name" },
  );
}

function whyTaken(name: string, { id, isVerified, bearers = [] }: BearerContext): Problem | undefined {
  const other = bearers.find((bearer) => bearer.id !== id && (bearer.isVerified || !isVerified));
  if (!other) return undefined;
  const looks = tidyName(other.name) === name ? `“${name}” is` : `“${name}” looks like “${other.name}”,`;
  const signIn = isVerified ? "" : " If it is you, sign in.";
  return problem(
    "name-taken",
    `${looks} the name of somebody who ${other.hasLeft ? "spoke" : "speaks"} here. Add what tells you apart: a middle initial, or what you belong to, as in “${name} (Riverside)”.${signIn}`,
    { field: "name" },
  );
}
