import type { ParsedBylaws } from "./clause.ts";
import type { ClausePairing } from "./document.ts";
import { type Fields, short } from "./fields.ts";
import { findClause, nearestClauses } from "./find.ts";

/** The two texts that pairings speak of. */
export interface PairedTexts {
  before: ParsedBylaws;
  after: ParsedBylaws;
}

const SIDES = { before: "the version it amends", after: "the newest revision" } as const;
type Side = keyof typeof SIDES;

/**
 * Reads `pairings` of an `amendment.yaml`: which clause became which, where
 * comparing gets it wrong. One that is wrong is reported and left out.
 *
 * @param parse Gives the two texts; missing where they are not at hand.
 * @returns Addresses as they stand in the texts, however they were written:
 *   `Section 4.16` is `4.16`.
 */
export function readPairings(amendment: Fields, parse: (() => PairedTexts) | undefined): ClausePairing[] {
  const pairings = amendment.maps("pairings");
  const texts = pairings.length > 0 ? parse?.() : undefined;
  const taken: Record<Side, Map<string, number>> = { before: new Map(), after: new Map() };
  return pairings.flatMap((fields) => {
    const [before, after] = (["before", "after"] as const).map((side) =>
      readSide(fields, side, texts?.[side], taken[side]),
    );
    fields.done();
    if (!before || !after) return [];
    if (before.length > 0 || after.length > 0) return [{ before, after }];
    fields.report(
      "pairing-empty",
      "This pairing names no clause. Write under “before” what became what stands under “after”.",
    );
    return [];
  });
}

/** @returns `undefined` when something was wrong with it. */
function readSide(
  fields: Fields,
  name: Side,
  text: ParsedBylaws | undefined,
  taken: Map<string, number>,
): string[] | undefined {
  const written = fields.addresses(name);
  if (!written) return undefined;
  const found = written.map((address) => {
    const known = text ? findAddress(address, text) : { address };
    if ("matter" in known) {
      fields.report("pairing-clause-unknown", `${known.matter} in ${SIDES[name]}.${known.advice}`, { name });
      return undefined;
    }
    const earlier = taken.get(known.address);
    if (earlier !== undefined) {
      fields.report(
        "pairing-twice",
        `${known.address} is named under “${name}” in line ${earlier} already. Name a clause once; where it was divided or merged, list the others beside it there.`,
        { name },
      );
      return undefined;
    }
    taken.set(known.address, fields.lineOf(name));
    return known.address;
  });
  return found.every((address) => address !== undefined) ? found : undefined;
}

function findAddress(address: string, text: ParsedBylaws): { address: string } | { matter: string; advice: string } {
  const clause = findClause(text, address);
  if (!clause) {
    const nearest = nearestClauses(text, address, 3).map((near) => near.address);
    const advice = nearest.length > 0 ? ` The nearest are: ${nearest.join(", ")}.` : "";
    return { matter: `There is no clause “${short(address)}”`, advice };
  }
  // “4.16(ii)” inside a sentence is found in its clause, which is not what it says.
  const plain = address.replace(/\s/g, "");
  const item = clause.items.find((one) => plain.endsWith(one.address));
  if (!item || clause.address.endsWith(item.address)) return { address: clause.address };
  return { matter: `${item.address} is part of a sentence`, advice: ` Name the whole clause: ${clause.address}.` };
}
