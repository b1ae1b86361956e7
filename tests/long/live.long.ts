import { expect, test } from "vitest";
import { runLiveReaders } from "../survived/liveReaders.ts";

/** As the unit file and the container of docs/operations start it. */
const LEAN = { NODE_OPTIONS: "--max-semi-space-size=2" };

test("10,000 live readers: at most 300 MB, the last one told within 2 s, all back within 30 s after a restart without a stampede", async () => {
  const { memoryMb, lastToldMs, lastReadMs, backMs, mostAtOnce, honestMs, wrong } = await runLiveReaders(10_000, {
    environment: LEAN,
  });
  console.log(
    [
      "10,000 live readers:",
      `  memory of the server ${memoryMb.toFixed(0)} MB (at most 300)`,
      `  the last one told within ${lastToldMs.toFixed(0)} ms (at most 2000), all had read it within ${lastReadMs.toFixed(0)} ms`,
      `  after kill -9 and a start all were back within ${(backMs / 1000).toFixed(1)} s (at most 30)`,
      `  at most ${mostAtOnce} came in one tenth of a second; who asked for a page meanwhile waited ${honestMs.toFixed(0)} ms (p99)`,
    ].join("\n"),
  );
  expect(wrong).toBe(0);
  expect(memoryMb).toBeLessThanOrEqual(300);
  expect(lastToldMs).toBeLessThanOrEqual(2000);
  expect(backMs).toBeLessThanOrEqual(30_000);
  // A stampede would be everyone at once.
  expect(mostAtOnce).toBeLessThan(2500);
}, 600_000);
