import type { Clause } from "../text/clause.ts";
import { isolate } from "./quote.ts";

/** `Section 4.16`, `Article IV`, `the preamble`; with its title in brackets where it has one. */
export function nameOf(clause: Clause, withTitle = false): string {
  const title = withTitle && clause.title && clause.label ? ` (${isolate(clause.title)})` : "";
  return nameOfParts(clause.kind, clause.label, clause.address, clause.title) + title;
}

function nameOfParts(kind: Clause["kind"], label: string, address: string, title: string): string {
  if (label === "") return title ? `“${isolate(title)}”` : nameOfAddress(address);
  if (kind === "item") return nameOfAddress(address);
  return /^[\p{L}§]{2,}|^§/u.test(label)
    ? isolate(label)
    : `${kind === "article" && !label.includes(".") ? "Article" : "Section"} ${label}`;
}

/** A number below four hundred; `civil` is none. */
const ROMAN = / (?=[clxvi])c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?![\p{L}\p{N}])/gu;
const PARTS: { [letter: string]: string } = { p: "paragraph", b: "point", t: "table" };

/** The same of an address alone: `4.16-p2(a)` is `Section 4.16, paragraph 2(a)`. */
export function nameOfAddress(address: string): string {
  const inside = /^(.*)-([pbt])(\d+)((?:\([^)]*\))*)$/.exec(address);
  if (inside) return `${nameOfAddress(inside[1]!)}, ${PARTS[inside[2]!]} ${inside[3]}${inside[4]}`;
  if (/^\d|^[A-Z]\.\d/.test(address)) return `Section ${address}`;
  const words = address.replace(/-/g, " ").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return isolate(words.replace(ROMAN, (number) => number.toUpperCase()));
}

export function shortName(clause: Clause): string {
  const name = nameOf(clause);
  return name.replace(/^Section /, "");
}

/** A clause that was not there before, after “new”: `section 4.17`, `paragraph 2 of Section 4.17`. */
export function nameOfNew(clause: Clause, withTitle = false): string {
  const name = nameOf(clause, withTitle);
  const [, outer, inner] = /^(.*), ((?:paragraph|point|table) .*)$/.exec(name) ?? [];
  if (inner) return `${inner} of ${outer}`;
  return name.replace(/^“/, "section “").replace(/^(?:Section|Preamble)\b/, (word) => word.toLowerCase());
}
