import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readPeopleFile } from "../discuss/peopleFile.ts";
import type { RollRow } from "../discuss/rollRow.ts";
import { type Problem, printProblem, problem } from "../text/problem.ts";
import type { Log } from "./log.ts";

/** Read again and again, not watched: the file may come later, on another disk, or as a link that is turned. */
const LOOK_MS = 1000;

/** The list of people the secretary keeps as a file beside the bylaws. */
export interface PeopleFile {
  /** By canonical mailbox. */
  rows(): ReadonlyMap<string, RollRow>;
  /** Of the file as it is; where one is serious, the rows are those of the last good reading. */
  problems(): readonly Problem[];
  /** It could be read once since the start, or is not there; until then, nobody loses a standing for it. */
  isRead(): boolean;
  /** Calls back after each change until the returned function is called. */
  watch(onChange: () => void): () => void;
  close(): Promise<void>;
}

/** Opens `people.yaml`, which need not exist, and follows its changes. */
export async function openPeopleFile(path: string, log: Log): Promise<PeopleFile> {
  const name = basename(path);
  const watchers = new Set<() => void>();
  let rows: ReadonlyMap<string, RollRow> = new Map();
  let problems: readonly Problem[] = [];
  let isRead = false;
  /** As it was last looked at; `null` when it is not there. */
  let known: Buffer | null | undefined;

  const look = async () => {
    const bytes = await readBytes(path);
    if (known !== undefined && (bytes === null || known === null ? bytes === known : bytes.equals(known))) return;
    const isFirst = known === undefined;
    known = bytes;
    const read = bytes === null ? { rows: new Map(), problems: [] } : readPeopleFile(bytes, name);
    problems = read.problems;
    const isBroken = problems.some(({ serious }) => serious);
    if (!isBroken) [rows, isRead] = [read.rows, true];
    for (const one of problems.slice(0, 10)) log(printProblem(one), { event: "people-file", level: "warn" });
    if (isFirst && !isBroken) return;
    const kept = isBroken ? " It has mistakes: what it said before stays." : "";
    log(`${name} was read: ${rows.size} people.${kept}`, { event: "people-file" });
    for (const onChange of watchers) onChange();
  };
  const lookSafely = () =>
    look().catch((error: Error) => {
      problems = [problem("file-unreadable", `The file cannot be read (${error.message}).`, { file: name })];
    });

  await lookSafely();
  const timer = setInterval(() => void lookSafely(), LOOK_MS);
  timer.unref();
  return {
    rows: () => rows,
    isRead: () => isRead,
    problems: () => problems,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    async close() {
      clearInterval(timer);
      watchers.clear();
    },
  };
}

async function readBytes(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return null;
    throw error;
  }
}
