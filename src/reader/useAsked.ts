import { useCallback, useEffect, useState } from "react";
import { ask, Refused } from "../ledger/remote.ts";
import type { Problem } from "../text/problem.ts";
import { browser } from "./browser.ts";
import { tellFailure } from "./post.ts";

/** What the server answers about people, never kept longer than the page is open. */
export interface Asked<T> {
  value?: T;
  /** Why not: `refusal` when the server said no, else it could not be reached. */
  failure?: string;
  refusal?: Problem;
  again: () => Promise<void>;
}

/** Asks the server for something of one's own; asked anew when `stamp` is another. */
export function useAsked<T>(url: string, stamp = ""): Asked<T> {
  const [state, setState] = useState<Omit<Asked<T>, "again">>({});
  const again = useCallback(async () => {
    try {
      const response = await ask(browser, url);
      setState({ value: (await response.json()) as T });
    } catch (error) {
      // What was there for somebody who is no longer signed in goes; a lost line takes nothing away.
      if (error instanceof Refused) setState({ failure: error.message, refusal: error.problem });
      else setState((before) => ({ ...before, failure: tellFailure(error) }));
    }
  }, [url]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another stamp
  useEffect(() => void again(), [again, stamp]);
  return { ...state, again };
}
