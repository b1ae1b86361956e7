import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { escapePattern } from "./escapePattern.ts";
import type { Term, TermPlace } from "./terms.ts";

/** Capitalised words that are used as a defined term is, and that the text never defines. */
export interface UndefinedTerm {
  term: string;
  uses: TermPlace[];
}

/** A text that defines fewer than this leaves most of its words to the reader. */
const FEWEST_DEFINED = 5;
const FEWEST_USES = 3;
const FEWEST_CLAUSES = 2;
const CAPITALISED =
  /(?<=[\p{Ll},;] the )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2}(?![\p{L}’'-]| (?:of|for|on|and) \p{Lu}| \p{Lu})/gu;

/**
 * Finds terms that are used and never defined.
 *
 * Only where the text defines a good many, and only “the Xxx Yyy” in the midst
 * of sentences whose last word is part of a defined term: “the Associate
 * Member” where “Member” is defined. Names of bodies and places look the same
 * otherwise, and a list of false alarms is not read.
 */
export function findUndefinedTerms(parsed: ParsedBylaws, terms: readonly Term[]): UndefinedTerm[] {
  if (terms.length < FEWEST_DEFINED) return [];
  const known = new Set(terms.map(({ term }) => plain(term)));
  const heads = new Set(terms.map(({ term }) => plain(term).split(" ").at(-1)!));
  const titles: string[] = [];
  const texts: string[] = [];
  const found = new Map<string, UndefinedTerm>();
  for (const clause of eachClause(parsed.clauses)) {
    titles.push(plain(clause.title));
    texts.push(clause.text);
    for (const place of placesIn(clause)) {
      const term = clause.text.slice(place.from, place.to);
      const words = plain(term);
      if (known.has(words) || !heads.has(words.split(" ").at(-1)!)) continue;
      const one = found.get(words) ?? { term, uses: [] };
      one.uses.push(place);
      found.set(words, one);
    }
  }
  // A section of that name says what it is.
  const allTitles = `${titles.join("\n")}\n${plain(parsed.title)}`;
  const often = [...found].filter(([words, { uses }]) => {
    const clauses = new Set(uses.map(({ clause }) => clause));
    return uses.length >= FEWEST_USES && clauses.size >= FEWEST_CLAUSES && !allTitles.includes(words);
  });
  if (often.length === 0) return [];
  const allWords = texts.join("\n");
  // Part of a longer name: “the University of Skerrow Boating Society”.
  const isPart = ({ term }: UndefinedTerm) => new RegExp(`\\p{Lu}\\p{Ll}+ ${escapePattern(term)}`, "u").test(allWords);
  return often.map(([, one]) => one).filter((one) => !isPart(one));
}

function placesIn({ address, text }: Clause): TermPlace[] {
  return Array.from(text.matchAll(CAPITALISED), ({ 0: words, index }) => ({
    clause: address,
    part: "text",
    from: index,
    to: index + words.length,
  }));
}

const plain = (words: string): string => words.toLowerCase().replace(/(?<=[^s])s\b/g, "");
