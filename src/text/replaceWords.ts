import { type Clause, eachClause, type ParsedBylaws, type Span } from "./clause.ts";
import { ENTITY } from "./entity.ts";
import { escapeStart } from "./escapeStart.ts";
import { sourceOffset } from "./find.ts";
import { parseBylaws } from "./parse.ts";
import { printInline, printTags } from "./printInline.ts";

/** A text as it was written, and as it is read. */
export interface WrittenText {
  source: string;
  parsed: ParsedBylaws;
}

/** Words of a clause, in UTF-16 units, and the plain words that shall stand there. Either may be empty. */
export interface Replacement {
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
  words: string;
}

/** One way of writing it: what of the source goes, and what comes. */
interface Splice {
  from: number;
  to: number;
  put: string;
}

/**
 * Puts other words into the source of a text, and leaves everything else of it
 * as it was written: wrapping, markup, comments.
 *
 * The words are plain: what Markdown would take for markup in them is escaped.
 * Whatever is written is read again before it is handed back.
 *
 * @returns `undefined` when no way of writing it reads as it should, every
 *   other clause being what it was.
 * @throws {RangeError} when there are no such words.
 */
export function replaceWords(text: WrittenText, replacement: Replacement): WrittenText | undefined {
  const clauses = [...eachClause(text.parsed.clauses)];
  const clause = clauses.find(({ address }) => address === replacement.clause);
  if (!clause) throw new RangeError(`There is no clause ${replacement.clause}.`);
  const { part, from, to, words } = replacement;
  if (from > to) throw new RangeError(`Words cannot end at ${to} before they begin at ${from}.`);
  const meant = clause[part].slice(0, from) + words + clause[part].slice(to);
  for (const { from: start, to: end, put } of waysOf(text.source, clause, replacement)) {
    const source = text.source.slice(0, start) + put + text.source.slice(end);
    const parsed = parseBylaws(source);
    if (isAsMeant(text, { source, parsed }, { address: clause.address, part, meant })) return { source, parsed };
  }
  return undefined;
}

/** From the one that leaves most of the source alone to the one that writes a stretch of it anew. */
function* waysOf(source: string, clause: Clause, { part, from, to, words }: Replacement): Generator<Splice> {
  const edges = edgesOf(source, clause, part);
  const spans = part === "text" ? clause.spans : [];
  // Words put in beside marked ones are not marked with them.
  const starts = from === to && spans.some((span) => span.from === from) ? edges(from).reverse() : edges(from);
  const stretches = starts
    .flatMap((start) => edges(to).map((end) => ({ from: start, to: end })))
    .filter((stretch) => stretch.from <= stretch.to)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  // Of struck words the marks go, too.
  if (words === "" && spans.some((span) => span.from >= from && span.to <= to)) stretches.reverse();
  const plain = printTags(words, []);
  for (const put of new Set([words, printInline(words, []), plain, plain.replaceAll("|", "\\|")])) {
    for (const stretch of stretches) {
      yield { ...stretch, put };
      if (/(?:^|[\r\n])[ \t>]*$/.test(source.slice(0, stretch.from))) yield { ...stretch, put: escapeStart(put) };
    }
    // At the start of a line they may be taken for a label: the line before goes on instead.
    if (clause[part][from - 1] !== " ") continue;
    for (const end of edges(to)) yield { from: edges(from - 1)[0]!, to: end, put: ` ${put}` };
  }
  // Marks open or close in the middle of what goes: the words under them are written anew.
  const cut = widen(spans, from, to);
  const whole = clause[part].slice(cut.from, from) + words + clause[part].slice(to, cut.to);
  const text = whole.trim();
  // Blanks at its ends stand outside of all marks.
  const [before, after] = [whole.slice(0, whole.indexOf(text)), whole.slice(whole.indexOf(text) + text.length)];
  const first = cut.from + before.length;
  const left = spans
    .filter((span) => span.from >= cut.from && span.to <= cut.to)
    .flatMap((span) => shift(span, { from, to }, words.length))
    .map((span) => ({ ...span, from: Math.max(0, span.from - first), to: Math.min(text.length, span.to - first) }))
    .map((span) => withoutBlanks(span, text))
    .filter((span) => span.from < span.to);
  const anew = before + printInline(text, left) + after;
  for (const start of edges(cut.from)) {
    for (const end of edges(cut.to)) if (start <= end) yield { from: start, to: end, put: anew };
  }
}

/**
 * The places of the source that stand between two units of a part: right
 * before the second one, and right after the first one. Marks, line breaks and
 * blanks are what stands between the two places.
 */
function edgesOf(source: string, clause: Clause, part: "title" | "text"): (position: number) => number[] {
  const length = clause[part].length;
  const endOf = (unit: number): number => {
    const at = sourceOffset(clause, part, unit);
    return at + (ENTITY.exec(source.slice(at, at + 12))?.[0].length ?? 1);
  };
  return (position) => {
    if (position > length) throw new RangeError(`${clause.address} has no position ${position} in its ${part}.`);
    const before = position < length || length === 0 ? sourceOffset(clause, part, position) : undefined;
    const after = position > 0 ? endOf(position - 1) : undefined;
    const places = [before ?? after! + lengthOf(CLOSING, source.slice(after, after! + REACH))];
    places.push(after ?? before! - lengthOf(OPENING, source.slice(Math.max(0, before! - REACH), before)));
    return [...new Set(places)];
  };
}

/** Marks at the very start and end of a text: of words, links and tags. */
const OPENING = /(?:[*_`]{1,3}|\[|<\w{1,10}(?: [^<>]{0,300})?>){1,6}$/;
const CLOSING = /^(?:[*_`]{1,3}|\]\([^()\s]{0,300}\)|<\/\w{1,10}>){1,6}/;
/** How far they are looked for, in UTF-16 units. */
const REACH = 400;

const lengthOf = (marks: RegExp, source: string): number => marks.exec(source)?.[0].length ?? 0;

/** A stretch with all marks it touches in part. */
function widen(spans: readonly Span[], from: number, to: number): { from: number; to: number } {
  const cut = { from, to };
  for (let last = -1; last !== cut.to - cut.from; ) {
    last = cut.to - cut.from;
    for (const span of spans) {
      if (span.to <= cut.from || span.from >= cut.to) continue;
      cut.from = Math.min(cut.from, span.from);
      cut.to = Math.max(cut.to, span.to);
    }
  }
  return cut;
}

/** What is left of a mark once other words stand in a stretch. New words are marked where the mark goes on on both sides of them. */
function shift(span: Span, { from, to }: { from: number; to: number }, length: number): Span[] {
  const by = from + length - to;
  if (span.to <= from) return [span];
  if (span.from >= to) return [{ ...span, from: span.from + by, to: span.to + by }];
  if (span.from < from && span.to > to) return [{ ...span, to: span.to + by }];
  if (span.from < from) return [{ ...span, to: from }];
  return span.to > to ? [{ ...span, from: from + length, to: span.to + by }] : [];
}

/** Stars do not mark words when a blank stands beside them on the inner side. */
function withoutBlanks(span: Span, text: string): Span {
  const words = text.slice(span.from, span.to);
  const [before, after] = [words.length - words.trimStart().length, words.length - words.trimEnd().length];
  return { ...span, from: Math.min(span.from + before, span.to), to: span.to - after };
}

function isAsMeant(
  before: WrittenText,
  after: WrittenText,
  { address, part, meant }: { address: string; part: "title" | "text"; meant: string },
): boolean {
  if (before.parsed.title !== after.parsed.title) return false;
  const [old, now] = [linesOf(before.parsed.clauses), linesOf(after.parsed.clauses)];
  if (old.length !== now.length) return false;
  for (const [index, { clause, depth }] of old.entries()) {
    const other = now[index]!;
    const isPlaced =
      depth === other.depth &&
      (clause.kind === other.clause.kind || (clause.address === address && areOfWords(clause, other.clause))) &&
      clause.label === other.clause.label &&
      clause.address === other.clause.address;
    if (!isPlaced) return false;
    const isMeant = clause.address === address;
    const title = isMeant && part === "title" ? meant : clause.title;
    const words = isMeant && part === "text" ? meant : clause.text;
    if (other.clause.title !== title || other.clause.text !== words) return false;
    if (!isMeant && printSpans(clause.spans) !== printSpans(other.clause.spans)) return false;
  }
  return asidesOf(before) === asidesOf(after);
}

/** A paragraph is a definition or a note by its words, and other words may make it another of these. */
const areOfWords = (...clauses: Clause[]): boolean =>
  clauses.every(({ kind }) => kind === "paragraph" || kind === "definition" || kind === "note");

function linesOf(clauses: readonly Clause[], depth = 0): { clause: Clause; depth: number }[] {
  return clauses.flatMap((clause) => [{ clause, depth }, ...linesOf(clause.clauses, depth + 1)]);
}

const printSpans = (spans: readonly Span[]): string =>
  spans.map(({ from, to, kind, href }) => `${from} ${to} ${kind} ${href ?? ""}`).join("\n");

/** Comments, contents lists and front matter; marks come and go with their words. */
function asidesOf({ source, parsed }: WrittenText): string {
  const asides = parsed.notLaw.filter(({ kind }) => kind !== "markup");
  return asides.map(({ kind, from, to }) => `${kind} ${source.slice(from, to)}`).join("\0");
}
