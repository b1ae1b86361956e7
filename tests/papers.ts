import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HOME = join(import.meta.dirname, "..");

/** How the papers name a test: its file, then its title, as it stands in the file. */
const NAMED = /`(tests\/[\w./-]+?\.(?:test\.tsx?|long\.ts|ts))(?: › ([^`]+))?`/g;

/** A test as a paper names it. */
export interface NamedTest {
  file: string;
  /** Missing where the whole file is meant. */
  title?: string;
}

/** Every test that a paper, or a piece of one, names. */
export function testsNamedIn(words: string): NamedTest[] {
  return [...words.matchAll(NAMED)].map(([, file, title]) => ({ file: file!, title }));
}

/** Why a named test is none; `undefined` when the file has it. */
export function whyNoTest({ file, title }: NamedTest): string | undefined {
  const path = join(HOME, file);
  if (!existsSync(path)) return `${file}: there is no such file`;
  const titles = titlesIn(readFileSync(path, "utf8"));
  if (titles.size === 0) return `${file}: holds no test`;
  if (title !== undefined && !titles.has(title)) return `${file}: holds no test “${title}”`;
  return undefined;
}

/** Titles of tests and of groups of them: `test("…", …)`, `describe("…", …)`, `test.each([…])("…", …)`. */
function titlesIn(source: string): Set<string> {
  const TITLED =
    /(?:\b(?:test|it|describe)(?:\.\w+)*(?:\([^()]*\))?|\))\s*\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1\s*,\s*(?:async\b|\(|\{|function\b|\w+\s*=>)/g;
  return new Set([...source.matchAll(TITLED)].map(([, , title]) => title!.replace(/\\(["'`])/g, "$1")));
}

/** One line of a table of requirements. */
export interface Requirement {
  id: string;
  level: number;
  state: string;
  how: string;
  shown: string;
}

/** The lines `| 1.2.3 (1) | met | … | … |`; a line may name several requirements. */
export function requirementsIn(paper: string): Requirement[] {
  const LINE = /^\| ((?:\d+\.\d+\.\d+ \(\d\)(?:, )?)+) \| ([a-z’ ]+) \| (.*?) \|(?: (.*))? \|$/gm;
  return [...paper.matchAll(LINE)].flatMap(([, ids, state, how, shown]) =>
    ids!.split(", ").map((one) => {
      const [id, level] = one.slice(0, -1).split(" (");
      return { id: id!, level: Number(level), state: state!, how: how!, shown: shown ?? "" };
    }),
  );
}

/** The words between a heading and the next one of its rank or a higher one. */
export function sectionOf(paper: string, heading: string): string {
  const [, marks, rest] = new RegExp(`^(#+) ${heading}\\n([^]*)`, "m").exec(paper) ?? [];
  if (!marks) return "";
  const end = rest!.search(new RegExp(`^#{1,${marks.length}} `, "m"));
  return end < 0 ? rest! : rest!.slice(0, end);
}
