import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCommand } from "./check.ts";
import type { Io } from "./io.ts";
import { serveCommand } from "./serve.ts";
import { verifyCommand } from "./verify.ts";

const HELP = `Openfloor: read a proposed change to your bylaws word by word, and comment on the very words.

  openfloor serve [--port 4160] [--host localhost] [--data data] [--bylaws bylaws]
      Serves the pages. The record of what people say is kept in the data folder.
  openfloor check [DIR]
      Names every mistake in a bylaws folder.
  openfloor compare BEFORE AFTER [--format words|summary|ops]
      Prints what changes between two texts.
  openfloor verify [--data data]
      Checks that nothing in the record was changed since it was written.
  openfloor --help | --version

Exit codes: 0 fine, 1 mistakes found, 2 cannot be done.
`;

/** Runs one command. @returns The exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case "serve":
      return serveCommand(rest, io);
    case "check":
      return checkCommand(rest, io);
    case "verify":
      return verifyCommand(rest, io);
    case "compare": {
      // Loaded only here: the server does not compare.
      const { compareCommand } = await import("./compare.ts");
      return compareCommand([...rest], io);
    }
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
