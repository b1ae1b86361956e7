import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one line that people and machines read alike: `412 passed, 0 failed`. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.state() === "failed" && module.errors().length > 0) counts.failed += 1; // It could not even be read.
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    const skipped = counts.skipped + counts.pending;
    // After everything else that is printed at the end of a run.
    process.once("beforeExit", () => this.#print(counts, skipped));
    process.once("exit", () => this.#print(counts, skipped));
  }

  #isPrinted = false;

  #print({ passed, failed }: { passed: number; failed: number }, skipped: number): void {
    if (this.#isPrinted) return;
    this.#isPrinted = true;
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  }
}
