import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { listChanges } from "./describe.ts";
import { compareWording } from "./wording.ts";
import { splitWords } from "./words.ts";

/** What a comparison comes to. */
export interface ComparisonSummary {
  /** Labels, typography and what is no law are no words. */
  wordsInserted: number;
  wordsDeleted: number;
  /** Entries of `listChanges` that are not quiet. */
  changes: number;
  /** Rows of which each is true; of several rows about one clause each counts. */
  clauses: Record<"unchanged" | keyof ComparedClause["fate"], number>;
  /** Clauses in which nothing but typography or capitals differs. */
  typographyOnly: number;
  /** Clauses of which nothing but the number, or the number of a reference, differs. */
  renumberOnly: number;
}

export function summarise(comparison: Comparison): ComparisonSummary {
  const summary: ComparisonSummary = {
    wordsInserted: 0,
    wordsDeleted: 0,
    changes: listChanges(comparison).filter(({ quiet }) => !quiet).length,
    clauses: {
      unchanged: 0,
      amended: 0,
      added: 0,
      removed: 0,
      moved: 0,
      renumbered: 0,
      retitled: 0,
      split: 0,
      merged: 0,
    },
    typographyOnly: 0,
    renumberOnly: 0,
  };
  if (comparison.title) {
    const { before, after } = comparison.title;
    const changes = compareWording(before, after);
    summary.wordsInserted += countChanged(changes, "after", after);
    summary.wordsDeleted += countChanged(changes, "before", before);
  }
  for (const row of comparison.rows) {
    if (row.movedTo !== undefined) continue;
    countFates(row, summary);
    const { inserted, deleted } = countRowWords(row);
    summary.wordsInserted += inserted;
    summary.wordsDeleted += deleted;
  }
  return summary;
}

function countFates({ fate, title, text }: ComparedClause, summary: ComparisonSummary): void {
  const fates = (Object.keys(fate) as (keyof ComparedClause["fate"])[]).filter((name) => fate[name]);
  for (const name of fates) summary.clauses[name]++;
  const quiet = new Set([...title, ...text].map((change) => change.quiet).filter((kind) => kind !== "elsewhere"));
  if (fates.some((name) => name !== "renumbered")) return;
  if (fates.length === 0 && quiet.size === 0) summary.clauses.unchanged++;
  else if (fates.length > 0 || quiet.has("reference")) summary.renumberOnly++;
  else summary.typographyOnly++;
}

function countRowWords(row: ComparedClause): { inserted: number; deleted: number } {
  const { before, after } = row;
  if (!before) return { inserted: countWords(after!.title) + countWords(after!.text), deleted: 0 };
  if (!after) return { inserted: 0, deleted: countWords(before.title) + countWords(before.text) };
  let [inserted, deleted] = [0, 0];
  for (const part of ["title", "text"] as const) {
    deleted += countChanged(row[part], "before", before[part]);
    inserted += countChanged(row[part], "after", after[part]);
  }
  return { inserted, deleted };
}

function countChanged(changes: readonly Change[], side: "before" | "after", text: string): number {
  return changes.reduce(
    (sum, change) => sum + (change.quiet ? 0 : countWords(text.slice(change[side].from, change[side].to))),
    0,
  );
}

function countWords(text: string): number {
  return splitWords(text).filter(({ weight }) => weight > 0.2).length;
}
