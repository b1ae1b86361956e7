import Papa from "papaparse";
import { type Problem, problem } from "./problem.ts";

/** Longest CSV text, in UTF-16 units, and most rows below its head. */
export const CSV_LIMIT = 2 * 1024 * 1024;
export const CSV_ROWS_LIMIT = 5_000;
const COLUMNS_LIMIT = 50;

/** One row: its cells, and the line on which it begins (a cell in quotation marks may hold line ends). */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Excel writes it first, to say which sign parts the cells. */
const SEPARATOR_LINE = /^sep=([,;\t|])\n/i;

/**
 * Reads comma-separated text (RFC 4180), as spreadsheets write it: parted by
 * commas, semicolons or tabulators, with any line ends, with or without a byte
 * order mark. Rows without a word are left out.
 *
 * @returns The rows as far as they could be read. With a problem, they should not be used.
 */
export function readCsv(source: string): { rows: CsvRow[]; problems: Problem[] } {
  const refusal = whyNotText(source);
  if (refusal) return { rows: [], problems: [refusal] };
  const lines = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const [separatorLine = "", separator] = SEPARATOR_LINE.exec(lines) ?? [];
  const text = lines.slice(separatorLine.length);
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  let line = separatorLine ? 2 : 1;
  let at = 0;
  Papa.parse<string[]>(text, {
    delimiter: separator ?? separatorOf(text),
    newline: "\n",
    step: ({ data, errors, meta }, parser) => {
      for (const { code } of errors) problems.push(tellMistake(code, line));
      const cells = data.map((cell) => unquoteFormula(cell.trim()));
      if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
      line += countLines(text, at, meta.cursor);
      at = meta.cursor;
      const limit = whyTooLarge(rows);
      if (limit) problems.push(limit);
      // Nobody mends more than a few before he looks again.
      if (limit || problems.length >= 20) parser.abort();
    },
  });
  return { rows, problems };
}

/** A file of a spreadsheet is no CSV, and says so in its first bytes, whoever has read them as text. */
function whyNotText(source: string): Problem | undefined {
  if (source.startsWith("PK\u0003\u0004") || source.startsWith("%PDF") || source.includes("\0")) {
    return problem("csv-not-text", "This is no CSV file. In the spreadsheet, save the list as “CSV UTF-8”.");
  }
  if (source.length > CSV_LIMIT) {
    return problem(
      "csv-too-long",
      `The file has ${source.length} characters; ${CSV_LIMIT} is the most. Import it in parts.`,
    );
  }
  const lost = source.indexOf("\uFFFD");
  if (lost < 0) return undefined;
  return problem("csv-not-utf-8", "Some letters of the file cannot be read. Save it as “CSV UTF-8”.", {
    line: source.slice(0, lost).split(/\r\n?|\n/).length,
  });
}

function whyTooLarge(rows: readonly CsvRow[]): Problem | undefined {
  const newest = rows.at(-1);
  if (!newest) return undefined;
  const { line, cells } = newest;
  if (rows.length > CSV_ROWS_LIMIT + 1) {
    return problem("csv-too-many-rows", `The file has more than ${CSV_ROWS_LIMIT} rows. Import it in parts.`, { line });
  }
  if (cells.length <= COLUMNS_LIMIT) return undefined;
  return problem("csv-too-many-columns", `The row has ${cells.length} cells; ${COLUMNS_LIMIT} is the most.`, { line });
}

/** The sign that stands most often in the first line, outside of quotation marks. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.indexOf("\n") + 1 || undefined).replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.sign;
}

function tellMistake(code: string, line: number): Problem {
  return code === "MissingQuotes"
    ? problem("csv-quote-open", "A quotation mark is opened in this row and never closed. Close it, or leave it out.", {
        line,
      })
    : problem("csv-quote-odd", 'A quotation mark stands inside a cell of this row. Write it twice there: "".', {
        line,
      });
}

/** `printCsv` puts an apostrophe before what a spreadsheet would take for a formula. */
function unquoteFormula(cell: string): string {
  return /^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
