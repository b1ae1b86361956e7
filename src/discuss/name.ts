import { type Problem, problem } from "../text/problem.ts";

/** Longest name, in UTF-16 units. */
export const NAME_LIMIT = 80;

/** A name as it is kept and shown: composed, with single blanks. */
export function tidyName(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ");
}

/**
 * What is wrong with the letters of a name, or `undefined`. Whether this person
 * may bear it is said by `whyNotBear`.
 *
 * @param name As `tidyName` gives it.
 */
export function whyNotName(name: string): Problem | undefined {
  const why = whyNotLetters(name);
  return why && problem(why[0], why[1], { field: "name" });
}

type Why = readonly [code: string, message: string];

/** Nobody sees them: two names that differ in them look the same. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800]/u;
/** Joiners between Persian or Indic letters, and forms of a Chinese character, belong to the spelling. */
const SPELLED =
  /(?<=\p{sc=Arabic})\u200C(?=\p{sc=Arabic})|(?<=[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA])[\u200C\u200D]|(?<=\p{sc=Han})[\u{E0100}-\u{E01EF}]/gu;
/** What stands in names beside letters, marks and digits. */
const OTHER = /[^\p{L}\p{M}\p{N} .,'’‘ʼ`´()/_·・゠‐‑–“”"׳״-]/u;
/** Bold, double-struck, in circles or full width: letters that are written as another one. */
const DRESSED = /[^\p{M}ªºŉſ]/gu;
const STACKED = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]\p{M}{3}|\p{M}{5}|^\p{M}|[^\p{L}\p{N}\p{M}]\p{M}/u;

function whyNotLetters(name: string): Why | undefined {
  if (name.trim() === "") return ["name-empty", "Give the name your words will stand under."];
  if (name.length > NAME_LIMIT)
    return ["name-too-long", `The name has ${name.length} characters; ${NAME_LIMIT} is the most.`];
  const plain = name.replace(SPELLED, "");
  if (INVISIBLE.test(plain))
    return ["name-invisible", "The name holds a character nobody can see. Type it anew, without it."];
  if (!/\p{L}/u.test(plain)) return ["name-without-letters", "The name needs at least one letter."];
  const [dressed] = plain.match(DRESSED)?.filter(isDressed) ?? [];
  if (dressed)
    return ["name-dressed", `“${dressed}” is a letter in a special form. Write it plainly: “${undress(name)}”.`];
  const [other] = OTHER.exec(plain) ?? [];
  if (other)
    return [
      "name-signs",
      `“${other}” cannot stand in a name: signs beside a name tell who speaks in what standing. Leave it out.`,
    ];
  if (STACKED.test(plain.normalize("NFC")) || /(\p{Mn})\1/u.test(plain.normalize("NFD")))
    return ["name-stacked-marks", "The name has more marks on one letter than can be read. Leave some out."];
  const mixed = plain.split(/[^\p{L}\p{M}\p{N}]+/u).find((word) => !ONE_SCRIPT.test(word));
  if (mixed === undefined) return undefined;
  return [
    "name-mixed-scripts",
    `“${mixed}” mixes letters of several scripts, or of one that is no longer written, and so can look like another name. Type the word anew in one script.`,
  ];
}

const isDressed = (letter: string): boolean => {
  const plain = letter.normalize("NFKC");
  return plain !== letter.normalize("NFC") && /[\p{sc=Latin}\p{sc=Greek}\p{N}]/u.test(plain);
};
const undress = (name: string): string =>
  name.replace(DRESSED, (one) => (isDressed(one) ? one.normalize("NFKC") : one));

/** Those in everyday use (UAX 31), and a few more that living people write their names in. */
const SCRIPTS =
  "Latin Greek Cyrillic Armenian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Ethiopic Khmer Thaana Cherokee Canadian_Aboriginal Mongolian Tifinagh Nko Adlam Syriac Yi Javanese Balinese Ol_Chiki Lisu".split(
    " ",
  );
/** What Japanese, Chinese and Korean write together (UTS 39, “highly restrictive”). */
const TOGETHER = ["Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul"];
const ONE_SCRIPT = new RegExp(
  `^(?:${[...SCRIPTS, ...TOGETHER]
    .map((scripts) => scripts.split(" ").map((script) => `\\p{scx=${script}}`))
    .map((classes) => `[${classes.join("")}\\p{scx=Common}\\p{scx=Inherited}]*`)
    .join("|")})$`,
  "u",
);
