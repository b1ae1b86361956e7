import { expect, test } from "vitest";
import { stopDatabase } from "../store/databaseStopped.ts";

test("PostgreSQL stopped for 10 s under load: tried again, then 503 with Retry-After; nothing lost or doubled", {
  timeout: 120_000,
}, async () => {
  const { refused, readiness, acknowledged, backAfterMs, ...rest } = await stopDatabase(10_000);
  const longest = Math.max(...refused.map(({ tookMs }) => tookMs));
  console.log(
    `PostgreSQL stopped for 10 s: ${refused.length} refused (longest after ${longest.toFixed(0)} ms), ${acknowledged} acknowledged, ${rest.lost} lost, ${rest.doubled} doubled, chain ${rest.chain}; back after ${backAfterMs.toFixed(0)} ms`,
  );
  expect(rest).toEqual({ lost: 0, doubled: 0, strange: 0, chain: "verifies" });
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(refused.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
  expect(readiness).toEqual([503, 200]);
  expect(backAfterMs).toBeLessThanOrEqual(3000);
});
