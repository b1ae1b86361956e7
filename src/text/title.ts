import { cutInline, type Inline } from "./inline.ts";

/** Longer than this, and it is a sentence. */
const TITLE_UNITS = 120;
const TITLE_WORDS = 14;
const SMALL = new Set(
  "a an and as at by for from in into of off on or out over per that the to under upon via vs with within without der die das des dem den und von zu zur zum im für mit bei de la le les du et des à au aux en y el los las del e di da do dos das".split(
    " ",
  ),
);

/**
 * Parts the title from the words in `Open Meetings and Records. Except as …`.
 *
 * A title is emphasised and closed by a stop or by the end of the emphasis, or
 * written like one: a few words with capitals up to a stop, colon or dash.
 */
export function splitTitle(rest: Inline): { title: Inline; text: Inline } {
  const { text, spans } = rest;
  const marked = spans.find((span) => span.from === 0 && (span.kind === "strong" || span.kind === "emphasis"));
  if (marked && marked.to <= TITLE_UNITS && marked.to > 1) return cutAt(rest, marked.to);
  const end = titleEnd(text);
  return end === undefined ? { title: cutInline(rest, 0, 0), text: rest } : cutAt(rest, end);
}

function cutAt(rest: Inline, end: number): { title: Inline; text: Inline } {
  const { text } = rest;
  let stop = end;
  while (stop > 0 && /[.:;–—\s-]/.test(text[stop - 1]!)) stop--;
  let start = end;
  while (start < text.length && /[.:–—\s-]/.test(text[start]!)) start++;
  const title = cutInline(rest, 0, stop);
  return {
    title: { ...title, spans: title.spans.filter((span) => span.kind === "link") },
    text: cutInline(rest, start, text.length),
  };
}

function titleEnd(text: string): number | undefined {
  const head = text.slice(0, TITLE_UNITS + 2);
  for (const stop of head.matchAll(/\.(?=\s+\S)|:(?=\s)|\s[–—-](?=\s)|\.?$/g)) {
    if (stop.index > TITLE_UNITS || (stop.index + stop[0].length === head.length && text.length > head.length))
      return undefined;
    const words = head.slice(0, stop.index);
    // "U.S. Members. All …": a stop after a single capital ends no title.
    if (/(?:^|[\s.])\p{Lu}$/u.test(words) && stop[0] === ".") continue;
    const isAll = stop.index + stop[0].length === text.length;
    if (isAll && stop[0] === "." && words.split(" ").length > 6) return undefined;
    return isTitle(words) ? stop.index : undefined;
  }
  return undefined;
}

function isTitle(words: string): boolean {
  if (/[;,“"[(]$/.test(words) || !/^\p{Lu}/u.test(words)) return false;
  const parts = words.split(/[\s/]+/);
  if (parts.length > TITLE_WORDS) return false;
  return parts.every((part) => SMALL.has(part.toLowerCase()) || /^[^\p{L}]*(?:\p{Lu}|\p{Lo})|^[^\p{L}]+$/u.test(part));
}
