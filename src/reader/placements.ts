import { useEffect, useMemo } from "react";
import type { Placement, Sought } from "../anchor/placement.ts";
import { Refused } from "../ledger/remote.ts";
import type { BylawsDocument } from "../text/document.ts";
import { browser } from "./browser.ts";
import { post } from "./post.ts";
import { Store, useStore } from "./Store.ts";

/** On each of the texts asked about, in their order. */
type Found = readonly Placement[];

/** So many are asked for at a time; the server takes 5,000. */
const AT_ONCE = 2_000;
/** The server holds each question for a moment itself. */
const ASK_AGAIN_MS = 100;
const FIRST_RETRY_MS = 1_000;
const SLOWEST_RETRY_MS = 60_000;

/** Where words stand on the texts of one page, asked for once and kept as long as the page. */
class Search {
  readonly found = new Store<ReadonlyMap<string, Found>>(new Map());
  readonly #document: string;
  readonly #texts: readonly string[];
  readonly #asked = new Set<string>();
  #failures = 0;

  constructor(document: string, texts: readonly string[]) {
    this.#document = document;
    this.#texts = texts;
  }

  async seek(wanted: readonly Sought[]): Promise<void> {
    const fresh = new Map(wanted.map((sought) => [nameOf(sought), sought]));
    for (const name of fresh.keys()) if (this.#asked.has(name)) fresh.delete(name);
    for (const name of fresh.keys()) this.#asked.add(name);
    const sought = [...fresh.values()];
    for (let at = 0; at < sought.length; at += AT_ONCE) await this.#ask(sought.slice(at, at + AT_ONCE));
  }

  /** The files have changed: a text that was not kept may be there now. */
  forgetMissing(): void {
    for (const [name, [placement]] of this.found.get()) if (placement?.state === "missing") this.#asked.delete(name);
  }

  async #ask(sought: readonly Sought[]): Promise<void> {
    const question = { document: this.#document, texts: this.#texts, sought };
    try {
      for (;;) {
        const { placements } = await post<{ placements?: Found[] }>("/api/placements", question);
        if (placements) {
          this.#failures = 0;
          const found = new Map(this.found.get());
          for (const [at, each] of sought.entries()) found.set(nameOf(each), placements[at] ?? []);
          this.found.set(found);
          return;
        }
        // Promised: the texts are still being compared.
        await pause(ASK_AGAIN_MS);
      }
    } catch (error) {
      for (const each of sought) this.#asked.delete(nameOf(each));
      if (error instanceof Refused) return;
      this.#failures += 1;
      await pause(Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), SLOWEST_RETRY_MS));
      await this.seek(sought);
    }
  }
}

const pause = (delayMs: number) => new Promise<void>((resolve) => browser.after(delayMs, resolve));

/** One string for what is sought. */
function nameOf({ text, clause, part, from, to }: Sought): string {
  return `${text} ${part} ${from}-${to} ${clause}`;
}

const searches = new Map<string, Search>();

function searchFor(document: string, texts: readonly string[]): Search {
  const name = [document, ...texts].join(" ");
  const search = searches.get(name) ?? new Search(document, texts);
  searches.set(name, search);
  return search;
}

/**
 * Where words of other texts stand on the texts of a page.
 *
 * @param texts Hashes; the one that counts first.
 * @returns Finds the answer; there is none until the server has given it.
 */
export function usePlacements(
  document: BylawsDocument,
  texts: readonly string[],
  sought: readonly Sought[],
): (sought: Sought | undefined) => Found | undefined {
  const key = texts.join(" ");
  const search = useMemo(() => searchFor(document.slug, key.split(" ")), [document.slug, key]);
  const found = useStore(search.found);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another object when the files have changed
  useEffect(() => search.forgetMissing(), [search, document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => void search.seek(sought), [search, sought, document]);
  return useMemo(() => (each) => each && found.get(nameOf(each)), [found]);
}
