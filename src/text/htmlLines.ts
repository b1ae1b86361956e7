import type { Piece } from "./inline.ts";

/** What a tag says of the words right after it. */
export interface Opening {
  /** Source offset of the tag. */
  at: number;
  /** 1 to 6 of a heading. */
  level?: number;
  /** Of a list item: what stands in front, and how many lists it is in. */
  marker?: string;
  depth?: number;
}

/** A table written in tags, with the cells of its rows. */
export interface HtmlTable extends Piece {
  rows: Piece[][];
}

/** A source with lines where its tags part words; as long as the source, every word where it was. */
export interface HtmlLines {
  lines: string;
  openings: Opening[];
  tables: HtmlTable[];
}

/** A line break that is meant: a label after it opens a clause. */
export const MEANT_BREAK = "\u2028";

const HAS_LINES = /<(?:br|p|div|li|h[1-6]|td|tr|section|article|blockquote|center|main|body|dt|dd)(?=[\s/>])/i;
const TAG =
  /<(\/?)(br|p|div|li|ul|ol|h[1-6]|table|tr|td|th|thead|tbody|tfoot|caption|section|article|blockquote|center|header|footer|main|aside|body|html|dl|dt|dd|hr|details|summary|figure|link|meta|!doctype|[a-z]+-[a-z-]+)(?=[\s/>])[^<>]*>/gi;

/**
 * Makes lines of `<br>`, paragraphs of `<p>` and `<div>`, items of `<li>`,
 * headings of `<h2>`, and finds the cells of each `<table>`.
 *
 * @param onMarkup Told of every tag that was read.
 */
export function readHtmlLines(source: string, onMarkup: (piece: Piece) => void): HtmlLines {
  const isHtml = source.includes("<") && HAS_LINES.test(source);
  return isHtml ? new HtmlReader(source, onMarkup).read() : { lines: source, openings: [], tables: [] };
}

class HtmlReader {
  readonly #source: string;
  readonly #onMarkup: (piece: Piece) => void;
  readonly #openings: Opening[] = [];
  readonly #tables: HtmlTable[] = [];
  readonly #lists: { isOrdered: boolean; count: number }[] = [];
  readonly #kept: string[] = [];
  /** The table we are in, and whether its last cell is still open. */
  #table: HtmlTable | undefined;
  #isCell = false;
  /** End of what is kept so far. */
  #at = 0;
  #lastTable: number;
  #line = { from: 0, to: -1 };

  constructor(source: string, onMarkup: (piece: Piece) => void) {
    this.#source = source;
    this.#onMarkup = onMarkup;
    this.#lastTable = source.toLowerCase().lastIndexOf("</table");
  }

  read(): HtmlLines {
    for (const { 0: tag, 1: slash, 2: written, index } of this.#source.matchAll(TAG)) {
      const name = written!.toLowerCase();
      if (this.#source[index - 1] === "\\" || (name === "br" && this.#isInRow(index))) continue;
      this.#keepUntil(index);
      this.#onMarkup({ from: index, to: index + tag.length });
      this.#at = index + tag.length;
      if (this.#table) this.#readInTable(name, slash !== "", index);
      else if (name === "br") this.#breakLine(tag);
      else this.#partLines(name, slash !== "", index, tag);
    }
    this.#keepUntil(this.#source.length);
    return { lines: this.#kept.join(""), openings: this.#openings, tables: this.#tables };
  }

  /** Words in a table are read by its cells, and those between two cells make one of their own. */
  #keepUntil(to: number): void {
    const words = this.#source.slice(this.#at, to);
    this.#kept.push(this.#table ? blank(words) : words);
    if (!this.#table || words.trim() === "") return;
    const { rows } = this.#table;
    if (rows.length === 0) rows.push([]);
    if (this.#isCell) rows.at(-1)!.at(-1)!.to = to;
    else rows.at(-1)!.push({ from: this.#at, to });
  }

  #readInTable(name: string, isEnd: boolean, index: number): void {
    const table = this.#table!;
    this.#kept.push(blank(this.#source.slice(index, this.#at)));
    if (name === "table" && isEnd) {
      this.#tables.push({ ...table, to: this.#at });
      this.#table = undefined;
      this.#isCell = false;
    } else if (name === "tr" || name === "caption") {
      this.#isCell = false;
      if (!isEnd) table.rows.push([]);
    } else if (name === "td" || name === "th") {
      this.#isCell = !isEnd;
      if (isEnd) return;
      if (table.rows.length === 0) table.rows.push([]);
      table.rows.at(-1)!.push({ from: this.#at, to: this.#at });
    }
  }

  /** Where the source itself breaks after `<br>`, that is the line's end, not an empty line. */
  #breakLine(tag: string): void {
    const end = /^[ \t]{0,20}\r?\n/.exec(this.#source.slice(this.#at, this.#at + 22))?.[0];
    this.#kept.push(
      end ? `${blank(tag)}${" ".repeat(end.length - 1)}${MEANT_BREAK}` : MEANT_BREAK + blank(tag.slice(1)),
    );
    this.#at += end?.length ?? 0;
  }

  #partLines(name: string, isEnd: boolean, index: number, tag: string): void {
    this.#kept.push(`\n\n${blank(tag.slice(2))}`);
    if (name === "table" && !isEnd && index < this.#lastTable) this.#table = { from: index, to: index, rows: [] };
    else if (name === "ul" || name === "ol") {
      if (isEnd) this.#lists.pop();
      else this.#lists.push({ isOrdered: name === "ol", count: 0 });
    } else if (name === "li" && !isEnd) {
      const list = this.#lists.at(-1);
      const marker = list?.isOrdered ? `${++list.count}.` : "-";
      this.#openings.push({ at: index, marker, depth: this.#lists.length });
    } else if (name[0] === "h" && /\d/.test(name[1]!) && !isEnd)
      this.#openings.push({ at: index, level: Number(name[1]) });
    else if (isEnd || !this.#isRightAfterOpening(index)) this.#openings.push({ at: index });
  }

  /** `<li><p>`: the paragraph is the item's. */
  #isRightAfterOpening(index: number): boolean {
    const last = this.#openings.at(-1);
    if (!last || (last.marker === undefined && last.level === undefined) || index - last.at > 500) return false;
    return (
      this.#source
        .slice(last.at, index)
        .replace(/<[^<>]*>/g, "")
        .trim() === ""
    );
  }

  /** In a row of a Markdown table a `<br>` stays in its cell. */
  #isInRow(index: number): boolean {
    while (this.#line.to < index && this.#line.to < this.#source.length) {
      const end = this.#source.indexOf("\n", this.#line.to + 1);
      this.#line = { from: this.#line.to + 1, to: end < 0 ? this.#source.length : end };
    }
    return this.#source
      .slice(this.#line.from, this.#line.from + 20)
      .trimStart()
      .startsWith("|");
  }
}

function blank(words: string): string {
  return words.replace(/[^\r\n]/g, " ");
}
