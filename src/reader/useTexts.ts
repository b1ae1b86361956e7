import { useEffect, useMemo, useRef } from "react";
import { compareBylaws } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import { ask } from "../ledger/remote.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { parseBylaws } from "../text/parse.ts";
import { browser } from "./browser.ts";
import { Store, useStore } from "./Store.ts";

type Texts = ReadonlyMap<string, ParsedBylaws>;

/** Every text that was read, by the hash of its source: under one hash it never changes. */
const texts = new Store<Texts>(new Map());
const failures = new Store<ReadonlyMap<string, string>>(new Map());
const reading = new Set<string>();

async function readText(hash: string): Promise<void> {
  if (reading.has(hash) || texts.get().has(hash)) return;
  reading.add(hash);
  try {
    const response = await ask(browser, `/api/texts/${hash}`);
    const parsed = parseBylaws(await response.text());
    texts.set(new Map(texts.get()).set(hash, parsed));
  } catch (error) {
    failures.set(new Map(failures.get()).set(hash, (error as Error).message));
  } finally {
    reading.delete(hash);
  }
}

/** Every text that is known by now; those with these hashes are read if they are not. A text that cannot be had is left out. */
export function useKnownTexts(hashes: readonly string[]): Texts {
  const key = hashes.join(" ");
  useEffect(() => {
    for (const hash of key.split(" ").filter(Boolean)) void readText(hash);
  }, [key]);
  return useStore(texts);
}

/**
 * The texts with these hashes, read when first asked for.
 *
 * @returns `texts` is `undefined` until all are there; `failure` says why one
 *   could not be read, `retry` tries again.
 */
export function useTexts(hashes: readonly string[]): { texts?: ParsedBylaws[]; failure?: string; retry: () => void } {
  const known = useKnownTexts(hashes);
  const failed = useStore(failures);
  const key = hashes.join(" ");
  return useMemo(() => {
    const wanted = key.split(" ").filter(Boolean);
    const found = wanted.map((hash) => known.get(hash));
    return {
      texts: found.every((text) => text !== undefined) ? found : undefined,
      failure: wanted.map((hash) => (known.has(hash) ? undefined : failed.get(hash))).find(Boolean),
      retry: () => {
        failures.set(new Map());
        for (const hash of wanted) void readText(hash);
      },
    };
  }, [key, known, failed]);
}

const comparisons = new Map<string, Comparison>();

/** Two texts compared; the comparison of one pair is made once. */
export function getComparison(before: [string, ParsedBylaws], after: [string, ParsedBylaws]): Comparison {
  const key = `${before[0]} ${after[0]}`;
  const known = comparisons.get(key);
  if (known) return known;
  const comparison = compareBylaws(before[1], after[1]);
  comparisons.set(key, comparison);
  return comparison;
}

/** The newest value that was not `undefined`: what is read stays on the page while something newer loads. */
export function useLatest<T>(value: T | undefined): T | undefined {
  const latest = useRef<T | undefined>(undefined);
  if (value !== undefined) latest.current = value;
  return value ?? latest.current;
}
