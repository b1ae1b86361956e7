import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { Question } from "./questions.ts";
import { type TextJob, Unanswerable } from "./textJob.ts";
import type { Promised, WorkerWord } from "./textWorker.ts";

/** One is kept free of work that nobody waits for. */
const MOST_WORKERS = 2;
/** More than can wait for an answer in reason: whoever asks then is told to come again. */
const MOST_WAITING = 200;
/** A worker with nothing to do is let go, and its memory with it. */
const REST_MS = 60_000;
/** Ten times as long as the longest file may take. */
const LONGEST_MS = 300_000;
const MEMORY_MB = 2048;

/** Work on texts that came to no end: the worker died or took too long, or there is too much of it. */
export class WorkFailed extends Error {
  readonly code: "work-failed" | "busy";
  constructor(code: WorkFailed["code"], message: string) {
    super(message);
    this.code = code;
  }
}

interface Work {
  name: string;
  job: TextJob;
  /** Somebody waits for it. */
  isAsked: boolean;
  promised: Promised;
  made: Promise<Buffer>;
  finish(made: Buffer): void;
  fail(error: Error): void;
}

/** Starts a worker; another one for each call. */
export type StartWorker = () => Worker;

/**
 * Reads and compares texts in threads of their own, so that the one that
 * answers is never held up. What is asked for goes before what is only
 * prepared; equal questions share one piece of work.
 */
export class TextWork {
  readonly #start: StartWorker;
  readonly #longestMs: number;
  /** Under way or waiting, by name, in the order in which it was asked for. */
  readonly #works = new Map<string, Work>();
  readonly #running = new Map<Worker, Work>();
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #isClosed = false;

  constructor(start: StartWorker = startTextWorker, longestMs = LONGEST_MS) {
    this.#start = start;
    this.#longestMs = longestMs;
  }

  /**
   * @param isAsked Somebody waits for it.
   * @returns JSON in UTF-8.
   * @throws {Unanswerable} @throws {WorkFailed}
   */
  do({ name, job }: Question, isAsked: boolean): Promise<Buffer> {
    const known = this.#works.get(name);
    if (known) {
      if (isAsked) this.hurry(name);
      return known.made;
    }
    if (this.#isClosed || this.#works.size >= MOST_WAITING) {
      return Promise.reject(
        new WorkFailed("busy", "There is too much to compare at the moment. Try again in a minute."),
      );
    }
    const work = makeWork(name, job, isAsked);
    this.#works.set(name, work);
    this.#goOn();
    return work.made;
  }

  /** Pieces under way or waiting. */
  get size(): number {
    return this.#works.size;
  }

  /** Somebody waits now for what was only prepared. */
  hurry(name: string): void {
    const work = this.#works.get(name);
    if (!work || work.isAsked) return;
    work.isAsked = true;
    this.#goOn();
  }

  /** How far a piece of work is. What is not under way is done: it is only being compressed. */
  promisedOf(name: string): Promised {
    return this.#works.get(name)?.promised ?? { progress: 1 };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const workers = [...this.#running.keys(), ...this.#idle.keys()];
    for (const work of this.#works.values()) work.fail(new WorkFailed("work-failed", "The server is stopping."));
    this.#works.clear();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #goOn(): void {
    for (let work = this.#next(); work && !this.#isClosed; work = this.#next()) {
      // Who worked last has in mind what it was about, and may be asked for more of it.
      const free = [...this.#idle.keys()].at(-1);
      if (!free && this.#running.size >= MOST_WORKERS) return;
      this.#give(work, free ?? this.#hire());
    }
  }

  #next(): Work | undefined {
    const running = new Set(this.#running.values());
    const waiting = [...this.#works.values()].filter((work) => !running.has(work));
    const isPreparing = [...running].some(({ isAsked }) => !isAsked);
    return waiting.find(({ isAsked }) => isAsked) ?? (isPreparing ? undefined : waiting[0]);
  }

  #give(work: Work, worker: Worker): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    this.#running.set(worker, work);
    const late = setTimeout(() => {
      this.#lose(worker, `it took longer than ${this.#longestMs / 1000} seconds`);
      void worker.terminate();
    }, this.#longestMs);
    const stop = () => clearTimeout(late);
    work.made.then(stop, stop);
    worker.postMessage(work.job);
  }

  #hire(): Worker {
    const worker = this.#start();
    worker.on("message", (word: WorkerWord) => this.#hear(worker, word));
    worker.on("error", (error) => this.#lose(worker, error.message));
    worker.on("exit", () => this.#lose(worker, "its thread ended"));
    return worker;
  }

  #hear(worker: Worker, word: WorkerWord): void {
    const work = this.#running.get(worker);
    if (!work) return;
    if ("progress" in word) {
      work.promised = word;
      return;
    }
    this.#running.delete(worker);
    this.#works.delete(work.name);
    const rest = setTimeout(() => {
      this.#idle.delete(worker);
      void worker.terminate();
    }, REST_MS);
    this.#idle.set(worker, rest.unref());
    if ("made" in word) work.finish(Buffer.from(word.made));
    else if ("refused" in word) work.fail(new Unanswerable(word.refused));
    else work.fail(new WorkFailed("work-failed", word.failed));
    this.#goOn();
  }

  /** A worker that dies takes only its own work with it; the next piece gets another one. */
  #lose(worker: Worker, why: string): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    const work = this.#running.get(worker);
    if (!work) return;
    this.#running.delete(worker);
    this.#works.delete(work.name);
    work.fail(new WorkFailed("work-failed", `Work on texts failed: ${why} (${work.name}).`));
    this.#goOn();
  }
}

function makeWork(name: string, job: TextJob, isAsked: boolean): Work {
  const work = { name, job, isAsked, promised: { progress: 0 } } as Work;
  work.made = new Promise((finish, fail) => Object.assign(work, { finish, fail }));
  return work;
}

const OPTIONS: WorkerOptions = { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } };

/** The worker lies beside this file when it is built; from source Node cannot read it, and Vite runs it. */
function startTextWorker(): Worker {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return new Worker(new URL("./openfloor-worker.js", here), OPTIONS);
  const vite = pathToFileURL(createRequire(here).resolve("vite")).href;
  const source = fileURLToPath(new URL("./textWorker.ts", here));
  const run = `import(${JSON.stringify(vite)}).then(({ runnerImport }) => runnerImport(${JSON.stringify(source)}, { configFile: false }));`;
  return new Worker(run, { ...OPTIONS, eval: true });
}
