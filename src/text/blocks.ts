import type { Piece } from "./inline.ts";

/** A heading, paragraph, item or table as its lines say, markup of the line start left out. */
export interface Block {
  kind: "heading" | "paragraph" | "table";
  /** 1 to 6, as written with `#` or underlined. */
  level: number;
  /** The lines, without what opens them. */
  pieces: Piece[];
  from: number;
  to: number;
  /** Counted from 1. */
  line: number;
  /** Blanks before the first line; a tab counts to the next multiple of 4. */
  indent: number;
  /** A Markdown list marker in front. */
  marker?: { text: string; kind: "bullet" | "ordered"; number: number; contentIndent: number };
  /** Of a table: the cells of each row. */
  rows: Piece[][];
}

interface Line extends Piece {
  number: number;
  indent: number;
  /** Without white space at both ends and without `>`. */
  text: string;
  /** Source offset of `text`. */
  at: number;
}

const ATX = /^(#{1,6})(?:[ \t]+|$)/;
const BULLET = /^([-*+•‣◦▪–])[ \t]+(?=\S)/;
const ORDERED = /^(\d{1,9})([.)])[ \t]+(?=\S)/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:~[ \t]*){5,}|`{3,}|~{3,})$/;
const UNDERLINE = /^(=+|-{2,})$/;
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
/** A label at the start of a line that may open a clause although no empty line stands before it. */
const OPENING =
  /^[*_\\]{0,3}(?:\(?([a-zA-Z]{1,5}|\d{1,3})\)\s|(\d{1,4}(?:\.\d{1,4})+)\.?[*_]{0,3}\s+\p{Lu}|§\s*\d|第[〇零一二三四五六七八九十百千0-9０-９]+[編编部篇章節节條条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/u;

/** Splits a text whose parts that are no law were blanked out into blocks, in linear time. */
export function readBlocks(source: string): Block[] {
  return new BlockReader(source).read();
}

/** A line shorter than this was not wrapped. */
const LAST_UNITS = 60;

class BlockReader {
  readonly #source: string;
  readonly #blocks: Block[] = [];
  #open: Block | undefined;
  /** End of the last line of the open block, to see whether it ends a sentence. */
  #last = "";

  constructor(source: string) {
    this.#source = source;
  }

  read(): Block[] {
    const lines = splitLines(this.#source);
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.text === "") this.#close();
      else if (this.#readUnderline(line)) continue;
      else if (RULE.test(line.text)) this.#close();
      else if (line.text.includes("|") && i + 1 < lines.length && this.#isTableHead(line, lines[i + 1]!)) {
        i = this.#readTable(lines, i);
      } else this.#readLine(line);
    }
    this.#close();
    return this.#blocks;
  }

  #close(): void {
    this.#open = undefined;
  }

  #start(kind: Block["kind"], line: Line, at: number): Block {
    const block: Block = {
      kind,
      level: 0,
      pieces: [{ from: at, to: line.at + line.text.length }],
      from: line.at,
      to: line.to,
      line: line.number,
      indent: line.indent,
      rows: [],
    };
    this.#blocks.push(block);
    this.#open = kind === "paragraph" ? block : undefined;
    this.#last = line.text.slice(-LAST_UNITS);
    return block;
  }

  /** A paragraph of one or two short lines above `====` or `----` was a heading. */
  #readUnderline(line: Line): boolean {
    const mark = UNDERLINE.exec(line.text);
    const block = this.#open;
    if (!mark || !block || block.marker || block.pieces.length > 2) return false;
    if (block.pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0) > 200) return false;
    block.kind = "heading";
    block.level = mark[1]!.startsWith("=") ? 1 : 2;
    block.to = line.to;
    this.#close();
    return true;
  }

  #readLine(line: Line): void {
    const atx = ATX.exec(line.text);
    if (atx && line.indent < 4) {
      const block = this.#start("heading", line, line.at + atx[0].length);
      block.level = atx[1]!.length;
      block.pieces = [
        { from: line.at + atx[0].length, to: line.at + Math.max(atx[0].length, withoutClosing(line.text)) },
      ];
      return;
    }
    const bullet = BULLET.exec(line.text);
    const ordered = ORDERED.exec(line.text);
    if (bullet && !(this.#open && bullet[1] === "–")) {
      const block = this.#start("paragraph", line, line.at + bullet[0].length);
      block.marker = { text: bullet[1]!, kind: "bullet", number: 0, contentIndent: line.indent + bullet[0].length };
    } else if (ordered && this.#mayNumber(Number(ordered[1]))) {
      const block = this.#start("paragraph", line, line.at + ordered[0].length);
      const marker = { text: ordered[1]! + ordered[2]!, kind: "ordered" as const, number: Number(ordered[1]) };
      block.marker = { ...marker, contentIndent: line.indent + ordered[0].length };
    } else if (this.#open && !this.#opensClause(line)) {
      this.#open.pieces.push({ from: line.at, to: line.at + line.text.length });
      this.#open.to = line.to;
      this.#last = line.text.slice(-LAST_UNITS);
    } else this.#start("paragraph", line, line.at);
  }

  /** In a wrapped paragraph `2019. The` is no list: only 1, or the next number of a list, may follow a line of words. */
  #mayNumber(number: number): boolean {
    if (!this.#open) return true;
    const marker = this.#open.marker;
    return marker?.kind === "ordered" ? number <= 999 : number === 1 || /[:;]$/.test(this.#last);
  }

  #opensClause(line: Line): boolean {
    const match = OPENING.exec(line.text);
    if (!match) return false;
    if (match[1] === undefined) {
      // "as said in Section / 4.3 The Board" goes on; a sentence that ended does not.
      return match[2] === undefined || /[.;:,\])*_]$/.test(this.#last) || this.#last.length < LAST_UNITS;
    }
    if (/[:;.—–-][*_]*$/.test(this.#last)) return true;
    const openLabel = /^[*_\\]{0,3}\(?([a-zA-Z]{1,5}|\d{1,3})\)\s/.exec(
      this.#source.slice(this.#open!.pieces[0]!.from, this.#open!.pieces[0]!.from + 12),
    );
    return openLabel !== null && /(?:,|\band|\bor)$/.test(this.#last);
  }

  #isTableHead(line: Line, next: Line): boolean {
    return next.text.includes("-") && next.text.includes("|") && DELIMITER_ROW.test(next.text) && line.indent < 8;
  }

  #readTable(lines: readonly Line[], start: number): number {
    const block = this.#start("table", lines[start]!, lines[start]!.at);
    block.pieces = [];
    let i = start;
    for (; i < lines.length && lines[i]!.text.includes("|"); i++) {
      const line = lines[i]!;
      if (i !== start + 1) block.rows.push(splitCells(line));
      block.to = line.to;
    }
    this.#close();
    return i - 1;
  }
}

/** Where `## Title ##` ends without its closing marks. */
function withoutClosing(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === "#") end--;
  return end < text.length && /[ \t]/.test(text[end - 1] ?? " ") ? end : text.length;
}

function splitCells(line: Line): Piece[] {
  const cells: Piece[] = [];
  let from = line.text.startsWith("|") ? 1 : 0;
  for (let i = from; i <= line.text.length; i++) {
    if (i < line.text.length && (line.text[i] !== "|" || line.text[i - 1] === "\\")) continue;
    if (i === line.text.length && from === i && cells.length > 0) break;
    cells.push({ from: line.at + from, to: line.at + i });
    from = i + 1;
  }
  return cells;
}

function splitLines(source: string): Line[] {
  const lines: Line[] = [];
  const breaks = /\r\n?|\n|\u2028|\u2029/g;
  let from = source.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const found = breaks.exec(source);
    const to = found ? found.index : source.length;
    lines.push(readLine(source, from, to, lines.length + 1));
    if (!found) return lines;
    from = breaks.lastIndex;
  }
}

function readLine(source: string, from: number, to: number, number: number): Line {
  const raw = source.slice(from, to);
  let [start, indent] = [0, 0];
  for (; start < raw.length; start++) {
    const unit = raw[start]!;
    if (unit === "\t") indent += 4 - (indent % 4);
    else if (unit === ">") indent = 0;
    else if (/\s/.test(unit)) indent++;
    else break;
  }
  return { from, to, number, indent, text: raw.slice(start).trimEnd(), at: from + start };
}
