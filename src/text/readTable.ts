import type { Block } from "./block.ts";
import type { TableRow } from "./clause.ts";
import type { Inline } from "./inline.ts";
import type { InlineReader } from "./readInline.ts";

/** The cells of a table as one text, a tab between cells, a line break between rows. */
export function readTable(reader: InlineReader, block: Block): { inline: Inline; rows: TableRow[] } {
  const table: Inline = { text: "", spans: [], runs: [] };
  const rows: TableRow[] = [];
  for (const row of block.rows!) {
    if (rows.length > 0) table.text += "\n";
    const cells = row.map((piece, column) => {
      if (column > 0) table.text += "\t";
      const cell = reader.readAll([piece]);
      const from = table.text.length;
      for (const span of cell.spans) table.spans.push({ ...span, from: span.from + from, to: span.to + from });
      for (const run of cell.runs) table.runs.push({ ...run, at: run.at + from });
      table.text += cell.text;
      return { from, to: table.text.length };
    });
    rows.push({ cells });
  }
  return { inline: table, rows };
}
