import { short } from "../text/fields.ts";
import { type Problem, problem } from "../text/problem.ts";
import { type CsvRow, readCsv } from "../text/readCsv.ts";
import { canonicalMailbox } from "./mailbox.ts";
import { ROW_FIELDS, type RollRow, type RowField, readRow, type WrittenRow } from "./rollRow.ts";

/** One row of a file: what it would put on the list, or why it cannot. */
export type PeopleLine = { line: number } & ({ row: RollRow } | { problem: Problem });

/** What lists of members call their columns, in small letters, without blanks and signs. */
const COLUMNS: Record<RowField | "given" | "family", string> = {
  mail: "mail email emailaddress mailaddress emails courriel correo epost adressemail",
  name: "name fullname displayname membername nom nombre",
  given: "firstname givenname forename vorname prénom prenom",
  family: "lastname surname familyname nachname nomdefamille",
  standing: "standing role rolle rôle",
  class: "class memberclass membershipclass membershiptype membershiplevel level tier type",
  affiliation: "affiliation organisation organization company employer org firma société",
};
const FIELD_OF = new Map(
  Object.entries(COLUMNS).flatMap(([field, names]) => names.split(" ").map((name) => [name, field as Column] as const)),
);
type Column = RowField | "given" | "family";

/**
 * Reads a list of people from a CSV file with a row of column names, in any order.
 *
 * A row without a standing is a member. A mailbox that stands in two rows is
 * taken from the first.
 *
 * @returns One line for each row; and what is wrong with the file as a whole:
 *   then nothing is to be imported, unless it is only a `remark`.
 */
export function readPeopleCsv(source: string): { lines: PeopleLine[]; problems: Problem[] } {
  const { rows, problems } = readCsv(source);
  if (problems.length > 0) return { lines: [], problems };
  const [head, ...people] = rows;
  const columns = head?.cells.map((cell) => FIELD_OF.get(cell.toLowerCase().replace(/[^\p{L}]/gu, "")));
  const complaint =
    head && columns ? whyNotHead(head, columns) : problem("csv-empty", "The file is empty.", { line: 1 });
  if (!head || !columns || complaint) return { lines: [], problems: complaint ? [complaint] : [] };
  const seen = new Map<string, number>();
  const lines = people.map(({ line, cells }): PeopleLine => {
    if (cells.length > columns.length) {
      const message = `The row has ${cells.length} cells, the head ${columns.length}. Put a cell with a comma into quotation marks.`;
      return { line, problem: problem("csv-row-too-long", message, { line }) };
    }
    const read = readRow(pickFields(cells, columns));
    if ("problems" in read) return { line, problem: joinProblems(read.problems, line) };
    const mailbox = canonicalMailbox(read.row.mail)!;
    const earlier = seen.get(mailbox);
    if (earlier !== undefined) {
      const message = `This mailbox stands in line ${earlier} already; this line is left out.`;
      return { line, problem: problem("mail-twice", message, { line, field: "mail" }) };
    }
    seen.set(mailbox, line);
    return { line, row: read.row };
  });
  const unused = head.cells.filter((cell, index) => cell !== "" && columns[index] === undefined);
  const remark = problem("csv-column-unused", `Not used: ${short(unused.join(", "))}.`, {
    line: head.line,
    remark: true,
  });
  return { lines, problems: unused.length > 0 ? [remark] : [] };
}

function whyNotHead({ line, cells }: CsvRow, columns: readonly (Column | undefined)[]): Problem | undefined {
  const twice = columns.find((column, index) => column !== undefined && columns.indexOf(column) !== index);
  if (twice) {
    const names = cells.filter((_, index) => columns[index] === twice).map((cell) => `“${short(cell)}”`);
    return problem("csv-column-twice", `${names.join(" and ")} mean the same. Leave one of the columns out.`, { line });
  }
  if (columns.includes("mail")) return undefined;
  return problem(
    "csv-head-missing",
    `The first row must name the columns, one of them “mail”; the others may be ${ROW_FIELDS.filter((field) => field !== "mail").join(", ")}.`,
    { line },
  );
}

function pickFields(cells: readonly string[], columns: readonly (Column | undefined)[]): WrittenRow {
  const cellOf = (column: Column): string => cells[columns.indexOf(column)] ?? "";
  return {
    mail: cellOf("mail"),
    name: cellOf("name") || `${cellOf("given")} ${cellOf("family")}`,
    standing: cellOf("standing") || "member",
    class: cellOf("class"),
    affiliation: cellOf("affiliation"),
  };
}

function joinProblems(problems: readonly [Problem, ...Problem[]], line: number): Problem {
  const [{ code, field }] = problems;
  return problem(code, problems.map(({ message }) => message).join(" "), { line, ...(field && { field }) });
}
