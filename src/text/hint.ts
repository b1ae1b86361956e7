import type { ClauseKind } from "./clause.ts";

/**
 * A comment in which `printBylaws` says how the next paragraph is to be read,
 * where its words alone would be read in another way:
 * `<!-- openfloor: item 2.1(a) depth 2 label 3 title 0 -->`.
 */
export interface Hint {
  from: number;
  to: number;
  kind: ClauseKind | "title";
  address: string;
  /** How many clauses it stands in. */
  depth: number;
  /** Units of the paragraph that are its label, and after a blank its title. */
  label: number;
  title: number;
}

const HINT =
  /^<!-- openfloor: (title|article|section|paragraph|item|table|appendix|preamble|footnote|definition|note) ([^\s/?#%\\]{1,4000}) depth (\d{1,5}) label (\d{1,4}) title (\d{1,6}) -->$/;

export function readHint(comment: string, from: number): Hint | undefined {
  const [, kind, address, depth, label, title] = HINT.exec(comment) ?? [];
  if (kind === undefined) return undefined;
  return {
    from,
    to: from + comment.length,
    kind: kind as Hint["kind"],
    address: address!,
    depth: Number(depth),
    label: Number(label),
    title: Number(title),
  };
}

export function printHint({ kind, address, depth, label, title }: Omit<Hint, "from" | "to">): string {
  return `<!-- openfloor: ${kind} ${address} depth ${depth} label ${label} title ${title} -->`;
}
