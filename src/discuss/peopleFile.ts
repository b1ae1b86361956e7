import type { Fields } from "../text/fields.ts";
import { limitProblems, type Problem } from "../text/problem.ts";
import { readFields } from "../text/readFields.ts";
import { canonicalMailbox } from "./mailbox.ts";
import { type RollRow, readRow } from "./rollRow.ts";

/** For some thousands of people. */
const LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * Reads the list of people that the secretary keeps as a file, `people.yaml`.
 *
 * Never throws. A line with a mistake is left out and told of, with its place;
 * where one of the problems is `serious`, the file could not be read whole, and
 * the last good reading of it should stay.
 *
 * @param file As the problems are to name it.
 * @returns Rows by canonical mailbox, in the order of the file.
 */
export function readPeopleFile(
  bytes: Uint8Array,
  file = "people.yaml",
): { rows: Map<string, RollRow>; problems: Problem[] } {
  const problems: Problem[] = [];
  const rows = new Map<string, RollRow>();
  const fields = readFields(file, { files: new Map([[file, bytes]]), problems }, LIMIT_BYTES);
  const lines = new Map<string, number>();
  for (const person of fields?.maps("people") ?? []) {
    const row = readPerson(person);
    if (!row) continue;
    const mailbox = canonicalMailbox(row.mail)!;
    const earlier = lines.get(mailbox);
    if (earlier === undefined) {
      lines.set(mailbox, person.lineOf("mail"));
      rows.set(mailbox, row);
    } else {
      person.report("mail-twice", `This mailbox stands in line ${earlier} already. Leave one of the two out.`, {
        name: "mail",
      });
    }
  }
  fields?.done();
  return { rows, problems: limitProblems(problems) };
}

function readPerson(person: Fields): RollRow | undefined {
  const read = readRow({
    mail: person.text("mail"),
    name: person.text("name"),
    standing: person.text("standing"),
    class: person.text("class"),
    affiliation: person.text("affiliation"),
  });
  person.done();
  if ("row" in read) return read.row;
  for (const { code, message, field } of read.problems) person.report(code, message, field ? { name: field } : {});
  return undefined;
}
