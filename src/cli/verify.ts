import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { verifyBackup } from "../store/backupFile.ts";
import { withSnapshot } from "../store/snapshot.ts";
import { type StoreVerdict, verifyStore } from "../store/verifyStore.ts";
import type { Io } from "./io.ts";
import { printCounts, printVerdict } from "./printVerdict.ts";
import { progressOf } from "./progressOf.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";

/**
 * Checks the record and the database it is in, also while a server writes to
 * it; or a backup.
 *
 * @returns 0 when it verifies, 1 when not, 2 when it cannot be read.
 */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  const { onProgress, clear } = progressOf(io);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" } },
    });
    if (positionals.length > 1)
      throw new Error("verify takes one backup, or none: openfloor verify [FILE] [--data data]");
    const verdict = await verify(positionals[0] && resolve(io.folder, positionals[0]), values.data, io, onProgress);
    clear();
    if (verdict.mistakes.length > 0) io.stdout("The record does not verify.\n");
    else io.stdout(`The record verifies: ${printCounts(verdict)}.\n`);
    return printVerdict(verdict, io);
  } catch (error) {
    clear();
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}

async function verify(
  backup: string | undefined,
  data: string | undefined,
  io: Io,
  onProgress: (what: string, share: number) => void,
): Promise<StoreVerdict> {
  if (backup !== undefined) return (await verifyBackup(backup, onProgress)).verdict;
  return withSnapshot(storeOf(data, io), (store) =>
    verifyStore(store, (done, all) => onProgress("Verifying", done / all)),
  );
}
