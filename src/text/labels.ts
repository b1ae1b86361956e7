import { asciiDigits, cjkNumber, numberOf } from "./numberOf.ts";
import { plainWord, spelledValue } from "./spelledValue.ts";

/**
 * What stands in front of a clause: `4.16`, `Article IV`, `(a)`, `§ 3`, `第三条`.
 */
export interface Label {
  /** As written, without the stop or dash that parts it from the title. */
  text: string;
  /** Where the words after it start. */
  end: number;
  kind: "named" | "decimal" | "item";
  /** Of a named label, in lower case: `article`; `§` and `第…条` are named too. */
  word: string;
  /** Of a named label: 1 for a book or an appendix, 4 for an article, 5 for a section. */
  rank: number;
  /** `4.16` is `["4", "16"]`; a named label has one, its number as a decimal where it can be read. */
  numbers: string[];
  /** Of an item: how it is written, `(1)`, `1.`, `1)` with the number's own characters left out. */
  style: string;
  /** Something parts it from what follows (`.`, `:`, `–`), or nothing follows. */
  parted: boolean;
}

const RANKS: readonly (readonly [rank: number, words: string])[] = [
  [0, "appendix|annex|annexe|schedule|exhibit|attachment|addendum|anhang|anlage|anexo|allegato|bijlage|الملحق|ملحق"],
  [1, "title|book|buch|livre|libro|titel|titre|titolo|título"],
  [2, "part|teil|partie|parte|deel|часть|القسم|الجزء"],
  [3, "chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|rozdział|глава|الفصل|الباب"],
  [3.5, "unterkapitel|untertitel|subchapter|subtitle"],
  [
    4,
    "article|artikel|articolo|artículo|articulo|artigo|artykuł|art|bylaw|by-law|rule|canon|amendment|статья|المادة|مادة",
  ],
  [5, "section|sec|abschnitt|sección|seção|secção|sezione|clause|paragraph|absatz|البند|بند|الفقرة"],
  [5.5, "subsection|sub-section|subclause|sub-clause|subparagraph|unterabschnitt"],
];
const RANK_OF = new Map(RANKS.flatMap(([rank, words]) => words.split("|").map((word) => [word, rank] as const)));

const WORD = /^[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)?/u;
/** After `Article`: what may be its number. */
const NUMBER =
  /^(?:\s*\.\s*|\s+|(?=\p{Nd}))((?:[A-Z]\.)?\p{Nd}+(?:\.\p{Nd}+)*(?:[A-Za-z](?![\p{L}\p{N}]))?|[IVXLCDM]+|[A-Z])(?![\p{L}\p{M}\p{N}])/iu;
const SPELLED = /^\s+([\p{L}\p{M}]+)(?:(?:\s+|-)([\p{L}\p{M}]+))?/u;
const TWO_WORDS = /^([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)?)\s+([\p{L}\p{M}]+)(?![\p{L}\p{M}])/u;
/** `FIRST:`, `Twenty-Second.`: an ordinal alone. */
const ORDINAL = /^(\p{Lu}[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)?)(?=\s*[:.])/u;
const DECIMAL =
  /^([0-9٠-٩۰-۹]{1,4}(?:[.٫][0-9٠-٩۰-۹]{1,4})+[A-Za-z]?|[A-Z](?:\.\d{1,4})+)((?:\([A-Za-z0-9]{1,4}\))*)(?![\p{L}\p{N}%])/u;
const INTEGER = /^([0-9٠-٩۰-۹]{1,3}[A-Za-z]?|[A-Z]|[IVXLC]+)(?=[.)]|\s*[–—:-]\s|\s|$)/;
const PARAGRAPH_SIGN = /^§{1,2}\s*(\d+[a-z]?(?:\.\d+)*)(?:\s*(?:bis|to|–|-|und|and|,)\s*\d+[a-z]?)*(?![\p{L}\p{N}])/u;
const CJK_NAMED =
  /^第\s*([〇零○一二三四五六七八九十百千0-9０-９]+)\s*([編编部篇章節节條条款項项])((?:[之の][一二三四五六七八九十百0-9]+)*)/;
const CJK_RANKS: { [sign: string]: number } = { 編: 2, 编: 2, 部: 2, 篇: 2, 章: 3, 節: 3.5, 节: 3.5, 條: 4, 条: 4 };
const CJK_ITEM = /^(?:([一二三四五六七八九十]{1,4})([、．.])|([（(])([一二三四五六七八九十0-9０-９]{1,4})([）)]))/;
const ITEM =
  /^(?:\(([A-Za-z]{1,5}|[0-9٠-٩۰-۹]{1,3}|\p{Script=Arabic})\)(?=[\s\p{L}"“‘«]|$)|([a-zA-Z]{1,4}|[0-9٠-٩۰-۹]{1,3}|\p{Script=Arabic})\)(?=\s|$)|([a-zA-Z]|[ivxl]{2,5}|[IVXL]{2,5}|[0-9٠-٩۰-۹]{1,3})\.(?=\s+\S)|([0-9٠-٩۰-۹]{1,3}|\p{Script=Arabic})\s?[-–](?=\s|$))/u;
/** What may stand between a label and its title. */
const PARTING = /^\s*(?:[.:)]\s*(?:[–—-]+\s+)?|[–—-]+\s+|$)/;
/** How much of a text is looked at. */
const HEAD_UNITS = 200;

/**
 * Reads the label at the start of a text without markup.
 *
 * @param place In a heading `4 Board` and `A` are labels; in a paragraph they
 *   are words, and `Article 5 of the Treaty` is one too unless something parts
 *   the number from what follows.
 * @param emphasisTo Where the emphasis ends that the text starts with: it parts too.
 */
export function readLabel(text: string, place: "heading" | "paragraph", emphasisTo = 0): Label | undefined {
  const manner = mannerOf(text, place);
  if (manner === "none") return undefined;
  const start = text.length > HEAD_UNITS ? text.slice(0, HEAD_UNITS) : text;
  const label =
    manner === "item"
      ? readItem(start)
      : (readNamed(start, place) ??
        readDecimal(start) ??
        (place === "heading" ? readInteger(start) : undefined) ??
        readItem(start));
  if (!label) return undefined;
  const parting = PARTING.exec(text.slice(label.end, label.end + 20));
  if (parting) {
    label.end += parting[0].length;
    label.parted ||= label.kind !== "item" || parting[0] !== "";
    return label;
  }
  if (label.end === emphasisTo) label.parted = true;
  else if (label.kind === "named" && place === "paragraph" && !/^第|^§/.test(text)) {
    // "ARTICLE I NAME" stands as a heading, "Article 5 of the Treaty" as words.
    if (text.length > 100 || !/^[\p{Lu}\d\s.–—-]+/u.test(text) || /\p{Ll}/u.test(text)) return undefined;
  }
  return label;
}

/** What label the first signs may belong to: most paragraphs start with a word that no label starts with. */
function mannerOf(text: string, place: "heading" | "paragraph"): "none" | "item" | "any" {
  let end = 0;
  while (end < 14 && isLetter(text.charCodeAt(end))) end++;
  if (end === 0) return text[0] === "(" ? "item" : "any";
  const next = text[end];
  if (place === "heading" || next === "." || next === ":" || text.charCodeAt(end) >= 128) return "any";
  if (next === ")") return end <= 5 ? "item" : "none";
  const word = text.slice(0, end).toLowerCase();
  return RANK_OF.has(word) || spelledValue(word) !== undefined ? "any" : "none";
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 45;
}

function readNamed(text: string, place: "heading" | "paragraph"): Label | undefined {
  const first = text[0]!;
  if (first === "第") {
    const cjk = CJK_NAMED.exec(text);
    const number = cjk && String(cjkNumber(cjk[1]!)) + cjk[3];
    return cjk ? named(cjk[0], `第${cjk[2]}`, CJK_RANKS[cjk[2]!] ?? 5, number!) : undefined;
  }
  if (first === "§") {
    const sign = PARAGRAPH_SIGN.exec(text);
    return sign ? named(sign[0], "§", 5, sign[1]!) : undefined;
  }
  const written = WORD.exec(text)?.[0];
  if (written === undefined) return undefined;
  const word = plainWord(written);
  const rank = RANK_OF.get(word);
  if (rank === undefined) return readOrdinal(text, place);
  const number = NUMBER.exec(text.slice(written.length));
  if (number) return withNumber(text.slice(0, written.length + number[0].length), word, rank, number[1]!);
  const spelled = SPELLED.exec(text.slice(written.length));
  if (!spelled) return undefined;
  for (const length of [spelled[0].length, spelled[0].length - (spelled[2]?.length ?? 0)]) {
    const whole = text.slice(0, written.length + length).replace(/[\s-]+$/, "");
    const value = spelledValue(whole.slice(written.length).trim());
    if (value !== undefined && !/^[\p{L}\p{M}]/u.test(text.slice(whole.length)))
      return named(whole, word, rank, String(value));
  }
  return undefined;
}

function withNumber(text: string, word: string, rank: number, number: string): Label {
  const numbers = asciiDigits(number).split(".");
  if (numbers.length === 1) return named(text, word, rank, numberOf(number));
  return { text, end: text.length, kind: "decimal", word, rank: 5, numbers, style: "", parted: false };
}

/** `Erster Abschnitt`, `Première partie`, in headings; `FIRST:` everywhere. */
function readOrdinal(text: string, place: "heading" | "paragraph"): Label | undefined {
  const two = place === "heading" ? TWO_WORDS.exec(text) : null;
  const rank = two ? RANK_OF.get(plainWord(two[2]!)) : undefined;
  const value = rank === undefined ? undefined : spelledValue(two![1]!);
  if (value !== undefined) return named(two![0], plainWord(two![2]!), rank!, String(value));
  const alone = ORDINAL.exec(text)?.[1];
  const isShouted = alone !== undefined && alone === alone.toUpperCase() && alone !== alone.toLowerCase();
  const ordinal = alone !== undefined && (isShouted || place === "heading") ? spelledValue(alone) : undefined;
  return ordinal === undefined ? undefined : named(alone!, "ordinal", 5, String(ordinal));
}

function named(text: string, word: string, rank: number, number: string): Label {
  return { text, end: text.length, kind: "named", word, rank, numbers: [number], style: "", parted: false };
}

function decimal(text: string, rank: number, numbers: string[]): Label {
  return { text, end: text.length, kind: "decimal", word: "", rank, numbers, style: "", parted: false };
}

function readDecimal(text: string): Label | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const tail = Array.from(match[2]!.matchAll(/\(([^)]*)\)/g), (part) => `(${part[1]})`);
  return decimal(match[0], 5, [...asciiDigits(match[1]!).split(/[.٫]/), ...tail]);
}

/** `4 Board`, `IV. Officers`, `A`: only in headings. */
function readInteger(text: string): Label | undefined {
  const number = INTEGER.exec(text)?.[1];
  if (number === undefined) return undefined;
  if (/^\p{Nd}/u.test(number)) return decimal(number, 4, [asciiDigits(number)]);
  const rest = text.slice(number.length);
  // "A Guide for Members" and "I Introduction" are words unless something parts them.
  if (!/^(?:[.)]|\s*[–—:-]\s|$)/.test(rest) && !/^[IVXLC]{2,}$/.test(number)) return undefined;
  return named(number, "", 4, number);
}

function readItem(text: string): Label | undefined {
  const cjk = text.charCodeAt(0) > 0x2000 || text.charCodeAt(1) > 0x2000 ? CJK_ITEM.exec(text) : null;
  if (cjk && (cjk[1] || /[一二三四五六七八九十（]/.test(cjk[0])))
    return item(cjk[0], String(cjkNumber(cjk[1] ?? cjk[4]!)), cjk[1] ? "一、" : "(一)");
  const match = ITEM.exec(text);
  if (!match) return undefined;
  const inner = match[1] ?? match[2] ?? match[3] ?? match[4]!;
  const bracket = match[1] !== undefined ? "()" : match[2] !== undefined ? ")" : match[3] !== undefined ? "." : "-";
  const glyphs = /\p{Nd}/u.test(inner) ? "1" : inner === inner.toLowerCase() ? "a" : "A";
  const label = item(match[0], asciiDigits(inner), STYLES[bracket]![glyphs]!);
  label.parted = /\s|^$/.test(text[match[0].length] ?? "");
  return label;
}

/** Made once: a style is compared with those of all items around. */
const STYLES: { [bracket: string]: { [glyphs: string]: string } } = Object.fromEntries(
  ["()", ")", ".", "-"].map((bracket) => [
    bracket,
    Object.fromEntries(["1", "a", "A"].map((glyphs) => [glyphs, `${bracket}${glyphs}`])),
  ]),
);

function item(text: string, number: string, style: string): Label {
  return { text, end: text.length, kind: "item", word: "", rank: 6, numbers: [number], style, parted: true };
}
