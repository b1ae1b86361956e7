import { expect, test } from "vitest";
import { runServer, SHORT } from "../server.ts";
import { holdSlowly } from "./slowConnections.ts";

test("100 connections that send or take a byte a second: who asks as people do is answered, and the memory has a bound", async () => {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" }, SHORT);
  try {
    const { refused, answered, grewMb } = await holdSlowly(server, 100, 4);
    expect(refused).toBe(0);
    expect(answered).toBeGreaterThan(20);
    expect(grewMb).toBeLessThan(150);
  } finally {
    await server.close();
  }
}, 60_000);
