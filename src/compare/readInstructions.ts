import type { ClauseKind, Span } from "../text/clause.ts";
import { type Problem, problem } from "../text/problem.ts";
import type { Step } from "./instruction.ts";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isPosition: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isCount: Check = (value) => isPosition(value) && value !== 0;
const isOneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value as string);
const isList =
  (isEntry: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(isEntry);
const isOptional =
  (isThere: Check): Check =>
  (value) =>
    value === undefined || isThere(value);
const isMap =
  (fields: { [field: string]: Check }): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([field, check]) => check((value as { [field: string]: unknown })[field]));

const KINDS: { [kind in ClauseKind]: true } = {
  article: true,
  section: true,
  paragraph: true,
  item: true,
  table: true,
  appendix: true,
  preamble: true,
  definition: true,
  footnote: true,
  note: true,
};
const SPANS: { [kind in Span["kind"]]: true } = { strong: true, emphasis: true, code: true, link: true };
/** Clauses stand in each other so deep at most. */
const MOST_DEPTH = 60;

const isRef: Check = (value) => isMap({ before: isText })(value) !== isMap({ after: isText })(value);
const isPlace = isMap({ inside: isOptional(isRef), behind: isOptional(isRef) });
const heading = { kind: isOneOf(...Object.keys(KINDS)), label: isText, address: isText };
const span = {
  from: isPosition,
  to: isPosition,
  kind: isOneOf(...Object.keys(SPANS)),
  href: isOptional((value) => isText(value) && /^(?:https?:\/\/|mailto:|#)/i.test(value as string)),
};
const isClause = (value: unknown, depth = 0): boolean =>
  depth < MOST_DEPTH &&
  isMap({
    ...heading,
    title: isText,
    text: isText,
    spans: isList(isMap(span)),
    clauses: isList((inner) => isClause(inner, depth + 1)),
  })(value);

const STEPS: { [kind in Step["do"]]: Check } = {
  retitle: isMap({ strike: isText, insert: isText }),
  words: isMap({
    clause: isRef,
    part: isOneOf("title", "text"),
    behind: isText,
    strike: isText,
    occurrence: isCount,
    insert: isText,
  }),
  insert: isMap({ clause: isClause, place: isPlace, take: isOptional(isMap({ from: isRef, words: isText })) }),
  take: isMap({ from: isRef, words: isText, to: isRef, at: isOneOf("start", "end") }),
  move: isMap({ clause: isRef, opening: isText, place: isPlace, as: isOptional(isMap(heading)) }),
  number: isMap({ clause: isRef, opening: isText, as: isMap(heading) }),
  strike: isMap({ clause: isRef, opening: isText }),
  mark: isMap({ clause: isRef, spans: isList(isMap({ ...span, words: isText })) }),
};

/**
 * Checks instructions that come from a file: what `listInstructions` gave, as JSON.
 *
 * @returns The steps, or everything that is none.
 */
export function readInstructions(value: unknown): Step[] | Problem[] {
  if (!Array.isArray(value))
    return [problem("no-instructions", "These are no instructions: a list of them, as JSON, is needed.")];
  const problems = value.flatMap((step: unknown, index) => {
    const kind = isMap({ do: isText })(step) ? (step as { do: string }).do : "";
    if (Object.hasOwn(STEPS, kind) && STEPS[kind as Step["do"]](step)) return [];
    const message = `Instruction ${index + 1} is none that can be carried out. Make the instructions anew.`;
    return [problem("no-instruction", message, { field: String(index) })];
  });
  return problems.length > 0 ? problems : (value as Step[]);
}
