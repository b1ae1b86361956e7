import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeBackup } from "../store/backupFile.ts";
import type { Io } from "./io.ts";
import { printCounts, printVerdict } from "./printVerdict.ts";
import { progressOf } from "./progressOf.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";

const USAGE = "openfloor backup FILE|DIR [--data data]";

/**
 * Copies everything into one file, also while a server runs. In a folder that
 * is named the file gets the instant as its name.
 *
 * @returns 0; 1 when the copy has the mistakes of what was copied; 2 when there is no copy.
 */
export async function backupCommand(args: readonly string[], io: Io): Promise<number> {
  const { onProgress, clear } = progressOf(io);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" } },
    });
    if (positionals.length !== 1) throw new Error(`backup needs one file or folder: ${USAGE}`);
    const place = storeOf(values.data, io);
    const now = new Date();
    const path = nameOf(resolve(io.folder, positionals[0]!), now);
    const verdict = await writeBackup(place, path, { now, onProgress });
    clear();
    io.stdout(`${path} holds all of ${place.name}: ${printCounts(verdict)}.\n`);
    io.stdout("Keep it where nobody else can read it: it holds mail addresses and what signs the cookies.\n");
    return printVerdict(verdict, io);
  } catch (error) {
    clear();
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}

function nameOf(named: string, now: Date): string {
  const there = statSync(named, { throwIfNoEntry: false });
  if (there?.isDirectory())
    return join(named, `openfloor-${now.toISOString().slice(0, 19).replaceAll(":", "")}Z.backup`);
  // To take the place of a device, as /dev/null, would take it from everybody.
  if (there && !there.isFile()) throw new Error(`${named} is no file; name one that is, or one that is not there yet`);
  return named;
}
