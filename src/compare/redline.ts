import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { type ListedChange, listChanges } from "./describe.ts";
import { trimStretch } from "./letters.ts";
import { isolate } from "./quote.ts";

/**
 * The clauses that changed as plain text, struck words as `[-old-]` and new
 * ones as `{+new+}`, white space outside the marks.
 *
 * What happened to a clause as a whole stands in a line in brackets; quiet
 * changes are told there too and not marked in the words. Marked words written
 * from right to left are isolated, so that the marks stay around them.
 */
export function printRedline(comparison: Comparison): string {
  const changes = new Map<number, ListedChange[]>();
  for (const change of listChanges(comparison)) {
    const ofRow = changes.get(change.row);
    if (ofRow) ofRow.push(change);
    else changes.set(change.row, [change]);
  }
  const parts: string[] = (changes.get(-1) ?? []).map(({ sentence }) => `[${sentence}]`);
  comparison.rows.forEach((row, index) => {
    const told = changes.get(index) ?? [];
    const inside = told.length === 0 && (row.fate.added || row.fate.removed) && row.movedTo === undefined;
    if (told.length === 0 && !inside) return;
    const notes = told.filter(({ part, quiet }) => part === "clause" || quiet).map(({ sentence }) => `[${sentence}]`);
    const words =
      row.fate.added || row.fate.removed || row.fate.amended || row.fate.retitled
        ? [printHeading(row), printText(row)].filter(Boolean)
        : [];
    parts.push([...new Set(notes), ...words].join("\n"));
  });
  return parts.length > 0 ? `${parts.join("\n\n")}\n` : "The two texts say the same.\n";
}

function printHeading(row: ComparedClause): string {
  const { label } = (row.after ?? row.before)!;
  const title = markPart(row, "title");
  return [label, title].filter(Boolean).join(" ") || (row.after ?? row.before)!.address;
}

function printText(row: ComparedClause): string {
  return markPart(row, "text");
}

function markPart({ before, after, title, text }: ComparedClause, part: "title" | "text"): string {
  if (!before) return mark("+", after![part]);
  if (!after) return mark("-", before[part]);
  return markWords(before[part], after[part], part === "title" ? title : text);
}

/** One wording with its changes marked. Quiet changes stand as the new text has them. */
export function markWords(before: string, after: string, changes: readonly Change[]): string {
  let marked = "";
  let at = 0;
  for (const change of changes) {
    marked += after.slice(at, change.after.from);
    const now = after.slice(change.after.from, change.after.to);
    const old = before.slice(change.before.from, change.before.to);
    if (change.quiet !== "elsewhere") marked += change.quiet ? now : mark("-", old) + mark("+", now);
    at = change.after.to;
  }
  return marked + after.slice(at);
}

function mark(sign: "+" | "-", words: string): string {
  const { from, to } = trimStretch(words, { from: 0, to: words.length });
  if (from === to) return sign === "+" ? words : "";
  const inner = words.slice(from, to);
  return words.slice(0, from) + isolate(sign === "+" ? `{+${inner}+}` : `[-${inner}-]`) + words.slice(to);
}
