import type { PlacedComment, PlacesReport } from "./placeComments.ts";
import { shortQuote } from "./shortQuote.ts";

/** In the order in which they are told, those that need a look first. */
const STATES: [PlacedComment["state"], string][] = [
  ["ambiguous", "ambiguous: it is in doubt where they stand, and a person must say"],
  ["gone", "gone: their clause is struck, and they are shown where it stood"],
  ["clause", "clause: their words are gone, and they are shown where these stood"],
  ["missing", "missing: the text they were made on is not kept"],
  ["changed", "changed: their words are edited"],
  ["moved", "moved: the same words in another clause, or under another number"],
  ["struck", "struck: words of the text in force that this revision strikes"],
  ["intact", "intact: the same words in the same clause"],
  ["whole", "about the amendment as a whole"],
];
const NEED_A_LOOK: readonly string[] = ["ambiguous", "gone", "clause", "missing"];

/** Tells a secretary where comments would stand: how many in each way, then each that needs a look. */
export function printPlaces({ amendment, comments, counts }: PlacesReport): string {
  if (comments.length === 0) return `There are no comments on ${amendment}.\n`;
  const lines = [`${comments.length === 1 ? "1 comment" : `${comments.length} comments`} on ${amendment}:`];
  for (const [state, words] of STATES) if (counts[state]) lines.push(`${String(counts[state]).padStart(6)} ${words}`);
  const order = (one: PlacedComment): number => NEED_A_LOOK.indexOf(one.state);
  const look = comments.filter(({ state }) => NEED_A_LOOK.includes(state)).sort((a, b) => order(a) - order(b));
  if (look.length > 0) lines.push("", "To look at before it is published:", ...look.map(printOne));
  return `${lines.join("\n")}\n`;
}

function printOne({ number, revision, clause, quote, state, placement }: PlacedComment): string {
  const made = [clause, revision === undefined ? undefined : `revision ${revision}`].filter(Boolean).join(", ");
  const words = quote === undefined ? "" : ` ${shortQuote(quote)}`;
  return `  #${number} (${made})${words}: ${state}${printWhere(placement)}`;
}

function printWhere(placement: PlacedComment["placement"]): string {
  switch (placement?.state) {
    case "ambiguous":
      return `, ${placement.places.map(({ clause }) => clause).join(" or ")}`;
    case "clause":
      return `, in ${placement.clause}`;
    case "gone":
      return placement.behind === undefined ? "" : `, behind ${placement.behind}`;
    default:
      return "";
  }
}
