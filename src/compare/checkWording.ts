import { makeLineAt, type SourceText } from "../text/checkText.ts";
import type { Clause, Span } from "../text/clause.ts";
import { sourceOffset } from "../text/find.ts";
import { type Problem, problem } from "../text/problem.ts";
import { References } from "../text/references.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { nameOf } from "./name.ts";
import { findStaleReferences, type StaleReference } from "./staleReferences.ts";

/**
 * Names what is wrong in a new wording when it is laid beside the old one:
 * references that did not follow, and marks that someone left at the change.
 * Lines are those of the new text.
 */
export function checkWording(before: SourceText, after: SourceText, comparison: Comparison): Problem[] {
  const lineAt = makeLineAt(after.source);
  const lineOf = (clause: Clause, part: "title" | "text", at: number) => lineAt(sourceOffset(clause, part, at));
  // Where a text uses italics and bold for its own ends, they are no marks.
  const mayBeMark = !comparison.rows.some(({ before: clause }) => clause?.spans.some(isEmphasis));
  const byAddress = new Map(comparison.rows.map((row) => [row.after?.address, row.after]));
  const stale = findStaleReferences(new References(before.parsed), new References(after.parsed), comparison);
  return [
    ...stale.map((one) => {
      const { clause, part, from } = one.reference;
      return problem("reference-stale", tellStale(one), { line: lineOf(byAddress.get(clause)!, part, from) });
    }),
    ...comparison.rows.flatMap((row) =>
      findMarks(row, mayBeMark).map(({ part, at, message, isRemark }) => {
        const place = { line: lineOf(row.after!, part, at), ...(isRemark ? { remark: true } : {}) };
        return problem("mark-left", message, place);
      }),
    ),
  ].sort((a, b) => a.line! - b.line!);
}

function tellStale({ reference, words, named, became, names }: StaleReference): string {
  const now = names ? `now that is ${nameOf(names, true)}` : "now there is no such clause";
  const fate = became ? `which has become ${nameOf(became)}` : "which was struck";
  const advice = became ? `Name ${nameOf(became)}` : "Name another";
  return `“${words}” in ${reference.clause} named ${nameOf(named, true)}, ${fate}; ${now}. ${advice}, or leave it so if it is meant.`;
}

interface Mark {
  part: "title" | "text";
  at: number;
  message: string;
  isRemark?: boolean;
}

/** Signs that mark a change by hand, around words that are new. */
const SIGNS =
  /\{\+|\+\}|\[-(?=\p{L})|(?<=\p{L}|[.,;])-\]|~~|(?<![\p{L}\p{N}/*:])[*/](?=[\p{L}(“"])[^*/]{3,}?[*/](?![\p{L}\p{N}/*])|(?<=\s)\/(?=\p{L})|(?<=[,;.\s])\/(?=\s|\p{L}|$)/u;

function findMarks(row: ComparedClause, mayBeMark: boolean): Mark[] {
  const { before, after, movedTo } = row;
  if (!before || !after || movedTo !== undefined) return [];
  return row.text
    .filter(({ quiet, after: { from, to } }) => !quiet && to > from)
    .flatMap((change) => leftSign(change, after) ?? (mayBeMark ? leftEmphasis(change, after) : undefined) ?? []);
}

function leftSign({ after: { from, to } }: Change, { address, text }: Clause): Mark | undefined {
  const sign = SIGNS.exec(text.slice(from, to));
  if (!sign) return undefined;
  const [mark] = /\{\+|\+\}|\[-|-\]|~~|[*/]/.exec(sign[0])!;
  const message = `“${mark}” stands in ${address} at words that are new, as a mark of the change: it would be part of the text. Take it out; the change is marked by itself.`;
  return { part: "text", at: from + sign.index, message };
}

const isEmphasis = ({ kind }: Span): boolean => kind === "emphasis" || kind === "strong";

/** Italics or bold over most of what is new. */
function leftEmphasis({ after: { from, to } }: Change, { address, text, spans }: Clause): Mark | undefined {
  const span = spans.find((one) => isEmphasis(one) && one.from < to && from < one.to && one.to - one.from > 1);
  if (!span) return undefined;
  const wordsIn = (start: number, end: number) => text.slice(start, end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const [shared, isNew, marked] = [
    wordsIn(Math.max(from, span.from), Math.min(to, span.to)),
    wordsIn(from, to),
    wordsIn(span.from, span.to),
  ];
  if (shared < 2 || shared * 2 < Math.max(isNew, marked)) return undefined;
  const [ours, theirs] = [text.slice(from, to).trim(), text.slice(span.from, span.to)];
  const differ = shared === isNew && shared === marked ? "" : ` And they are not the change: new is “${ours}”.`;
  const message = `“${theirs}” in ${address} stands in italics or bold, as a mark of the change: it would be part of the text.${differ} Take it out; the change is marked by itself.`;
  return { part: "text", at: span.from, message, isRemark: differ === "" };
}
