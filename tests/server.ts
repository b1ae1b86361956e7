import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Entry } from "../src/ledger/entry.ts";
import { until } from "./until.ts";

/** Folder of the package, also for a bundle of this file that lies in dist. */
const HOME = findHome(import.meta.dirname);
const PROGRAM = join(HOME, "dist/openfloor.js");
const START_MS = 20_000;
const PUBLISH_MS = 20_000;

function findHome(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findHome(dirname(folder));
}

/** The built server, as an association would run it, with a copy of the bylaws that a story may change. */
export interface RunningServer {
  /** `http://127.0.0.1:40123`; stays the same when it is started again. */
  address: string;
  /** Folder with the copy of `bylaws/`. */
  bylaws: string;
  /** Everything it has printed. */
  printed(): string;
  /** Of the process that runs now. */
  pid(): number;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Asks it to end, as an init system does. @returns Its exit code. */
  stop(): Promise<number>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** The whole record of an amendment. */
  entries(document: string, amendment: string): Promise<Entry[]>;
  /** Ends it and removes its folders. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Folder to serve instead of a copy of the bylaws that come with Openfloor. */
  bylaws?: string;
  /** Which documents are in the copy; all, unless told. */
  documents?: readonly string[];
  /** Folder of data instead of one of its own. */
  data?: string;
  /** A command that is given the server's own, and runs it in its place. */
  through?: readonly string[];
}

/** For stories that stay with the shortest document: a start then takes less than half of the processor's time. */
export const SHORT: ServerOptions = { documents: ["openstack-foundation"] };

/** @throws When nothing is built: `npm test` builds first. */
export async function runServer(
  environment: Record<string, string> = {},
  { bylaws: shared, documents = [""], data: given, through = [] }: ServerOptions = {},
): Promise<RunningServer> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there. Build it first: npm run build.`);
  const folder = mkdtempSync(join(tmpdir(), "openfloor-story-"));
  const bylaws = shared ?? join(folder, "bylaws");
  if (!shared)
    for (const document of documents)
      cpSync(join(HOME, "bylaws", document), join(bylaws, document), { recursive: true });
  let child: ChildProcess | undefined;
  let port = 0;
  let printed = "";

  const start = async () => {
    const data = given ?? join(folder, "data");
    const served = ["serve", "--host", "127.0.0.1", "--port", String(port), "--data", data, "--bylaws", bylaws];
    const [command, ...rest] = [...through, process.execPath, PROGRAM, ...served];
    const started = spawn(command!, rest, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    const from = printed.length;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The server did not start: ${printed}`)), START_MS);
      const read = (words: string) => {
        printed += words;
        const found = /Openfloor is at http:\/\/127\.0\.0\.1:(\d+)/.exec(printed.slice(from))?.[1];
        if (!found) return;
        port = Number(found);
        clearTimeout(timer);
        resolve();
      };
      started.stdout!.setEncoding("utf8").on("data", read);
      started.stderr!.setEncoding("utf8").on("data", read);
      started.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`The server ended with ${code}: ${printed}`));
      });
    });
  };

  const end = async (signal: NodeJS.Signals): Promise<number> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? -1;
    const gone = new Promise<number | null>((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    return (await gone) ?? -1;
  };

  await start();
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    bylaws,
    printed: () => printed,
    pid: () => child!.pid!,
    kill: () => end("SIGKILL").then(() => {}),
    stop: () => end("SIGTERM"),
    start,
    async entries(document, amendment) {
      const response = await fetch(`${address}/api/entries?document=${document}&amendment=${amendment}`);
      return ((await response.json()) as { entries: Entry[] }).entries;
    },
    async close() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Changes files of the bylaws, and waits until other ones than before are served. */
export async function publish({ address }: RunningServer, change: () => void): Promise<void> {
  const stampNow = async () => ((await (await fetch(`${address}/api/library`)).json()) as { stamp: string }).stamp;
  const before = await stampNow();
  change();
  await until("the files that were changed are served", async () => (await stampNow()) !== before, PUBLISH_MS);
}
