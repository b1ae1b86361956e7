import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffWords } from "diff";
import { compareBylaws } from "../../src/compare/compare.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const RUNS = 9;
const WARM_RUNS = 3;

/** Pairs that are measured, oldest text first; those whose files are absent are left out. */
function pairs(): { name: string; before: string; after: string }[] {
  const harbour = "bylaws/harbour-commons/versions";
  const psf = "../shared/corpus/psf-bylaws";
  const candidates = [
    {
      name: "openstack-foundation 4.16",
      before: "bylaws/openstack-foundation/versions/2019-04-01.md",
      after: "bylaws/openstack-foundation/amendments/2019-open-meetings/1.md",
    },
    { name: "harbour-commons 2018 → 2024", before: find(harbour, /^2018/), after: find(harbour, /^2024/) },
    {
      name: "psf-bylaws 1 → 17",
      before: join(find(psf, /^001/), "bylaws.md"),
      after: join(find(psf, /^017/), "bylaws.md"),
    },
  ];
  return candidates.filter(({ before, after }) => existsSync(before) && existsSync(after));
}

function find(folder: string, pattern: RegExp): string {
  const name = existsSync(folder) ? readdirSync(folder).find((entry) => pattern.test(entry)) : undefined;
  return join(folder, name ?? "absent");
}

function medianMs(work: () => unknown, runs = RUNS): number {
  for (let run = 0; run < Math.min(WARM_RUNS, runs); run++) work();
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

/**
 * Prints what reading and comparing take (median of warm runs), beside
 * `diffWords` of the diff package on the whole texts and beside the process
 * `git diff --no-index --word-diff`. A ratio below 1 means we are faster.
 */
export function benchCompare(print: (line: string) => void): void {
  print("pair                           words   parse ms  compare ms   diffWords ms  (ratio)     git ms  (ratio)");
  for (const { name, before, after } of pairs()) {
    const [old, now] = [readFileSync(before, "utf8"), readFileSync(after, "utf8")];
    const parse = medianMs(() => [parseBylaws(old), parseBylaws(now)]);
    const [parsedOld, parsedNow] = [parseBylaws(old), parseBylaws(now)];
    const compare = medianMs(() => compareBylaws(parsedOld, parsedNow));
    const words = medianMs(() => diffWords(old, now), 3);
    const git = medianMs(() => gitWordDiff(old, now), 3);
    const own = parse + compare;
    const cells = [
      name.padEnd(30),
      String(now.split(/\s+/).length).padStart(6),
      parse.toFixed(2).padStart(10),
      compare.toFixed(2).padStart(11),
      words.toFixed(2).padStart(14),
      `(${(own / words).toFixed(2)})`.padStart(9),
      git.toFixed(2).padStart(10),
      `(${(own / git).toFixed(2)})`.padStart(8),
    ];
    print(cells.join(" "));
  }
}

function gitWordDiff(before: string, after: string): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const files = [join(folder, "before.md"), join(folder, "after.md")] as const;
  writeFileSync(files[0], before);
  writeFileSync(files[1], after);
  spawnSync("git", ["diff", "--no-index", "--word-diff", ...files]);
  rmSync(folder, { recursive: true });
}
