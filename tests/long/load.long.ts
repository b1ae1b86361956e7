import { expect, test } from "vitest";
import { runTwoServers } from "../roundRobin.ts";
import { runServer } from "../server.ts";
import { postSteadily } from "../survived/postLoad.ts";

test.each([
  ["on SQLite", 300, runServer],
  ["on PostgreSQL with two servers", 60, runTwoServers],
])(
  "50 posts a second %s for %i s: 99 of 100 are answered within 100 ms, none lost, none doubled",
  async (where, seconds, run) => {
    const server = await run({ OPENFLOOR_LIMITS: "off" });
    try {
      const { p50, p99, longest, bareP99, ...figures } = await postSteadily(server, 50, seconds);
      const ms = (number: number) => `${number.toFixed(1)} ms`;
      console.log(
        `50 posts a second ${where} for ${seconds} s: p50 ${ms(p50)}, p99 ${ms(p99)} (at most 100), longest ${ms(longest)}; ` +
          `a bare insert in the same run p99 ${ms(bareP99)}; ${JSON.stringify(figures)}`,
      );
      expect(figures).toEqual({ posted: 50 * seconds, lost: 0, doubled: 0, wrongPages: 0 });
      expect(p99).toBeLessThanOrEqual(100);
    } finally {
      await server.close();
    }
  },
  420_000,
);
