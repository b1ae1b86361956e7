import { plainWord, spelledValue } from "./spelledValue.ts";

/** A number that can be counted on: `IV` and `four` are 4; anything else stays as it is written, in lower case. */
export function numberOf(written: string): string {
  const value = romanValue(written) ?? spelledValue(written);
  return value === undefined ? asciiDigits(written.toLowerCase()) : String(value);
}

/** Arabic, Persian, Indian and wide digits as ours. */
export function asciiDigits(written: string): string {
  if (!hasOtherLetters(written)) return written;
  return written.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function hasOtherLetters(written: string): boolean {
  for (let i = 0; i < written.length; i++) if (written.charCodeAt(i) >= 128) return true;
  return false;
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0xff10]) if (code >= zero && code < zero + 10) return code - zero;
  return 0;
}

const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** `iv` is 4; `undefined` for what is no roman number, `iiii` and `did` among it. */
export function romanValue(written: string): number | undefined {
  const upper = written.toUpperCase();
  if (upper === "" || upper.length > 15 || !ROMAN.test(upper)) return undefined;
  const values: { [letter: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let sum = 0;
  for (let i = 0; i < upper.length; i++) {
    const value = values[upper[i]!]!;
    sum += value < (values[upper[i + 1]!] ?? 0) ? -value : value;
  }
  return sum;
}

/** Arabic letters in the order in which they count. */
const ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ";

/** `b` is 2, `bb` is 28: letters are counted a … z, aa, bb …; `ب` is 2. */
export function letterValue(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (/^([a-z])\1{0,2}$/.test(lower)) return lower.charCodeAt(0) - 96 + 26 * (lower.length - 1);
  const abjad = lower.length === 1 ? ABJAD.indexOf(plainWord(lower)) : -1;
  return abjad < 0 ? undefined : abjad + 1;
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

/** `十四` and `１４` are 14; `二〇` is 20. */
export function cjkNumber(written: string): number {
  if (/^[0-9０-９]+$/.test(written)) return Number(asciiDigits(written));
  if (!/[十百千]/.test(written)) return Number(Array.from(written, (sign) => CJK_DIGITS[sign] ?? 0).join(""));
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
