import { parseArgs } from "node:util";
import { compareBylaws } from "../compare/compare.ts";
import { listInstructions } from "../compare/instructions.ts";
import { linkSections, listOperations } from "../compare/operations.ts";
import { printInstructions } from "../compare/printInstructions.ts";
import { printRedline } from "../compare/redline.ts";
import { summarise } from "../compare/summarise.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { ClausePairing } from "../text/document.ts";
import { parseBylaws } from "../text/parse.ts";
import { type Problem, printProblem } from "../text/problem.ts";
import { readFields } from "../text/readFields.ts";
import { type PairedTexts, readPairings } from "../text/readPairings.ts";
import type { Io } from "./io.ts";
import { readBytes, readText } from "./readText.ts";
import { showProgress } from "./showProgress.ts";

type CommandIo = Pick<Io, "stdout" | "stderr" | "isTerminal">;

interface Compared {
  before: { source: string; parsed: ParsedBylaws };
  after: { source: string; parsed: ParsedBylaws };
  comparison: ReturnType<typeof compareBylaws>;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const instruct = ({ before, after, comparison }: Compared) =>
  listInstructions({ before: before.parsed, after: after.parsed, comparison });

const FORMATS: { [format: string]: (compared: Compared) => string } = {
  words: ({ comparison }) => printRedline(comparison),
  instructions: (compared) => printInstructions(instruct(compared)),
  steps: (compared) => asJson(instruct(compared).map(({ row: _, change: __, ...step }) => step)),
  summary: ({ comparison }) => asJson(summarise(comparison)),
  ops: ({ comparison, before, after }) => {
    const ops = listOperations(comparison, before, after);
    return `${JSON.stringify({ unit: "char", ops, sections: linkSections(comparison, before, after) })}\n`;
  },
};
const USAGE = `openfloor compare BEFORE AFTER [--format ${Object.keys(FORMATS).join("|")}] [--pairings amendment.yaml]`;
/** From so many characters on a person at a terminal is told how far it is. */
const LONG_UNITS = 300_000;

/**
 * Prints how one text of bylaws differs from another.
 *
 * - `words`: the redline, `[-old-]{+new+}`, only the clauses that changed.
 * - `instructions`: each change as a resolution would say it, numbered.
 * - `steps`: the same as JSON, for `openfloor apply`.
 * - `summary`: counts, as JSON.
 * - `ops`: operations on both sources, as JSON, for other programs.
 *
 * `--pairings` names the `amendment.yaml` in which the secretary says which clause became which.
 *
 * @returns Exit code: 0, or 2 when it cannot be done; then one sentence on
 *   `stderr` names the file and the way out.
 */
export async function compareCommand(args: string[], io: CommandIo): Promise<number> {
  const read = readArguments(args);
  if (typeof read === "string") return refuse(io, read);
  const texts: { source: string; parsed: ParsedBylaws }[] = [];
  for (const file of read.files) {
    const text = readText(file, io);
    if (typeof text !== "string") return refuse(io, text.sentence);
    texts.push({ source: text, parsed: parseBylaws(text) });
  }
  const [before, after] = [texts[0]!, texts[1]!];
  const parsed = { before: before.parsed, after: after.parsed };
  const pairings = read.pairings === undefined ? [] : readPairingsFile(read.pairings, parsed);
  if (typeof pairings === "string") return refuse(io, pairings);
  const isLong = before.source.length + after.source.length > LONG_UNITS;
  const progress = io.isTerminal && isLong ? showProgress("Comparing", io) : undefined;
  const comparison = compareBylaws(before.parsed, after.parsed, { pairings, onProgress: progress?.show });
  progress?.clear();
  io.stdout(FORMATS[read.format]!({ before, after, comparison }));
  return 0;
}

function readArguments(args: string[]): { files: string[]; format: string; pairings?: string } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: "string", default: "words" }, pairings: { type: "string" } },
    });
    if (positionals.length !== 2) return `compare needs two files: ${USAGE}`;
    if (!Object.hasOwn(FORMATS, values.format)) return `“${values.format}” is no format: ${USAGE}`;
    return { files: positionals, format: values.format, pairings: values.pairings };
  } catch (error) {
    return `${(error as Error).message.split("\n")[0]!.replace(/\.?$/, "")}: ${USAGE}`;
  }
}

/** @returns What the file says, or what is wrong with it, a line each. */
function readPairingsFile(file: string, texts: PairedTexts): ClausePairing[] | string {
  const bytes = readBytes(file);
  if ("sentence" in bytes) return bytes.sentence;
  const problems: Problem[] = [];
  const fields = readFields(file, { files: new Map([[file, bytes]]), problems });
  const pairings = fields ? readPairings(fields, () => texts) : [];
  return problems.length > 0 ? problems.map(printProblem).join("\n") : pairings;
}

function refuse(io: CommandIo, sentence: string): number {
  io.stderr(`${sentence}\n`);
  return 2;
}
