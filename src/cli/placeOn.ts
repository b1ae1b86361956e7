import { Carrier } from "../anchor/carrier.ts";
import type { Placement, Sought } from "../anchor/placement.ts";
import { reverseComparison } from "../anchor/reverseComparison.ts";
import { compareBylaws } from "../compare/compare.ts";
import { routeOf } from "../server/chain.ts";
import { findText } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { BylawsDocument } from "../text/document.ts";
import type { Reading } from "../text/library.ts";
import { parseBylaws } from "../text/parse.ts";

/**
 * Finds words of other texts on one text of a document, as the pages do.
 *
 * @param asked Hashes of the texts the words are of. Those whose files are gone or mended are taken from the record.
 */
export async function placeOn(
  hash: string,
  document: BylawsDocument,
  {
    reading: { library, texts },
    database,
    asked,
  }: { reading: Pick<Reading, "library" | "texts">; database: Snapshot["database"]; asked: Iterable<string> },
): Promise<(sought: Sought) => Placement> {
  const kept = new Map<string, string>();
  for (const text of new Set(asked)) {
    const source = texts.get(text) ?? (await findText(database, text));
    if (source !== undefined) kept.set(text, source);
  }
  const find = (text: string) => texts.get(text) ?? kept.get(text);
  const parsed = new Map<string, ParsedBylaws>();
  const parse = ({ hash: text, source }: { hash: string; source: string }): ParsedBylaws => {
    const known = parsed.get(text) ?? parseBylaws(source);
    parsed.set(text, known);
    return known;
  };
  const carriers = new Map<string, Carrier | undefined>();
  const carrierFrom = (text: string): Carrier | undefined => {
    const legs = routeOf(library, document, { from: text, to: hash }, find);
    return (
      legs &&
      new Carrier(
        legs.map(({ pair: { before, after, pairings }, isBackward }) => {
          const comparison = compareBylaws(parse(before), parse(after), { pairings });
          return isBackward ? reverseComparison(comparison) : comparison;
        }),
      )
    );
  };
  return (sought) => {
    if (!carriers.has(sought.text)) carriers.set(sought.text, carrierFrom(sought.text));
    return carriers.get(sought.text)?.carry(sought) ?? { state: "missing" };
  };
}
