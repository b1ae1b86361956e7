import type { Block } from "./block.ts";

const CONTENTS_TITLE =
  /^(?:table of contents|contents|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|indice|spis treści|目次|目录|目錄)$/i;

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
    if (block.kind === "heading" && !block.hint && CONTENTS_TITLE.test(wordsOf(source, block))) {
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
  if (block.kind !== "paragraph" || block.hint) return false;
  if (isInnerLink(source, block)) return true;
  const lines = block.pieces.map(({ from, to }) => source.slice(from, Math.min(to, from + 200)));
  return lines.every(
    (line) =>
      line.length < 120 && (/\.{3,}\s*\d+$|\]\(#/.test(line) || (block.marker !== undefined && !/[.;]$/.test(line))),
  );
}

function isInnerLink(source: string, block: Block): boolean {
  if (block.kind !== "paragraph" || block.hint || !block.marker || block.pieces.length !== 1) return false;
  const { from, to } = block.pieces[0]!;
  return to - from < 400 && /^\[[^\]]*\]\(#[^)]*\)$/.test(source.slice(from, to));
}
