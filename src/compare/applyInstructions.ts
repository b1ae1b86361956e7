import type { ParsedBylaws } from "../text/clause.ts";
import { type Problem, problem } from "../text/problem.ts";
import { AmendedText, type OpenNode, type Splice } from "./amendedText.ts";
import { findWords } from "./findWords.ts";
import { type ClauseRef, type Instruction, openingOf, type Place, type Step } from "./instruction.ts";
import { QuoteFinder } from "./quoteFinder.ts";

type WordsStep = Extract<Step, { do: "words" }>;

/**
 * Carries instructions out on a text in force, in their order.
 *
 * @returns The new text: clauses, labels, addresses, titles, words, markup;
 *   where they stand in a source is not known. Or, when an instruction does
 *   not fit the text, every one that does not; then nothing has been changed.
 */
export function applyInstructions(
  before: ParsedBylaws,
  instructions: readonly (Step & Partial<Pick<Instruction, "sentence">>)[],
): ParsedBylaws | Problem[] {
  const text = new AmendedText(before);
  const problems: Problem[] = [];
  const refuse = (index: number, why: string): void => {
    const { sentence } = instructions[index]!;
    const quoted = sentence ? ` (“${sentence}”)` : "";
    problems.push(
      problem(
        "instruction-does-not-fit",
        `Instruction ${index + 1} does not fit this text${quoted}: ${why} Nothing was changed; check that the instructions were made from this text.`,
        { field: String(index) },
      ),
    );
  };
  for (let at = 0; at < instructions.length; ) {
    const step = instructions[at]!;
    if (step.do === "words") {
      const run = runOfWords(instructions, at);
      amendWords(text, run, (index, why) => refuse(at + index, why));
      at += run.length;
      continue;
    }
    const why = carryOut(text, step);
    if (why) refuse(at, why);
    at++;
  }
  return problems.length > 0 ? problems : text.finish();
}

/** Steps in a row that speak of the same words: all of them quote these as they stand before the first. */
function runOfWords(steps: readonly Step[], first: number): WordsStep[] {
  const run: WordsStep[] = [];
  for (let at = first; at < steps.length; at++) {
    const step = steps[at]!;
    if (step.do !== "words" || (run[0] && !(isSame(step.clause, run[0].clause) && step.part === run[0].part))) break;
    run.push(step);
  }
  return run;
}

function isSame(a: ClauseRef, b: ClauseRef): boolean {
  return "before" in a ? "before" in b && a.before === b.before : "after" in b && a.after === b.after;
}

function amendWords(text: AmendedText, run: readonly WordsStep[], refuse: (index: number, why: string) => void): void {
  const { clause, part } = run[0]!;
  const node = text.find(clause);
  if (!node) {
    for (const index of run.keys()) refuse(index, noClause(clause));
    return;
  }
  const splices: (Splice & { index: number })[] = [];
  const finder = new QuoteFinder(node[part]);
  run.forEach((step, index) => {
    const from = findWords(finder, step);
    if (from === undefined) refuse(index, `‘${step.behind}${step.strike}’ does not stand there.`);
    else splices.push({ from, to: from + step.strike.length, insert: step.insert, index });
  });
  splices.sort((a, b) => a.from - b.from || a.to - b.to || a.index - b.index);
  splices.forEach(({ from, index }, order) => {
    if (order > 0 && from < splices[order - 1]!.to) refuse(index, "it speaks of words that another one strikes.");
  });
  text.splice(node, part, splices);
}

/** @returns Why it cannot be done, or `undefined`. */
function carryOut(text: AmendedText, step: Exclude<Step, WordsStep>): string | undefined {
  switch (step.do) {
    case "retitle":
      if (text.title !== step.strike) return `the text is not called ‘${step.strike}’.`;
      text.title = step.insert;
      return undefined;
    case "insert": {
      const ref = { after: step.clause.address };
      if (text.find(ref)) return `${step.clause.address} has been put in already.`;
      if (!text.findPlace(step.place)) return noPlace(step.place);
      const why = step.take && whyNoTake(text, step.take.from, step.take.words);
      if (why) return why;
      const node = text.insert(step.clause, step.place);
      if (step.take) text.take(text.find(step.take.from)!, step.take.words, node, "end");
      return undefined;
    }
    case "take": {
      const to = text.find(step.to);
      const why = to ? whyNoTake(text, step.from, step.words) : noClause(step.to);
      if (!why) text.take(text.find(step.from)!, step.words, to!, step.at);
      return why;
    }
    case "mark": {
      const node = text.find(step.clause);
      if (!node) return noClause(step.clause);
      const wrong = step.spans.find(({ from, to, words }) => node.text.slice(from, to) !== words);
      if (wrong) return `‘${wrong.words}’ does not stand there.`;
      node.spans = step.spans.map(({ words: _, ...span }) => span);
      return undefined;
    }
    default:
      return carryOutOnClause(text, step);
  }
}

function carryOutOnClause(
  text: AmendedText,
  step: Extract<Step, { do: "move" | "number" | "strike" }>,
): string | undefined {
  const node = text.find(step.clause);
  if (!node) return noClause(step.clause);
  if (node.before && openingOf(node.before) !== step.opening)
    return `${node.name} does not start with ‘${step.opening}’.`;
  if (step.do === "strike") text.strike(node);
  else if (step.do === "number") text.number(node, step.as);
  else {
    const place = text.findPlace(step.place);
    if (!place || isWithin(place.parent, node) || place.previous === node) return noPlace(step.place);
    text.move(node, step.place);
    if (step.as) text.number(node, step.as);
  }
  return undefined;
}

function whyNoTake(text: AmendedText, from: ClauseRef, words: string): string | undefined {
  const node = text.find(from);
  if (!node) return noClause(from);
  return words !== "" && node.text.includes(words) ? undefined : `‘${words}’ does not stand there.`;
}

function isWithin(node: OpenNode, outer: OpenNode): boolean {
  for (let at: OpenNode | undefined = node; at; at = at.parent) if (at === outer) return true;
  return false;
}

function noClause(ref: ClauseRef): string {
  return `there is no clause ${"before" in ref ? ref.before : ref.after}.`;
}

function noPlace({ inside, behind }: Place): string {
  const [a, b] = [inside, behind].map((ref) => ref && ("before" in ref ? ref.before : ref.after));
  return b ? `${b} does not stand ${a ? `in ${a}` : "on top"}.` : `there is no place in ${a ?? "the text"} for it.`;
}
