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
  const spans = inline.spans
    .map((span) => ({ ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }))
    .filter((span) => span.to > span.from);
  const runs = inline.runs.flatMap((run) => {
    const start = Math.max(run.at, from);
    const end = Math.min(run.at + run.length, to);
    return end > start ? [{ at: start - from, source: run.source + start - run.at, length: end - start }] : [];
  });
  return { text: inline.text.slice(from, to), spans, runs };
}
