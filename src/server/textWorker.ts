import { parentPort } from "node:worker_threads";
import type { Problem } from "../text/problem.ts";
import { doTextJob, type TextJob, Unanswerable } from "./textJob.ts";

/** How far a piece of work is. */
export interface Promised {
  /** 0 to 1. */
  progress: number;
  /** Of a comparison: words of the newer text. */
  words?: number;
}

/** What a worker tells while it works, and at the end: JSON in UTF-8, or why there is none. */
export type WorkerWord = Promised | { made: ArrayBuffer } | { refused: Problem } | { failed: string };

/** Progress in steps of a hundredth is enough. */
const SMALLEST_STEP = 0.01;

parentPort?.on("message", (job: TextJob) => {
  const tell = (word: WorkerWord, moved: ArrayBuffer[] = []) => parentPort!.postMessage(word, moved);
  let told = 0;
  try {
    const words = countWords(job);
    tell({ progress: 0, words });
    const answer = doTextJob(job, (progress) => {
      if (progress < told + SMALLEST_STEP) return;
      told = progress;
      tell({ progress, words });
    });
    const made = new TextEncoder().encode(JSON.stringify(answer)).buffer as ArrayBuffer;
    tell({ made }, [made]);
  } catch (error) {
    tell(error instanceof Unanswerable ? { refused: error.problem } : { failed: String((error as Error).stack) });
  }
});

function countWords(job: TextJob): number | undefined {
  return job.kind === "comparison" ? job.pair.after.source.match(/\S+/g)?.length : undefined;
}
