import { type Block, readBlocks } from "./blocks.ts";
import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { cutInline, type Inline, type Piece } from "./inline.ts";
import { findItems } from "./items.ts";
import { type Label, readLabel } from "./labels.ts";
import { blankOut, findContents, findNotLaw } from "./notLaw.ts";
import type { Entry } from "./openClause.ts";
import { Outline } from "./outline.ts";
import { problem } from "./problem.ts";
import { readInline } from "./readInline.ts";
import { splitTitle } from "./title.ts";

/** A line wholly in bold up to this length is a heading. */
const BOLD_HEADING_UNITS = 100;
const BOLD_LEVEL = 7;
const LABEL_LEVEL = 8;

/** A block with what its words say. */
interface Read {
  block: Block;
  inline: Inline;
  label?: Label;
  level: number;
}

/**
 * Reads bylaws as people write them, in Markdown or plain text, into a tree of clauses.
 *
 * A heading or a label (`4.16`, `Article IV`, `(a)`, `§ 3`) opens a clause, and
 * the label decides where it hangs, not the depth of the heading. The paragraph
 * under it is its text; further ones are clauses of their own. Runs of white
 * space become one space, so a paragraph wrapped anew is not a change.
 *
 * The text of a table is its cells with a tab between them and its rows with a
 * line break between them; `rows` says where each cell stands.
 *
 * Takes time in proportion to the length of the source, and never throws: a
 * person wrote it, and wants to see every problem at once, each with its line.
 */
export function parseBylaws(source: string): ParsedBylaws {
  const notLaw = findNotLaw(source);
  const law = blankOut(source, notLaw);
  const onTag = ({ from, to }: Piece): void => void notLaw.push({ kind: "comment", from, to });
  const blocks = readBlocks(law);
  for (const { from, to } of findContents(law, blocks).reverse()) {
    const [first, last] = [blocks[from]!, blocks[to - 1]!];
    notLaw.push({ kind: "contents", from: first.from, to: last.to });
    blocks.splice(from, to - from);
  }
  const reads = blocks
    .map((block) => readBlock(law, block, onTag))
    .filter(({ block, inline }) => inline.text !== "" || block.kind === "table");
  const titleAt = findTitle(reads);
  const outline = new Outline();
  for (let i = 0; i < reads.length; i++) {
    if (i === titleAt) continue;
    const read = reads[i]!;
    if (read.block.kind === "table") outline.addParagraph(readTable(law, read.block, onTag));
    else if (read.level > 0) i = addHeading(outline, reads, i);
    else addParagraph(outline, reads, i);
  }
  const { clauses, problems } = outline;
  for (const clause of eachClause(clauses))
    clause.items = clause.kind === "table" ? [] : findItems(clause.text, clause.address);
  setKinds(clauses);
  if (reads.length === 0) problems.push(problem("empty", "The text is empty. Write at least one clause.", { line: 1 }));
  else if (!outline.hasNumber && clauses.length > 0) {
    problems.push(
      problem(
        "no-number",
        "No clause has a number, so comments can only name its words. Number the clauses: 4.16 Open Meetings.",
        { line: 1 },
      ),
    );
  }
  notLaw.sort((a, b) => a.from - b.from);
  return { title: titleAt < 0 ? "" : reads[titleAt]!.inline.text, clauses, notLaw, problems };
}

function readBlock(source: string, block: Block, onTag: (piece: Piece) => void): Read {
  if (block.kind === "table") return { block, inline: { text: "", spans: [], runs: [] }, level: 0 };
  const inline = readInline(source, block.pieces, onTag);
  const isBold = isBoldLine(block, inline);
  const level = block.kind === "heading" ? block.level : isBold ? BOLD_LEVEL : 0;
  const label =
    block.marker?.kind === "ordered" ? undefined : readLabel(inline.text, level > 0 ? "heading" : "paragraph");
  return { block, inline, level, label };
}

function isBoldLine(block: Block, { text, spans }: Inline): boolean {
  const [first] = spans;
  if (block.marker || !first || first.kind !== "strong" || first.from > 0 || first.to < text.length) return false;
  return (
    text.length <= BOLD_HEADING_UNITS &&
    block.pieces.length <= 2 &&
    !/[.;,]$/.test(text.replace(/^[\p{L}\d. ]{1,20}\.$/u, ""))
  );
}

/** The first heading is the title of the whole when it has no number and none stands as high as it. */
function findTitle(reads: readonly Read[]): number {
  const at = reads.findIndex(({ level }) => level > 0);
  const first = reads[at];
  if (!first || first.label || first.level > 6) return -1;
  return reads.some(({ level }, index) => index !== at && level > 0 && level <= first.level) ? -1 : at;
}

/** @returns The index of the last block used: a label alone takes its title from the next heading. */
function addHeading(outline: Outline, reads: readonly Read[], at: number): number {
  const { block, inline, label, level } = reads[at]!;
  const entry: Entry = {
    label,
    level,
    indent: 0,
    source: sourceOf(block),
    title: withoutStop(cutInline(inline, label?.end ?? 0, inline.text.length)),
  };
  if (label?.kind === "item") {
    outline.addItem(entry);
    return at;
  }
  const next = reads[at + 1];
  if (label && entry.title!.text === "" && next && isNameOf(reads, at)) {
    entry.title = withoutStop(next.inline);
    entry.source.to = next.block.to;
    outline.addSection(entry);
    return at + 1;
  }
  outline.addSection(entry);
  return at;
}

/** `ARTICLE I`, and below it a heading of its own with the name: the only one before the next article. */
function isNameOf(reads: readonly Read[], at: number): boolean {
  const [{ level }, next] = [reads[at]!, reads[at + 1]!];
  if (next.level <= level || next.label) return false;
  for (let i = at + 2; i < reads.length; i++) {
    const other = reads[i]!;
    if (other.level === 0 || other.level > next.level) continue;
    return other.level <= level || other.label !== undefined;
  }
  return true;
}

function addParagraph(outline: Outline, reads: readonly Read[], at: number): void {
  const { block, inline, label } = reads[at]!;
  const { marker, indent } = block;
  const entry: Entry = { level: LABEL_LEVEL, indent, source: sourceOf(block), text: inline, marker };
  if (marker?.kind === "ordered") {
    entry.label = orderedLabel(marker.text);
    outline.addItem(entry);
  } else if (label && label.kind !== "item") {
    const { title, text } = splitTitle(cutInline(inline, label.end, inline.text.length));
    outline.addSection({ ...entry, label, title, text });
  } else if (label && outline.isItem(label, indent)) {
    const text = cutInline(inline, label.end, inline.text.length);
    outline.addItem({ ...entry, marker: undefined, label, text, nextItem: nextItem(reads, at, label.style) });
  } else if (marker) outline.addBullet(entry);
  else outline.addParagraph(entry);
}

function orderedLabel(text: string): Label {
  const number = text.slice(0, -1);
  return { text, end: 0, kind: "item", word: "", rank: 6, numbers: [number], style: `${text.at(-1)}1`, parted: true };
}

/** How far the next item in the same manner is looked for. */
const NEIGHBOURS = 12;

function nextItem(reads: readonly Read[], at: number, style: string): string | undefined {
  for (let i = at + 1; i < reads.length && i <= at + NEIGHBOURS; i++) {
    const { label, level } = reads[i]!;
    if (level > 0 || (label && label.kind !== "item")) return undefined;
    if (label?.style === style) return label.numbers[0];
  }
  return undefined;
}

function readTable(source: string, block: Block, onTag: (piece: Piece) => void): Entry {
  const text: Inline = { text: "", spans: [], runs: [] };
  const rows = block.rows.map((row, index) => {
    if (index > 0) text.text += "\n";
    const cells = row.map((piece, column) => {
      if (column > 0) text.text += "\t";
      const cell = readInline(source, [piece], onTag);
      const from = text.text.length;
      text.spans.push(...cell.spans.map((span) => ({ ...span, from: span.from + from, to: span.to + from })));
      text.runs.push(...cell.runs.map((run) => ({ ...run, at: run.at + from })));
      text.text += cell.text;
      return { from, to: text.text.length };
    });
    return { cells };
  });
  return { level: LABEL_LEVEL, indent: block.indent, source: sourceOf(block), text, rows };
}

function withoutStop(title: Inline): Inline {
  const end = /[.:]$/.test(title.text) && !/\.\.\.$/.test(title.text) ? title.text.length - 1 : title.text.length;
  const cut = cutInline(title, 0, end);
  return { ...cut, spans: [] };
}

function sourceOf({ from, to, line }: Block): Clause["source"] {
  return { from, to, line };
}

/** A heading over sections is an article, whatever it is called. */
function setKinds(clauses: readonly Clause[]): void {
  for (const clause of clauses) {
    const holdsSections = clause.clauses.some(({ kind }) => kind === "section" || kind === "article");
    if (clause.kind === "section" && holdsSections && (clause.label === "" || /^\d+$/.test(clause.label)))
      clause.kind = "article";
    setKinds(clause.clauses);
  }
}
