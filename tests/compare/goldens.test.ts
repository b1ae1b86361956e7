import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { printRedline } from "../../src/compare/redline.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const FOLDER = join(import.meta.dirname, "../goldens");
const FORM =
  /^# (?<title>.+)\n\n## Before\n\n~~~\n(?<before>.*?\n)~~~\n\n## After\n\n~~~\n(?<after>.*?\n)~~~\n\n## Redline\n\n~~~\n(?<redline>.*?\n)~~~\n\n## Sentences\n\n(?<sentences>.+)$/s;

/**
 * Each file shows two texts, the redline a reader expects and its changes as
 * sentences, quiet ones in brackets.
 */
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

/** The marks that keep words of another direction apart cannot be seen in a file. */
const withoutMarks = (text: string): string => text.replace(/[\u2066-\u2069]/g, "");

test.each(files)("%s", (name) => {
  const source = readFileSync(join(FOLDER, name), "utf8");
  const golden = FORM.exec(source)?.groups;
  if (!golden)
    throw new Error(`${name} needs a title and four parts, Before, After, Redline and Sentences, like its neighbours.`);
  expect(`${golden.title!.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.md`).toBe(name);
  const comparison = compareBylaws(parseBylaws(golden.before!), parseBylaws(golden.after!));
  expect(withoutMarks(printRedline(comparison))).toBe(golden.redline);
  const told = listChanges(comparison).map(({ sentence, quiet }) => (quiet ? `* (${sentence})` : `* ${sentence}`));
  expect(withoutMarks(told.join("\n")) || "None.").toBe(golden.sentences!.trimEnd());
});

test("the four parts of at least forty cases", () => {
  expect(files.length).toBeGreaterThanOrEqual(40);
});
