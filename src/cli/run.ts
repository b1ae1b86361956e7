import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "./io.ts";

const HELP = `Openfloor: read a proposed change to your bylaws word by word, and comment on the very words.

  openfloor serve [--port 4160] [--host localhost] [--data data] [--bylaws bylaws] [--people people.yaml]
      Serves the pages. The record of what people say is kept in the data folder, or in the
      PostgreSQL that DATABASE_URL names. Further settings are variables: docs/server.md lists them.
  openfloor secretary [--again] [--data data]
      Prints a new link that makes its opener the secretary, where the first or the secretary is lost.
  openfloor check [DIR] [--json] [--all]
      Names every mistake in a bylaws folder, in its files and in its texts.
  openfloor compare BEFORE AFTER [--format words|instructions|steps|summary|ops] [--pairings amendment.yaml]
      Prints what changes between two texts.
  openfloor revise DOCUMENT/AMENDMENT [--without 12,15] [--dry-run] [--data data] [--bylaws bylaws]
      Writes the next revision of an amendment from the wording requests that were accepted.
  openfloor apply BEFORE STEPS.json
      Prints the text that the steps of a comparison make of another.
  openfloor place REVISION.md [--json] [--data data] [--bylaws bylaws]
      Tells where every comment on an amendment would stand on a revision that is not published yet.
  openfloor place VERSION… --anchors FILE
      The same for other programs: words of any version, in all later ones.

Also while a server runs, of the data folder or of DATABASE_URL:
  openfloor backup FILE|DIR [--data data]
      Copies everything into one private file.
  openfloor verify [BACKUP] [--data data]
      Checks that nothing in the record was changed since it was written, and the database.
  openfloor export [FILE] [--annotations] [--data data] [--bylaws bylaws]
      Writes the public record as lines of JSON, or its comments as W3C Web Annotations.

Into an empty data folder or database only, while no server runs:
  openfloor restore BACKUP [--data data]
      Puts everything back that a backup holds, into either kind of database.
  openfloor import FILE [--data data]
      Puts an exported record there, the same to the last hash; without who may sign in.

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
    case "secretary":
      return (await import("./secretary.ts")).secretaryCommand(rest, io);
    case "backup":
      return (await import("./backup.ts")).backupCommand(rest, io);
    case "restore":
      return (await import("./restore.ts")).restoreCommand(rest, io);
    case "export":
      return (await import("./export.ts")).exportCommand(rest, io);
    case "import":
      return (await import("./import.ts")).importCommand(rest, io);
    case "verify":
      return (await import("./verify.ts")).verifyCommand(rest, io);
    case "compare":
      return (await import("./compare.ts")).compareCommand(rest, io);
    case "revise":
      return (await import("./revise.ts")).reviseCommand(rest, io);
    case "apply":
      return (await import("./apply.ts")).applyCommand(rest, io);
    case "place":
      return (await import("./place.ts")).placeCommand(rest, io);
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
