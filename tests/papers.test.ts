import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAIL_LIMIT } from "../src/discuss/mailbox.ts";
import { NAME_LIMIT } from "../src/discuss/name.ts";
import { AFFILIATION_LIMIT, CLASS_LIMIT } from "../src/discuss/rollRow.ts";
import { NESTING_LIMIT, TEXT_LIMIT } from "../src/discuss/said.ts";
import { LINK_MINUTES } from "../src/server/link.ts";
import { LIMITS } from "../src/server/settings.ts";
import { IDLE_DAYS, LONGEST_DAYS } from "../src/store/sessions.ts";
import { CSV_LIMIT, CSV_ROWS_LIMIT } from "../src/text/readCsv.ts";
import levels from "./asvs.json" with { type: "json" };
import type { Lock } from "./licences.ts";
import { requirementsIn, sectionOf, testsNamedIn, whyNoTest } from "./papers.ts";

const HOME = join(import.meta.dirname, "..");
const PAPERS = ["SECURITY.md", "docs/security.md"];
const read = (path: string) => readFileSync(join(HOME, path), "utf8");
const paper = read("docs/security.md");
const requirements = requirementsIn(paper);

/** Every requirement of ASVS 5.0.0 with its level. */
const STANDARD = new Map(
  Object.entries(levels).flatMap(([section, each]) => each.map((level, index) => [`${section}.${index + 1}`, level])),
);
/** Sections that ask for documentation, which no test but this one can show. */
const DOCUMENTATION = /^(?:2\.1|5\.1|6\.1|7\.1|8\.1|11\.1|13\.1|14\.1|15\.1|16\.1)\./;
const STATES = ["met", "not applicable", "operator’s", "not met"];

test("the list of requirements is the one of ASVS 5.0.0", () => {
  const count = (level: number) => [...STANDARD.values()].filter((one) => one === level).length;
  expect([count(1), count(2), count(3)]).toEqual([70, 183, 92]);
});

test.each(PAPERS)("every test that %s names exists", (path) => {
  const named = testsNamedIn(read(path));
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named.map(whyNoTest))].filter(Boolean)).toEqual([]);
});

test("a test that does not exist would be noticed", () => {
  expect(testsNamedIn("`tests/papers.test.ts › no such thing`").map(whyNoTest)).toEqual([
    "tests/papers.test.ts: holds no test “no such thing”",
  ]);
  expect(whyNoTest({ file: "tests/none.test.ts" })).toMatch(/no such file/);
  expect(whyNoTest({ file: "tests/papers.test.ts", title: "every test that %s names exists" })).toBeUndefined();
});

describe("docs/security.md", () => {
  test("has every requirement of level 1 and 2 once, and tells its level", () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const missing = [...STANDARD].filter(([id, level]) => level < 3 && !ids.includes(id)).map(([id]) => id);
    expect(missing).toEqual([]);
    expect(requirements.filter(({ id, level }) => STANDARD.get(id) !== level).map(({ id }) => id)).toEqual([]);
    expect(requirements.filter(({ state }) => !STATES.includes(state))).toEqual([]);
  });

  test("shows what it says is met, by a test or, where documentation is asked for, by the place", () => {
    const met = requirements.filter(({ state }) => state === "met");
    const bare = met.filter(({ id, shown }) =>
      DOCUMENTATION.test(id)
        ? !/\]\(/.test(shown) && testsNamedIn(shown).length === 0
        : testsNamedIn(shown).length === 0,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test("says why whatever does not apply, is the operator’s, or is not met", () => {
    const others = requirements.filter(({ state }) => state !== "met");
    expect(others.filter(({ how }) => how.length < 12).map(({ id }) => id)).toEqual([]);
    const operators = others.filter(({ state, shown }) => state === "operator’s" && !/\]\(/.test(shown));
    expect(operators.map(({ id }) => id)).toEqual([]);
  });

  test("leaves no requirement of level 1 unmet, and at least 95 % of those of level 2 that apply met", () => {
    const unmet = (level: number) => requirements.filter((one) => one.level === level && one.state === "not met");
    expect(unmet(1).map(({ id }) => id)).toEqual([]);
    const applicable = requirements.filter(({ level, state }) => level === 2 && state !== "not applicable");
    expect(1 - unmet(2).length / applicable.length).toBeGreaterThanOrEqual(0.95);
  });

  test("tells every limit as it is set", () => {
    const table = sectionOf(paper, "Limits");
    for (const { variable, most, seconds } of Object.values(LIMITS)) {
      const while_ = { 0: "at a time", 60: "a minute", 900: "in 15 minutes", 3600: "an hour", 86400: "a day" }[seconds];
      expect(table).toContain(`| \`${variable}\` | ${most.toLocaleString("en")} ${while_} |`);
    }
  });

  test("tells what is taken as it is taken", () => {
    const told = sectionOf(paper, "What is taken");
    const lengths = `1 to ${TEXT_LIMIT.toLocaleString("en")} characters, nested at most ${NESTING_LIMIT} deep`;
    expect(told).toContain(lengths);
    expect(told).toContain(`1 to ${NAME_LIMIT} characters, at least one letter`);
    expect(told).toContain(`one plain address of at most ${MAIL_LIMIT} characters`);
    expect(told).toContain(`at most ${CLASS_LIMIT} and ${AFFILIATION_LIMIT} characters`);
    expect(told).toContain(`at most ${CSV_LIMIT / 1024 ** 2} MiB and ${CSV_ROWS_LIMIT.toLocaleString("en")} rows`);
  });

  test("tells how long a session and a link last as they do", () => {
    const told = sectionOf(paper, "Sessions");
    expect(told).toContain(`**${IDLE_DAYS} days** without a`);
    expect(told).toContain(`**${LONGEST_DAYS} days** in any case`);
    expect(sectionOf(paper, "Ways to sign in")).toContain(`256 random bits, once, ${LINK_MINUTES} minutes`);
  });

  test("counts what it says", () => {
    const counted = STATES.map((state) => {
      const of = (level: number) => requirements.filter((one) => one.level === level && one.state === state).length;
      return `| ${state} | ${of(1)} | ${of(2)} |`;
    });
    for (const line of counted) expect(paper).toContain(line);
  });
});

test.each([...PAPERS, "docs/licences.md"])("every link in %s leads somewhere", (path) => {
  const words = read(path);
  const broken = [...words.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].filter(([, file, anchor]) => {
    const target = file ? join(HOME, dirname(path), file) : join(HOME, path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test("every package is newer than the mistakes that were published about it", () => {
  const { packages }: Lock = JSON.parse(read("package-lock.json"));
  const rows = [...sectionOf(paper, "Mistakes that were published").matchAll(/^\| (\S+) \| (\d[\d., ]*) \|/gm)];
  expect(rows.length).toBeGreaterThan(10);
  const old = rows.flatMap(([, name, fixedIn]) => {
    const installed = Object.entries(packages).filter(
      ([path, { dev }]) => !dev && path.endsWith(`node_modules/${name}`),
    );
    if (installed.length === 0) return [`${name}: is not installed`];
    return installed
      .filter(([, { version }]) => !isFixed(version, fixedIn!.split(", ")))
      .map(([path, { version }]) => `${path} ${version} is older than ${fixedIn}`);
  });
  expect(old).toEqual([]);
});

/** Newer than what mended its own line, or than every one. */
function isFixed(version: string, fixedIn: readonly string[]): boolean {
  const own = fixedIn.find((one) => one.split(".")[0] === version.split(".")[0]) ?? fixedIn.at(-1)!;
  return version.localeCompare(own.trim(), "en", { numeric: true }) >= 0;
}

/** As GitHub makes them of headings. */
function anchorsOf(words: string): string[] {
  return [...words.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
