import type { Block } from "./block.ts";
import type { HtmlLines, HtmlTable, Opening } from "./htmlLines.ts";

/** Blocks of a source with tags: what the tags say of them, its tables, and the lines of the source itself. */
export function applyTags(blocks: Block[], { openings, tables }: HtmlLines, source: string): Block[] {
  applyOpenings(blocks, openings);
  const all = tables.length > 0 ? withTables(blocks, tables) : blocks;
  countLines(source, all);
  return all;
}

/** Lines made of tags are no lines of the source. */
function countLines(source: string, blocks: readonly Block[]): void {
  let [line, at] = [1, source.search(/\r\n?|\n/)];
  for (const block of blocks) {
    while (at >= 0 && at < block.from) {
      line++;
      at = nextBreak(source, at);
    }
    block.line = line;
  }
}

function nextBreak(source: string, at: number): number {
  const breaks = /\r\n?|\n/g;
  breaks.lastIndex = at + (source.startsWith("\r\n", at) ? 2 : 1);
  return breaks.exec(source)?.index ?? -1;
}

/** A tag tells what the first block after it is. */
function applyOpenings(blocks: readonly Block[], openings: readonly Opening[]): void {
  let next = 0;
  for (const block of blocks) {
    let opening: Opening | undefined;
    while (next < openings.length && openings[next]!.at < block.from) opening = openings[next++];
    if (!opening || block.kind !== "paragraph") continue;
    if (opening.level !== undefined) {
      block.kind = "heading";
      block.level = opening.level;
      block.pieces[0]!.from = block.from; // "1. Definitions" is no list here.
      block.marker = undefined;
    } else if (opening.marker !== undefined && !block.marker) {
      const kind = opening.marker === "-" ? "bullet" : "ordered";
      block.indent = 4 * (opening.depth ?? 0);
      block.marker = { text: opening.marker, kind, contentIndent: block.indent + 2 };
    }
  }
}

function withTables(blocks: readonly Block[], tables: readonly HtmlTable[]): Block[] {
  const made = tables
    .map((table) => ({ ...table, rows: table.rows.filter((row) => row.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ from, to, rows }): Block => {
      return { kind: "table", level: 0, pieces: [], from, to, line: 1, indent: 0, rows };
    });
  return [...blocks, ...made].sort((a, b) => a.from - b.from);
}
