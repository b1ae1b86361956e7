import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "vite";

const FOLDER = join(import.meta.dirname, "../../node_modules/.openfloor-bench");
const MEASURES = ["small", "large", "memory", "growth", "hostile"];

/**
 * Prints how fast texts are read and compared, and how much memory it takes:
 * each measure in a process of its own, on texts made from a seed, with the
 * engine built as it is shipped.
 *
 * @param wanted Some of the measures; all when empty.
 */
export async function benchEngine(print: (line: string) => void, wanted: readonly string[] = []): Promise<void> {
  const entry = join(import.meta.dirname, "measured.ts");
  await build({
    configFile: false,
    logLevel: "warn",
    build: { ssr: entry, outDir: FOLDER, emptyOutDir: true, target: "node20" },
  });
  print(`engine${"figure".padStart(68)}${"ratio".padStart(9)}`);
  for (const measure of wanted.length > 0 ? wanted : MEASURES) {
    const { status, error } = spawnSync(process.execPath, ["--expose-gc", join(FOLDER, "measured.js"), measure], {
      stdio: "inherit",
    });
    if (status !== 0) throw error ?? new Error(`The measure “${measure}” failed; there are ${MEASURES.join(", ")}.`);
  }
}
