import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Change } from "../../src/compare/comparison.ts";
import { listChanges } from "../../src/compare/describe.ts";
import { listOperations } from "../../src/compare/operations.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const CORPUS = "../shared/corpus";
/** The largest (200,000 words) is compared once; the others version by version. */
const LARGEST = "de-bgb";

function versionsOf(name: string): { name: string; source: string }[] {
  const folders = readdirSync(join(CORPUS, name)).filter((folder) => /^\d{3}-/.test(folder));
  return folders.sort().map((folder) => {
    const [file] = readdirSync(join(CORPUS, name, folder));
    return { name: `${name}/${folder}`, source: readFileSync(join(CORPUS, name, folder, file!), "utf8") };
  });
}

function cutOut(text: string, changes: Change[], side: "before" | "after"): string {
  let kept = "";
  let at = 0;
  for (const change of changes) {
    kept += text.slice(at, change[side].from);
    at = change[side].to;
  }
  return kept + text.slice(at);
}

/** Everything that must hold of any two texts. */
function expectLaws(before: string, after: string, name: string): void {
  const [old, now] = [parseBylaws(before), parseBylaws(after)];
  const comparison = compareBylaws(old, now);
  for (const row of comparison.rows) {
    if (!row.before || !row.after) continue;
    for (const part of ["title", "text"] as const) {
      const kept = cutOut(row.before[part], row[part], "before");
      if (kept !== cutOut(row.after[part], row[part], "after"))
        expect.fail(`${name}: ${row.after.address} is not exact`);
    }
  }
  const addresses = Array.from(eachClause(now.clauses), ({ address }) => address);
  const shown = new Set(comparison.rows.map(({ after: clause }) => clause?.address));
  expect(
    addresses.filter((address) => !shown.has(address)),
    `${name}: every clause of the new text has a row`,
  ).toEqual([]);
  expect(new Set(listChanges(comparison).map(({ id }) => id)).size, `${name}: ids are unique`).toBe(
    listChanges(comparison).length,
  );
  for (const count of Object.values(summarise(comparison).clauses)) expect(count, name).toBeGreaterThanOrEqual(0);
  const operations = listOperations(comparison, { source: before, parsed: old }, { source: after, parsed: now });
  for (const [side, source] of [
    ["old", before],
    ["new", after],
  ] as const) {
    const told = new Uint8Array(source.length);
    for (const operation of operations) {
      const span = operation[side];
      for (let at = span?.[0] ?? 0; at < (span?.[1] ?? 0); at++) told[at]!++;
    }
    const wrong = told.findIndex((times, at) => times !== 1 && !/\s/.test(source[at]!));
    if (wrong >= 0)
      expect.fail(
        `${name}: the ${side} character ${wrong} is told ${told[wrong]} times: ${source.slice(wrong - 20, wrong + 20)}`,
      );
  }
}

describe.skipIf(!existsSync(CORPUS))("real governing documents (skipped where ../shared/corpus is absent)", () => {
  const names = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !/\.|docx|representations/.test(name)) : [];

  test.each(names.filter((name) => name !== LARGEST))("%s: each version compares exactly with the next", (name) => {
    const versions = versionsOf(name);
    const last = parseBylaws(versions.at(-1)!.source);
    expect(
      listChanges(compareBylaws(last, parseBylaws(versions.at(-1)!.source))),
      `${name} is the same as itself`,
    ).toEqual([]);
    versions.slice(1).forEach((version, index) => {
      expectLaws(versions[index]!.source, version.source, `${versions[index]!.name} → ${version.name}`);
    });
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
