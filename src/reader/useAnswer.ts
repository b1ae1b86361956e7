import { useEffect, useMemo, useRef, useState } from "react";
import { ask } from "../ledger/remote.ts";
import { browser } from "./browser.ts";

/** Something the server is asked for: `value` is missing until it is there, `failure` says why it could not be had. */
export interface Answer<T> {
  value?: T;
  failure?: string;
  retry: () => void;
}

interface Given {
  url: string;
  value?: unknown;
  failure?: string;
}

/** Answers that were there before the page was drawn. */
const prepared = new Map<string, Given>();

/** Asks for what a page will ask for, so that it is drawn whole. */
export async function prepareAnswer(url: string): Promise<void> {
  prepared.set(url, await give(url));
}

const ASK_AGAIN_MS = 400;

async function give(url: string): Promise<Given> {
  try {
    for (;;) {
      const response = await ask(browser, url);
      if (response.status !== 202) return { url, value: await response.json() };
      // Promised: the server is still at it.
      await new Promise<void>((resolve) => browser.after(ASK_AGAIN_MS, resolve));
    }
  } catch (error) {
    return { url, failure: (error as Error).message };
  }
}

/**
 * What the server answers to one question, asked again when the question or `stamp` is another.
 *
 * The last answer to the same question stays until a newer one is there.
 */
export function useAnswer<T>(url: string, stamp = ""): Answer<T> {
  const [given, setGiven] = useState(() => prepared.get(url));
  const isFresh = useRef(given !== undefined);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another stamp, and for another try
  useEffect(() => {
    prepared.delete(url);
    if (isFresh.current) {
      isFresh.current = false;
      return;
    }
    let isWanted = true;
    void give(url).then((next) => {
      if (isWanted) setGiven((last) => (next.failure && last?.url === url ? { ...last, failure: next.failure } : next));
    });
    return () => {
      isWanted = false;
    };
  }, [url, stamp, tries]);
  return useMemo(() => {
    const known = given?.url === url ? given : undefined;
    const retry = () => {
      setGiven((last) => last && { url: last.url, value: last.value });
      setTries((count) => count + 1);
    };
    return { value: known?.value as T | undefined, failure: known?.failure, retry };
  }, [given, url]);
}
