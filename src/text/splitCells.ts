import type { Piece } from "./inline.ts";

/** The cells of a row of a table, `| a | b |`; `\|` is no border. */
export function splitCells(source: string, at: number, end: number): Piece[] {
  const cells: Piece[] = [];
  let from = source[at] === "|" ? at + 1 : at;
  for (let i = from; i < end; i++) {
    if (source[i] === "\\") i++;
    else if (source[i] === "|") {
      cells.push({ from, to: i });
      from = i + 1;
    }
  }
  if (from < end || cells.length === 0) cells.push({ from, to: end });
  return cells;
}
