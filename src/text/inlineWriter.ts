import type { SourceRun, Span } from "./clause.ts";
import type { Inline } from "./inline.ts";
import { normalSpans } from "./normalSpans.ts";

const SPACE = /\s/;

/** Units that are markup, and what stands for them. */
export interface Cut {
  from: number;
  to: number;
  text: string;
}

/** What markup says of the units between its signs. */
export interface Mark {
  from: number;
  to: number;
  kind: Span["kind"];
  href?: string;
}

/** Collects plain text and its runs; white space becomes one space, and none at the ends. */
export class InlineWriter {
  #parts: string[] = [];
  #runs: SourceRun[] = [];
  #length = 0;
  #spaceAt = -1;

  get length(): number {
    return this.#length + (this.#spaceAt >= 0 ? 1 : 0);
  }

  /** Where the next word will start. */
  get next(): number {
    return this.length;
  }

  space(source: number): void {
    if (this.#spaceAt < 0 && this.#length > 0) this.#spaceAt = source;
  }

  put(text: string, source: number): void {
    if (this.#spaceAt >= 0) {
      this.#push(" ", this.#spaceAt);
      this.#spaceAt = -1;
    }
    this.#push(text, source);
  }

  /** Plain source without marks. */
  copy(raw: string, source: number): void {
    let start = 0;
    for (let i = 0; i < raw.length; i++) {
      const code = raw.charCodeAt(i);
      if (code > 32 && code < 128) continue;
      if (code !== 32 && !SPACE.test(raw[i]!)) continue;
      // A single blank between words needs no run of its own.
      if (code === 32 && i > start && i + 1 < raw.length && !SPACE.test(raw[i + 1]!)) continue;
      if (i > start) this.put(raw.slice(start, i), source + start);
      this.space(source + i);
      start = i + 1;
    }
    if (raw.length > start) this.put(raw.slice(start), source + start);
  }

  #push(text: string, source: number): void {
    const last = this.#runs.at(-1);
    if (last && last.at + last.length === this.#length && last.source + last.length === source)
      last.length += text.length;
    else this.#runs.push({ at: this.#length, source, length: text.length });
    this.#parts.push(text);
    this.#length += text.length;
  }

  done(spans: readonly Span[]): Inline {
    const text = this.#parts.join("");
    return { text, spans: normalSpans(spans, text), runs: this.#runs };
  }
}

/** The plain text of marked source: `hidden` left out, `marks` as spans. */
export function writeMarked(raw: string, hidden: Cut[], marks: Mark[], sourceOf: (at: number) => number): Inline {
  hidden.sort((a, b) => a.from - b.from || b.to - a.to);
  const edges = marks.flatMap((mark) => [mark.from, mark.to]).sort((a, b) => a - b);
  const plainAt = new Map<number, number>();
  let edge = 0;
  const writer = new InlineWriter();
  const mapEdges = (until: number): void => {
    while (edge < edges.length && edges[edge]! <= until) plainAt.set(edges[edge++]!, writer.next);
  };
  let line = raw.indexOf("\n");
  const copy = (from: number, to: number): void => {
    let at = from;
    while (at < to) {
      mapEdges(at);
      const stop = edge < edges.length ? Math.min(to, edges[edge]!) : to;
      while (line >= 0 && line < at) line = raw.indexOf("\n", at);
      const end = line >= 0 && line < stop ? line : stop;
      if (end > at) writer.copy(raw.slice(at, end), sourceOf(at));
      if (end < stop) writer.space(sourceOf(end));
      at = end < stop ? end + 1 : end;
    }
    mapEdges(to);
  };
  let at = 0;
  for (const cut of hidden) {
    if (cut.to <= at) continue;
    if (cut.from > at) copy(at, cut.from);
    mapEdges(cut.from);
    if (cut.text.trim()) writer.put(cut.text, sourceOf(cut.from));
    else if (cut.text) writer.space(sourceOf(cut.from));
    at = Math.max(at, cut.to);
  }
  copy(at, raw.length);
  mapEdges(raw.length);
  const spans = marks.map(({ from, to, kind, href }) => {
    const span: Span = { from: plainAt.get(from) ?? 0, to: plainAt.get(to) ?? 0, kind };
    return href === undefined ? span : { ...span, href };
  });
  return writer.done(spans);
}
