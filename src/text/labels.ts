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
  [0, "appendix|annex|annexe|schedule|exhibit|attachment|addendum|anhang|anlage|anexo|bijlage"],
  [1, "title|book|buch|livre|titel|titolo|título|titre"],
  [2, "part|teil|partie|parte|deel|часть|القسم"],
  [3, "chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|rozdział|глава|الفصل|الباب"],
  [4, "article|artikel|articolo|artículo|artigo|artykuł|art|bylaw|by-law|rule|canon|amendment|статья|المادة|مادة"],
  [5, "section|sec|abschnitt|sección|seção|secção|sezione|clause|paragraph|absatz"],
];
const RANK_OF = new Map(RANKS.flatMap(([rank, words]) => words.split("|").map((word) => [word, rank] as const)));
const WORDS = [...RANK_OF.keys()].sort((a, b) => b.length - a.length).join("|");
const WRITTEN_NUMBERS = [
  "premier|première|one|first|الأولى|الاولى",
  "two|second|الثانية",
  "three|third|الثالثة",
  "four|fourth|الرابعة",
  "five|fifth|الخامسة",
  "six|sixth|السادسة",
  "seven|seventh|السابعة",
  "eight|eighth|الثامنة",
  "nine|ninth|التاسعة",
  "ten|tenth|العاشرة",
];
const WRITTEN = WRITTEN_NUMBERS.join("|");

const NAMED = new RegExp(
  `^(${WORDS})(?:\\s*\\.\\s*|\\s+|(?=\\d))((?:[A-Z]\\.)?\\p{Nd}+(?:\\.\\p{Nd}+)*(?:[A-Za-z](?![\\p{L}\\p{N}]))?|[IVXLCDM]+|[A-Z]|${WRITTEN})(?![\\p{L}\\p{N}])`,
  "iu",
);
const DECIMAL = /^(\d{1,4}(?:\.\d{1,4})+[A-Za-z]?|[A-Z](?:\.\d{1,4})+)((?:\([A-Za-z0-9]{1,4}\))*)(?![\p{L}\p{N}%])/u;
const INTEGER = /^(\d{1,3}[A-Za-z]?|[A-Z]|[IVXLC]+)(?=[.)]|\s*[–—:-]\s|\s|$)/;
const PARAGRAPH_SIGN = /^§{1,2}\s*(\d+[a-z]?(?:\.\d+)*)(?![\p{L}\p{N}])/u;
const CJK_NAMED =
  /^第\s*([〇零○一二三四五六七八九十百千0-9０-９]+)\s*([編编部篇章節节條条款項项])((?:[之の][一二三四五六七八九十百0-9]+)*)/;
const CJK_ITEM = /^(?:([一二三四五六七八九十]{1,4})([、．.])|([（(])([一二三四五六七八九十0-9０-９]{1,4})([）)]))/;
const ITEM =
  /^(?:\(([A-Za-z]{1,5}|\d{1,3})\)|([a-zA-Z]{1,4}|\d{1,3})\)|([a-zA-Z]|[ivxl]{2,5}|[IVXL]{2,5}|\d{1,3})\.(?=\s+\S))(?=\s|$)/;
/** What may stand between a label and its title. */
const PARTING = /^\s*(?:[.:)]\s*(?:[–—-]+\s+)?|[–—-]+\s+|$)/;

/**
 * Reads the label at the start of a text without markup.
 *
 * @param place In a heading `4 Board` and `A` are labels; in a paragraph they
 *   are words, and `Article 5 of the Treaty` is one too unless something parts
 *   the number from what follows.
 */
export function readLabel(text: string, place: "heading" | "paragraph"): Label | undefined {
  const start = text.length > 200 ? text.slice(0, 200) : text;
  const label =
    readNamed(start) ?? readDecimal(start) ?? (place === "heading" ? readInteger(start) : undefined) ?? readItem(start);
  if (!label) return undefined;
  const parting = PARTING.exec(text.slice(label.end, label.end + 20));
  if (parting) return { ...label, end: label.end + parting[0].length, parted: true };
  if (label.kind === "named" && place === "paragraph" && !/^第|^§/.test(text)) {
    // "ARTICLE I NAME" stands as a heading, "Article 5 of the Treaty" as words.
    if (text.length > 100 || !/^[\p{Lu}\d\s.–—-]+/u.test(text) || /\p{Ll}/u.test(text)) return undefined;
  }
  return label;
}

function readNamed(text: string): Label | undefined {
  const cjk = CJK_NAMED.exec(text);
  if (cjk) {
    const rank = "編编部篇".includes(cjk[2]!)
      ? 2
      : "章".includes(cjk[2]!)
        ? 3
        : "節节".includes(cjk[2]!)
          ? 3.5
          : "條条".includes(cjk[2]!)
            ? 4
            : 5;
    return { ...named(cjk[0], `第${cjk[2]}`, rank, String(cjkNumber(cjk[1]!)) + cjk[3]), end: cjk[0].length };
  }
  const sign = PARAGRAPH_SIGN.exec(text);
  if (sign) return { ...named(sign[0], "§", 5, sign[1]!), end: sign[0].length };
  const match = NAMED.exec(text);
  if (!match) return undefined;
  const word = match[1]!.toLowerCase();
  const number = match[2]!;
  const numbers = number.split(".");
  if (numbers.length > 1)
    return { text: match[0], end: match[0].length, kind: "decimal", word, rank: 5, numbers, style: "", parted: false };
  return named(match[0], word, RANK_OF.get(word) ?? 5, numberOf(number));
}

function named(text: string, word: string, rank: number, number: string): Label {
  return { text, end: text.length, kind: "named", word, rank, numbers: [number], style: "", parted: false };
}

function readDecimal(text: string): Label | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const tail = Array.from(match[2]!.matchAll(/\(([^)]*)\)/g), (part) => `(${part[1]})`);
  const numbers = [...match[1]!.split("."), ...tail];
  return {
    text: match[0],
    end: match[0].length,
    kind: "decimal",
    word: "",
    rank: 5,
    numbers,
    style: "",
    parted: false,
  };
}

/** `4 Board`, `IV. Officers`, `A`: only in headings. */
function readInteger(text: string): Label | undefined {
  const match = INTEGER.exec(text);
  if (!match) return undefined;
  const number = match[1]!;
  const rest = text.slice(number.length);
  // "A Guide for Members" and "I Introduction" are words unless something parts them.
  if (!/^\d/.test(number) && !/^(?:[.)]|\s*[–—:-]\s|$)/.test(rest) && !/^[IVXLC]{2,}$/.test(number)) return undefined;
  if (/^\d/.test(number)) {
    return {
      text: number,
      end: number.length,
      kind: "decimal",
      word: "",
      rank: 4,
      numbers: [number],
      style: "",
      parted: false,
    };
  }
  return named(number, "", 4, number);
}

function readItem(text: string): Label | undefined {
  const cjk = CJK_ITEM.exec(text);
  if (cjk && (cjk[1] || /[一-十（]/.test(cjk[0]))) {
    const number = String(cjkNumber(cjk[1] ?? cjk[4]!));
    const end = cjk[0].length;
    return {
      text: cjk[0],
      end,
      kind: "item",
      word: "",
      rank: 6,
      numbers: [number],
      style: cjk[1] ? "一、" : "(一)",
      parted: true,
    };
  }
  const match = ITEM.exec(text);
  if (!match) return undefined;
  const inner = match[1] ?? match[2] ?? match[3]!;
  const bracket = match[1] !== undefined ? "()" : match[2] !== undefined ? ")" : ".";
  const glyphs = /\d/.test(inner) ? "1" : inner === inner.toLowerCase() ? "a" : "A";
  return {
    text: match[0],
    end: match[0].length,
    kind: "item",
    word: "",
    rank: 6,
    numbers: [inner],
    style: bracket + glyphs,
    parted: true,
  };
}

/** A number that can be counted on: `IV` and `four` are 4; anything else stays as it is written, in lower case. */
export function numberOf(written: string): string {
  const roman = romanValue(written);
  if (roman !== undefined) return String(roman);
  const word = WRITTEN_NUMBERS.findIndex((words) => words.split("|").includes(written.toLowerCase()));
  if (word >= 0) return String(word + 1);
  return written.toLowerCase().replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0xff10]) if (code >= zero && code < zero + 10) return code - zero;
  return 0;
}

/** `iv` is 4; `undefined` for what is no roman number, `iiii` and `did` among it. */
export function romanValue(written: string): number | undefined {
  const upper = written.toUpperCase();
  if (!/^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(upper) || upper === "") return undefined;
  const values: { [letter: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let sum = 0;
  for (let i = 0; i < upper.length; i++) {
    const value = values[upper[i]!]!;
    sum += value < (values[upper[i + 1]!] ?? 0) ? -value : value;
  }
  return sum;
}

/** `b` is 2, `bb` is 28: letters are counted a … z, aa, bb …. */
export function letterValue(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (!/^([a-z])\1{0,2}$/.test(lower)) return undefined;
  return lower.charCodeAt(0) - 96 + 26 * (lower.length - 1);
}

const CJK_DIGITS: { [digit: string]: number } = {
  〇: 0,
  零: 0,
  "○": 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

function cjkNumber(written: string): number {
  if (/^[0-9０-９]+$/.test(written)) return Number(written.replace(/[０-９]/g, (digit) => String(digitValue(digit))));
  let [sum, digit] = [0, 0];
  for (const sign of written) {
    const power = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (power === undefined) digit = CJK_DIGITS[sign] ?? 0;
    else {
      sum += (digit || 1) * power;
      digit = 0;
    }
  }
  return sum + digit;
}
