import type { InlineItem } from "./clause.ts";
import { asciiDigits, cjkNumber, letterValue, romanValue } from "./numberOf.ts";

const MARK = /[(（]([A-Za-z]{1,5}|[0-9٠-٩۰-۹]{1,2}|[一二三四五六七八九十]{1,3})[)）]/g;
/** A series starts with one of these. */
const FIRST = /[(（][aAiI1١۱一][)）]/;
/** Series stand in each other at most so deep. */
const DEEPEST = 6;
const NONE: InlineItem[] = [];
/** Words before a label that speaks of an item rather than opening it: "under paragraph (a)". */
const SPEAKS_OF =
  /(?:paragraphs?|clauses?|subsections?|sub-sections?|sections?|items?|subparagraphs?|points?|in|under|to|of|by|with)\s$/i;

interface Series {
  style: string;
  last: number;
  marks: { label: string; from: number; path: string }[];
  /** Labels of the item it stands in. */
  path: string;
}

/**
 * Items inside a sentence: `shall: (i) permit …, and (ii) publish …`.
 *
 * Only where at least two labels follow each other in order from the first,
 * so `501(c)(3)` and `(a) of this Section` are words.
 *
 * @param address Of the clause; each item's is this and its labels.
 */
export function findItems(text: string, address: string): InlineItem[] {
  if (!FIRST.test(text)) return NONE;
  const done: Series[] = [];
  let open: Series[] = [];
  for (const match of text.matchAll(MARK)) {
    const from = match.index;
    const inner = match[1]!;
    const style = styleOf(inner);
    // Only in scripts without blanks may a label stand right after a word.
    if (from > 0 && style !== "一" && text[from - 1] !== " " && text[from - 1] !== "(") continue;
    const label = match[0];
    const step = `(${style === "一" ? cjkNumber(inner) : asciiDigits(inner)})`;
    const values = valuesOf(inner);
    const next = open.findLast((series) => series.style === style && values.includes(series.last + 1));
    if (next) {
      open = open.slice(0, open.indexOf(next) + 1);
      next.last += 1;
      next.marks.push({ label, from, path: next.path + step });
    } else if (values.includes(1) && !SPEAKS_OF.test(text.slice(Math.max(0, from - 16), from))) {
      const outer = open.length < DEEPEST ? open.findLast((series) => series.style !== style) : undefined;
      open = outer ? open.slice(0, open.indexOf(outer) + 1) : [];
      const path = outer ? outer.marks.at(-1)!.path : "";
      const series: Series = { style, last: 1, marks: [{ label, from, path: path + step }], path };
      open.push(series);
      done.push(series);
    }
  }
  const kept = done.filter((series) => series.marks.length > 1);
  const items = kept.flatMap((series) => series.marks).sort((a, b) => a.from - b.from);
  return items.map(({ label, from, path }, index) => {
    let end = index + 1;
    while (end < items.length && items[end]!.path.startsWith(path) && items[end]!.path !== path) end++;
    let to = items[end]?.from ?? text.length;
    while (to > from && text[to - 1] === " ") to--;
    return { label, address: address + path, from, to };
  });
}

function styleOf(inner: string): string {
  if (inner.charCodeAt(0) > 0x2000) return "一";
  return /\p{Nd}/u.test(inner) ? "1" : inner === inner.toLowerCase() ? "a" : "A";
}

function valuesOf(inner: string): number[] {
  if (inner.charCodeAt(0) > 0x2000) return [cjkNumber(inner)];
  const digits = asciiDigits(inner);
  if (/^\d+$/.test(digits)) return [Number(digits)];
  return [letterValue(inner), romanValue(inner)].filter((value) => value !== undefined);
}
