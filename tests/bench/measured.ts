import { diffWords } from "diff";
import { compareBylaws } from "../../src/compare/compare.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { measureAnchors } from "./anchors.ts";
import { bestMs } from "./bestMs.ts";
import { readyGit } from "./gitWordDiff.ts";
import { hostileTexts } from "./hostileTexts.ts";
import { makeTexts, type TextPair } from "./makeTexts.ts";

// Run by engine.ts as `node --expose-gc … <name of a measure>`, each in a process of its own.

const WORD = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;
const LARGE = { words: 1_090_000, edits: 1_600, seed: 5 };
const MIB = 2 ** 20;

const ms = (time: number): string => `${time.toFixed(time < 100 ? 1 : 0)} ms`;
const line = (what: string, figure: string, ratio?: number, target?: number, digits = 2): void =>
  console.log(
    `${what.padEnd(62)}${figure.padStart(12)}${ratio === undefined ? "" : ratio.toFixed(digits).padStart(9)}${target === undefined ? "" : `   at most ${target}`}`,
  );

function compareTexts({ before, after }: Pick<TextPair, "before" | "after">) {
  return compareBylaws(parseBylaws(before), parseBylaws(after));
}

/** One pass of a Unicode word pattern over both texts, in the fastest way there is. */
function passWords({ before, after }: TextPair): number {
  let words = 0;
  for (const text of [before, after]) {
    WORD.lastIndex = 0;
    while (WORD.test(text)) words++;
  }
  return words;
}

function measureSmall(): void {
  for (const seed of [1, 2, 3]) {
    const pair = makeTexts({ words: 33_000, edits: 48, seed });
    const git = readyGit(pair.before, pair.after);
    const patient = readyGit(pair.before, pair.after, "--word-diff=porcelain", "--patience");
    const [parse, whole, byGit, byPatientGit] = bestMs(
      [
        () => [parseBylaws(pair.before), parseBylaws(pair.after)],
        () => compareTexts(pair),
        () => git.run(),
        () => patient.run(),
      ],
      { runs: 15, warmUps: 10 },
    );
    const [byDiffWords] = bestMs([() => diffWords(pair.before, pair.after)], { runs: 1, warmUps: 0 });
    git.end();
    patient.end();
    line(`${pair.words} words, ${pair.edits} edits: parse and compare, warm`, ms(whole!));
    line("  of it parsing", ms(parse!));
    line("  git diff --no-index --word-diff, its whole process", ms(byGit!), whole! / byGit!, 1.5);
    line("  the same, --word-diff=porcelain --patience", ms(byPatientGit!), whole! / byPatientGit!);
    line("  diffWords of the diff package, once", ms(byDiffWords!), whole! / byDiffWords!, 0.01, 4);
  }
}

function measureLarge(): void {
  const pair = makeTexts(LARGE);
  const [pass, parse, whole] = bestMs(
    [() => passWords(pair), () => [parseBylaws(pair.before), parseBylaws(pair.after)], () => compareTexts(pair)],
    { runs: 5, warmUps: 2 },
  );
  line(`${pair.words} words, ${pair.edits} edits: parse and compare, warm`, ms(whole!));
  line("  of it parsing", ms(parse!), parse! / pass!);
  line("  one pass of a Unicode word pattern over both texts", ms(pass!), whole! / pass!, 1.2);
}

/** Live memory, garbage collected first, when parsing and comparing begin, whenever comparing tells its progress, and at the end. */
function measureMemory(): void {
  const pair = makeTexts(LARGE);
  let looks = 0;
  const live = (): number => {
    globalThis.gc!();
    const { heapUsed, external } = process.memoryUsage();
    looks++;
    return heapUsed + external;
  };
  const texts = live();
  const parsed = [parseBylaws(pair.before), parseBylaws(pair.after)] as const;
  const start = live();
  let peak = start;
  looks = 0;
  const comparison = compareBylaws(...parsed, {
    onProgress: () => {
      peak = Math.max(peak, live());
    },
  });
  const whileComparing = looks;
  const end = live();
  line("  two texts parsed, live", `${((start - texts) / MIB).toFixed(1)} MiB`);
  line(
    `  comparing, most of ${whileComparing} looks while it runs, live, extra`,
    `${((Math.max(peak, end) - start) / MIB).toFixed(1)} MiB`,
    undefined,
    64,
  );
  line(`  the comparison itself, ${comparison.rows.length} rows, live`, `${((end - start) / MIB).toFixed(1)} MiB`);
  line(
    "  most the process ever had, garbage and program included",
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
  );
}

function measureGrowth(): void {
  const few = [10, 100, 1_000].map((edits) => makeTexts({ words: 330_000, edits, seed: 7 }));
  const times = bestMs(
    few.map((pair) => () => compareTexts(pair)),
    { runs: 5, warmUps: 2 },
  );
  for (const [index, { words, edits }] of few.entries())
    line(`${words} words, ${edits} edits`, ms(times[index]!), times[index]! / times[0]!, index === 2 ? 3 : undefined);
  const sizes = [33_000, 100_000, 330_000, 1_000_000].map((words) =>
    makeTexts({ words, edits: Math.round((48 * words) / 33_000), seed: 8 }),
  );
  const bySize = bestMs(
    sizes.map((pair) => () => compareTexts(pair)),
    { runs: 5, warmUps: 2 },
  );
  for (const [index, { words, edits }] of sizes.entries()) line(`${words} words, ${edits} edits`, ms(bySize[index]!));
  const exponent = slope(
    sizes.map(({ words }) => Math.log(words)),
    bySize.map((time) => Math.log(time)),
  );
  line("exponent of the time over the size, least squares", "", exponent, 1.1);
}

/** Of the straight line that lies nearest to the points. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x0, y0] = [mean(xs), mean(ys)];
  const across = xs.reduce((sum, x, index) => sum + (x - x0) * (ys[index]! - y0), 0);
  return across / xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
}

function measureHostile(): void {
  for (const { name, before, after } of hostileTexts()) {
    const [time] = bestMs([() => compareTexts({ before, after })], { runs: 2, warmUps: 0 });
    const { wordsInserted, wordsDeleted } = summarise(compareTexts({ before, after }));
    const words = [before, after].reduce((sum, text) => sum + (text.match(WORD)?.length ?? 0), 0);
    const seconds = time! / 1_000 / (Math.max(before.length, after.length) / 1_000_000);
    line(`${name}: s per million characters`, `${(time! / 1_000).toFixed(2)} s`, seconds, 1);
    line("  words marked, of all words of both", `${((100 * (wordsInserted + wordsDeleted)) / words).toFixed(2)} %`);
  }
}

const MEASURES: Record<string, () => void> = {
  small: measureSmall,
  large: measureLarge,
  memory: measureMemory,
  growth: measureGrowth,
  hostile: measureHostile,
  anchors: () =>
    measureAnchors((what, timeMs, most) =>
      line(what, ms(timeMs), most === undefined ? undefined : timeMs / most, most === undefined ? undefined : 1),
    ),
};
MEASURES[process.argv[2]!]!();
