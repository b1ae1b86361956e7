import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Io } from "./io.ts";
import { placeComments } from "./placeComments.ts";
import { placeInVersions, type SourceAnchor } from "./placeInVersions.ts";
import { printPlaces } from "./printPlaces.ts";
import { readText } from "./readText.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";

const USAGE =
  "openfloor place REVISION.md [--json] [--data data] [--bylaws bylaws], or openfloor place VERSION… --anchors FILE";

/**
 * Tells where comments would stand on another text.
 *
 * Of a revision in its folder, be it listed in `amendment.yaml` yet or not:
 * every comment on its amendment, from the record. With `--anchors`: words of
 * any version in all later ones, by their offsets in the sources, a line of
 * JSON each.
 *
 * @returns 0, or 2 when it cannot be done.
 */
export async function placeCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        anchors: { type: "string" },
        json: { type: "boolean" },
        data: { type: "string" },
        bylaws: { type: "string" },
      },
    });
    if (values.anchors !== undefined) {
      if (positionals.length < 2) throw new Error(`place needs two versions or more beside the anchors: ${USAGE}`);
      const sources = positionals.map((file) => textOf(resolve(io.folder, file), io));
      const anchors = readAnchors(textOf(resolve(io.folder, values.anchors), io), sources);
      let lines = "";
      for (const placement of placeInVersions(sources, anchors)) lines += `${JSON.stringify(placement)}\n`;
      io.stdout(lines);
      return 0;
    }
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new Error(`place takes one revision: ${USAGE}`);
    const bylaws = values.bylaws === undefined ? undefined : resolve(io.folder, values.bylaws);
    const report = await placeComments({ file: resolve(io.folder, file), bylaws, store: storeOf(values.data, io) });
    io.stdout(values.json ? `${JSON.stringify(report, null, 2)}\n` : printPlaces(report));
    return 0;
  } catch (error) {
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}

function textOf(file: string, io: Io): string {
  const text = readText(file, io);
  if (typeof text !== "string") throw new Error(text.sentence);
  return text;
}

/** @throws {Error} One sentence names the first line that is no anchor. */
function readAnchors(lines: string, sources: readonly string[]): SourceAnchor[] {
  return lines.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const anchor = parseLine(line);
    const { id, version, start, end } = anchor;
    const isWhole = typeof id === "string" && [version, start, end].every(Number.isSafeInteger);
    const source = isWhole ? sources[anchor.version] : undefined;
    if (source === undefined || anchor.start < 0 || anchor.start >= anchor.end || anchor.end > source.length)
      throw new Error(`Line ${index + 1} is no anchor in one of the ${sources.length} versions`);
    return anchor;
  });
}

function parseLine(line: string): SourceAnchor {
  try {
    return { ...(JSON.parse(line) as SourceAnchor | null) } as SourceAnchor;
  } catch {
    return {} as SourceAnchor;
  }
}
