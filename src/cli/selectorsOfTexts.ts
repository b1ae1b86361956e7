import type { Anchor } from "../anchor/anchor.ts";
import { type Selector, TextSelectors } from "../anchor/selectors.ts";
import { readSaid } from "../discuss/said.ts";
import type { Entry } from "../ledger/entry.ts";
import { findText } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** Texts that are kept read in memory: comments on one amendment come after each other, on two or three of them. */
const MOST_TEXTS = 6;

/** Finds what entries point at in the texts that are kept. */
export class SelectorsOfTexts {
  readonly #database: Snapshot["database"];
  readonly #read = new Map<string, TextSelectors>();

  constructor(database: Snapshot["database"]) {
    this.#database = database;
  }

  /** The hash of the text, and where in it; `undefined` when the entry is about no words. */
  async of(entry: Entry): Promise<{ text: string; selector: Selector[] } | undefined> {
    const said = readSaid(entry);
    const anchor = said?.kind === "comment" ? said.anchor : undefined;
    if (!anchor) return undefined;
    return { text: anchor.text, selector: (await this.#selectorsOf(anchor)).of(anchor) };
  }

  async #selectorsOf({ text }: Anchor): Promise<TextSelectors> {
    const known = this.#read.get(text);
    if (known) return known;
    // Of a text that is not kept, the quote alone is told.
    const read = new TextSelectors((await findText(this.#database, text)) ?? "");
    if (this.#read.size >= MOST_TEXTS) this.#read.delete(this.#read.keys().next().value!);
    this.#read.set(text, read);
    return read;
  }
}
