import { benchCompare } from "./compare.ts";
import { benchEngine } from "./engine.ts";
import { benchLongPage } from "./longPage.ts";
import { benchPage } from "./page.ts";
import { benchRecord } from "./record.ts";
import { benchThreads } from "./threads.ts";

/**
 * How fast, each figure beside a reference in the same run: `npm run bench`
 * for all of it, `npm run bench -- engine` for one part, `-- engine large`
 * for one measure of it. One after another: two at once would measure each other.
 */
const print = (line: string) => console.log(line);
const PARTS: Record<string, (measures: readonly string[]) => unknown> = {
  engine: (measures) => benchEngine(print, measures),
  anchors: () => benchEngine(print, ["anchors"]),
  pairs: () => benchCompare(print),
  record: () => benchRecord(print),
  page: () => benchPage(print),
  long: () => benchLongPage(print),
  threads: () => benchThreads(print),
};
const [wanted, ...measures] = process.argv.slice(2);
if (wanted !== undefined && !PARTS[wanted])
  throw new RangeError(`“${wanted}” is no part of the bench; there are ${Object.keys(PARTS).join(", ")}.`);
for (const [name, run] of Object.entries(PARTS)) if (wanted === undefined || wanted === name) await run(measures);
