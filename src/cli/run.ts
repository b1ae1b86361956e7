import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "./io.ts";

const HELP = `Openfloor: read a proposed change to your bylaws word by word, and comment on the very words.

  openfloor serve [--port 4160] [--host localhost] [--data data] [--bylaws bylaws]
      Serves the pages. The record of what people say is kept in the data folder.
  openfloor check [DIR] [--json] [--all]
      Names every mistake in a bylaws folder, in its files and in its texts.
  openfloor compare BEFORE AFTER [--format words|instructions|steps|summary|ops] [--pairings amendment.yaml]
      Prints what changes between two texts.
  openfloor apply BEFORE STEPS.json
      Prints the text that the steps of a comparison make of another.
  openfloor verify [--data data]
      Checks that nothing in the record was changed since it was written.
  openfloor --help | --version

Exit codes: 0 fine, 1 mistakes found, 2 cannot be done.
`;

/** Runs one command. @returns The exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [command, ...rest] = args;
  // Each is loaded only when it is asked for: to print a redline, no server is needed.
  switch (command) {
    case "serve":
      return (await import("./serve.ts")).serveCommand(rest, io);
    case "check":
      return (await import("./check.ts")).checkCommand(rest, io);
    case "verify":
      return (await import("./verify.ts")).verifyCommand(rest, io);
    case "compare":
      return (await import("./compare.ts")).compareCommand(rest, io);
    case "apply":
      return (await import("./apply.ts")).applyCommand(rest, io);
    case "--version":
    case "-v":
      io.stdout(`${readVersion(io.home)}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      io.stdout(HELP);
      return 0;
    default:
      io.stderr(`${command === undefined ? "Name a command." : `There is no command “${command}”.`}\n\n${HELP}`);
      return 2;
  }
}

function readVersion(home: string): string {
  return (JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string }).version;
}
