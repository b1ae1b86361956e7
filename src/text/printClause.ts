import type { Clause, Span } from "./clause.ts";
import { escapeStart } from "./escapeStart.ts";
import { printHint } from "./hint.ts";
import { printInline, printTags } from "./printInline.ts";

/** Headings have at most six `#`; the first is the title's. */
const LEVELS = 6;
/** Blanks in front of an item for each item it stands in. */
const INDENT = 4;

/** How a clause stands in the whole. */
interface Place {
  /** How many clauses it stands in, and how many of them are items. */
  depth: number;
  items: number;
  /** A comment tells how it is to be read. */
  isHinted: boolean;
}

export function printTitle(title: string, isHinted: boolean): string {
  if (!isHinted) return `# ${printInline(title, [])}`;
  const hint = printHint({ kind: "title", address: "title", depth: 0, label: 0, title: title.length });
  return `${hint}\n${escapeStart(printInline(title, []))}`;
}

/** One clause without those in it, as Markdown. */
export function printClause(clause: Clause, place: Place): string {
  const { kind, label, title, text, spans } = clause;
  const blanks = " ".repeat(INDENT * place.items);
  if (place.isHinted) return printHinted(clause, place);
  if (kind === "table") return printTable(clause, blanks);
  const words = printInline(text, spans);
  if (isHeading(clause)) {
    const heading = `${"#".repeat(Math.min(LEVELS, place.depth + 2))} ${[label, printInline(title, [])].filter(Boolean).join(parting(label))}`;
    return words === "" ? heading : `${heading}\n\n${escapeStart(words)}`;
  }
  if (kind === "item") return `${blanks}${label || "-"} ${words}`.trimEnd();
  if (kind === "footnote") return `${label}: ${words}`;
  return blanks + escapeStart(words);
}

function isHeading({ kind, title }: Clause): boolean {
  return kind === "article" || kind === "section" || kind === "appendix" || (kind === "item" && title !== "");
}

/** `Article IV. Board`, but `4.16 Open Meetings`, `§ 3 Name`. */
function parting(label: string): string {
  return /^\p{L}[\p{L}\p{M}-]+\s/u.test(label) ? ". " : " ";
}

function printHinted(clause: Clause, { depth }: Place): string {
  const { kind, address, label, title, text, spans } = clause;
  const hint = printHint({ kind, address, depth, label: label.length, title: title.length });
  if (kind === "table") return `${hint}\n${printTable(clause, "")}`;
  const lead = [label, title].filter(Boolean).join(" ");
  const from = lead === "" ? 0 : lead.length + 1;
  const moved = spans.map((span) => ({ ...span, from: span.from + from, to: span.to + from }));
  return `${hint}\n${escapeStart(printInline([lead, text].filter(Boolean).join(" "), moved))}`;
}

function printTable({ text, spans, rows }: Clause, blanks: string): string {
  const lines = rows!.map(({ cells }) => {
    const words = cells.map(({ from, to }) => printCell(text.slice(from, to), spansIn(spans, from, to)));
    return `${blanks}| ${words.join(" | ")} |`;
  });
  const rule = `${blanks}|${" --- |".repeat(rows![0]!.cells.length)}`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** A bar parts two cells even in code, so code with a bar is written as a tag. */
function printCell(text: string, spans: readonly Span[]): string {
  if (text.includes("|") && spans.some(({ kind }) => kind === "code")) return printTags(text, spans);
  return printInline(text, spans).replaceAll("|", "\\|");
}

function spansIn(spans: readonly Span[], from: number, to: number): Span[] {
  return spans
    .filter((span) => span.from >= from && span.to <= to)
    .map((span) => ({ ...span, from: span.from - from, to: span.to - from }));
}
