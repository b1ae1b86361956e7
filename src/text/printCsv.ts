/**
 * What a spreadsheet takes for a formula, and would run: `=1+1`, `@SUM(…)`,
 * also in full-width signs and behind blanks, tabulators and line ends.
 */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * Prints rows as comma-separated text (RFC 4180), for people who open it in a
 * spreadsheet: with a byte order mark, so that its letters are read as UTF-8,
 * and with an apostrophe before every cell that would be taken for a formula.
 */
export function printCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(printCell).join(",")}\r\n`).join("")}`;
}

function printCell(words: string): string {
  const cell = FORMULA.test(words) ? `'${words}` : words;
  return /[",\r\n\t;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
