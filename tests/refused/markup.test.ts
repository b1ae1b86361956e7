import { afterAll, beforeAll, expect, test } from "vitest";
import { type MarkupRun, startMarkupRun } from "./markup.ts";
import { payloads, someOfEach } from "./payloads.ts";

let run: MarkupRun;
beforeAll(async () => {
  run = await startMarkupRun((canary) => someOfEach(payloads(canary), 9));
}, 120_000);
afterAll(() => run?.close());

test("nothing of what people and files say runs, loads, leads away, covers, restyles or names an id, wherever it is shown", async () => {
  expect(await run.visitAll(1)).toEqual([]);
}, 120_000);

test("it was shown: hardly any payload is refused, so that nobody loses a text over a sign", () => {
  const refused = run.batches.flatMap((batch) => batch.refused);
  const taken = run.batches.reduce((sum, batch) => sum + batch.taken, 0);
  console.log(`${taken} entries on record, ${refused.length} refused`);
  expect(refused.length).toBeLessThan(taken / 50);
  expect(refused.filter((one) => !/^400 text-(?:empty|too-long|too-nested):/.test(one))).toEqual([]);
});
