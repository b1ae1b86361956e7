import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { HOME, PROGRAM } from "./command.ts";

/** Starts the built server, stopped when the test has ended; `log()` is what it has said on stderr. */
export async function serve(args: string[], env: Record<string, string> = {}) {
  const child = spawn(PROGRAM, ["serve", ...args], { cwd: HOME, env: { ...process.env, PORT: "0", ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (words) => (stderr += words));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (words) => {
      stdout += words;
      if (stdout.includes("\n")) resolve(stdout.trim());
    });
    child.once("exit", () => reject(new Error(stderr)));
  });
  return { child, line, address: /http:\S+/.exec(line)![0], log: () => stderr };
}

/** How it ended: its exit code, or the signal that killed it. */
export const ended = (child: ChildProcess) =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
