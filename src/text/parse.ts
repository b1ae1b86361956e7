import type { Block } from "./block.ts";
import type { Clause, ParsedBylaws, TableRow } from "./clause.ts";
import { findContents } from "./contents.ts";
import type { Hint } from "./hint.ts";
import { cutInline, type Inline, type Piece } from "./inline.ts";
import { findItems } from "./items.ts";
import { kindOfWords } from "./kindOfWords.ts";
import { type Label, readLabel } from "./labels.ts";
import { blankOut, findNotLaw, spansOf } from "./notLaw.ts";
import { asciiDigits } from "./numberOf.ts";
import type { Entry } from "./openClause.ts";
import { Outline, type Shape } from "./outline.ts";
import { problem } from "./problem.ts";
import { readBlocks } from "./readBlocks.ts";
import { InlineReader } from "./readInline.ts";
import { readTable } from "./readTable.ts";
import { splitTitle } from "./title.ts";

/** A line wholly in bold up to this length is a heading. */
const BOLD_HEADING_UNITS = 100;
const BOLD_LEVEL = 7;
const LABEL_LEVEL = 8;

/** A block with what its words say. */
interface Read {
  block: Block;
  inline: Inline;
  label: Label | undefined;
  level: number;
  rows?: TableRow[];
}

/**
 * Reads bylaws as people write them, in Markdown or plain text, into a tree of clauses.
 *
 * A heading or a label (`4.16`, `Article IV`, `(a)`, `§ 3`) opens a clause, and
 * the label decides where it hangs, not the depth of the heading. The paragraph
 * under it is its text; further ones are clauses of their own. Runs of white
 * space become one space, so a paragraph wrapped anew is not a change.
 *
 * Every word of the source is in a label, title or text, or in `notLaw`; only
 * the numbers of a Markdown list that says `1. 1. 1.` are counted anew, and an
 * entity is read as its letter. The text of a table is its cells with a tab
 * between them and its rows with a line break between them; `rows` says where
 * each cell stands.
 *
 * Takes time in proportion to the length of the source, and never throws: a
 * person wrote it, and wants to see every problem at once, each with its line.
 */
export function parseBylaws(source: string): ParsedBylaws {
  const aside = findNotLaw(source);
  const { notLaw } = aside;
  const law = blankOut(source, spansOf(aside));
  const onMarkup = ({ from, to }: Piece): void => void notLaw.push({ kind: "markup", from, to });
  const blocks = readBlocks(law, onMarkup);
  hintBlocks(blocks, aside.hints);
  for (const { from, to } of findContents(law, blocks).reverse()) {
    notLaw.push({ kind: "contents", from: blocks[from]!.from, to: blocks[to - 1]!.to });
    blocks.splice(from, to - from);
  }
  const reader = new InlineReader(law, aside.targets, onMarkup);
  const reads: Read[] = [];
  for (const block of blocks) {
    const read = readBlock(reader, block);
    if (read.inline.text !== "") reads.push(read);
  }
  const { title, outline } = outlineOf(reads);
  const { clauses, problems } = outline;
  finish(clauses);
  if (reads.length === 0) problems.push(problem("empty", "The text is empty. Write at least one clause.", { line: 1 }));
  else if (!outline.hasNumber && clauses.length > 0) {
    problems.push(
      problem(
        "no-number",
        "No clause has a number, so comments can only name its words. Number the clauses: 4.16 Open Meetings.",
        { line: 1, remark: true },
      ),
    );
  }
  for (const { from, to } of aside.hints) notLaw.push({ kind: "markup", from, to });
  notLaw.sort((a, b) => a.from - b.from);
  const once = notLaw.filter((part, at) => part.from !== notLaw[at - 1]?.from || part.to !== notLaw[at - 1]?.to);
  return { title, clauses, notLaw: once, problems };
}

/** Each hint belongs to the block after it; one that does not fit it is passed over. */
function hintBlocks(blocks: readonly Block[], hints: readonly Hint[]): void {
  let next = 0;
  let hasTitle = false;
  for (const hint of hints) {
    while (next < blocks.length && blocks[next]!.from < hint.to) next++;
    const block = blocks[next];
    if (!block || block.marker || block.kind !== (hint.kind === "table" ? "table" : "paragraph")) continue;
    if (hint.kind === "title" && hasTitle) continue;
    hasTitle ||= hint.kind === "title";
    block.hint = hint;
  }
}

function readBlock(reader: InlineReader, block: Block): Read {
  const { kind, pieces, marker, hint } = block;
  if (kind === "table") {
    const { inline, rows } = readTable(reader, block);
    return { block, inline, level: 0, label: undefined, rows };
  }
  if (kind === "code") {
    const inline = reader.readCode(pieces);
    const spans: Inline["spans"] = [{ from: 0, to: inline.text.length, kind: "code" }];
    return { block, inline: { ...inline, spans }, level: 0, label: undefined };
  }
  const inline = reader.read(pieces);
  if (hint && !fitsHint(inline.text, hint)) block.hint = undefined;
  if (block.hint) return { block, inline, level: 0, label: undefined };
  const level = kind === "heading" ? block.level : isBoldLine(block, inline) ? BOLD_LEVEL : 0;
  const label =
    kind === "footnote" || marker?.kind === "ordered"
      ? undefined
      : readLabel(inline.text, level > 0 ? "heading" : "paragraph", emphasisEnd(inline));
  return { block, inline, level, label };
}

/** Where the emphasis ends that the text starts with: it parts a label from the words after it. */
function emphasisEnd({ spans }: Inline): number {
  const [first] = spans;
  return first && first.from === 0 && (first.kind === "strong" || first.kind === "emphasis") ? first.to : 0;
}

/** Do label and title end where a word does? */
function fitsHint(text: string, { label, title }: Hint): boolean {
  const ends = [label, label > 0 && title > 0 ? label + 1 + title : title];
  return ends.every((end) => end === 0 || end === text.length || text[end] === " ");
}

function isBoldLine(block: Block, { text, spans }: Inline): boolean {
  const [first] = spans;
  if (block.marker || !first || first.kind !== "strong" || first.from > 0 || first.to < text.length) return false;
  return (
    text.length <= BOLD_HEADING_UNITS &&
    block.pieces.length <= 2 &&
    block.kind === "paragraph" &&
    !/[.;,]$/.test(text.replace(/^[\p{L}\d. ]{1,20}\.$/u, ""))
  );
}

function outlineOf(reads: readonly Read[]): { title: string; outline: Outline } {
  const titleAt = findTitle(reads);
  const outline = new Outline(shapeOf(reads, titleAt));
  for (let i = 0; i < reads.length; i++) {
    const read = reads[i]!;
    const { block, level } = read;
    if (i === titleAt) continue;
    if (block.hint) addHinted(outline, read, block.hint);
    else if (block.kind === "table") outline.addParagraph(entryOf(read));
    else if (block.kind === "footnote") outline.addFootnote(entryOf(read), block.label!);
    else if (level > 0) i = addHeading(outline, reads, i);
    else addParagraph(outline, reads, i);
  }
  return { title: titleAt < 0 ? "" : reads[titleAt]!.inline.text, outline };
}

/** The first heading is the title of the whole when it has no number and none stands as high as it. */
function findTitle(reads: readonly Read[]): number {
  const hinted = reads.findIndex(({ block }) => block.hint?.kind === "title");
  if (hinted >= 0) return hinted;
  const at = reads.findIndex(({ level }) => level > 0);
  const first = reads[at];
  if (!first || first.label || first.level > 6) return -1;
  return reads.some(({ level }, index) => index !== at && level > 0 && level <= first.level) ? -1 : at;
}

function shapeOf(reads: readonly Read[], titleAt: number): Shape {
  const sums = new Map<string, { sum: number; count: number }>();
  let hasSections = false;
  for (let at = 0; at < reads.length; at++) {
    const { level, label, block } = reads[at]!;
    if (at !== titleAt && (level > 0 || (label && label.kind !== "item") || block.hint)) hasSections = true;
    if (label?.kind !== "named" || level === 0 || level >= BOLD_LEVEL) continue;
    const known = sums.get(label.word) ?? { sum: 0, count: 0 };
    sums.set(label.word, { sum: known.sum + level, count: known.count + 1 });
  }
  return {
    hasSections,
    levels: new Map(Array.from(sums, ([word, { sum, count }]) => [word, Math.round(sum / count)])),
  };
}

/** @returns The index of the last block used: a label alone takes its title from the next heading. */
function addHeading(outline: Outline, reads: readonly Read[], at: number): number {
  const { inline, label, level } = reads[at]!;
  // "(XXXX) Repealed" has brackets in front, and no label.
  const isItem = label?.kind === "item" && outline.isItem(label, 0);
  const isLabel = isItem || label?.kind !== "item";
  const entry = entryOf(reads[at]!);
  entry.label = isLabel ? label : undefined;
  entry.level = level;
  entry.indent = 0;
  entry.text = undefined;
  entry.title = withoutStop(cutInline(inline, isLabel ? (label?.end ?? 0) : 0, inline.text.length));
  if (isItem) {
    outline.addItem(entry);
    return at;
  }
  const next = reads[at + 1];
  if (label && entry.title.text === "" && next && isNameOf(reads, at)) {
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
  if (next.level <= level || next.label || next.block.hint) return false;
  for (let i = at + 2; i < reads.length; i++) {
    const other = reads[i]!;
    if (other.level === 0 || other.level > next.level) continue;
    return other.level <= level || other.label !== undefined;
  }
  return true;
}

function addParagraph(outline: Outline, reads: readonly Read[], at: number): void {
  const read = reads[at]!;
  const { block, inline, label } = read;
  const { marker, indent } = block;
  const entry = entryOf(read);
  if (marker?.kind === "ordered") {
    entry.label = orderedLabel(marker.text);
    outline.addItem(entry);
  } else if (label && label.kind !== "item") {
    const { title, text } = splitTitle(cutInline(inline, label.end, inline.text.length));
    entry.label = label;
    entry.title = title;
    entry.text = text;
    outline.addSection(entry);
  } else if (label && outline.isItem(label, indent)) {
    entry.marker = undefined;
    entry.label = label;
    entry.text = cutInline(inline, label.end, inline.text.length);
    entry.nextItem = nextItem(reads, at, label.style);
    outline.addItem(entry);
  } else if (marker) outline.addBullet(entry);
  else outline.addParagraph(entry);
}

function addHinted(outline: Outline, read: Read, hint: Hint): void {
  const { inline, block } = read;
  const label = inline.text.slice(0, hint.label);
  const titleFrom = hint.label > 0 ? hint.label + 1 : 0;
  const textFrom = hint.title > 0 ? titleFrom + hint.title + 1 : titleFrom;
  const entry = entryOf(read);
  if (block.kind !== "table") {
    entry.title = { ...cutInline(inline, titleFrom, titleFrom + hint.title), spans: [] };
    entry.text = cutInline(inline, Math.min(textFrom, inline.text.length), inline.text.length);
  }
  outline.addHinted(entry, hint, label);
}

function entryOf({ block, inline, rows }: Read): Entry {
  return {
    label: undefined,
    level: LABEL_LEVEL,
    indent: block.indent,
    marker: block.marker,
    title: undefined,
    text: inline,
    source: sourceOf(block),
    rows,
    nextItem: undefined,
  };
}

function orderedLabel(text: string): Label {
  const number = asciiDigits(text.slice(0, -1));
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

function withoutStop(title: Inline): Inline {
  const end = /[.:]$/.test(title.text) && !/\.\.\.$/.test(title.text) ? title.text.length - 1 : title.text.length;
  const cut = cutInline(title, 0, end);
  return { ...cut, spans: [] };
}

function sourceOf({ from, to, line }: Block): Clause["source"] {
  return { from, to, line };
}

/** Finds the items of each clause and what kind it is, now that all of it is known. */
function finish(clauses: readonly Clause[]): void {
  for (const clause of clauses) {
    if (clause.kind !== "table" && clause.text !== "") clause.items = findItems(clause.text, clause.address);
    // A heading over sections is an article, whatever it is called.
    if (clause.kind === "section" && holdsSections(clause) && (clause.label === "" || /^\d+$/.test(clause.label)))
      clause.kind = "article";
    else if (clause.kind === "paragraph") clause.kind = kindOfWords(clause.text);
    finish(clause.clauses);
  }
}

function holdsSections({ clauses }: Clause): boolean {
  return clauses.some(({ kind }) => kind === "section" || kind === "article");
}
