import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { type Definition, findDefinitions } from "./definitions.ts";
import { escapePattern } from "./escapePattern.ts";

/** Where words stand: UTF-16 units into a part of a clause, `to` exclusive. */
export interface TermPlace {
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
}

/** A word or words with a meaning that the text itself gives them: `Voting Member`. */
export interface Term {
  term: string;
  /** In reading order. */
  definitions: Definition[];
  /** Everywhere else, also in the plural; words of a longer term are a use of that one only. */
  uses: TermPlace[];
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** The word without `-s`, `’s` and the like, so that `Members` is a use of `Member`. */
function stem(word: string): string {
  const plain = word.replace(/['’]s?$/, "");
  if (/ies$/.test(plain) && plain.length > 4) return `${plain.slice(0, -3)}y`;
  return /[^s]s$/.test(plain) && plain.length > 3 ? plain.replace(/(?<=[sxz]|ch|sh)es$|s$/, "") : plain;
}

/**
 * The defined terms of a text, in the order of their first definitions, with
 * every place where each is used. Takes time in proportion to its length.
 *
 * @param definitions Those of another text, to find what uses their terms in this one.
 */
export function findTerms(parsed: ParsedBylaws, definitions = findDefinitions(parsed)): Term[] {
  const terms = new Map<string, Term>();
  for (const definition of definitions) {
    const key = keyOf(definition.term);
    const known = terms.get(key);
    if (known) known.definitions.push(definition);
    else terms.set(key, { term: definition.term, definitions: [definition], uses: [] });
  }
  if (terms.size === 0) return [];
  const finder = makeFinder([...terms.values()]);
  for (const clause of eachClause(parsed.clauses)) {
    for (const part of ["title", "text"] as const) finder(clause, part);
  }
  return [...terms.values()];
}

const keyOf = (term: string): string => (term.match(WORD) ?? []).map(stem).join(" ");

function makeFinder(terms: readonly Term[]): (clause: Clause, part: "title" | "text") => void {
  const byFirst = new Map<string, { words: string[]; term: Term }[]>();
  for (const term of terms.filter(({ term: words }) => !UNSPACED.test(words))) {
    const words = keyOf(term.term).split(" ");
    const first = byFirst.get(words[0]!);
    if (first) first.push({ words, term });
    else byFirst.set(words[0]!, [{ words, term }]);
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.words.length - a.words.length);
  const unspaced = terms.filter(({ term }) => UNSPACED.test(term)).sort((a, b) => b.term.length - a.term.length);
  const alternatives = unspaced.map(({ term }) => escapePattern(term)).join("|");
  const anyUnspaced = alternatives ? new RegExp(alternatives, "gu") : undefined;
  const byTerm = new Map(unspaced.map((term) => [term.term, term]));
  const keyOfPlace = ({ clause, part, from }: Omit<TermPlace, "to">) => `${clause} ${part} ${from}`;
  const defined = new Set(terms.flatMap(({ definitions }) => definitions.map(keyOfPlace)));

  return (clause, part) => {
    const text = clause[part];
    const add = (term: Term, from: number, to: number): void => {
      const place = { clause: clause.address, part, from, to };
      if (!defined.has(keyOfPlace(place))) term.uses.push(place);
    };
    if (anyUnspaced)
      for (const { 0: found, index } of text.matchAll(anyUnspaced))
        add(byTerm.get(found)!, index, index + found.length);
    if (byFirst.size === 0) return;
    const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
      stem: stem(word),
      from: index,
      to: index + word.length,
    }));
    for (let at = 0; at < words.length; at++) {
      const found = byFirst
        .get(words[at]!.stem)
        ?.find((one) => one.words.every((word, offset) => words[at + offset]?.stem === word));
      if (!found) continue;
      const last = at + found.words.length - 1;
      add(found.term, words[at]!.from, words[last]!.to);
      at = last;
    }
  };
}
