import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

/** The folder of the package: this file runs as `dist/openfloor.js` and as `src/cli/main.ts`. */
function findHome(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

function onStop(stop: () => void): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop();
      // Whoever asks a second time does not want to wait.
      process.once(signal, () => process.exit(1));
    });
  }
}

function onMistake(call: (error: unknown) => void): void {
  process.on("uncaughtException", call);
  process.on("unhandledRejection", call);
}

// A reader that goes away (`openfloor check | head`) is no mistake of ours.
process.stdout.on("error", () => process.exit(0));
// Nor must a log that nobody takes in stop a server.
process.stderr.on("error", () => {});

process.exitCode = await run(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  environment: process.env,
  folder: process.cwd(),
  home: findHome(),
  onStop,
  onMistake,
});
