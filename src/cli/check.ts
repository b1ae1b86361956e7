import { parseArgs } from "node:util";
import { readBylawsFolder } from "../server/bylawsFolder.ts";
import { findBylaws } from "../server/settings.ts";
import { printProblem } from "../text/problem.ts";
import type { Io } from "./io.ts";

/** Names every mistake in a bylaws folder. @returns 0 when there is none, 1 when there are, 2 when it cannot be read. */
export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    if (positionals.length > 1) throw new Error("check takes one folder.");
    const { library } = await readBylawsFolder(findBylaws(positionals[0], io.folder, io.home));
    for (const found of library.problems) io.stdout(`${printProblem(found)}\n`);
    const { documents, problems } = library;
    const amendments = documents.flatMap((document) => document.amendments).length;
    const versions = documents.flatMap((document) => document.versions).length;
    const read = [count(documents.length, "document"), count(versions, "version"), count(amendments, "amendment")].join(
      ", ",
    );
    io.stdout(`${read}: ${problems.length === 0 ? "no mistakes" : count(problems.length, "mistake")}.\n`);
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    io.stderr(`${(error as Error).message.split("\n")[0]}\n`);
    return 2;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
