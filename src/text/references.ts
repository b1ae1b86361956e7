import { readCitations } from "./citations.ts";
import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { ClauseIndex } from "./clauseIndex.ts";
import { resolveCitation } from "./resolveCitation.ts";

/** Words of a text that name a clause: `Section 4.16(ii)`, `§ 3 Abs. 2`, `第十四条の三`. */
export interface Reference {
  /** Address of the clause it stands in. */
  clause: string;
  part: "title" | "text";
  /** Of a list such as `Sections 4.2 and 4.3`, each has its own words. UTF-16 units into the part, `to` exclusive. */
  from: number;
  to: number;
  /**
   * `clause`: names the clause at `address`. `missing`: names a clause this text
   * should have and has not. `elsewhere`: of another document, or numbered as no
   * clause of this one is. `unclear`: several clauses could be meant.
   */
  kind: "clause" | "missing" | "elsewhere" | "unclear";
  /** Of a clause, or of an item inside a sentence. */
  address?: string;
}

/** Finds the references in one text. Its index is made once; each clause then costs what its words cost. */
export class References {
  readonly #index: ClauseIndex;
  readonly #title: string;
  readonly #found = new Map<Clause, Reference[]>();

  constructor(parsed: ParsedBylaws) {
    this.#index = new ClauseIndex(parsed);
    this.#title = parsed.title;
  }

  /** Those in the title and the text of a clause of the text, in reading order; clauses inside it are not looked into. */
  inClause(clause: Clause): readonly Reference[] {
    const known = this.#found.get(clause);
    if (known) return known;
    const found = this.#read(clause);
    this.#found.set(clause, found);
    return found;
  }

  #read(clause: Clause): Reference[] {
    return (["title", "text"] as const).flatMap((part) =>
      readCitations(clause[part]).flatMap((citation) => {
        const { kind, address } = resolveCitation(citation, clause, this.#index, this.#title);
        const { from, to } = citation;
        return [{ clause: clause.address, part, from, to, kind, ...(address === undefined ? {} : { address }) }];
      }),
    );
  }

  /** The clause itself, or that of an item inside a sentence: `4.16` of `4.16(ii)`. */
  clauseOf(address: string): Clause | undefined {
    for (let at = address; ; at = at.slice(0, at.lastIndexOf("("))) {
      const clause = this.#index.clauseAt(at);
      if (clause || !at.includes("(")) return clause;
    }
  }
}

/** All references of a text, in reading order. */
export function findReferences(parsed: ParsedBylaws): Reference[] {
  const references = new References(parsed);
  return Array.from(eachClause(parsed.clauses)).flatMap((clause) => references.inClause(clause));
}
