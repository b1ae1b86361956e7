import type { Block } from "./blocks.ts";
import type { ParsedBylaws } from "./clause.ts";

type NotLaw = ParsedBylaws["notLaw"][number];

const CONTENTS_TITLE =
  /^(?:table of contents|contents|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|indice|spis treści|目次|目录|目錄)$/i;
/** Front matter longer than this is a text between two rules. */
const FRONT_MATTER_LINES = 200;

/** The front matter and the comments of a source, in order. An open comment is text. */
export function findNotLaw(source: string): NotLaw[] {
  const found: NotLaw[] = [];
  let at = 0;
  const front = findFrontMatter(source);
  if (front) {
    found.push(front);
    at = front.to;
  }
  for (;;) {
    const from = source.indexOf("<!--", at);
    const end = from < 0 ? -1 : source.indexOf("-->", from + 4);
    if (end < 0) return found;
    found.push({ kind: "comment", from, to: end + 3 });
    at = end + 3;
  }
}

/** The source with these parts blanked out, every other unit where it was. */
export function blankOut(source: string, parts: readonly NotLaw[]): string {
  if (parts.length === 0) return source;
  const kept: string[] = [];
  let at = 0;
  for (const { from, to } of parts) {
    kept.push(source.slice(at, from), source.slice(from, to).replace(/[^\r\n]/g, " "));
    at = to;
  }
  return kept.join("") + source.slice(at);
}

/**
 * A list that repeats the headings: under a heading that says so, or three and
 * more list items that are nothing but links inside the page.
 *
 * @returns The blocks' indexes, `to` exclusive.
 */
export function findContents(source: string, blocks: readonly Block[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const from = i;
    if (block.kind === "heading" && CONTENTS_TITLE.test(wordsOf(source, block))) {
      while (i + 1 < blocks.length && isEntry(source, blocks[i + 1]!)) i++;
      if (i > from) found.push({ from, to: i + 1 });
      continue;
    }
    let to = i;
    while (to < blocks.length && isInnerLink(source, blocks[to]!)) to++;
    if (to - from >= 3) found.push({ from, to });
    i = Math.max(i, to - 1);
  }
  return found;
}

function wordsOf(source: string, block: Block): string {
  return block.pieces
    .map(({ from, to }) => source.slice(from, Math.min(to, from + 200)))
    .join(" ")
    .replace(/[*_:#]/g, "")
    .trim();
}

function isEntry(source: string, block: Block): boolean {
  if (block.kind !== "paragraph") return false;
  if (isInnerLink(source, block)) return true;
  const lines = block.pieces.map(({ from, to }) => source.slice(from, Math.min(to, from + 200)));
  return lines.every(
    (line) =>
      line.length < 120 && (/\.{3,}\s*\d+$|\]\(#/.test(line) || (block.marker !== undefined && !/[.;]$/.test(line))),
  );
}

function isInnerLink(source: string, block: Block): boolean {
  if (block.kind !== "paragraph" || !block.marker || block.pieces.length !== 1) return false;
  const { from, to } = block.pieces[0]!;
  return to - from < 400 && /^\[[^\]]*\]\(#[^)]*\)$/.test(source.slice(from, to));
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
