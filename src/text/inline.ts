import type { SourceRun, Span } from "./clause.ts";

/** Plain text with what its markup said and where each unit of it stands in the source. */
export interface Inline {
  text: string;
  spans: Span[];
  runs: SourceRun[];
}

/** A part of the source, `to` exclusive. */
export interface Piece {
  from: number;
  to: number;
}

/** The part of an inline text between two positions of it, outer white space left out. */
export function cutInline(inline: Inline, from: number, to: number): Inline {
  while (from < to && inline.text[from] === " ") from++;
  while (to > from && inline.text[to - 1] === " ") to--;
  if (from === 0 && to === inline.text.length) return inline;
  const text = inline.text.slice(from, to);
  return { text, spans: cutSpans(inline.spans, from, to), runs: cutRuns(inline.runs, from, to) };
}

function cutSpans(spans: Span[], from: number, to: number): Span[] {
  if (spans.length === 0) return spans;
  return spans
    .map((span) => ({ ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }))
    .filter((span) => span.to > span.from);
}

function cutRuns(runs: readonly SourceRun[], from: number, to: number): SourceRun[] {
  const kept: SourceRun[] = [];
  for (const run of runs) {
    const start = Math.max(run.at, from);
    const end = Math.min(run.at + run.length, to);
    if (end > start) kept.push({ at: start - from, source: run.source + start - run.at, length: end - start });
  }
  return kept;
}
