/** A stretch of a text; with `token`, one character nobody sees, and how it is to be shown. */
export interface Stretch {
  /** UTF-16 units, `to` exclusive. The stretches of a text follow one another without a gap. */
  from: number;
  to: number;
  /** `U+202E right-to-left override` */
  token?: string;
}

const NAMES: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x1f, "control character"],
  [0x7f, 0x9f, "control character"],
  [0xad, 0xad, "soft hyphen"],
  [0x34f, 0x34f, "combining grapheme joiner"],
  [0x61c, 0x61c, "Arabic letter mark"],
  [0x115f, 0x1160, "Hangul filler"],
  [0x17b4, 0x17b5, "Khmer inherent vowel"],
  [0x180b, 0x180d, "Mongolian variation selector"],
  [0x180e, 0x180e, "Mongolian vowel separator"],
  [0x180f, 0x180f, "Mongolian variation selector"],
  [0x200b, 0x200b, "zero-width space"],
  [0x200c, 0x200c, "zero-width non-joiner"],
  [0x200d, 0x200d, "zero-width joiner"],
  [0x200e, 0x200e, "left-to-right mark"],
  [0x200f, 0x200f, "right-to-left mark"],
  [0x2028, 0x2028, "line separator"],
  [0x2029, 0x2029, "paragraph separator"],
  [0x202a, 0x202a, "left-to-right embedding"],
  [0x202b, 0x202b, "right-to-left embedding"],
  [0x202c, 0x202c, "end of embedding"],
  [0x202d, 0x202d, "left-to-right override"],
  [0x202e, 0x202e, "right-to-left override"],
  [0x2060, 0x2060, "word joiner"],
  [0x2061, 0x2064, "invisible operator"],
  [0x2065, 0x2065, "invisible character"],
  [0x2066, 0x2066, "left-to-right isolate"],
  [0x2067, 0x2067, "right-to-left isolate"],
  [0x2068, 0x2068, "first-strong isolate"],
  [0x2069, 0x2069, "end of isolate"],
  [0x206a, 0x206f, "format character"],
  [0x2800, 0x2800, "empty Braille cell"],
  [0x3164, 0x3164, "Hangul filler"],
  [0xfe00, 0xfe0f, "variation selector"],
  [0xfeff, 0xfeff, "byte order mark"],
  [0xffa0, 0xffa0, "Hangul filler"],
  [0xfff0, 0xfff8, "invisible character"],
  [0xfff9, 0xfffb, "annotation mark"],
  [0x1bca0, 0x1bca3, "shorthand format character"],
  [0x1d173, 0x1d17a, "musical format character"],
  [0xe0000, 0xe007f, "tag"],
  [0xe0080, 0xe00ff, "invisible character"],
  [0xe0100, 0xe01ef, "variation selector"],
  [0xe01f0, 0xe0fff, "invisible character"],
];
const LAYOUT = new Set(["\t", "\n", "\r", "\f"]);
const toClass = (from: number, to: number): string => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`;
const INVISIBLE = new RegExp(`[${NAMES.map(([from, to]) => toClass(from, to)).join("")}]`, "gu");

/** Scripts whose letters join, and in which a joiner is part of the spelling. */
const JOINING =
  /[\p{scx=Arabic}\p{sc=Syriac}\p{sc=Mandaic}\p{sc=Nko}\p{sc=Adlam}\p{sc=Mongolian}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}\p{sc=Balinese}]$/u;
/** Scripts written without blanks, where a zero-width space parts the words. */
const UNSPACED = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}\p{sc=Balinese}]/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;
const RIGHT_TO_LEFT = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u;
/** England, Scotland and Wales: a black flag and the letters of the country. */
const FLAG = /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F}/gu;
/** How far from letters that run from right to left a mark still belongs to them. */
const AROUND_UNITS = 40;

/**
 * Finds every character of a text that nobody sees and that does not belong to
 * the script it stands in. Joiners in Persian or Hindi, the marks beside Hebrew
 * words and the pieces of an emoji belong there; direction controls nowhere.
 *
 * @returns Positions, in order.
 */
export function findInvisible(text: string): { at: number; character: string }[] {
  const found: { at: number; character: string }[] = [];
  let flags: Set<number> | undefined;
  for (const { 0: character, index: at } of text.matchAll(INVISIBLE)) {
    if (LAYOUT.has(character) || isMeant(character, at, text)) continue;
    if (character >= "\u{E0020}" && character <= "\u{E007F}") {
      flags ??= findFlags(text);
      if (flags.has(at)) continue;
    }
    found.push({ at, character });
  }
  return found;
}

/** The name of a character as people who look for it write it: `U+200B zero-width space`. */
export function nameInvisible(character: string): string {
  const point = character.codePointAt(0)!;
  const name = NAMES.find(([from, to]) => from <= point && point <= to)?.[2] ?? "invisible character";
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")} ${name}`;
}

/**
 * Parts a text into plain stretches and characters to be shown as tokens. Every
 * character keeps its place, so that whatever points into the text still does.
 */
export function tokensOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { at, character } of findInvisible(text)) {
    if (at > from) stretches.push({ from, to: at });
    from = at + character.length;
    stretches.push({ from: at, to: from, token: nameInvisible(character) });
  }
  if (from < text.length) stretches.push({ from, to: text.length });
  return stretches;
}

/** The same in words, for where there is only text: `001⟦U+202E right-to-left override⟧`. */
export function showInvisible(text: string): string {
  return tokensOf(text)
    .map(({ from, to, token }) => (token ? `⟦${token}⟧` : text.slice(from, to)))
    .join("");
}

function isMeant(character: string, at: number, text: string): boolean {
  const before = lastOf(text.slice(Math.max(0, at - 2), at));
  const after = firstOf(text.slice(at + character.length, at + character.length + 2));
  const point = character.codePointAt(0)!;
  switch (character) {
    case "\uFEFF":
      return at === 0;
    case "\u200D":
      return JOINING.test(before) || (PICTURE.test(before) && PICTURE.test(after));
    case "\u200C":
      return JOINING.test(before);
    case "\u200B":
      return UNSPACED.test(before) || UNSPACED.test(after);
    case "\u200E":
    case "\u200F":
    case "\u061C":
      return RIGHT_TO_LEFT.test(text.slice(Math.max(0, at - AROUND_UNITS), at + AROUND_UNITS).replaceAll("\u061C", ""));
    case "\u034F":
      return /\p{M}/u.test(before) && /\p{M}/u.test(after);
    case "\u115F":
    case "\u1160":
      return /[\u1100-\u11FF]/.test(before) || /[\u1100-\u11FF]/.test(after);
    case "\u17B4":
    case "\u17B5":
      return /\p{sc=Khmer}/u.test(before);
    case "\uFE0E":
    case "\uFE0F":
      return /[\p{Emoji}\p{S}]/u.test(before);
  }
  if (point >= 0x180b && point <= 0x180f) return /\p{sc=Mongolian}/u.test(before) && !INVISIBLE_ONE.test(before);
  if (point >= 0xfe00 && point <= 0xfe0d) return /[\p{sc=Han}\p{sc=Myanmar}\p{sc=Phags_Pa}\p{Sm}]/u.test(before);
  return point >= 0xe0100 && point <= 0xe01ef && /\p{sc=Han}/u.test(before);
}

const INVISIBLE_ONE = new RegExp(INVISIBLE.source, "u");

function findFlags(text: string): Set<number> {
  const places = new Set<number>();
  for (const { 0: flag, index } of text.matchAll(FLAG))
    for (let at = index + 2; at < index + flag.length; at += 2) places.add(at);
  return places;
}

/** The character a piece of text of two UTF-16 units ends with, or begins with. */
const lastOf = (units: string): string => [...units].at(-1) ?? "";
const firstOf = (units: string): string => [...units][0] ?? "";
