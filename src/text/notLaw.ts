import type { ParsedBylaws } from "./clause.ts";
import { type Hint, readHint } from "./hint.ts";
import { type LinkTargets, nameOfTarget } from "./readInline.ts";

type NotLaw = ParsedBylaws["notLaw"][number];

/** Front matter longer than this is a text between two rules. */
const FRONT_MATTER_LINES = 200;
/** `[name]: https://…`, `[name]: #part`, `[name]: other.md`. */
const TARGET =
  /^[ \t>]{0,12}\[(?!\^)([^[\]\n]{1,200})\]:[ \t]*<?((?:[a-z][a-z\d+.-]*:|#|\.{0,2}\/)\S+?|\S+\.\w{2,5})>?(?:[ \t]+["'(][^\n]{0,200}["')])?[ \t]*$/gim;
/** Of reStructuredText and AsciiDoc: `.. _name:`, `.. contents::` with its options, `[[name]]`; and of others `[TOC]`. */
const ANCHOR = /^(?:\.\.[ \t]+_[^:\n]{1,200}:[^\n]*|\[\[[\w-]{1,100}\]\]|\{:[^{}\n]{0,200}\})[ \t]*$/gm;
const CONTENTS = /^(?:\.\.[ \t]+(?:contents|toctree)::[^\n]*(?:\n[ \t]+:[^\n]*)*|\[\[?_?TOC_?\]\]?)[ \t]*$/gim;
/** `# Name {#name}`, `# Name {-}`. */
const ATTRIBUTES = /^#{1,6}[ \t][^\n{]*(?:\{(?![#.-])[^\n{]*)*(\{[#.-][^{}\n]*\})[ \t]*$/gm;
const PAGE_CHROME = /<(head|script|style|nav|svg|form|button|noscript)\b[^<>]*>/gi;

/** What a source holds beside the law. */
export interface Aside {
  notLaw: NotLaw[];
  hints: Hint[];
  targets: LinkTargets;
}

/** The front matter, comments, anchors and link targets of a source, in order. An open comment is text. */
export function findNotLaw(source: string): Aside {
  const aside = { notLaw: [] as NotLaw[], hints: [] as Hint[], targets: new Map<string, string>() };
  const front = findFrontMatter(source);
  if (front) aside.notLaw.push(front);
  findComments(source, front?.to ?? 0, aside);
  const lines = aside.notLaw.length > 0 || aside.hints.length > 0 ? blankOut(source, spansOf(aside)) : source;
  // Searches for a rare sign first are quick; a pattern is only tried on a text that may have a match.
  const has = (...signs: string[]): boolean => signs.some((sign) => lines.includes(sign));
  const hasDots = has("\n.. ") || lines.startsWith(".. ");
  if (has("]:"))
    for (const found of lines.matchAll(TARGET)) {
      const name = nameOfTarget(found[1]!);
      if (!aside.targets.has(name)) aside.targets.set(name, found[2]!);
      aside.notLaw.push(partOf("markup", found));
    }
  if (hasDots || has("[[", "{:"))
    for (const found of lines.matchAll(ANCHOR)) aside.notLaw.push(partOf("markup", found));
  if (hasDots || has("[TOC", "[toc", "[_TOC"))
    for (const found of lines.matchAll(CONTENTS)) aside.notLaw.push(partOf("contents", found));
  if (has("{"))
    for (const found of lines.matchAll(ATTRIBUTES)) {
      const to = found.index + found[0].length;
      aside.notLaw.push({ kind: "markup", from: found.index + found[0].lastIndexOf("{"), to });
    }
  if (has("<") && /<(?:head|body|nav)\b/i.test(lines)) findChrome(lines, aside);
  aside.notLaw.sort((a, b) => a.from - b.from);
  return aside;
}

function partOf(kind: NotLaw["kind"], found: RegExpExecArray | RegExpMatchArray): NotLaw {
  return { kind, from: found.index!, to: found.index! + found[0].length };
}

/** Everything that is to be blanked out before the lines are read. */
export function spansOf({ notLaw, hints }: Pick<Aside, "notLaw" | "hints">): { from: number; to: number }[] {
  return [...notLaw, ...hints].sort((a, b) => a.from - b.from);
}

/** The source with these parts blanked out, every other unit where it was. Parts in a part are blank already. */
export function blankOut(source: string, parts: readonly { from: number; to: number }[]): string {
  if (parts.length === 0) return source;
  const kept: string[] = [];
  let at = 0;
  for (const { from, to } of parts) {
    if (from < at) continue;
    kept.push(source.slice(at, from), source.slice(from, to).replace(/[^\r\n]/g, " "));
    at = to;
  }
  return kept.join("") + source.slice(at);
}

function findComments(source: string, start: number, { notLaw, hints }: Pick<Aside, "notLaw" | "hints">): void {
  let at = start;
  for (;;) {
    const from = source.indexOf("<!--", at);
    const end = from < 0 ? -1 : source.indexOf("-->", from + 4);
    if (end < 0) return;
    at = end + 3;
    const hint = readHint(source.slice(from, Math.min(at, from + 4200)), from);
    if (hint) hints.push(hint);
    else notLaw.push({ kind: "comment", from, to: at });
  }
}

/** What a web page holds around its words: `<head>`, `<script>`, `<nav>`. */
function findChrome(source: string, { notLaw }: Pick<Aside, "notLaw">): void {
  const ends = new Map<string, number>();
  let at = 0;
  for (const found of source.matchAll(PAGE_CHROME)) {
    if (found.index < at) continue;
    const close = `</${found[1]!.toLowerCase()}`;
    let end = ends.get(close) ?? 0;
    if (end >= 0 && end < found.index) {
      end = indexOfTag(source, close, found.index);
      ends.set(close, end);
    }
    if (end < 0) continue;
    const stop = source.indexOf(">", end);
    if (stop < 0) return;
    at = stop + 1;
    notLaw.push({ kind: "markup", from: found.index, to: at });
  }
}

function indexOfTag(source: string, close: string, from: number): number {
  const pattern = new RegExp(close, "gi");
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? -1;
}

function findFrontMatter(source: string): NotLaw | undefined {
  const start = source.startsWith("\uFEFF") ? 1 : 0;
  const fence = /^(---|\+\+\+)[ \t]*\r?\n/.exec(source.slice(start, start + 200));
  if (!fence) return undefined;
  let at = start + fence[0].length;
  for (let line = 0; line < FRONT_MATTER_LINES && at < source.length; line++) {
    const end = source.indexOf("\n", at);
    const to = end < 0 ? source.length : end;
    const text = source.slice(at, Math.min(to, at + 10)).trimEnd();
    if (text === fence[1] || text === "...") return { kind: "front matter", from: start, to };
    // A heading or an empty start is a text between two rules.
    if (line === 0 && !/^[\w"'-]+\s*[:=]|^#/.test(source.slice(at, Math.min(to, at + 100)))) return undefined;
    at = to + 1;
  }
  return undefined;
}
