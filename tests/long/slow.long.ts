import { expect, test } from "vitest";
import { runServer } from "../server.ts";
import { holdSlowly } from "../survived/slowConnections.ts";

test("500 slow connections: honest requests go on, the memory has a bound, and none that sends slowly is held for more than 40 s", async () => {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" });
  try {
    const { refused, answered, p99, grewMb, left } = await holdSlowly(server, 500, 75);
    console.log(
      `500 slow connections for 75 s: ${answered} honest requests, ${refused} not answered, p99 ${p99.toFixed(0)} ms; ` +
        `memory grew by ${grewMb.toFixed(0)} MB; ${left} of 500 still open (those that take in slowly)`,
    );
    expect(refused).toBe(0);
    expect(grewMb).toBeLessThan(200);
    expect(left).toBeLessThanOrEqual(167);
  } finally {
    await server.close();
  }
}, 200_000);
