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

const SPECIAL = /[\\`*_[\]<&]/;
const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/;
/** Longest tag or link target that is looked for: keeps a text full of `<` or `[` linear. */
const REACH_UNITS = 2000;
const TAG =
  /^<\/?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*>/i;
const BLOCK_TAG = /^<\/?(?:br|p|div|li|ul|ol|td|tr|th|hr|h[1-6]|center|summary|details|blockquote)\b/i;
const ENTITIES: Readonly<{ [name: string]: string }> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  sect: "§",
  para: "¶",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  bull: "•",
  middot: "·",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  euro: "€",
  pound: "£",
  frac12: "½",
  laquo: "«",
  raquo: "»",
  ensp: " ",
  emsp: " ",
};

/** Where a link may lead from a page that shows other people's text. */
function isSafeHref(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|#)/i.test(href);
}

/**
 * Reads the markup inside a heading, paragraph or cell.
 *
 * White space runs, line breaks among them, become one space. A mark without
 * its partner stays as text; tags are left out and reported to `onTag`.
 *
 * @param pieces The lines of the paragraph without what opens them (`#`, `>`, `1.`).
 */
export function readInline(source: string, pieces: readonly Piece[], onTag: (piece: Piece) => void = () => {}): Inline {
  const writer = new Writer();
  let end = 0;
  for (const { from, to } of pieces) {
    const raw = source.slice(from, to);
    if (SPECIAL.test(raw)) {
      // Marks pair across lines, so a paragraph with any of them is read as a whole.
      return readMarked(source, pieces, onTag);
    }
    writer.space(end);
    writer.copy(raw, from);
    end = to;
  }
  return writer.done([]);
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

/** Collects plain text and its runs; white space becomes one space, and none at the ends. */
class Writer {
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
      if (code > 32 && (code < 128 || !SPACE.test(raw[i]!))) continue;
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

  done(spans: Span[]): Inline {
    const text = this.#parts.join("");
    const kept = spans
      .map((span) => ({ ...span, to: Math.min(span.to, text.length) }))
      .filter((span) => span.to > span.from)
      .sort((a, b) => a.from - b.from || b.to - a.to);
    return { text, spans: kept, runs: this.#runs };
  }
}

/** A run of `*` or `_` that may open or close emphasis; `left` units of it are not used yet. */
interface Delimiter {
  mark: string;
  at: number;
  length: number;
  opens: boolean;
  closes: boolean;
  /** Units used from its end as an opener and from its start as a closer. */
  usedEnd: number;
  usedStart: number;
}

interface Mark {
  from: number;
  to: number;
  kind: Span["kind"];
  href?: string;
}

function readMarked(source: string, pieces: readonly Piece[], onTag: (piece: Piece) => void): Inline {
  const starts: number[] = [];
  let raw = "";
  for (const { from, to } of pieces) {
    if (raw) raw += "\n";
    starts.push(raw.length);
    raw += source.slice(from, to);
  }
  let piece = 0;
  const sourceOf = (at: number): number => {
    while (piece + 1 < starts.length && starts[piece + 1]! <= at) piece++;
    while (piece > 0 && starts[piece]! > at) piece--;
    const { from, to } = pieces[piece]!;
    return Math.min(from + at - starts[piece]!, to);
  };

  const brackets = matchBrackets(raw);
  /** Units of `raw` that are markup: [from, to, what stands for them]. */
  const hidden: { from: number; to: number; text: string }[] = [];
  const marks: Mark[] = [];
  const delimiters: Delimiter[] = [];
  const noCloser = new Set<number>();

  let i = 0;
  while (i < raw.length) {
    const unit = raw[i]!;
    if (unit === "\\" && i + 1 < raw.length && (ESCAPABLE.test(raw[i + 1]!) || raw[i + 1] === "\n")) {
      hidden.push({ from: i, to: i + 1, text: "" });
      i += 2;
    } else if (unit === "`") {
      i = readCode(raw, i, noCloser, hidden, marks);
    } else if (unit === "*" || unit === "_") {
      let end = i + 1;
      while (raw[end] === unit) end++;
      if (end - i <= 3) delimiters.push(flank(raw, i, end));
      i = end;
    } else if (unit === "&") {
      const entity = ENTITY.exec(raw.slice(i, i + 12));
      const text = entity && decodeEntity(entity);
      if (entity && text !== undefined && text !== null) hidden.push({ from: i, to: i + entity[0].length, text });
      i += entity ? entity[0].length : 1;
    } else if (unit === "<") {
      i = readTag(raw, i, hidden, marks, (from, to) => onTag({ from: sourceOf(from), to: sourceOf(to - 1) + 1 }));
    } else if (unit === "[") {
      readLink(raw, i, brackets, hidden, marks);
      i++;
    } else i++;
  }
  pairDelimiters(delimiters, hidden, marks);
  return write(raw, hidden, marks, sourceOf);
}

function write(
  raw: string,
  hidden: { from: number; to: number; text: string }[],
  marks: Mark[],
  sourceOf: (at: number) => number,
): Inline {
  hidden.sort((a, b) => a.from - b.from || b.to - a.to);
  const edges = marks.flatMap((mark) => [mark.from, mark.to]).sort((a, b) => a - b);
  const plainAt = new Map<number, number>();
  let edge = 0;
  const writer = new Writer();
  const mapEdges = (until: number): void => {
    while (edge < edges.length && edges[edge]! <= until) plainAt.set(edges[edge++]!, writer.next);
  };
  const copy = (from: number, to: number): void => {
    let at = from;
    while (at < to) {
      const stop = edge < edges.length && edges[edge]! > at ? Math.min(to, edges[edge]!) : to;
      mapEdges(at);
      const line = raw.indexOf("\n", at);
      const end = line >= at && line < stop ? line : stop;
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
  const inline = writer.done(spans);
  return { ...inline, spans: inline.spans.map((span) => trimSpan(span, inline.text)) };
}

function trimSpan(span: Span, text: string): Span {
  let { from, to } = span;
  while (from < to && text[from] === " ") from++;
  while (to > from && text[to - 1] === " ") to--;
  return { ...span, from, to };
}

/** Whether a run of `*` or `_` leans on a word at its right (opens) or at its left (closes). */
function flank(raw: string, at: number, end: number): Delimiter {
  const before = at > 0 ? raw[at - 1]! : " ";
  const after = end < raw.length ? raw[end]! : " ";
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  const mark = raw[at]!;
  return {
    mark,
    at,
    length: end - at,
    opens: mark === "*" ? left : left && (!right || markBefore),
    closes: mark === "*" ? right : right && (!left || markAfter),
    usedEnd: 0,
    usedStart: 0,
  };
}

function pairDelimiters(
  delimiters: Delimiter[],
  hidden: { from: number; to: number; text: string }[],
  marks: Mark[],
): void {
  const open: { [mark: string]: Delimiter[] } = { "*": [], _: [] };
  for (const closer of delimiters) {
    const stack = open[closer.mark]!;
    while (closer.closes && stack.length > 0 && left(closer) > 0) {
      const opener = stack.at(-1)!;
      const width = Math.min(left(opener), left(closer)) >= 2 ? 2 : 1;
      const from = opener.at + opener.length - opener.usedEnd - width;
      const to = closer.at + closer.usedStart;
      hidden.push({ from, to: from + width, text: "" }, { from: to, to: to + width, text: "" });
      marks.push({ from: from + width, to, kind: width === 2 ? "strong" : "emphasis" });
      opener.usedEnd += width;
      closer.usedStart += width;
      if (left(opener) === 0) stack.pop();
    }
    if (closer.opens && left(closer) > 0) stack.push(closer);
  }
}

const left = (run: Delimiter): number => run.length - run.usedEnd - run.usedStart;

function readCode(
  raw: string,
  at: number,
  noCloser: Set<number>,
  hidden: { from: number; to: number; text: string }[],
  marks: Mark[],
): number {
  let end = at + 1;
  while (raw[end] === "`") end++;
  const width = end - at;
  if (noCloser.has(width)) return end;
  let close = end;
  while (close < raw.length) {
    close = raw.indexOf("`", close);
    if (close < 0) break;
    let stop = close + 1;
    while (raw[stop] === "`") stop++;
    if (stop - close === width) {
      hidden.push({ from: at, to: end, text: "" }, { from: close, to: stop, text: "" });
      marks.push({ from: end, to: close, kind: "code" });
      return stop;
    }
    close = stop;
  }
  noCloser.add(width);
  return end;
}

function readTag(
  raw: string,
  at: number,
  hidden: { from: number; to: number; text: string }[],
  marks: Mark[],
  onTag: (from: number, to: number) => void,
): number {
  const close = raw.slice(at, at + REACH_UNITS).indexOf(">");
  if (close < 0) return at + 1;
  const end = at + close + 1;
  const written = raw.slice(at, end);
  if (TAG.test(written)) {
    hidden.push({ from: at, to: end, text: BLOCK_TAG.test(written) ? " " : "" });
    onTag(at, end);
    return end;
  }
  const target = written.slice(1, -1);
  const href = /^[^\s@]+@[^\s@]+$/.test(target) ? `mailto:${target}` : target;
  if (/\s/.test(target) || !isSafeHref(href) || href.startsWith("#")) return at + 1;
  hidden.push({ from: at, to: at + 1, text: "" }, { from: end - 1, to: end, text: "" });
  marks.push({ from: at + 1, to: end - 1, kind: "link", href });
  return end;
}

function readLink(
  raw: string,
  at: number,
  brackets: ReadonlyMap<number, number>,
  hidden: { from: number; to: number; text: string }[],
  marks: Mark[],
): void {
  const close = brackets.get(at);
  if (close === undefined || raw[close + 1] !== "(") return;
  const target = /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/.exec(
    raw.slice(close + 1, close + 1 + REACH_UNITS),
  );
  if (!target) return;
  const isImage = raw[at - 1] === "!";
  hidden.push(
    { from: isImage ? at - 1 : at, to: at + 1, text: "" },
    { from: close, to: close + 1 + target[0].length, text: "" },
  );
  const href = target[1] ?? target[2] ?? "";
  if (!isImage && isSafeHref(href)) marks.push({ from: at + 1, to: close, kind: "link", href });
}

/** Every `[` with its `]`. */
function matchBrackets(raw: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === "\\") i++;
    else if (raw[i] === "[") open.push(i);
    else if (raw[i] === "]" && open.length > 0) pairs.set(open.pop()!, i);
  }
  return pairs;
}

function decodeEntity([, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  // Surrogates and what lies beyond Unicode would be half a character.
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}
