import type { Span } from "./clause.ts";

/**
 * The spans as a text can show them: in order, without blanks at their ends,
 * none empty, one of a kind at a place. What is strong twice is strong, and of
 * two links in each other the outer one leads.
 */
export function normalSpans(spans: readonly Span[], text: string): Span[] {
  const trimmed = spans.map((span) => trim(span, text)).filter(({ from, to }) => to > from);
  trimmed.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Span[] = [];
  const last: { [kind: string]: Span } = {};
  for (const span of trimmed) {
    const before = last[span.kind];
    if (before && span.from < before.to) {
      if (span.kind !== "link") before.to = Math.max(before.to, span.to);
      continue;
    }
    last[span.kind] = span;
    kept.push(span);
  }
  return kept.sort((a, b) => a.from - b.from || b.to - a.to);
}

function trim(span: Span, text: string): Span {
  let { from } = span;
  let to = Math.min(span.to, text.length);
  while (from < to && text[from] === " ") from++;
  while (to > from && text[to - 1] === " ") to--;
  return { ...span, from, to };
}
