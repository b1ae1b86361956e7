import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readBylawsFolder } from "../server/bylawsFolder.ts";
import { findBylaws, readOrigin } from "../server/settings.ts";
import { type Snapshot, withSnapshot } from "../store/snapshot.ts";
import type { Io } from "./io.ts";
import { printAnnotations } from "./printAnnotations.ts";
import { printRecord } from "./printRecord.ts";
import { progressOf } from "./progressOf.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";
import { writeWhole } from "./writeWhole.ts";

const USAGE = "openfloor export [FILE] [--annotations] [--data data] [--bylaws bylaws]";
/** Everybody may read it: it holds what the pages show. */
const PUBLIC_MODE = 0o644;

/**
 * Writes the public record as lines of JSON, also while a server runs, or its
 * comments as W3C Web Annotations.
 *
 * @returns 0, or 2 when it cannot be done; then FILE is as it was.
 */
export async function exportCommand(args: readonly string[], io: Io): Promise<number> {
  const { onProgress, clear } = progressOf(io);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" }, bylaws: { type: "string" }, annotations: { type: "boolean" } },
    });
    if (positionals.length > 1) throw new Error(`export takes one file, or none: ${USAGE}`);
    const print = values.annotations ? annotationsOf(io) : await recordOf(values.bylaws, io, onProgress);
    const [named] = positionals;
    await withSnapshot(storeOf(values.data, io), async (snapshot) => {
      if (named === undefined) for await (const text of print(snapshot)) io.stdout(text);
      else
        await writeWhole(resolve(io.folder, named), PUBLIC_MODE, async (add) => {
          for await (const text of print(snapshot)) await add(text);
        });
    });
    clear();
    return 0;
  } catch (error) {
    clear();
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}

type Print = (snapshot: Snapshot) => AsyncGenerator<string>;

function annotationsOf({ environment }: Io): Print {
  const origin = readOrigin(environment.OPENFLOOR_ORIGIN);
  if (origin === undefined)
    throw new Error(
      "Annotations name their pages: set OPENFLOOR_ORIGIN to the address of the site, as https://floor.example.org",
    );
  return (snapshot) => printAnnotations(snapshot, origin);
}

async function recordOf(
  bylaws: string | undefined,
  io: Io,
  onProgress: (what: string, share: number) => void,
): Promise<Print> {
  const { library } = await readBylawsFolder(findBylaws(bylaws ?? io.environment.OPENFLOOR_BYLAWS, io.folder, io.home));
  return (snapshot) => printRecord(snapshot, library, (share) => onProgress("Exporting", share));
}
