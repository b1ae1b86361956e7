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
    ...terms.flatMap((term) => checkTerm(term, clauses, lineOf)),
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

function checkReferences(parsed: ParsedBylaws, clauses: ReadonlyMap<string, Clause>, lineOf: LineOf): Problem[] {
  return findReferences(parsed).flatMap((reference) => {
    if (reference.kind !== "missing") return [];
    const { clause, part, from, to } = reference;
    const words = clauses.get(clause)![part].slice(from, to);
    const nearest = nearestClauses(parsed, words, 3).map(({ address }) => address);
    const advice = nearest.length > 0 ? ` The nearest are: ${nearest.join(", ")}.` : "";
    const message = `“${words}” in ${clause} names a clause that is not in this text. Correct it.${advice}`;
    return [problem("reference-missing", message, { line: lineOf(reference) })];
  });
}

function checkTerm({ term, definitions, uses }: Term, clauses: ReadonlyMap<string, Clause>, lineOf: LineOf): Problem[] {
  const [first] = definitions;
  const second = definitions.find((one) => one !== first && !one.isLocal && one.clause !== first!.clause);
  const found: Problem[] = [];
  const isShort = term.split(" ").length <= MOST_TERM_WORDS;
  if (second && !first!.isLocal && isShort) {
    const message = `“${term}” is defined in ${first!.clause} and again in ${second.clause}. Leave one out, or make sure that both say the same.`;
    found.push(remark("term-defined-twice", message, lineOf(second)));
  }
  if (uses.length === 0 && isShort && !isSaidOtherwise(term, definitions.length, clauses)) {
    const message = `“${term}” is defined here and used nowhere else. Leave the definition out, or use the term.`;
    found.push(remark("term-unused", message, lineOf(first!)));
  }
  return found;
}

/** The same words stand somewhere in other capitals, or as part of a longer word. */
function isSaidOtherwise(term: string, definitions: number, clauses: ReadonlyMap<string, Clause>): boolean {
  const words = term.toLowerCase().replace(/(?:ies|y|e?s)$/, "");
  let count = 0;
  for (const { title, text } of clauses.values()) {
    count += `${title}\n${text}`.toLowerCase().split(words).length - 1;
    if (count > definitions) return true;
  }
  return false;
}

function remark(code: string, message: string, line: number): Problem {
  return problem(code, message, { line, remark: true });
}
