import { expect, test } from "vitest";
import { decodeCsv } from "../../src/text/decodeCsv.ts";
import { printCsv } from "../../src/text/printCsv.ts";
import { CSV_LIMIT, CSV_ROWS_LIMIT, readCsv } from "../../src/text/readCsv.ts";

/** `1: a|b / 2: c|d` */
const show = (source: string) =>
  readCsv(source)
    .rows.map(({ line, cells }) => `${line}: ${cells.join("|")}`)
    .join(" / ");

test.each([
  ["commas", "mail,name\na@b.org,Ada", "1: mail|name / 2: a@b.org|Ada"],
  ["semicolons", "mail;name\na@b.org;Lind, Ada", "1: mail|name / 2: a@b.org|Lind, Ada"],
  ["tabulators", "mail\tname\na@b.org\tAda", "1: mail|name / 2: a@b.org|Ada"],
  ["one column", "mail\na@b.org", "1: mail / 2: a@b.org"],
  [
    "the line in which Excel says what parts the cells",
    "sep=;\nmail;name\na@b.org;Ada",
    "2: mail|name / 3: a@b.org|Ada",
  ],
  ["a byte order mark", "\uFEFFmail,name", "1: mail|name"],
  ["line ends of Windows", "a,b\r\nc,d\r\n", "1: a|b / 2: c|d"],
  ["line ends of old Macs", "a,b\rc,d", "1: a|b / 2: c|d"],
  ["a comma in quotation marks", 'a,b\n"Lind, Ada",x', "1: a|b / 2: Lind, Ada|x"],
  ["a quotation mark written twice", 'a\n"the ""Mac"""', '1: a / 2: the "Mac"'],
  ["a line end in quotation marks, and the lines after it", 'a,b\n"x\r\ny",1\nz,2', "1: a|b / 2: x\ny|1 / 4: z|2"],
  ["a comma in a name of a column", '"mail, or none";b\nx;y', "1: mail, or none|b / 2: x|y"],
  ["empty rows, and rows of empty cells", "a,b\n\n , \n;\nc,d", "1: a|b / 4: ; / 5: c|d"],
  ["blanks around", " a , b \n c ,d", "1: a|b / 2: c|d"],
  ["short rows", "a,b,c\nd", "1: a|b|c / 2: d"],
  ["a column called __proto__", "__proto__,constructor\n1,2", "1: __proto__|constructor / 2: 1|2"],
  ["nothing", "", ""],
])("%s", (_, source, shown) => {
  expect(readCsv(source).problems).toEqual([]);
  expect(show(source)).toBe(shown);
});

test.each([
  ["a quotation mark that is never closed", 'a,b\nc,d\n"e,f\ng,h', "csv-quote-open", 3],
  ["a quotation mark inside a cell", 'a,b\n"c"x,d', "csv-quote-odd", 2],
  ["an Excel file read as text", "PK\u0003\u0004\u0014", "csv-not-text", undefined],
  ["an old Excel file read as text", "\uFFFD\uFFFD\u0011\uFFFD\0\0", "csv-not-text", undefined],
  ["letters lost before they came here", "a\nb\nM\uFFFDller", "csv-not-utf-8", 3],
  ["a file that is too long", "x".repeat(CSV_LIMIT + 1), "csv-too-long", undefined],
  ["more rows than one imports", "x\n".repeat(CSV_ROWS_LIMIT + 2), "csv-too-many-rows", CSV_ROWS_LIMIT + 2],
  ["a row of a thousand cells", `a\n${"x,".repeat(999)}x`, "csv-too-many-columns", 1],
])("%s is refused, with its line", (_, source, code, line) => {
  const [first] = readCsv(source.replace(/^a\nx,/, "x,")).problems;
  expect([first?.code, first?.line]).toEqual([code, line]);
});

test("as many rows as one may import are read", () => {
  const { rows, problems } = readCsv("x\n".repeat(CSV_ROWS_LIMIT + 1));
  expect([rows.length, problems]).toEqual([CSV_ROWS_LIMIT + 1, []]);
});

test.each([
  ["a formula", "=1+1", "'=1+1"],
  ["one with a plus", "+1", "'+1"],
  ["one with a minus", "-2+3", "'-2+3"],
  ["one with an at", "@SUM(A1)", "'@SUM(A1)"],
  ["one that starts a program", "=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
  ["one in full-width signs", "＝1+1", "'＝1+1"],
  ["one behind a blank", " =1", "' =1"],
  ["one behind a tabulator", "\t=1", `"'\t=1"`],
  ["one behind a line end", "\r\n=1", `"'\r\n=1"`],
  ["one behind a zero-width space", "\u200b=1", "'\u200b=1"],
  ["one in quotation marks", '="x"', `"'=""x"""`],
  ["a tabulator", "\tx", `"'\tx"`],
  ["a comma", "Lind, Ada", '"Lind, Ada"'],
  ["a semicolon, which parts cells elsewhere", "a;=1", '"a;=1"'],
  ["a quotation mark", 'the "Mac"', '"the ""Mac"""'],
  ["a name", "Ada Lind-Berg", "Ada Lind-Berg"],
  ["nothing", "", ""],
])("%s is printed so that a spreadsheet shows it and does nothing", (_, cell, printed) => {
  expect(printCsv([[cell, "x"]])).toBe(`\uFEFF${printed},x\r\n`);
});

test("what was printed is read again as it was", () => {
  const rows = [
    ["mail", "name"],
    ["a@b.org", "Lind, Ada"],
    ["=1+1", "@x"],
    ['the "Mac"', "two\nlines"],
    ["-5", "＝x"],
  ];
  expect(readCsv(printCsv(rows)).rows.map(({ cells }) => cells)).toEqual(rows);
});

test.each([
  ["UTF-8", Buffer.from("Müller")],
  ["UTF-8 with a mark", Buffer.from("\uFEFFMüller")],
  ["the letters of Windows", Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])],
  ["UTF-16", Buffer.from("\uFEFFMüller", "utf16le")],
  ["UTF-16, the other way round", Buffer.from("\uFEFFMüller", "utf16le").swap16()],
])("a file in %s is decoded", (_, bytes) => {
  expect(decodeCsv(bytes)).toBe("Müller");
});
