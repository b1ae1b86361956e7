import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HOME, PROGRAM } from "../cli/command.ts";
import { fillStore } from "../cli/filledStore.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";

const ENTRIES = 100_000;
/** A tenth of what the whole record takes in memory: it must pass through. */
const HEAP_MB = 96;

test("100,000 entries are exported, imported, backed up, restored and verified without being in memory at one time", async () => {
  const [folder, DATABASE_URL] = [makeFolder(), await makeDatabase()];
  const file = (name: string) => join(folder, name);
  await fillStore({ data: file("data") }, ENTRIES);
  const seconds: Record<string, number> = {};
  const run = (args: string[], env: Record<string, string> = {}) => {
    const start = performance.now();
    const heap = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
    const ran = spawnSync(PROGRAM, args, { cwd: HOME, env: { ...process.env, ...heap, ...env }, encoding: "utf8" });
    expect(ran.status, ran.stderr.slice(-2000)).toBe(0);
    const where = env.DATABASE_URL ? "PostgreSQL" : "SQLite";
    seconds[`${args[0]} ${where}`] = Math.round((performance.now() - start) / 100) / 10;
    return ran.stdout;
  };
  const hashOf = (name: string) =>
    createHash("sha256")
      .update(readFileSync(file(name)))
      .digest("hex");
  run(["export", file("1"), "--data", file("data")]);
  run(["import", file("1")], { DATABASE_URL });
  run(["export", file("2")], { DATABASE_URL });
  expect(hashOf("2")).toBe(hashOf("1"));
  run(["backup", file("b")], { DATABASE_URL });
  run(["restore", file("b"), "--data", file("new")]);
  expect(run(["verify", "--data", file("new")])).toContain(`${ENTRIES + 6} entries`);
  run(["verify"], { DATABASE_URL });
  console.log(`${ENTRIES} entries, heap of ${HEAP_MB} MB, seconds: ${JSON.stringify(seconds)}`);
}, 900_000);
