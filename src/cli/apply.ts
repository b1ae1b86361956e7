import { applyInstructions } from "../compare/applyInstructions.ts";
import { readInstructions } from "../compare/readInstructions.ts";
import { parseBylaws } from "../text/parse.ts";
import { printBylaws } from "../text/print.ts";
import { isProblem, type Problem, printProblem } from "../text/problem.ts";
import type { Io } from "./io.ts";
import { readText } from "./readText.ts";

const USAGE = "openfloor apply BEFORE STEPS.json";

/**
 * Carries out instructions, as `openfloor compare --format steps` gives them,
 * on the text they were made from, and prints the new text as Markdown.
 *
 * @returns Exit code: 0, or 2 when an instruction does not fit; then nothing is printed but what does not.
 */
export async function applyCommand(args: string[], io: Pick<Io, "stdout" | "stderr">): Promise<number> {
  if (args.length !== 2 || args.some((arg) => arg.startsWith("-")))
    return refuse(io, `apply needs two files: ${USAGE}`);
  const [before, written] = args.map((file) => readText(file, io));
  for (const text of [before!, written!]) if (typeof text !== "string") return refuse(io, text.sentence);
  let json: unknown;
  try {
    json = JSON.parse(written as string);
  } catch {
    return refuse(io, `${args[1]} is no JSON. Make it with openfloor compare BEFORE AFTER --format steps.`);
  }
  const steps = readInstructions(json);
  const made = isProblemList(steps) ? steps : applyInstructions(parseBylaws(before as string), steps);
  if (Array.isArray(made)) return refuse(io, ...made.map((found) => printProblem({ ...found, file: args[1] })));
  io.stdout(printBylaws(made));
  return 0;
}

function isProblemList(values: readonly unknown[]): values is Problem[] {
  return values.length > 0 && values.every(isProblem);
}

function refuse(io: Pick<Io, "stderr">, ...sentences: string[]): number {
  io.stderr(`${sentences.join("\n")}\n`);
  return 2;
}
