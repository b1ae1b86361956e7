import { afterAll, beforeAll, expect, test } from "vitest";
import { type MarkupRun, startMarkupRun } from "../refused/markup.ts";
import { payloads } from "../refused/payloads.ts";

const HOUR_MS = 3_600_000;

let run: MarkupRun;
beforeAll(async () => {
  run = await startMarkupRun(payloads);
}, HOUR_MS);
afterAll(() => run?.close());

test(
  "none of all payloads runs, loads, leads away, covers, restyles or names an id, wherever it is shown",
  async () => {
    const started = Date.now();
    let visited = 0;
    const found = await run.visitAll(16, () => {
      visited += 1;
      if (visited % 20 === 0) console.log(`${visited} of ${run.batches.length} batches`);
    });
    const count = run.batches.reduce((sum, batch) => sum + batch.payloads.length, 0);
    const taken = run.batches.reduce((sum, batch) => sum + batch.taken, 0);
    console.log(
      `${count} payloads, ${taken} entries on record, ${found.length} did something, in ${Math.round((Date.now() - started) / 1000)} s`,
    );
    expect(found).toEqual([]);
  },
  HOUR_MS,
);
