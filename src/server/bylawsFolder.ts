import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { watch } from "chokidar";
import { sha256 } from "../store/sqlite.ts";
import { keepLastGood, type Reading, readLibrary } from "../text/library.ts";
import { type Problem, printProblem, problem } from "../text/problem.ts";
import { replaceCutFiles } from "./cutFiles.ts";
import type { Log } from "./log.ts";

/** Files that are read; everything else in the folder is let be. */
const READ = /\.(?:ya?ml|md)$/;
/** A folder that leads back into itself ends here. */
const DEEPEST = 6;
const LONGEST_BYTES = 32 * 1024 * 1024;
/** Mistakes named in the log at a time. */
const MOST_LOGGED = 10;
/** A save is several events, and a `git pull` many. */
const SETTLE_MS = 150;

/** What the organisation says now, and again whenever its files change. */
export interface BylawsFolder {
  reading(): Reading;
  /** Calls back after each change until the returned function is called. */
  watch(onChange: (reading: Reading) => void): () => void;
  close(): Promise<void>;
}

/** Reads a `bylaws` folder once, as it is. */
export async function readBylawsFolder(folder: string): Promise<Reading> {
  return (await readWhole(folder, new Map())).reading;
}

/** @param before What was read last; it stands for files that look cut off now. */
async function readWhole(
  folder: string,
  before: ReadonlyMap<string, Uint8Array>,
): Promise<{ reading: Reading; files: Map<string, Uint8Array> }> {
  const files = new Map<string, Uint8Array>();
  const problems: Problem[] = [];
  await collect(await realpath(folder), "", 0, files, problems);
  const cut = replaceCutFiles(files, before);
  const reading = readLibrary(files, sha256);
  const library = {
    ...reading.library,
    problems: [...problems, ...cut.map(({ problem }) => problem), ...reading.library.problems],
    // What is shown of them is another thing than when they were whole.
    stamp: cut.length === 0 ? reading.library.stamp : sha256(`${reading.library.stamp}\n${printCut(cut)}`),
  };
  return { reading: { ...reading, library }, files };
}

function printCut(cut: readonly { path: string }[]): string {
  return cut.map(({ path }) => path).join("\n");
}

/**
 * Reads a `bylaws` folder and follows its changes. A document that breaks
 * stays as it was read last; the log names file, line and mistake.
 */
export async function openBylawsFolder(folder: string, log: Log): Promise<BylawsFolder> {
  let { reading: current, files } = await readWhole(folder, new Map());
  // Of the files as they are; what is served may be older where they are broken.
  let stamp = current.library.stamp;
  const watchers = new Set<(reading: Reading) => void>();
  logProblems([], current.library.problems, log);

  let timer: NodeJS.Timeout | undefined;
  let isReading = false;
  let isClosed = false;
  const onEvent = () => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(() => void readAgain(), SETTLE_MS);
  };
  const readAgain = async () => {
    if (isReading) return onEvent();
    isReading = true;
    try {
      const { reading: next, files: found } = await readWhole(folder, files);
      if (isClosed) return;
      if (next.library.stamp === stamp) return;
      stamp = next.library.stamp;
      files = found;
      const reading = keepLastGood(current, next);
      const before = current.library.problems;
      current = reading;
      log(
        `The bylaws changed: ${count(reading.library.documents.length, "document")}, ${count(reading.library.problems.length, "problem")}.`,
      );
      logProblems(before, reading.library.problems, log);
      for (const onChange of watchers) onChange(reading);
    } catch (error) {
      log(`The bylaws could not be read again (${(error as Error).message}); the last reading stays served.`);
    } finally {
      isReading = false;
    }
  };

  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) =>
      relative(folder, path)
        .split(sep)
        .some((part) => part.startsWith(".") && part !== ".."),
  });
  watcher.on("all", onEvent);
  watcher.on("error", (error) => log(`Changes in ${folder} may go unseen (${(error as Error).message}).`));
  // A change between the reading above and now would be missed for good.
  watcher.on("ready", onEvent);

  return {
    reading: () => current,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      watchers.clear();
      await watcher.close();
    },
  };
}

async function collect(
  folder: string,
  inside: string,
  depth: number,
  files: Map<string, Uint8Array>,
  problems: Problem[],
): Promise<void> {
  for (const name of (await readdir(join(folder, inside))).sort()) {
    if (name.startsWith(".")) continue;
    const path = inside ? `${inside}/${name}` : name;
    try {
      const full = await realpath(join(folder, path));
      // Whoever may hand in a file must not have the server read it others.
      if (!full.startsWith(folder + sep)) {
        const message =
          "This is a link that leads out of the bylaws folder, and is not read. Put the file itself here.";
        problems.push(problem("file-outside", message, { file: path, serious: true }));
        continue;
      }
      const found = await stat(full);
      if (found.isDirectory()) {
        if (depth < DEEPEST) await collect(folder, path, depth + 1, files, problems);
      } else if (READ.test(name) && found.size > LONGEST_BYTES) {
        problems.push(
          problem("file-too-long", `The file has ${found.size} bytes; ${LONGEST_BYTES} is the most.`, {
            file: path,
            serious: true,
          }),
        );
      } else if (READ.test(name)) {
        files.set(path, await readFile(full));
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") continue; // Gone since the folder was listed, or a link to nothing.
      problems.push(problem("file-unreadable", `The file cannot be read (${message}).`, { file: path, serious: true }));
    }
  }
}

function logProblems(before: readonly Problem[], now: readonly Problem[], log: Log): void {
  const known = new Set(before.map(printProblem));
  // What keeps a file from being shown comes first: a long list of small things must not hide it.
  const news = [...now.filter(({ serious }) => serious), ...now.filter(({ serious }) => !serious)]
    .map(printProblem)
    .filter((line) => !known.has(line));
  for (const line of news.slice(0, MOST_LOGGED)) log(line);
  if (news.length > MOST_LOGGED) log(`… and ${news.length - MOST_LOGGED} more; openfloor check names them all.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
