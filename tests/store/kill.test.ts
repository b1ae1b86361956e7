import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { killRounds } from "./kill.mjs";

test("killed five times while eight people write, the server loses and doubles nothing", {
  timeout: 60_000,
}, async () => {
  expect(existsSync(join(import.meta.dirname, "../../dist/openfloor.js")), "Build it first: npm run build.").toBe(true);
  const { acknowledged, chain, ...rest } = await killRounds({ rounds: 5 });
  expect(rest).toEqual({ kills: 5, lost: 0, doubled: 0, strange: 0 });
  expect(acknowledged).toBeGreaterThan(20);
  expect(chain).toMatch(/^The record verifies/);
});
