import { parseArgs } from "node:util";
import { makeLog } from "../server/log.ts";
import { startServer } from "../server/main.ts";
import { readLogFormat, readSettings, type Settings } from "../server/settings.ts";
import type { Io } from "./io.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { nameOf } from "./storeOf.ts";

/** Longest time a stop may take before what is left is cut off. */
const STOP_MS = 9000;

/** Serves until it is told to stop. @returns The exit code. */
export async function serveCommand(args: readonly string[], io: Io): Promise<number> {
  let settings: Settings | undefined;
  // Asked for first: whoever reads the start line may stop us at once.
  const stopped = new Promise<void>((resolve) => io.onStop(resolve));
  const isTerminal = io.isTerminal === true;
  let code = 0;
  try {
    const log = makeLog(readLogFormat(io.environment, isTerminal), io.stderr);
    // What went wrong unforeseen may have left anything half done: it is said, and the server ends in order.
    const broken = new Promise<void>((resolve) =>
      io.onMistake((error) => {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        log(`The server made a mistake and stops: ${message}`, { event: "mistake", level: "error", stack });
        code = 1;
        resolve();
      }),
    );
    const text = { type: "string" } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { port: text, host: text, data: text, bylaws: text, people: text },
    });
    settings = readSettings(values, io.environment, {
      folder: io.folder,
      home: io.home,
      log,
    });
    const { address, close } = await startServer(settings);
    const limits = settings.limits === "off" ? " · request limits are off" : "";
    const pages = settings.pages ? "" : " · without pages, which npm run build makes";
    io.stdout(
      `Openfloor is at ${address} · data in ${nameOf(settings)} · bylaws from ${settings.bylaws}${limits}${pages}\n`,
    );
    await Promise.race([stopped, broken]);
    log("Stopping: what is under way may end.", { event: "stopping" });
    setTimeout(() => {
      log("Not all has ended in time; what was acknowledged is kept.", { event: "stop-cut-off", level: "warn" });
      process.exit(1);
    }, STOP_MS).unref();
    await close();
    return code;
  } catch (error) {
    io.stderr(`${whyNotStarted(error as Error, settings)}\n`);
    return 2;
  }
}

/** What went wrong at the start, in one sentence for whoever started it. */
function whyNotStarted(error: Error & { code?: string }, settings: Settings | undefined): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${settings?.port} is in use by another program. Stop that one, or choose another port with --port.`;
    case "EACCES":
      return `Port ${settings?.port} may not be used without special rights. Choose one above 1023 with --port.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `“${settings?.host}” is no address of this machine. Choose another one with --host.`;
    default:
      return sentenceOf(error);
  }
}
