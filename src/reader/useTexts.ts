import { useEffect, useRef } from "react";
import {
  type ComparedTexts,
  type PackedComparison,
  type PackedText,
  unpackComparison,
  unpackText,
} from "../compare/packed.ts";
import { ask } from "../ledger/remote.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { browser } from "./browser.ts";
import { Store, useStore } from "./Store.ts";
import { followLibrary } from "./useLibrary.ts";

/** The server holds each question for a moment itself. */
const ASK_AGAIN_MS = 100;

/** How far the server is with something that takes long. */
export interface Promised {
  /** 0 to 1. */
  progress: number;
  /** Of a comparison: words of the newer text. */
  words?: number;
}

/**
 * What was read of addresses that hold hashes: under one address it never
 * changes, so it is read once and kept as long as the page.
 */
class Kept<Json, T> {
  readonly known = new Store<ReadonlyMap<string, T>>(new Map());
  readonly failures = new Store<ReadonlyMap<string, string>>(new Map());
  /** What the server is still making. */
  readonly promised = new Store<ReadonlyMap<string, Promised>>(new Map());
  readonly #unpack: (json: Json) => T;
  readonly #reading = new Set<string>();

  constructor(unpack: (json: Json) => T) {
    this.#unpack = unpack;
  }

  async read(url: string): Promise<void> {
    if (this.#reading.has(url) || this.known.get().has(url)) return;
    this.#reading.add(url);
    try {
      const value = this.#unpack((await this.#ask(url)) as Json);
      this.known.set(new Map(this.known.get()).set(url, value));
    } catch (error) {
      this.failures.set(new Map(this.failures.get()).set(url, (error as Error).message));
    } finally {
      this.#reading.delete(url);
    }
  }

  /** Asks until it is made: the server answers a question that takes long with how far it is. */
  async #ask(url: string): Promise<unknown> {
    for (;;) {
      const response = await ask(browser, url);
      const answer: unknown = await response.json();
      if (response.status !== 202) return answer;
      this.promised.set(new Map(this.promised.get()).set(url, answer as Promised));
      await new Promise<void>((resolve) => browser.after(ASK_AGAIN_MS, resolve));
    }
  }

  retry(url: string): void {
    this.failures.set(new Map());
    void this.read(url);
  }
}

const texts = new Kept<PackedText, ParsedBylaws>(unpackText);
const comparisons = new Kept<PackedComparison, ComparedTexts>(unpackComparison);

const textUrl = (hash: string) => `/api/clauses/${hash}`;
const comparisonUrl = (before: string, after: string) => `/api/comparisons/${before}/${after}`;

/** Reads what the page of one text, or of two compared, will ask for. */
export function prepareTexts(hashes: readonly string[]): Promise<void> {
  const [before, after] = hashes;
  if (before === undefined) return Promise.resolve();
  return after === undefined ? texts.read(textUrl(before)) : comparisons.read(comparisonUrl(before, after));
}

/** Something that is read: `value` is missing until it is there, `failure` says why it could not be had. */
interface Read<T> {
  value?: T;
  failure?: string;
  /** How far it is, where making it takes long. */
  promised?: Promised;
  retry: () => void;
}

function useKept<Json, T>(kept: Kept<Json, T>, url: string): Read<T> {
  const known = useStore(kept.known);
  const failures = useStore(kept.failures);
  const promised = useStore(kept.promised);
  const hasFailed = failures.has(url);
  useEffect(() => {
    void kept.read(url);
    if (!hasFailed) return;
    const onOnline = () => kept.retry(url);
    addEventListener("online", onOnline);
    // The text may have been replaced while this page was being opened: then another one is read in its place.
    const unfollow = followLibrary();
    return () => {
      removeEventListener("online", onOnline);
      unfollow();
    };
  }, [kept, url, hasFailed]);
  return {
    value: known.get(url),
    failure: failures.get(url),
    promised: promised.get(url),
    retry: () => kept.retry(url),
  };
}

/** The text whose source has this hash. */
export function useText(hash: string): Read<ParsedBylaws> {
  return useKept(texts, textUrl(hash));
}

/** The texts with these two hashes, compared. */
export function useComparison(before: string, after: string): Read<ComparedTexts> {
  return useKept(comparisons, comparisonUrl(before, after));
}

/** The newest value that was not `undefined`: what is read stays on the page while something newer loads. */
export function useLatest<T>(value: T | undefined): T | undefined {
  const latest = useRef<T | undefined>(undefined);
  if (value !== undefined) latest.current = value;
  return value ?? latest.current;
}
