import type { Piece } from "./inline.ts";

/** The cells of a row of a table, `| a | b |`; `\|` is no border. */
export function splitCells(source: string, at: number, end: number): Piece[] {
  const cells: Piece[] = [];
  let from = source[at] === "|" ? at + 1 : at;
  for (let i = from; i <= end; i++) {
    if (i < end && source[i] === "\\") i++;
    if (i < end && source[i] !== "|") continue;
    if (i >= end && from >= end && cells.length > 0) break;
    cells.push({ from, to: Math.min(i, end) });
    from = i + 1;
  }
  return cells;
}
