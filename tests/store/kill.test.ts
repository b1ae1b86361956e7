import { expect, test } from "vitest";
import { type Killed, killRounds } from "./killRounds.ts";

// 200 times: npm run test:long, which also holds how soon it is back.
test.each<Killed>(["the server, on SQLite", "the server, on PostgreSQL", "PostgreSQL"])(
  "killed -9 three times while eight people write, nothing is lost or doubled: %s",
  { timeout: 120_000 },
  async (killed) => {
    const { acknowledged, backAfterMs, ...rest } = await killRounds(killed, 3);
    expect(rest).toEqual({ lost: 0, doubled: 0, strange: 0, chain: "verifies" });
    expect(acknowledged).toBeGreaterThan(12);
    expect(backAfterMs).toHaveLength(3);
  },
);
