import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Comparison } from "../../src/compare/comparison.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectLaws } from "./laws.ts";

const CORPUS = "../shared/corpus";
/** `CORPUS=all` for each version with the next; else every second step, and the last one: the whole takes half a minute more. */
const STEP = process.env.CORPUS === "all" ? 1 : 2;
/** The largest (200,000 words) is compared once; the others version by version. */
const LARGEST = "de-bgb";

function versionsOf(name: string): { name: string; source: string }[] {
  const folders = readdirSync(join(CORPUS, name)).filter((folder) => /^\d{3}-/.test(folder));
  return folders.sort().map((folder) => {
    const [file] = readdirSync(join(CORPUS, name, folder));
    return { name: `${name}/${folder}`, source: readFileSync(join(CORPUS, name, folder, file!), "utf8") };
  });
}

interface Golden {
  /** Files below the corpus. */
  a: string;
  b: string;
  /** What happened between them, in a few words. */
  kind: string;
  n_ins?: number;
  n_dele?: number;
  n_hunks?: number;
}

/** Pairs whose files are Markdown or plain text. */
function readGoldens(): Golden[] {
  const all: Golden[] = JSON.parse(readFileSync(join(CORPUS, "golden.json"), "utf8"));
  return all.filter(({ a, b }) => [a, b].every((path) => /\.(?:md|txt)$|\/charter$/i.test(path)));
}

function compareGolden({ a, b }: Golden): Comparison {
  const [before, after] = [a, b].map((path) => parseBylaws(readFileSync(join(CORPUS, path), "utf8")));
  return compareBylaws(before!, after!);
}

describe.skipIf(!existsSync(CORPUS))("real governing documents (skipped where ../shared/corpus is absent)", () => {
  const names = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !/\.|docx|representations/.test(name)) : [];

  test.each(names.filter((name) => name !== LARGEST))("%s: a version compares exactly with the next", (name) => {
    const versions = versionsOf(name);
    const last = parseBylaws(versions.at(-1)!.source);
    expect(
      listChanges(compareBylaws(last, parseBylaws(versions.at(-1)!.source))),
      `${name} is the same as itself`,
    ).toEqual([]);
    versions.slice(1).forEach((version, index) => {
      if (index % STEP > 0 && index < versions.length - 2) return;
      expectLaws(versions[index]!.source, version.source, `${versions[index]!.name} → ${version.name}`);
    });
  });

  const goldens = existsSync(CORPUS) ? readGoldens() : [];
  const tableOf = (pick: (golden: Golden) => boolean) =>
    goldens.filter(pick).map((golden) => [golden.b.replace(/\/[^/]*$/, ""), golden.kind, golden] as const);

  test.each(tableOf(({ a }) => a.startsWith(LARGEST)))("%s (%s) loses no word", (name, _, { a, b }) => {
    const [before, after] = [a, b].map((path) => readFileSync(join(CORPUS, path), "utf8"));
    expectLaws(before!, after!, name);
  });

  test.each(tableOf(({ kind }) => /^(?:typography|heading levels|link target|renumbering) only$/.test(kind)))(
    "%s (%s): nothing of substance changed",
    (_, __, golden) => {
      const comparison = compareGolden(golden);
      expect(listChanges(comparison).filter(({ quiet }) => !quiet)).toEqual([]);
      expect(summarise(comparison)).toMatchObject({ changes: 0, wordsInserted: 0, wordsDeleted: 0 });
    },
  );

  test.each(
    tableOf(
      ({ n_hunks, n_ins, n_dele, kind }) =>
        n_hunks === 1 && /insertion|small deletion/.test(kind) && (n_ins === 0) !== (n_dele === 0),
    ),
  )("%s (%s): exactly one change, in one clause", (_, __, golden) => {
    const loud = listChanges(compareGolden(golden)).filter(({ quiet }) => !quiet);
    expect(loud.map(({ sentence }) => sentence)).toHaveLength(1);
  });

  test("sigsegv-statuts-fr 10 → 11: the two parentheses taken away are not hidden", () => {
    const golden = goldens.find(({ kind }) => kind === "punctuation only")!;
    const loud = listChanges(compareGolden(golden)).filter(({ quiet }) => !quiet);
    expect(loud.length).toBeGreaterThan(0);
    expect(new Set(loud.map(({ clause }) => clause)).size).toBe(1);
  });

  test("two changed words in 200,000 are found in seconds", () => {
    const versions = versionsOf(LARGEST);
    const [before, after] = [parseBylaws(versions[4]!.source), parseBylaws(versions[5]!.source)];
    expect(summarise(compareBylaws(before, after)).changes).toBe(2);
  });

  test("psf-bylaws 7 → 8: one section struck, those after it only renumbered", () => {
    const versions = versionsOf("psf-bylaws");
    const changes = listChanges(compareBylaws(parseBylaws(versions[6]!.source), parseBylaws(versions[7]!.source)));
    expect(
      changes
        .filter(({ kind, clause }) => kind === "removed" && /^\d+\.\d+$/.test(clause))
        .map(({ sentence }) => sentence),
    ).toEqual(["Section 4.6 (Sponsor Members) is struck."]);
    expect(changes.filter(({ kind }) => kind === "renumbered").length).toBeGreaterThanOrEqual(7);
    expect(changes.filter(({ kind }) => kind === "moved")).toEqual([]);
  });
});
