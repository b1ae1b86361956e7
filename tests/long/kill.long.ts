import { expect, test } from "vitest";
import { type Killed, killRounds } from "../store/killRounds.ts";

const ROUNDS = 200;
const LONGEST_ABSENCE_MS = 3000;

test.each<Killed>(["the server, on SQLite", "the server, on PostgreSQL", "PostgreSQL"])(
  `killed -9 ${ROUNDS} times while eight people write: nothing lost or doubled, and back in three seconds: %s`,
  { timeout: 1_800_000 },
  async (killed) => {
    const { acknowledged, backAfterMs, ...rest } = await killRounds(killed, ROUNDS);
    const longest = backAfterMs.at(-1)!;
    const middle = backAfterMs[ROUNDS / 2]!;
    console.log(
      `${killed} killed ${ROUNDS} times: ${acknowledged} acknowledged, ${rest.lost} lost, ${rest.doubled} doubled, chain ${rest.chain}; back after ${middle.toFixed(0)} ms (median), ${longest.toFixed(0)} ms (longest)`,
    );
    expect(rest).toEqual({ lost: 0, doubled: 0, strange: 0, chain: "verifies" });
    expect(longest).toBeLessThanOrEqual(LONGEST_ABSENCE_MS);
  },
);
