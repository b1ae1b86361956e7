import { STANDINGS } from "../discuss/person.ts";
import { ChainReader } from "../ledger/chain.ts";
import type { Entry } from "../ledger/entry.ts";
import type { KeptText, PublicPerson } from "../store/publicRecord.ts";
import { sha256 } from "../store/sqlite.ts";
import { RECORD_FORMAT, RECORD_VERSION } from "./printRecord.ts";
import { LineError, readSummedLines } from "./summedLines.ts";

type Fields = { [name: string]: unknown };

/** One part of an exported record, in order: entries, then people, then texts. */
export type RecordPart = { entry: Entry } | { person: PublicPerson } | { text: KeptText };

/**
 * Reads what `printRecord` wrote, a line at a time. What it has handed over is
 * right only when it comes to the end.
 *
 * @throws {LineError} The first line that is not as it was written, or does not follow from those before it.
 */
export async function* readRecord(
  path: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<{ part: RecordPart; at: string }> {
  const chain = new ChainReader(sha256);
  const people = new Set<string>();
  /** Who must be among the people, and why. */
  const needed = new Map<string, string>();
  const counts = { entries: 0, people: 0, texts: 0 };
  for await (const { fields, at, bytes } of readSummedLines(path, (first) => whyNotRecord(path, first))) {
    onBytes(bytes);
    const fail = (why: string): never => {
      throw new LineError(`${at}: ${why}`);
    };
    if (fields.format !== undefined) continue;
    if (fields.end !== undefined) {
      if (JSON.stringify(fields.end) !== JSON.stringify(counts)) fail("The last line counts other numbers of lines.");
      const unknown = [...needed].find(([id]) => !people.has(id));
      if (unknown) fail(`${unknown[1]}, who is not among the people.`);
      continue;
    }
    const part = readPart(fields) ?? fail("This line is no entry, person or text that this Openfloor knows.");
    if ("entry" in part) {
      if (counts.people + counts.texts > 0) fail("An entry stands after people or texts.");
      if (!chain.read(part.entry)) fail(chain.verdict.ok ? "" : chain.verdict.why);
      const { by, seq } = part.entry;
      if (!needed.has(by)) needed.set(by, `Entry ${seq} is by ${by}`);
      counts.entries += 1;
    } else if ("person" in part) {
      if (people.has(part.person.id)) fail(`The person ${part.person.id} stands there twice.`);
      people.add(part.person.id);
      const { id, same } = part.person;
      if (same !== undefined) needed.set(same, `${id} turned out to be ${same}`);
      counts.people += 1;
    } else {
      if (sha256(part.text.source) !== part.text.hash) fail("The text is not the one its hash names.");
      counts.texts += 1;
    }
    yield { part, at };
  }
}

function whyNotRecord(path: string, { format, version }: Fields): true | string {
  if (format !== RECORD_FORMAT) return `${path} is no record that openfloor export wrote.`;
  if (version !== RECORD_VERSION) return `${path} was written by a newer Openfloor. Install that one or a later.`;
  return true;
}

function readPart({ entry, person, text }: Fields): RecordPart | undefined {
  if (isObject(entry)) return isEntry(entry) ? { entry: entry as unknown as Entry } : undefined;
  if (isObject(person)) return isPerson(person) ? { person: person as unknown as PublicPerson } : undefined;
  if (isObject(text) && isWord(text.hash) && isWord(text.source)) return { text: text as unknown as KeptText };
  return undefined;
}

function isEntry(entry: Fields): boolean {
  const words = ["key", "by", "at", "kind", "document", "bodyHash", "previous", "hash"];
  const isPlaced = [entry.amendment, entry.clause].every((word) => word === undefined || isWord(word));
  const isNumbered =
    Number.isSafeInteger(entry.seq) && (entry.revision === undefined || Number.isInteger(entry.revision));
  return words.every((name) => isWord(entry[name])) && isPlaced && isNumbered;
}

function isPerson({ id, name, standing, isVerified, ...rest }: Fields): boolean {
  const isWhole = isWord(id) && isWord(name) && (STANDINGS as readonly unknown[]).includes(standing);
  const optional = ["class", "affiliation", "same", "leftAt"];
  const others = Object.entries(rest).every(([field, value]) => optional.includes(field) && isWord(value));
  return isWhole && typeof isVerified === "boolean" && others;
}

const isWord = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
