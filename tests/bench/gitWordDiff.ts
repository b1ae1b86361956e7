import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Readies `git diff --no-index --word-diff` on two texts; each call runs its
 * whole process, start to end, with the files already written.
 */
export function readyGit(before: string, after: string, ...options: string[]): { run(): void; end(): void } {
  const folder = mkdtempSync(join(tmpdir(), "openfloor-bench-"));
  const files = [join(folder, "before.md"), join(folder, "after.md")] as const;
  writeFileSync(files[0], before);
  writeFileSync(files[1], after);
  return {
    run() {
      const { error, status } = spawnSync("git", ["diff", "--no-index", "--word-diff", ...options, ...files], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      // 1 says that the files differ.
      if (error || status === null || status > 1) throw error ?? new Error("git diff did not run.");
    },
    end: () => rmSync(folder, { recursive: true }),
  };
}
