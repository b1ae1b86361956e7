/** Made when it is first needed: it takes a millisecond. */
let graphemes: Intl.Segmenter | undefined;

/** Nothing in front of or behind these belongs to them, between two of them a grapheme always ends: Latin, Cyrillic, Hebrew, Arabic, Kana, Han. */
const PLAIN = /[\u00c0-\u024f\u0410-\u044f\u05d0-\u05ea\u0621-\u064a\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/;
/** Longest row of letters of which none is plain; further no border is looked for. */
const LONGEST_UNITS = 4_000;

/** Widens a stretch to the graphemes it touches. Only its surroundings are segmented: a clause may be very long. */
export function wholeGraphemes(words: string, from: number, to: number): [number, number] {
  if (from === to) return [from, to];
  return [
    isBorder(words, from) ? from : borderNear(words, from, "before"),
    isBorder(words, to) ? to : borderNear(words, to, "after"),
  ];
}

/** Two plain letters meet here: told without segmenting. */
function isBorder(words: string, at: number): boolean {
  return at <= 0 || at >= words.length || (isPlain(words, at - 1) && isPlain(words, at));
}

/** Most letters are told without the expression. */
function isPlain(words: string, at: number): boolean {
  const code = words.charCodeAt(at);
  return (code >= 32 && code < 127) || PLAIN.test(words[at]!);
}

function borderNear(words: string, at: number, side: "before" | "after"): number {
  let [near, far] = [at, at];
  while (!isBorder(words, near) && at - near < LONGEST_UNITS) near--;
  while (!isBorder(words, far) && far - at < LONGEST_UNITS) far++;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { index, segment } of graphemes.segment(words.slice(near, far))) {
    const start = near + index;
    const end = start + segment.length;
    if (start < at && at < end) return side === "before" ? start : end;
  }
  return at;
}
