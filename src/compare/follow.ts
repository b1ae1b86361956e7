import { makeSlug } from "../text/address.ts";
import type { Clause } from "../text/clause.ts";
import type { FollowReference } from "./followReferences.ts";

/** For each old address that a clause no longer has, the one it has now. */
export type ClauseMap = ReadonlyMap<string, string>;

const WORDS =
  /^(?:sections?|secs?|articles?|arts?|clauses?|chapters?|parts?|bylaws?|rules?|schedules?|append(?:ix|ices)|artikel|abschnitt|kapitel|articles?|artículos?|artigos?)\.?$/i;

/** Tells references that only follow their clause's new number: `Section 7.4` where 7.4 is now 7.5. */
export function makeFollow(map: ClauseMap): FollowReference | undefined {
  if (map.size === 0) return undefined;
  return (number, wordBefore) => {
    if (/^\d+(?:\.\d+)+[A-Za-z]?$/.test(number) || wordBefore === "§") return map.get(number);
    if (!WORDS.test(wordBefore)) return undefined;
    const word = makeSlug(wordBefore).replace(/s$/, "");
    const now = map.get(`${word}-${number.toLowerCase()}`);
    if (!now?.startsWith(`${word}-`)) return undefined;
    const written = now.slice(word.length + 1);
    return number === number.toLowerCase() ? written : written.toUpperCase();
  };
}

/** Which labelled clauses got another address. */
export function mapClauses(pairs: Iterable<{ before: Clause | undefined; after: Clause | undefined }>): ClauseMap {
  const map = new Map<string, string>();
  for (const { before, after } of pairs) {
    if (before?.label && after?.label && before.address !== after.address) map.set(before.address, after.address);
  }
  return map;
}
