import { expect, test } from "vitest";
import { stopDatabase } from "./databaseStopped.ts";

// For ten seconds: npm run test:long.
test("PostgreSQL stopped for 4 s under load: tried again, then 503 with Retry-After; nothing lost or doubled", {
  timeout: 120_000,
}, async () => {
  const { refused, readiness, acknowledged, backAfterMs, ...rest } = await stopDatabase(4000);
  expect(rest).toEqual({ lost: 0, doubled: 0, strange: 0, chain: "verifies" });
  expect(acknowledged).toBeGreaterThan(40);
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(refused.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
  expect(Math.min(...refused.map(({ tookMs }) => tookMs))).toBeGreaterThan(1000); // Each was tried again for a while.
  expect(readiness).toEqual([503, 200]);
  expect(backAfterMs).toBeLessThan(30_000);
});
