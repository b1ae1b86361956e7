import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

/** The phrase that was to be put into Section 4.16. */
export const PHRASE = "and discuss the review and approval of Open Infrastructure Projects,";

/** A text of `bylaws/`, by its path there. */
export function readText(path: string): ParsedBylaws {
  return parseBylaws(readFileSync(join(import.meta.dirname, "../../bylaws", path), "utf8"));
}

/** The pairs of texts that a reader of this site sees compared. */
export const PAIRS: [before: string, after: string][] = [
  ["openstack-foundation/versions/2019-04-01.md", "openstack-foundation/amendments/2019-open-meetings/1.md"],
  ["harbour-commons/versions/2024-05-15.md", "harbour-commons/amendments/2026-council-restructuring/1.md"],
  ["harbour-commons/versions/2024-05-15.md", "harbour-commons/amendments/2026-records-officer/2.md"],
  ["harbour-commons/versions/2015-06-20.md", "harbour-commons/versions/2024-05-15.md"],
];

export function compareTexts([before, after]: [string, string]) {
  const texts = [readText(before), readText(after)] as const;
  return { before: texts[0], after: texts[1], comparison: compareBylaws(...texts) };
}
