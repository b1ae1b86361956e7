import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { type ChangeKind, isQuietKind, kindOfChange } from "./kinds.ts";
import { nameOf } from "./name.ts";
import { placeOf, quoted, quoteOf, withWord } from "./quote.ts";
import { makeTeller } from "./tellClause.ts";
import { plainTypography } from "./words.ts";

/** One change as a reader counts them: a whole new section with all its items is one. */
export interface ListedChange {
  /** Stands in an address: `4.16~1` is the first change of 4.16. Counted again for each comparison. */
  id: string;
  /** Index into `Comparison.rows`; of the first row where several are told at once; -1 for the title of the whole. */
  row: number;
  /** Address on the new text; on the old one when the clause was removed. */
  clause: string;
  part: "title" | "text" | "clause";
  /** Missing when the whole clause is meant. */
  change?: Change;
  kind: ChangeKind;
  /** The law is the same: shown quietly and counted apart. */
  quiet: boolean;
  /** Plain English, for screen readers, mail and print. */
  sentence: string;
}

/**
 * Lists what changed, in reading order, each with a sentence of plain English.
 *
 * A section that was added, removed or moved as a whole is told once; what is
 * inside it has no entry, except words that were changed in what moved.
 */
export function listChanges(comparison: Comparison): ListedChange[] {
  const listed: ListedChange[] = [];
  const counts = new Map<string, number>();
  const tellClause = makeTeller(comparison);
  if (comparison.title) listed.push(listTitle(comparison.title));
  comparison.rows.forEach((row, index) => {
    const clause = (row.after ?? row.before)!.address;
    const add = (part: ListedChange["part"], kind: ChangeKind, sentence: string, change?: Change): void => {
      const number = (counts.get(clause) ?? 0) + 1;
      counts.set(clause, number);
      const quiet = isQuietKind(kind);
      listed.push({
        id: `${clause}~${number}`,
        row: index,
        clause,
        part,
        ...(change && { change }),
        kind,
        quiet,
        sentence,
      });
    };
    const told = tellClause(row);
    for (const { kind, sentence } of told) add("clause", kind, sentence);
    if (!row.before || !row.after) return;
    // A sentence that tells a split or a merger names the clauses with their titles.
    const isTitleTold = (row.before.title === "" || row.after.title === "") && (row.fate.split || row.fate.merged);
    for (const part of isTitleTold ? (["text"] as const) : (["title", "text"] as const)) {
      for (const change of row[part]) {
        if (change.quiet === "elsewhere") continue;
        const { kind, sentence } = describeChange(row, part, change);
        add(part, kind, sentence, change);
      }
    }
  });
  return listed;
}

function listTitle({ before, after }: { before: string; after: string }): ListedChange {
  const [old, now] = [quoted(before), quoted(after)];
  const isSame = plainTypography(before) === plainTypography(after);
  const kind = isSame ? "typography" : before.toLowerCase() === after.toLowerCase() ? "case" : "retitled";
  const change =
    before && after ? `is retitled: ${now} for ${old}` : after ? `gets the title ${now}` : `loses its title ${old}`;
  return {
    id: "~1",
    row: -1,
    clause: "",
    part: "title",
    kind,
    quiet: isQuietKind(kind),
    sentence: `The whole ${change}.`,
  };
}

/** One change of words in a sentence: `Section 4.16: inserts ‘…’ after ‘Platinum Members,’.` */
export function describeChange(
  row: ComparedClause,
  part: "title" | "text",
  change: Change,
): Pick<ListedChange, "kind" | "sentence"> {
  const name = nameOf((row.after ?? row.before)!);
  const where = part === "title" ? `The title of ${name}` : name;
  const [before, after] = [row.before?.[part] ?? "", row.after?.[part] ?? ""];
  const kind = kindOfChange(row, part, change);
  const [old, now] = [quoteOf(before, change.before), quoteOf(after, change.after)];
  switch (kind) {
    case "typography":
      return { kind, sentence: `${where}: ${tellSigns(before, after, change)}.` };
    case "case":
      return { kind, sentence: `${where}: ${old} is now ${now}; only capitals differ.` };
    case "reference":
      return { kind, sentence: `${where}: the reference ${old} follows to ${now}.` };
    case "retitled":
      if (old && now) return { kind, sentence: `${name} is retitled: ${now} for ${old}.` };
      return { kind, sentence: now ? `${name} gets the title ${now}.` : `${name} loses its title ${old}.` };
    case "inserted":
      return { kind, sentence: `${where}: inserts ${now}${placeOf(after, change.after)}.` };
    case "deleted":
      return { kind, sentence: `${where}: strikes ${old}${placeOf(before, change.before)}.` };
    default:
      return { kind, sentence: `${where}: replaces ${old} with ${now}.` };
  }
}

/** Signs are quoted with the word they stand at: alone they are hard to see. */
function tellSigns(before: string, after: string, change: Change): string {
  const [old, now] = [quoteOf(before, withWord(before, change.before)), quoteOf(after, withWord(after, change.after))];
  const isSpacing = old.replace(/\s+/g, "") === now.replace(/\s+/g, "");
  return isSpacing ? `at ${now}, only the spacing differs` : `${old} is now written ${now}; only signs differ`;
}
