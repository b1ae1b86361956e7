import { LATIN_LOOK_ALIKES, LOOK_ALIKES_WITHIN } from "./lookAlikes.ts";

/** Scripts with letters that are taken for Latin ones. */
const FOREIGN = [
  /\p{sc=Greek}/u,
  /\p{sc=Cyrillic}/u,
  /\p{sc=Armenian}/u,
  /\p{sc=Cherokee}/u,
  /\p{sc=Canadian_Aboriginal}/u,
  /\p{sc=Lisu}/u,
  /\p{sc=Tifinagh}/u,
  /\p{sc=Georgian}/u,
];
/** Accents, and the points of Hebrew and Arabic: with and without them a name is the same. Those of other scripts are its vowels. */
const ACCENTS = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;
const NOT_A_LETTER = /[^\p{L}\p{M}\p{N}]|\p{DI}/gu;

/**
 * What is left of a name for the eye: two names with one skeleton can be taken
 * for each other.
 *
 * Capitals, accents, blanks, hyphens and signs are left out. Letters of another
 * script become the Latin ones they look like, but only where every letter of
 * that script in the name does: `Аdа` in Cyrillic imitates, `Лев Толстой`
 * cannot. Names of one skeleton are not always one name (`José`, `Jose`).
 *
 * Kept in an indexed column; when this function or its table changes, the
 * column is to be made anew.
 */
export function skeletonOf(name: string): string {
  const letters = name.normalize("NFKD").replace(ACCENTS, "").replace(NOT_A_LETTER, "");
  return Array.from(toLatin(letters).toLowerCase(), (letter) => LOOK_ALIKES_WITHIN.get(letter) ?? letter)
    .join("")
    .replaceAll("vv", "w");
}

function toLatin(letters: string): string {
  const all = Array.from(letters);
  const imitating = FOREIGN.filter((script) => {
    const own = all.filter((letter) => script.test(letter));
    return own.length > 0 && own.every((letter) => LATIN_LOOK_ALIKES.has(letter));
  });
  if (imitating.length === 0) return letters;
  return all
    .map((letter) => (imitating.some((script) => script.test(letter)) ? LATIN_LOOK_ALIKES.get(letter)! : letter))
    .join("");
}
