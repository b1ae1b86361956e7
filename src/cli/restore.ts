import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { restoreBackup } from "../store/backupFile.ts";
import type { Io } from "./io.ts";
import { printCounts, printVerdict } from "./printVerdict.ts";
import { progressOf } from "./progressOf.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";

const USAGE = "openfloor restore FILE [--data data]";

/**
 * Puts a backup into an empty data folder or database, of the same kind or the other.
 *
 * @returns 0; 1 when what was restored has mistakes, which the backup had; 2 when nothing was restored.
 */
export async function restoreCommand(args: readonly string[], io: Io): Promise<number> {
  const { onProgress, clear } = progressOf(io);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" } },
    });
    if (positionals.length !== 1) throw new Error(`restore needs one file: ${USAGE}`);
    const path = resolve(io.folder, positionals[0]!);
    const place = storeOf(values.data, io);
    const { madeAt, verdict } = await restoreBackup(path, place, { now: new Date(), onProgress });
    clear();
    io.stdout(`${place.name} holds what ${path} held, of ${madeAt}: ${printCounts(verdict)}.\n`);
    return printVerdict(verdict, io);
  } catch (error) {
    clear();
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}
