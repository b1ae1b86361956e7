import type { Span } from "./clause.ts";
import { type Delimiter, flankDelimiter, pairDelimiters } from "./delimiters.ts";
import { decodeEntity, ENTITY } from "./entity.ts";
import type { Inline, Piece } from "./inline.ts";
import { type Cut, InlineWriter, type Mark, writeMarked } from "./inlineWriter.ts";

const MARKUP = /[\\`*_[\]<&]/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
/** Longest tag or link target that is looked for: keeps a text full of `<` or `[` linear. */
const REACH_UNITS = 2000;
const TAG =
  /^<\/?(a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*>/i;
const TARGET = /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/;
const RST_LINK = /\s*<([^<>\s]+)>$/;
const BLOCK_TAG = /^<\/?(?:br|p|div|li|ul|ol|td|tr|th|hr|h[1-6]|center|summary|details|blockquote)\b/i;

/** What a tag says of the words it holds. */
const MARK_OF: { [tag: string]: Span["kind"] } = {
  b: "strong",
  strong: "strong",
  i: "emphasis",
  em: "emphasis",
  code: "code",
  a: "link",
};

/** An address a page that shows other people's text may lead to, fit to stand between quotes and angle brackets. */
function safeHref(href: string): string | undefined {
  if (!/^(?:https?:\/\/|mailto:|#)/i.test(href)) return undefined;
  return href.replace(/[\s"<>]/g, (unit) => encodeURIComponent(unit));
}

/** Where links written `[words][name]` lead, by their names in lower case. */
export type LinkTargets = ReadonlyMap<string, string>;

/**
 * Reads the markup inside the headings, paragraphs and cells of a source.
 *
 * White space runs, line breaks among them, become one space. A mark without
 * its partner stays as text. Tags and the targets of links are left out, and
 * told to `onMarkup`.
 */
export class InlineReader {
  readonly #source: string;
  readonly #targets: LinkTargets;
  readonly #onMarkup: (piece: Piece) => void;
  /** The next sign of markup, or white space that is not one blank between words. */
  readonly #odd = new NextMatch(
    /[\\`*_[\]<&\t\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}| \n/g,
  );

  constructor(source: string, targets: LinkTargets, onMarkup: (piece: Piece) => void) {
    this.#source = source;
    this.#targets = targets;
    this.#onMarkup = onMarkup;
  }

  /** @param pieces The lines of the paragraph without what opens them (`#`, `>`, `1.`). */
  read(pieces: readonly Piece[]): Inline {
    const source = this.#source;
    const [from, to] = [pieces[0]!.from, pieces.at(-1)!.to];
    if (this.#odd.from(source, from) >= to && from < to && source[from] !== " " && source[to - 1] !== " ") {
      const runs = [{ at: 0, source: from, length: to - from }];
      if (pieces.length === 1) return { text: source.slice(from, to), spans: NO_SPANS, runs };
      if (areLines(pieces)) return { text: source.slice(from, to).replaceAll("\n", " "), spans: NO_SPANS, runs };
    }
    return this.readAll(pieces);
  }

  /** The same of pieces that may hold line breaks. */
  readAll(pieces: readonly Piece[]): Inline {
    const raw = this.#source.slice(pieces[0]!.from, pieces.at(-1)!.to);
    // Marks pair across lines, so a paragraph with any of them is read as a whole.
    return MARKUP.test(raw) ? this.#readMarked(pieces) : this.readCode(pieces);
  }

  /** The same of lines in which no sign is markup. */
  readCode(pieces: readonly Piece[]): Inline {
    const writer = new InlineWriter();
    let end = 0;
    for (const { from, to } of pieces) {
      writer.space(end);
      writer.copy(this.#source.slice(from, to), from);
      end = to;
    }
    return writer.done(NO_SPANS);
  }

  #readMarked(pieces: readonly Piece[]): Inline {
    const marked = joinPieces(this.#source, pieces);
    const onMarkup = (from: number, to: number): void => {
      if (to > from) this.#onMarkup({ from: marked.sourceOf(from), to: marked.sourceOf(to - 1) + 1 });
    };
    return readMarked(marked.raw, marked.sourceOf, this.#targets, onMarkup);
  }
}

/** Reads the markup of words that stand alone. */
export function readInline(words: string): Inline {
  return new InlineReader(words, new Map(), () => {}).read([{ from: 0, to: words.length }]);
}

/** Shared by all that have none. */
const NO_SPANS: Span[] = [];

/** Does each line follow the one before it after a single break, without blanks in front? */
function areLines(pieces: readonly Piece[]): boolean {
  for (let i = 1; i < pieces.length; i++) if (pieces[i]!.from !== pieces[i - 1]!.to + 1) return false;
  return true;
}

/** Finds the next match of a pattern from ever later positions; each part of the source is looked at once. */
class NextMatch {
  readonly #pattern: RegExp;
  #asked = 0;
  #found = -1;

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  /** @returns Where it starts, or `Infinity`. */
  from(source: string, at: number): number {
    if (at >= this.#asked && this.#found >= at) return this.#found;
    this.#pattern.lastIndex = at;
    this.#asked = at;
    this.#found = this.#pattern.exec(source)?.index ?? Number.POSITIVE_INFINITY;
    return this.#found;
  }
}

function joinPieces(source: string, pieces: readonly Piece[]): { raw: string; sourceOf: (at: number) => number } {
  const starts: number[] = [];
  const lines: string[] = [];
  let length = 0;
  for (const { from, to } of pieces) {
    starts.push(length);
    lines.push(source.slice(from, to));
    length += to - from + 1;
  }
  let piece = 0;
  const sourceOf = (at: number): number => {
    while (piece + 1 < starts.length && starts[piece + 1]! <= at) piece++;
    while (piece > 0 && starts[piece]! > at) piece--;
    const { from, to } = pieces[piece]!;
    return Math.min(from + at - starts[piece]!, to);
  };
  return { raw: lines.join("\n"), sourceOf };
}

function readMarked(
  raw: string,
  sourceOf: (at: number) => number,
  targets: LinkTargets,
  onMarkup: (from: number, to: number) => void,
): Inline {
  const brackets = matchBrackets(raw);
  const hidden: Cut[] = [];
  const marks: Mark[] = [];
  const delimiters: Delimiter[] = [];
  const codeRuns = new CodeRuns(raw);
  const openTags: OpenTags = {};

  let i = 0;
  while (i < raw.length) {
    const unit = raw[i]!;
    if (unit === "\\" && i + 1 < raw.length && (ESCAPABLE.test(raw[i + 1]!) || raw[i + 1] === "\n")) {
      hidden.push({ from: i, to: i + 1, text: "" });
      i += 2;
    } else if (unit === "`") {
      i = readCode(raw, i, codeRuns, hidden, marks, onMarkup);
    } else if (unit === "*" || unit === "_") {
      let end = i + 1;
      while (raw[end] === unit) end++;
      if (end - i <= 3) delimiters.push(flankDelimiter(raw, i, end));
      i = end;
    } else if (unit === "&") {
      const entity = ENTITY.exec(raw.slice(i, i + 12));
      const text = entity && decodeEntity(entity);
      if (entity && text !== undefined && text !== null) hidden.push({ from: i, to: i + entity[0].length, text });
      i += entity ? entity[0].length : 1;
    } else if (unit === "<") {
      i = readTag(raw, i, hidden, marks, openTags, onMarkup);
    } else if (unit === "[") {
      readLink(raw, i, brackets, targets, hidden, marks, onMarkup);
      i++;
    } else i++;
  }
  pairDelimiters(delimiters, hidden, marks);
  return writeMarked(raw, hidden, marks, sourceOf);
}

function readCode(
  raw: string,
  at: number,
  runs: CodeRuns,
  hidden: Cut[],
  marks: Mark[],
  onMarkup: (from: number, to: number) => void,
): number {
  let end = at + 1;
  while (raw[end] === "`") end++;
  const close = runs.next(end - at, end);
  if (close === undefined) return end;
  const stop = close + end - at;
  const link = raw[stop] === "_" && RST_LINK.exec(raw.slice(Math.max(end, close - REACH_UNITS), close));
  if (link) {
    // reStructuredText: `words <https://…>`_
    const [from, to] = [close - link[0].length, stop + (raw[stop + 1] === "_" ? 2 : 1)];
    hidden.push({ from: at, to: end, text: "" }, { from, to, text: "" });
    onMarkup(from, to);
    const href = safeHref(link[1]!);
    if (href) marks.push({ from: end, to: from, kind: "link", href });
    return to;
  }
  hidden.push({ from: at, to: end, text: "" }, { from: close, to: stop, text: "" });
  marks.push({ from: end, to: close, kind: "code" });
  return stop;
}

/** Where runs of so many backticks start; each is looked at once. */
class CodeRuns {
  readonly #starts = new Map<number, { at: number[]; next: number }>();

  constructor(raw: string) {
    for (const { 0: run, index } of raw.matchAll(/`+/g)) {
      const known = this.#starts.get(run.length);
      if (known) known.at.push(index);
      else this.#starts.set(run.length, { at: [index], next: 0 });
    }
  }

  next(width: number, from: number): number | undefined {
    const starts = this.#starts.get(width);
    if (!starts) return undefined;
    while (starts.next < starts.at.length && starts.at[starts.next]! < from) starts.next++;
    return starts.at[starts.next];
  }
}

/** Where the tags that hold words were opened, innermost last. */
interface OpenTags {
  [kind: string]: { at: number; href?: string }[];
}

function readTag(
  raw: string,
  at: number,
  hidden: Cut[],
  marks: Mark[],
  open: OpenTags,
  onMarkup: (from: number, to: number) => void,
): number {
  const close = raw.slice(at, at + REACH_UNITS).indexOf(">");
  if (close < 0) return at + 1;
  const end = at + close + 1;
  const written = raw.slice(at, end);
  const tag = TAG.exec(written);
  if (tag) {
    hidden.push({ from: at, to: end, text: BLOCK_TAG.test(written) ? " " : "" });
    onMarkup(at, end);
    const kind = MARK_OF[tag[1]!.toLowerCase()];
    if (!kind) return end;
    open[kind] ??= [];
    if (!written.startsWith("</")) open[kind].push({ at: end, href: hrefOf(written) });
    else {
      const { at: from, href } = open[kind].pop() ?? {};
      if (from !== undefined && (kind !== "link" || href)) marks.push({ from, to: at, kind, ...(href && { href }) });
    }
    return end;
  }
  const target = written.slice(1, -1);
  const href = safeHref(/^[^\s@]+@[^\s@]+$/.test(target) ? `mailto:${target}` : target);
  if (/\s/.test(target) || !href || href.startsWith("#")) return at + 1;
  hidden.push({ from: at, to: at + 1, text: "" }, { from: end - 1, to: end, text: "" });
  marks.push({ from: at + 1, to: end - 1, kind: "link", href });
  return end;
}

function hrefOf(tag: string): string | undefined {
  const [, double, single] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag) ?? [];
  const href = double ?? single;
  return href === undefined ? undefined : safeHref(href);
}

function readLink(
  raw: string,
  at: number,
  brackets: ReadonlyMap<number, number>,
  targets: LinkTargets,
  hidden: Cut[],
  marks: Mark[],
  onMarkup: (from: number, to: number) => void,
): void {
  const close = brackets.get(at);
  if (close === undefined) return;
  const isImage = raw[at - 1] === "!";
  const hide = (length: number, href: string | undefined): void => {
    hidden.push(
      { from: isImage ? at - 1 : at, to: at + 1, text: "" },
      { from: close, to: close + 1 + length, text: "" },
    );
    onMarkup(close + 1, close + 1 + length);
    if (!isImage && href !== undefined) marks.push({ from: at + 1, to: close, kind: "link", href });
  };
  if (raw[close + 1] === "(") {
    const target = TARGET.exec(raw.slice(close + 1, close + 1 + REACH_UNITS));
    if (target) hide(target[0].length, safeHref(target[1] ?? target[2] ?? ""));
  } else if (targets.size > 0 && close - at <= REACH_UNITS) {
    const end = raw[close + 1] === "[" ? brackets.get(close + 1) : undefined;
    const name = end !== undefined && end > close + 2 ? raw.slice(close + 2, end) : raw.slice(at + 1, close);
    const href = targets.get(nameOfTarget(name));
    if (href !== undefined) hide(end === undefined ? 0 : end - close, safeHref(href));
  }
}

/** Case and white space of a target's name do not count. */
export function nameOfTarget(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
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
