import { useEffect } from "react";
import { ask } from "../ledger/remote.ts";
import type { Library } from "../text/document.ts";
import { browser } from "./browser.ts";
import { Store, useStore } from "./Store.ts";

/** What is known of the organisation's files. */
export type LibraryView = { library?: Library; failure?: string };

const view = new Store<LibraryView>({});
let isReading = false;
let wanted: string | undefined;

/** Reads the library unless it is known with this stamp already. */
export function refreshLibrary(stamp?: string): void {
  if (stamp !== undefined && view.get().library?.stamp === stamp) return;
  wanted = stamp;
  if (isReading) return;
  isReading = true;
  void ask(browser, "/api/library")
    .then((response) => response.json() as Promise<Library>)
    .then(
      (library) => view.set({ library }),
      (error: Error) => view.set({ library: view.get().library, failure: error.message }),
    )
    .finally(() => {
      isReading = false;
      // Files changed again while this was under way.
      const { library } = view.get();
      if (wanted && library && library.stamp !== wanted) {
        const stamp = wanted;
        wanted = undefined;
        refreshLibrary(stamp);
      }
    });
}

/** All documents with their versions and amendments, without the texts. */
export function useLibrary(): LibraryView {
  const current = useStore(view);
  useEffect(() => {
    if (!view.get().library) refreshLibrary();
    const onOnline = () => refreshLibrary();
    addEventListener("online", onOnline);
    return () => removeEventListener("online", onOnline);
  }, []);
  return current;
}
