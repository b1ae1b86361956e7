import { nameOfText, type Selector } from "../anchor/selectors.ts";
import { HIDING_KINDS, Hiding, withoutWords } from "../discuss/hiding.ts";
import type { Entry } from "../ledger/entry.ts";
import { countRows } from "../store/copyTables.ts";
import { listDocuments, readEntries, readPeople, readTexts } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Library } from "../text/document.ts";
import { SelectorsOfTexts } from "./selectorsOfTexts.ts";
import { SummedLines } from "./summedLines.ts";

export const RECORD_FORMAT = "openfloor-record";
export const RECORD_VERSION = 1;

/**
 * The public record as lines of JSON: what it is, every entry exactly as it is
 * kept but for words that are hidden, the people who speak in it as everyone
 * may see them, and the texts they spoke about. The same record gives the same
 * bytes, whatever database it is in. Mail addresses are in none of it.
 *
 * @param library Names the documents; what it does not know keeps its folder's name.
 */
export async function* printRecord(
  { database }: Snapshot,
  library: Library,
  onProgress: (share: number) => void,
): AsyncGenerator<string> {
  const lines = new SummedLines();
  const all = await countRows(database, "entries");
  const documents = (await listDocuments(database)).map((slug) => {
    const known = library.documents.find((document) => document.slug === slug);
    return { slug, title: known?.title, organisation: known?.organisation };
  });
  yield lines.line({ format: RECORD_FORMAT, version: RECORD_VERSION, documents, entries: all });
  const selectors = new SelectorsOfTexts(database);
  const authors = new Set<string>();
  let [entries, people, texts] = [0, 0, 0];
  const hiding = new Hiding();
  for await (const some of readEntries(database, HIDING_KINDS)) for (const entry of some) hiding.add(entry);
  for await (const some of readEntries(database)) {
    for (const kept of some) {
      authors.add(kept.by);
      const hidden = hiding.find(kept.seq);
      const entry = hidden ? withoutWords(kept, hidden) : kept;
      yield lines.line({ entry, target: await targetOf(entry, selectors) });
    }
    entries += some.length;
    onProgress(entries / all);
  }
  for await (const some of readPeople(database, authors)) {
    for (const person of some) yield lines.line({ person });
    people += some.length;
  }
  for await (const text of readTexts(database)) {
    yield lines.line({ text });
    texts += 1;
  }
  yield lines.line({ end: { entries, people, texts } });
}

/** Where an entry's words stand, as other programs understand it; the text itself is further down. */
async function targetOf(
  entry: Entry,
  selectors: SelectorsOfTexts,
): Promise<{ source: string; selector: Selector[] } | undefined> {
  const found = await selectors.of(entry);
  return found && { source: nameOfText(found.text), selector: found.selector };
}
