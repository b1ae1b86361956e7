import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareBylaws } from "../compare/compare.ts";
import { linkSections, listOperations } from "../compare/operations.ts";
import { printRedline } from "../compare/redline.ts";
import { summarise } from "../compare/summarise.ts";
import { parseBylaws } from "../text/parse.ts";

const FORMATS = ["words", "summary", "ops"];
const USAGE = `openfloor compare BEFORE AFTER [--format ${FORMATS.join("|")}]`;

/** Where a command writes. */
export interface CommandIo {
  stdout(text: string): void;
  stderr(text: string): void;
}

/**
 * Prints how one text of bylaws differs from another.
 *
 * - `words`: the redline, `[-old-]{+new+}`, only the clauses that changed.
 * - `summary`: counts, as JSON.
 * - `ops`: operations on both sources, as JSON, for other programs.
 *
 * @returns Exit code: 0, or 2 when it cannot be done; then one sentence on
 *   `stderr` names the file and the way out.
 */
export async function compareCommand(args: string[], io: CommandIo): Promise<number> {
  const read = readArguments(args);
  if (typeof read === "string") return refuse(io, read);
  const texts: string[] = [];
  for (const file of read.files) {
    const text = readText(file, io);
    if (typeof text !== "string") return refuse(io, text.sentence);
    texts.push(text);
  }
  const [before, after] = texts.map((source) => ({ source, parsed: parseBylaws(source) }));
  const comparison = compareBylaws(before!.parsed, after!.parsed);
  if (read.format === "summary") io.stdout(`${JSON.stringify(summarise(comparison), null, 2)}\n`);
  else if (read.format === "ops") {
    const ops = listOperations(comparison, before!, after!);
    io.stdout(`${JSON.stringify({ unit: "char", ops, sections: linkSections(comparison, before!, after!) })}\n`);
  } else io.stdout(printRedline(comparison));
  return 0;
}

function readArguments(args: string[]): { files: string[]; format: string } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: "string", default: "words" } },
    });
    if (positionals.length !== 2) return `compare needs two files: ${USAGE}`;
    if (!FORMATS.includes(values.format)) return `“${values.format}” is no format: ${USAGE}`;
    return { files: positionals, format: values.format };
  } catch (error) {
    return `${(error as Error).message.split("\n")[0]!.replace(/\.?$/, "")}: ${USAGE}`;
  }
}

function readText(file: string, io: CommandIo): string | { sentence: string } {
  let bytes: Buffer;
  try {
    if (!statSync(file).isFile()) return { sentence: `${file} is no file. Name a Markdown or plain text file.` };
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      return { sentence: `${file} does not exist. Check the name, or the folder you are in.` };
    return { sentence: `${file} cannot be read (${code}). Check that you may read it.` };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    io.stderr(`${file} is not valid UTF-8 and was read as well as possible. Save it as UTF-8.\n`);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }
}

function refuse(io: CommandIo, sentence: string): number {
  io.stderr(`${sentence}\n`);
  return 2;
}
