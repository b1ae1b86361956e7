import { findInvisible, showInvisible } from "./invisible.ts";
import { type Problem, problem } from "./problem.ts";

interface Kind {
  name: string;
  advice: string;
  /** Seen on the page and searched for in vain, but not false. */
  isRemark?: boolean;
}

const REMOVE = "Remove it: nobody sees it, and words with it are not found.";
const KINDS: readonly (readonly [characters: RegExp, kind: Kind])[] = [
  [/[\u200B-\u200D\u2060\u180E]/, { name: "a character without width", advice: REMOVE }],
  [/\uFEFF/, { name: "a byte order mark inside the text", advice: REMOVE }],
  [
    /[\u202A-\u202E\u2066-\u2069]/,
    { name: "a direction control", advice: "Remove it: it can show words in another order than they are read." },
  ],
  [/[\u200E\u200F\u061C]/, { name: "a direction mark", advice: REMOVE }],
  [/\u00AD/, { name: "a soft hyphen", advice: REMOVE }],
  [/\uFFFD/, { name: "the sign for a letter that was lost", advice: "Put the letter there that was meant." }],
  [/\p{Cc}|[\u2028\u2029]/u, { name: "a control character", advice: REMOVE }],
  [
    /[\u{E0020}-\u{E007F}]/u,
    { name: "a tag", advice: "Remove it: tags hide words that people do not see and programs may read." },
  ],
  [
    /[\uE000-\uF8FF]/,
    { name: "a character of one font only", advice: "Write it in another way: elsewhere it is a box, or nothing." },
  ],
  [/[\u1680\u2000-\u200A\u205F]/, { name: "an unusual space", advice: "Write a plain space.", isRemark: true }],
  [
    /[\uFB00-\uFB06]/,
    { name: "a ligature", advice: "Write its letters one by one, so that the word is found.", isRemark: true },
  ],
];
/** Those of them that are seen, and not what they seem. */
const SEEN = /[\uFFFD\uE000-\uF8FF\u1680\u2000-\u200A\u205F\uFB00-\uFB06]/g;

/** Letters of other scripts that look like Latin ones. */
const LOOK_ALIKES = "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανυ";
const FOREIGN = /[\u0370-\u03FF\u0400-\u052F]/g;
const LETTER = /[\p{L}\p{M}]/u;

/** Words told around a character, in UTF-16 units. */
const AROUND_UNITS = 20;

/**
 * Finds characters that nobody typed on purpose: without width, without a
 * shape, or of another script than the word they stand in. Each is told once
 * for a text, with its code point, the words around the first and how many there are.
 */
export function findOddCharacters(source: string): Problem[] {
  const places = new Map<string, number[]>();
  const add = (character: string, at: number): void => {
    const known = places.get(character);
    if (known) known.push(at);
    else places.set(character, [at]);
  };
  for (const { at, character } of findInvisible(source)) add(character, at);
  for (const { 0: character, index } of source.matchAll(SEEN)) add(character, index);
  for (const { letter, at } of findLookAlikes(source)) add(letter, at);
  return [...places].sort(([, a], [, b]) => a[0]! - b[0]!).map(([character, at]) => tell(source, character, at));
}

function findLookAlikes(source: string): { letter: string; at: number }[] {
  const found: { letter: string; at: number }[] = [];
  // In a Russian or a Greek text, whole words of it are no wonder.
  const isLatin = (source.match(FOREIGN)?.length ?? 0) * 20 < source.length;
  let end = 0;
  for (const { index } of source.matchAll(FOREIGN)) {
    if (index < end) continue;
    let start = index;
    while (start > end && LETTER.test(source[start - 1]!)) start--;
    end = index + 1;
    while (end < source.length && LETTER.test(source[end]!)) end++;
    const word = source.slice(start, end);
    const letters = [...word.matchAll(FOREIGN)];
    const isFalse = letters.every(([letter]) => LOOK_ALIKES.includes(letter));
    if (!isFalse || !(isLatin || /\p{sc=Latin}/u.test(word))) continue;
    for (const { 0: letter, index: at } of letters) found.push({ letter, at: start + at });
  }
  return found;
}

function tell(source: string, character: string, at: readonly number[]): Problem {
  const [first] = at as [number];
  const point = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const { name, advice, isRemark, isSeen } = kindOf(character);
  const before = source
    .slice(Math.max(0, first - AROUND_UNITS), first)
    .split(/[\n\r]/)
    .at(-1)!;
  const after = source.slice(first + character.length, first + AROUND_UNITS).split(/[\n\r]/)[0]!;
  const shown = `${showInvisible(before)}${isSeen ? character : "⟨here⟩"}${showInvisible(after)}`;
  const places = at.length === 1 ? "" : ` (${at.length} places)`;
  return problem("odd-character", `${point}, ${name}, stands in “${shown}”${places}. ${advice}`, {
    line: source.slice(0, first).split(/\r\n?|\n/).length,
    ...(isRemark ? { remark: true } : {}),
  });
}

function kindOf(character: string): Kind & { isSeen: boolean } {
  const kind = KINDS.find(([characters]) => characters.test(character))?.[1];
  if (kind) return { ...kind, isSeen: kind.isRemark ?? false };
  if (!LETTER.test(character) || /[\p{M}\p{DI}]/u.test(character))
    return { name: "a character nobody sees", advice: REMOVE, isSeen: false };
  const script = /\p{sc=Greek}/u.test(character) ? "a Greek" : "a Cyrillic";
  return {
    name: `${script} letter that looks like a Latin one`,
    advice: "Write the Latin letter, so that the word is found.",
    isSeen: true,
  };
}
