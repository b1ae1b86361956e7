import type { Span } from "./clause.ts";
import { readInline } from "./readInline.ts";

/** Signs that a text may hold and that would be read as markup. */
const LIGHT = /\\(?=[!-/:-@[-`{-~])|[*`]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|<(?=[/!a-zA-Z])|&(?=#?\w+;)|\](?=\()/gu;
const EVERY = /[!-/:-@[-`{-~]/g;
/**
 * Writes plain text with its spans as one line of Markdown.
 *
 * `readInline` reads it back letter for letter, span for span. Signs are only
 * escaped where they would be read as markup, and tags only stand where
 * Markdown's own signs would not be read, as in a word half of which is bold.
 */
export function printInline(text: string, spans: readonly Span[]): string {
  if (spans.length === 0 && !/[\\*`_<&[\]]/.test(text)) return text;
  const light = write(text, spans, { protect: escapeMarkup, signs: signsOf });
  // A tag in a code would be read as a tag.
  const hasTag = text.includes("<") && spans.some(({ kind }) => kind === "code");
  return !hasTag && isSame(light, text, spans) ? light : printTags(text, spans);
}

function escapeMarkup(words: string): string {
  // Comments are found before anything else, so no "<!" may be left.
  return words.replace(LIGHT, "\\$&").replaceAll("<!", "<\\!");
}

/** The same with tags for all spans and every sign escaped. */
export function printTags(text: string, spans: readonly Span[]): string {
  return write(text, spans, { protect: (words) => words.replace(EVERY, "\\$&"), signs: tagsOf });
}

function isSame(written: string, text: string, spans: readonly Span[]): boolean {
  const read = readInline(written);
  const key = ({ from, to, kind, href }: Span): string => `${from} ${to} ${kind} ${href ?? ""}`;
  return read.text === text && read.spans.map(key).join("\n") === spans.map(key).join("\n");
}

interface Manner {
  protect: (words: string) => string;
  signs: (span: Span) => { open: string; close: string };
}

function write(text: string, spans: readonly Span[], { protect, signs }: Manner): string {
  const [starting, ending] = [groupBy(spans, "from"), groupBy(spans, "to")];
  const stops = [...new Set([0, ...starting.keys(), ...ending.keys(), text.length])].sort((a, b) => a - b);
  let [line, codes] = ["", 0];
  stops.forEach((at, index) => {
    const closing = (ending.get(at) ?? []).sort((a, b) => b.from - a.from);
    const opening = (starting.get(at) ?? []).sort((a, b) => b.to - a.to);
    for (const span of closing) line += signs(span).close;
    for (const span of opening) line += signs(span).open;
    codes += opening.filter(isCode).length - closing.filter(isCode).length;
    const words = text.slice(at, stops[index + 1] ?? at);
    line += codes > 0 && signs === signsOf ? words : protect(words);
  });
  return line;
}

const isCode = ({ kind }: Span): boolean => kind === "code";

/** In one pass: a paragraph may have thousands. */
function groupBy(spans: readonly Span[], edge: "from" | "to"): Map<number, Span[]> {
  const groups = new Map<number, Span[]>();
  for (const span of spans) {
    const group = groups.get(span[edge]);
    if (group) group.push(span);
    else groups.set(span[edge], [span]);
  }
  return groups;
}

function signsOf({ kind, href }: Span): { open: string; close: string } {
  if (kind === "link") return { open: "[", close: /[()\\]/.test(href!) ? `](<${href}>)` : `](${href})` };
  const sign = { strong: "**", emphasis: "*", code: "`" }[kind];
  return { open: sign, close: sign };
}

function tagsOf({ kind, href }: Span): { open: string; close: string } {
  if (kind === "link") return { open: `<a href="${href}">`, close: "</a>" };
  const tag = { strong: "strong", emphasis: "em", code: "code" }[kind];
  return { open: `<${tag}>`, close: `</${tag}>` };
}
