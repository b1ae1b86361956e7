import { NO_AMOUNT, readCitations } from "./citations.ts";
import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { ClauseIndex } from "./clauseIndex.ts";
import { resolveCitation } from "./resolveCitation.ts";

/** Words of somebody who speaks about a text, which name one of its clauses. UTF-16 units, `to` exclusive. */
interface Mention {
  from: number;
  to: number;
  /** Of the clause, or of an item inside its sentence. */
  address: string;
  /** The clause, or the one that holds the item. */
  clause: Clause;
}

/** `4.16(ii)`: whoever speaks about a text leaves the word before the number out. */
const BARE = new RegExp(
  `(?<![\\p{L}\\p{N}.,/#@-]|[$€£¥] ?)\\d{1,3}(?:\\.\\d{1,3})+(?:\\([A-Za-z0-9]{1,5}\\))*${NO_AMOUNT}`,
  "gu",
);

/** Finds what people name of one text. Its index is made once. */
export class Mentions {
  readonly #index: ClauseIndex;
  readonly #title: string;
  /** What they say stands in no clause of it. */
  readonly #nowhere: Clause | undefined;

  constructor(parsed: ParsedBylaws) {
    this.#index = new ClauseIndex(parsed);
    this.#title = parsed.title;
    const [first] = eachClause(parsed.clauses);
    this.#nowhere = first && { ...first, clauses: [] };
  }

  /** Those in some words, in reading order; what names no clause that exists is left out. */
  inWords(words: string): Mention[] {
    const nowhere = this.#nowhere;
    if (!nowhere) return [];
    const citations = readCitations(words);
    const found = citations.flatMap((citation): Mention[] => {
      const [outermost] = citation.steps;
      // `this Section`, `paragraph (b)`: which one is known only where the words stand in a text.
      if (citation.isThis || !outermost || outermost.family === "inner" || outermost.number === "") return [];
      return this.#mention(
        citation.from,
        citation.to,
        resolveCitation(citation, nowhere, this.#index, this.#title).address,
      );
    });
    for (const { 0: written, index: from } of words.matchAll(BARE)) {
      const to = from + written.length;
      // What reads as a citation and names no clause here is of another document.
      if (citations.some((other) => other.from < to && from < other.to)) continue;
      const [number, ...brackets] = written.split(/[()]+/).filter((part) => part !== "");
      const step = { family: "section", number: number!, brackets };
      const citation = { from, to, steps: [step], isThis: false, isOfThis: true };
      found.push(...this.#mention(from, to, resolveCitation(citation, nowhere, this.#index, this.#title).address));
    }
    return found.sort((a, b) => a.from - b.from);
  }

  #mention(from: number, to: number, address: string | undefined): Mention[] {
    for (let at = address; at; at = at.includes("(") ? at.slice(0, at.lastIndexOf("(")) : undefined) {
      const clause = this.#index.clauseAt(at);
      if (clause) return [{ from, to, address: address!, clause }];
    }
    return [];
  }
}
