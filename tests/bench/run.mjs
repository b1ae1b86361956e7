import { spawnSync } from "node:child_process";
import { runnerImport } from "vite";

// What is measured on the built server needs the build; the engine builds itself.
if (!["engine", "anchors", "pairs"].includes(process.argv[2])) {
  const { status } = spawnSync("npm", ["run", "--silent", "prepare"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
await runnerImport("./tests/bench/main.ts", { configFile: false });
