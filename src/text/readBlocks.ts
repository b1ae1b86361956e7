import { applyTags } from "./applyTags.ts";
import type { Block } from "./block.ts";
import { readHtmlLines } from "./htmlLines.ts";
import type { Piece } from "./inline.ts";
import { Lines } from "./lines.ts";
import { splitCells } from "./splitCells.ts";

const ATX = /#{1,6}(?:[ \t]+|$)/y;
const BULLETS = "-*+•‣◦▪–";
const ORDERED = /([0-9٠-٩۰-۹]{1,9})([.)])[ \t]+(?=\S)/y;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|~{3,}|`{3,}|={3,}|\+{4,}|\.{4,})$/;
const FENCE = /^(`{3,}|~{3,})[ \t]*([^`~\s][^`~]*)$/;
/** What a heading may be underlined with, and its level. */
const UNDERLINES: { [sign: string]: number } = { "=": 1, "-": 2, "~": 3, "^": 4, "+": 5, '"': 5, "'": 5 };
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const FOOTNOTE = /^\[\^[^\]\s]{1,80}\]:(?:[ \t]+|$)/;
/** A label at the start of a line that may open a clause although no empty line stands before it. */
const OPENING =
  /^[*_\\]{0,3}(?:\(?([a-zA-Z]{1,5}|[\d٠-٩۰-۹]{1,3})\\?\)\s|(\d{1,4}(?:\.\d{1,4})+)\.?[*_]{0,3}\s+\p{Lu}|(?:Section|Article|Artikel|Artículo|Articolo)\s+([\dIVXLC]+(?:\.\d+)*[.:])|§\s*\d|第[〇零一二三四五六七八九十百千0-9０-９]+[編编部篇章節节條条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/u;
const OPEN_LABEL = /^[*_\\]{0,3}\(?([a-zA-Z]{1,5}|[\d٠-٩۰-۹]{1,3})\\?\)\s/;

/** How much of a line is looked at to see what it opens. */
const HEAD_UNITS = 60;
/** A line shorter than this was not wrapped. */
const LAST_UNITS = 60;
const HEADING_UNITS = 200;

/**
 * Splits a text whose parts that are no law were blanked out into blocks, in linear time.
 *
 * @param onMarkup Told of words that belong to no block: tags, and the language of a code.
 */
export function readBlocks(source: string, onMarkup: (piece: Piece) => void): Block[] {
  const html = readHtmlLines(source, onMarkup);
  const blocks = new BlockReader(html.lines, onMarkup).read();
  return html.lines === source ? blocks : applyTags(blocks, html, source);
}

class BlockReader {
  readonly #source: string;
  readonly #onMarkup: (piece: Piece) => void;
  readonly #lines: Lines;
  readonly #blocks: Block[] = [];
  readonly #hasBars: boolean;
  /** The paragraph that the next line may go on with. */
  #open: Block | undefined;
  #table: Block | undefined;
  #fence: { block?: Block; mark: string } | undefined;
  /** The last line of the open block. */
  readonly #last = { at: 0, end: 0, number: 0, indent: 0 };
  /** Line number and sign of a rule, which may turn out to be the line above a heading. */
  #rule = { number: 0, sign: "" };

  constructor(source: string, onMarkup: (piece: Piece) => void) {
    this.#source = source;
    this.#onMarkup = onMarkup;
    this.#lines = new Lines(source);
    this.#hasBars = source.includes("|");
  }

  read(): Block[] {
    const line = this.#lines;
    while (line.next()) {
      if (this.#fence) this.#readFenced();
      else if (line.at === line.end) this.#open = this.#table = undefined;
      else if (this.#table && this.#hasBar()) this.#readRow();
      else {
        this.#table = undefined;
        this.#readLine();
      }
    }
    return this.#blocks;
  }

  #readLine(): void {
    const line = this.#lines;
    const first = this.#source[line.at]!;
    const code = first.charCodeAt(0);
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (!isWord) {
      if (code < 128 && this.#readMark(first)) return;
      if (first === "#" && this.#readAtx()) return;
      if (BULLETS.includes(first) && this.#readBullet(first)) return;
      if (((code >= 48 && code <= 57) || code > 0x600) && this.#readOrdered()) return;
      if (first === "[" && this.#readFootnote()) return;
    }
    if (this.#hasBars && (first === "|" || first === "-" || first === ":") && this.#readTableHead()) return;
    if (this.#open && !this.#opensClause()) this.#goOn();
    else this.#start("paragraph", line.at);
  }

  #start(kind: Block["kind"], at: number): Block {
    const { at: from, end, to, number, indent } = this.#lines;
    const block: Block = { kind, level: 0, pieces: [{ from: at, to: end }], from, to, line: number, indent };
    this.#blocks.push(block);
    this.#open = kind === "paragraph" || kind === "footnote" ? block : undefined;
    this.#keepLast(from, end, number, indent);
    return block;
  }

  #goOn(): void {
    const { at, end, to, number, indent } = this.#lines;
    this.#open!.pieces.push({ from: at, to: end });
    this.#open!.to = to;
    this.#keepLast(at, end, number, indent);
  }

  #keepLast(at: number, end: number, number: number, indent: number): void {
    const last = this.#last;
    last.at = at;
    last.end = end;
    last.number = number;
    last.indent = indent;
  }

  /** A line of signs: what underlines a heading, parts two texts, or fences in a code. */
  #readMark(first: string): boolean {
    const { at, end, number } = this.#lines;
    const second = this.#source[at + 1];
    if (end - at > 1 && second !== first && second !== " " && second !== "\t") return false;
    const text = this.#source.slice(at, end);
    if (this.#readUnderline(first, text)) return true;
    const fence = FENCE.exec(text);
    if (fence) {
      this.#fence = { mark: fence[1]! };
      this.#onMarkup({ from: at, to: end });
    } else if (!RULE.test(text)) return false;
    this.#open = undefined;
    this.#rule = { number, sign: first };
    return true;
  }

  /** A paragraph of one or two short lines above `====` or `----` was a heading. */
  #readUnderline(sign: string, text: string): boolean {
    const level = UNDERLINES[sign];
    const block = this.#open;
    if (level === undefined || !block || block.marker || block.kind !== "paragraph" || block.pieces.length > 2)
      return false;
    const units = block.pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
    if (units > HEADING_UNITS || /[;,]/.test(this.#source[this.#last.end - 1]!)) return false;
    if (text !== sign.repeat(text.length) || (sign !== "=" && text.length < 2)) return false;
    if (level > 2 && (text.length < 3 || text.length < units - 2)) return false;
    block.kind = "heading";
    const isFramed = this.#rule.sign === sign && this.#rule.number === block.line - 1;
    block.level = isFramed ? 0.5 : level;
    block.to = this.#lines.to;
    this.#open = undefined;
    return true;
  }

  #readAtx(): boolean {
    const line = this.#lines;
    ATX.lastIndex = line.at;
    const atx = ATX.exec(this.#source);
    if (!atx || line.indent >= 4 || atx.index + atx[0].length > line.to) return false;
    const block = this.#start("heading", line.at);
    block.level = atx[0].trimEnd().length;
    const from = Math.min(line.at + atx[0].length, line.end);
    block.pieces = [{ from, to: Math.max(from, withoutClosing(this.#source, from, line.end)) }];
    return true;
  }

  #readBullet(sign: string): boolean {
    const { at, end, indent } = this.#lines;
    let content = at + 1;
    while (content < end && /[ \t]/.test(this.#source[content]!)) content++;
    if (content === at + 1 || (this.#open && sign === "–")) return false;
    const block = this.#start("paragraph", content);
    block.marker = { text: sign, kind: "bullet", contentIndent: indent + content - at };
    return true;
  }

  #readOrdered(): boolean {
    const { at, end, indent } = this.#lines;
    ORDERED.lastIndex = at;
    const ordered = ORDERED.exec(this.#source);
    if (!ordered || at + ordered[0].length > end || !this.#mayNumber(ordered[1]!)) return false;
    const block = this.#start("paragraph", at + ordered[0].length);
    const text = ordered[1]! + ordered[2]!;
    block.marker = { text, kind: "ordered", contentIndent: indent + ordered[0].length };
    return true;
  }

  /** In a wrapped paragraph `2019. The` is no list: only 1, or the next number of a list, may follow a line of words. */
  #mayNumber(number: string): boolean {
    if (!this.#open || this.#lines.isMeant) return true;
    if (this.#open.marker?.kind === "ordered") return number.length <= 3;
    return /^[1١۱]$/.test(number) || /[:;]$/.test(this.#lastWords());
  }

  #readFootnote(): boolean {
    const { at, end } = this.#lines;
    const footnote = FOOTNOTE.exec(this.#source.slice(at, Math.min(end, at + 100)));
    if (!footnote) return false;
    const block = this.#start("footnote", at + footnote[0].length);
    block.label = footnote[0].slice(0, footnote[0].indexOf("]:") + 1);
    return true;
  }

  #lastWords(): string {
    const { at, end } = this.#last;
    return this.#source.slice(Math.max(at, end - LAST_UNITS), end);
  }

  #opensClause(): boolean {
    const { at, end } = this.#lines;
    const match = OPENING.exec(this.#source.slice(at, Math.min(end, at + HEAD_UNITS)));
    if (!match) return false;
    if (this.#lines.isMeant) return true;
    const last = this.#lastWords();
    const [, item, decimal, named] = match;
    const first = this.#source[at];
    // "as said in Section / 4.3 The Board" goes on; a sentence that ended does not.
    if (decimal !== undefined) return /[.;:,\])*_]$/.test(last) || last.length < LAST_UNITS;
    if (named !== undefined) return /[.;:!?\])*_]$/.test(last);
    if (first === "§") return /[.;:!?\])*_]$/.test(last) || last.length < LAST_UNITS / 2;
    if (item === undefined || /[:;.—–-][*_]*$/.test(last)) return true;
    const from = this.#open!.pieces[0]!.from;
    const follows = /(?:,|\band|\bor)$/.test(last) || last.length < LAST_UNITS;
    return follows && OPEN_LABEL.test(this.#source.slice(from, from + 12));
  }

  #hasBar(): boolean {
    const { at, end } = this.#lines;
    const bar = this.#source.indexOf("|", at);
    return bar >= 0 && bar < end;
  }

  /** The line below the head of a table: the line before it is the head. */
  #readTableHead(): boolean {
    const line = this.#lines;
    const head = { ...this.#last };
    const text = this.#source.slice(line.at, line.end);
    if (!this.#open || head.number !== line.number - 1 || !text.includes("|") || !DELIMITER_ROW.test(text))
      return false;
    if (!this.#source.slice(head.at, head.end).includes("|")) return false;
    this.#open.pieces.pop();
    if (this.#open.pieces.length === 0) this.#blocks.pop();
    else this.#open.to = this.#open.pieces.at(-1)!.to;
    const block = this.#start("table", line.at);
    Object.assign(block, { pieces: [], from: head.at, line: head.number, indent: head.indent });
    block.rows = [splitCells(this.#source, head.at, head.end)];
    this.#table = block;
    return true;
  }

  #readRow(): void {
    const { at, end, to } = this.#lines;
    this.#table!.rows!.push(splitCells(this.#source, at, end));
    this.#table!.to = to;
  }

  #readFenced(): void {
    const { from, at, end, to, indent } = this.#lines;
    const fence = this.#fence!;
    const text = this.#source.slice(at, end);
    if (text.startsWith(fence.mark) && text === fence.mark[0]!.repeat(text.length)) this.#fence = undefined;
    else if (fence.block) {
      fence.block.pieces.push({ from: at, to: end });
      fence.block.to = to;
    } else if (at < end) {
      fence.block = this.#start("code", at);
      Object.assign(fence.block, { from, indent });
    }
  }
}

/** Where `## Title ##` ends without its closing marks. */
function withoutClosing(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && source[end - 1] === "#") end--;
  if (end === to || (end > from && !/[ \t]/.test(source[end - 1]!))) return to;
  while (end > from && /[ \t]/.test(source[end - 1]!)) end--;
  return end;
}
