import { useEffect } from "react";
import { ask } from "../ledger/remote.ts";
import type { Library } from "../text/document.ts";
import { browser } from "./browser.ts";
import { Store, useStore } from "./Store.ts";

/** What is known of the organisation's files. */
export type LibraryView = { library?: Library; failure?: string };

const view = new Store<LibraryView>({});
let reading: Promise<Library | undefined> | undefined;
let wanted: string | undefined;

/** Reads the library unless it is known with this stamp already. @returns What is known then. */
export async function refreshLibrary(stamp?: string): Promise<Library | undefined> {
  const known = view.get().library;
  if (stamp !== undefined && known?.stamp === stamp) return known;
  wanted = stamp;
  if (reading) return reading;
  reading = readLibrary(stamp);
  const library = await reading;
  reading = undefined;
  // Files changed again while this was under way. Asked once: a server that has gone back to older files says so itself.
  if (wanted !== undefined && library && library.stamp !== wanted) {
    const newer = wanted;
    wanted = undefined;
    return refreshLibrary(newer);
  }
  return library;
}

/** @param stamp What was told of: where there are several servers, another one may answer, which reads the files a moment later. */
async function readLibrary(stamp?: string): Promise<Library | undefined> {
  try {
    const response = await ask(browser, `/api/library${stamp ? `?stamp=${encodeURIComponent(stamp)}` : ""}`);
    const library = (await response.json()) as Library;
    view.set({ library });
    return library;
  } catch (error) {
    view.set({ library: view.get().library, failure: (error as Error).message });
    return view.get().library;
  }
}

/** All documents with their versions and amendments, without the texts. */
export function useLibrary(): LibraryView {
  const current = useStore(view);
  useEffect(() => {
    if (!view.get().library) void refreshLibrary();
    const onOnline = () => void refreshLibrary();
    addEventListener("online", onOnline);
    return () => removeEventListener("online", onOnline);
  }, []);
  return current;
}

/** Follows what becomes of the files, until the returned function is called. */
export function followLibrary(): () => void {
  const events = browser.openEvents("/api/events");
  const onStamp = ({ data }: { data?: unknown }) =>
    void refreshLibrary((JSON.parse(String(data)) as { stamp: string }).stamp);
  events.addEventListener("hello", onStamp);
  events.addEventListener("library", onStamp);
  return () => events.close();
}

/** The same, on a page without a discussion. */
export function useLibraryEvents(): void {
  useEffect(followLibrary, []);
}
