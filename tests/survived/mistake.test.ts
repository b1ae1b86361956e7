import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runServer, SHORT } from "../server.ts";
import { until } from "./rounds.ts";

test("a mistake that nothing caught is in the log with where it happened, and the server ends in order, not as if all were well", async () => {
  const script = pathToFileURL(join(import.meta.dirname, "breakOnSignal.mjs")).href;
  const server = await runServer({ NODE_OPTIONS: `--import=${script}` }, SHORT);
  try {
    const pid = server.pid();
    process.kill(pid, "SIGUSR2");
    const isGone = async () => {
      try {
        process.kill(pid, 0); // Only asks whether it is there.
        return false;
      } catch {
        return true;
      }
    };
    await until(isGone, "the server has ended");
    expect(await server.stop()).toBe(1);
    const line = server
      .printed()
      .split("\n")
      .find((words) => words.includes('"event":"mistake"'));
    expect(JSON.parse(line!)).toMatchObject({
      level: "error",
      message: expect.stringContaining("A mistake made for a test"),
      stack: expect.stringContaining("breakOnSignal.mjs"),
    });
  } finally {
    await server.close();
  }
});
