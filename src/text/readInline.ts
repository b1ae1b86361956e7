import { type Delimiter, flankDelimiter, pairDelimiters } from "./delimiters.ts";
import { decodeEntity, ENTITY } from "./entity.ts";
import type { Inline, Piece } from "./inline.ts";
import { type Cut, InlineWriter, type Mark, writeMarked } from "./inlineWriter.ts";

const SPECIAL = /[\\`*_[\]<&]/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
/** Longest tag or link target that is looked for: keeps a text full of `<` or `[` linear. */
const REACH_UNITS = 2000;
const TAG =
  /^<\/?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*>/i;
const BLOCK_TAG = /^<\/?(?:br|p|div|li|ul|ol|td|tr|th|hr|h[1-6]|center|summary|details|blockquote)\b/i;

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
  const writer = new InlineWriter();
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
  const hidden: Cut[] = [];
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
      if (end - i <= 3) delimiters.push(flankDelimiter(raw, i, end));
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
  return writeMarked(raw, hidden, marks, sourceOf);
}

function readCode(raw: string, at: number, noCloser: Set<number>, hidden: Cut[], marks: Mark[]): number {
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
  hidden: Cut[],
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

function readLink(raw: string, at: number, brackets: ReadonlyMap<number, number>, hidden: Cut[], marks: Mark[]): void {
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
