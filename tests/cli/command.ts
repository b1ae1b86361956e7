import { join } from "node:path";
import { run as runCommand } from "../../src/cli/run.ts";

export const HOME = join(import.meta.dirname, "../..");
export const PROGRAM = join(HOME, "dist/openfloor.js");

/** Runs a command in this process, as the program does. */
export async function run(args: string[], environment: Record<string, string> = {}) {
  let [stdout, stderr] = ["", ""];
  const code = await runCommand(args, {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    environment: { PORT: "0", ...environment },
    folder: HOME,
    home: HOME,
    onStop: () => {},
    onMistake: () => {},
  });
  return { code, stdout, stderr };
}
