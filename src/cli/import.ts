import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { skeletonOf } from "../discuss/skeleton.ts";
import type { Entry } from "../ledger/entry.ts";
import { LedgerError } from "../ledger/ledger.ts";
import { fillEmptyStore } from "../store/emptyStore.ts";
import { addEntries, addPeople, addText, type PublicPerson } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Io } from "./io.ts";
import { printCounts } from "./printVerdict.ts";
import { progressOf } from "./progressOf.ts";
import { readRecord } from "./readRecord.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";
import { LineError } from "./summedLines.ts";

const USAGE = "openfloor import FILE [--data data]";
/** Put into the database at one time. */
const AT_A_TIME = 200;

interface Imported {
  entries: number;
  people: number;
  texts: number;
}

/**
 * Puts an exported record into an empty data folder or database: the same
 * entries with the same hashes, or nothing.
 *
 * @returns 0, or 2 when it cannot be done; then the store is as empty as it was.
 */
export async function importCommand(args: readonly string[], io: Io): Promise<number> {
  const { onProgress, clear } = progressOf(io);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" } },
    });
    if (positionals.length !== 1) throw new Error(`import needs one file: ${USAGE}`);
    const path = resolve(io.folder, positionals[0]!);
    const { size } = statSync(path);
    const place = storeOf(values.data, io);
    const counts = await fillEmptyStore(place, undefined, (database) =>
      importRecord(path, database, (bytes) => onProgress("Importing", Math.min(1, bytes / size))),
    );
    clear();
    io.stdout(`${place.name} holds the record of ${path}: ${printCounts({ ...counts, blanked: 0 })}.\n`);
    io.stdout("Who may sign in is not in an export; openfloor backup and restore carry that, too.\n");
    return 0;
  } catch (error) {
    clear();
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}

async function importRecord(
  path: string,
  database: Snapshot["database"],
  onBytes: (bytes: number) => void,
): Promise<Imported> {
  const createdAt = new Date().toISOString();
  const counts = { entries: 0, people: 0, texts: 0 };
  let entries: Entry[] = [];
  let people: PublicPerson[] = [];
  const put = async (at: string) => {
    try {
      await addEntries(database, entries);
      await addPeople(database, people, { createdAt, skeletonOf });
    } catch (error) {
      if (error instanceof LedgerError) throw error;
      const why = (error as Error).message.split("\n")[0]!;
      throw new LineError(`${at}: The database does not take this line, or one shortly before it (${why}).`);
    }
    counts.entries += entries.length;
    counts.people += people.length;
    entries = [];
    people = [];
  };
  let last = path;
  for await (const { part, at } of readRecord(path, onBytes)) {
    if ("entry" in part) entries.push(part.entry);
    else if ("person" in part) people.push(part.person);
    else {
      await addText(database, part.text);
      counts.texts += 1;
    }
    if (entries.length + people.length >= AT_A_TIME) await put(at);
    last = at;
  }
  await put(last);
  return counts;
}
