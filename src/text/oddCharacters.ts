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
  [/(?![\t\n\f\r])\p{Cc}|[\u2028\u2029]/u, { name: "a control character", advice: REMOVE }],
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
const ODD = new RegExp(KINDS.map(([characters]) => characters.source).join("|"), "gu");

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
  for (const { 0: character, index } of source.matchAll(ODD)) if (!isMeant(source, index)) add(character, index);
  for (const { letter, at } of findLookAlikes(source)) add(letter, at);
  return [...places].sort(([, a], [, b]) => a[0]! - b[0]!).map(([character, at]) => tell(source, character, at));
}

/** Joiners and direction marks belong to scripts that need them, and a byte order mark to the start. */
function isMeant(source: string, at: number): boolean {
  const character = source[at]!;
  if (character === "\uFEFF") return at === 0;
  const around = source.slice(Math.max(0, at - 3), at + 4);
  if (/[\u200C\u200D]/.test(character))
    return /[\p{sc=Arabic}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Mlym}\p{sc=Sinh}\p{Extended_Pictographic}]/u.test(
      around,
    );
  return (
    /[\u200E\u200F\u061C]/.test(character) &&
    /[\p{sc=Arabic}\p{sc=Hebrew}]/u.test(source.slice(Math.max(0, at - 40), at + 40))
  );
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
  const kind = KINDS.find(([characters]) => characters.test(character))?.[1];
  const name =
    kind?.name ?? `${/\p{sc=Greek}/u.test(character) ? "a Greek" : "a Cyrillic"} letter that looks like a Latin one`;
  const advice = kind?.advice ?? "Write the Latin letter, so that the word is found.";
  const before = source
    .slice(Math.max(0, first - AROUND_UNITS), first)
    .split("\n")
    .at(-1)!;
  const after = source.slice(first + character.length, first + AROUND_UNITS).split("\n")[0]!;
  const shown = kind && !kind.isRemark ? "⟨here⟩" : character;
  const places = at.length === 1 ? "" : ` (${at.length} places)`;
  return problem("odd-character", `${point}, ${name}, stands in “${before}${shown}${after}”${places}. ${advice}`, {
    line: source.slice(0, first).split(/\r\n?|\n/).length,
    ...(kind?.isRemark ? { remark: true } : {}),
  });
}
