import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

/** The folder of the package: this file runs as `dist/openfloor.js` and as `src/cli/main.ts`. */
function findHome(): string {
  const file = fileURLToPath(import.meta.url);
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, "package.json"))) return folder;
  process.stderr.write(`${file} needs the package around it: package.json is in no folder above it. Copy all of it.\n`);
  process.exit(2);
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
