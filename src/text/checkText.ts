import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { nearestClauses, sourceOffset } from "./find.ts";
import { findOddCharacters } from "./oddCharacters.ts";
import { type Problem, problem } from "./problem.ts";
import { findReferences } from "./references.ts";
import { findTerms, type Term, type TermPlace } from "./terms.ts";
import { findUndefinedTerms } from "./undefinedTerms.ts";

/** A text as it was read, with the source it was read from. */
export interface SourceText {
  parsed: ParsedBylaws;
  source: string;
}

/** Terms without use that are told; each is looked for in the whole text once more. */
const MOST_UNUSED = 200;
/** Longer ones are the names of laws and papers, said once so that they can be found. */
const MOST_TERM_WORDS = 3;

/**
 * Names what is wrong in one text beyond what `parseBylaws` tells: characters
 * that nobody sees, references that lead nowhere, terms defined twice or
 * without use, and terms without definition. In the order of its lines.
 */
export function checkText({ parsed, source }: SourceText): Problem[] {
  const clauses = new Map(Array.from(eachClause(parsed.clauses), (clause) => [clause.address, clause]));
  const lineAt = makeLineAt(source);
  const lineOf = ({ clause, part, from }: TermPlace): number => lineAt(sourceOffset(clauses.get(clause)!, part, from));
  const terms = findTerms(parsed);
  return [
    ...findOddCharacters(source),
    ...checkReferences(parsed, clauses, lineOf),
    ...checkTerms(terms, clauses, lineOf),
    ...findUndefinedTerms(parsed, terms).map(({ term, uses }) =>
      remark(
        "term-undefined",
        `“${term}” is used ${uses.length} times as if it were a defined term, and is defined nowhere in this text. Define it, or leave it so if its meaning is plain.`,
        lineOf(uses[0]!),
      ),
    ),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** @returns A function from an offset in the source to its line, counted from 1. */
export function makeLineAt(source: string): (offset: number) => number {
  const starts = [0, ...Array.from(source.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

type LineOf = (place: TermPlace) => number;

/** References whose nearest clauses are looked for; a text with more has another trouble. */
const MOST_ADVISED = 20;

function checkReferences(parsed: ParsedBylaws, clauses: ReadonlyMap<string, Clause>, lineOf: LineOf): Problem[] {
  const missing = findReferences(parsed).filter(({ kind }) => kind === "missing");
  return missing.map((reference, index) => {
    const { clause, part, from, to } = reference;
    const words = clauses.get(clause)![part].slice(from, to);
    const nearest = index < MOST_ADVISED ? nearestClauses(parsed, words, 3).map(({ address }) => address) : [];
    const advice = nearest.length > 0 ? ` The nearest are: ${nearest.join(", ")}.` : "";
    const message = `“${words}” in ${clause} names a clause that is not in this text. Correct it.${advice}`;
    return problem("reference-missing", message, { line: lineOf(reference) });
  });
}

function checkTerms(terms: readonly Term[], clauses: ReadonlyMap<string, Clause>, lineOf: LineOf): Problem[] {
  const unused = terms.filter(({ term, uses }) => uses.length === 0 && isShort(term)).slice(0, MOST_UNUSED);
  const words =
    unused.length === 0
      ? ""
      : Array.from(clauses.values(), ({ title, text }) => `${title}\n${text}`)
          .join("\n")
          .toLowerCase();
  return [
    ...terms.flatMap(({ term, definitions }) => {
      const [first] = definitions;
      const second = definitions.find((one) => one !== first && !one.isLocal && one.clause !== first!.clause);
      if (!second || first!.isLocal || !isShort(term)) return [];
      const message = `“${term}” is defined in ${first!.clause} and again in ${second.clause}. Leave one out, or make sure that both say the same.`;
      return [remark("term-defined-twice", message, lineOf(second))];
    }),
    ...unused
      .filter(({ term, definitions }) => !isSaidMoreOften(term, definitions.length, words))
      .map(({ term, definitions: [first] }) => {
        const message = `“${term}” is defined here and used nowhere else. Leave the definition out, or use the term.`;
        return remark("term-unused", message, lineOf(first!));
      }),
  ];
}

const isShort = (term: string): boolean => term.split(" ").length <= MOST_TERM_WORDS;

/** It stands somewhere in other capitals, or as part of a longer word. @param words Those of the text, in lower case. */
function isSaidMoreOften(term: string, times: number, words: string): boolean {
  const stem = term.toLowerCase().replace(/(?:ies|y|e?s)$/, "");
  let at = -1;
  for (let count = 0; count <= times; count++) {
    at = words.indexOf(stem, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function remark(code: string, message: string, line: number): Problem {
  return problem(code, message, { line, remark: true });
}
