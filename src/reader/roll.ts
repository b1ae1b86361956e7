import { ROW_FIELDS, type RollRow } from "../discuss/rollRow.ts";
import { printCsv } from "../text/printCsv.ts";
import type { Problem } from "../text/problem.ts";

/** Where a line comes from: people.yaml, which this page cannot change, or this page. */
export interface KnownRow extends RollRow {
  from: "file" | "page";
}

/** The list of people as the secretary sees it, with what is wrong in people.yaml. */
export interface Roll {
  rows: readonly KnownRow[];
  problems: readonly Problem[];
  file?: string;
}

/** What a line of a CSV file would do to the list. */
export interface ImportLine {
  line: number;
  row?: RollRow;
  change?: "added" | "changed" | "same";
  problem?: Problem;
}

/** The list as a CSV file, with the columns an import reads. */
export function printRoll(rows: readonly RollRow[]): string {
  return printCsv([ROW_FIELDS, ...rows.map((row) => ROW_FIELDS.map((field) => row[field] ?? ""))]);
}

/** Only what is kept of a line. */
export function pickRow({ mail, name, standing, class: group, affiliation }: RollRow): RollRow {
  return { mail, standing, ...(name && { name }), ...(group && { class: group }), ...(affiliation && { affiliation }) };
}
