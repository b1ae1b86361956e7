import { expect, test } from "vitest";
import { findOddCharacters } from "../../src/text/oddCharacters.ts";

const tell = (source: string) =>
  findOddCharacters(source).map(({ line, message, remark }) => `${line}${remark ? "?" : ""} ${message}`);

test.each([
  [
    "a zero-width space",
    "One.\nThe Bo\u200Bard rules, and the Bo\u200Bard votes.",
    "2 U+200B, a character without width, stands in “The Bo⟨here⟩ard rules, and the ” (2 places). Remove it: nobody sees it, and words with it are not found.",
  ],
  [
    "a Cyrillic letter inside a word",
    "The Bоard rules.",
    "1 U+043E, a Cyrillic letter that looks like a Latin one, stands in “The Bоard rules.”. Write the Latin letter, so that the word is found.",
  ],
  [
    "a Cyrillic word among Latin ones",
    "Members elect а Council of seven of them every year.",
    "1 U+0430, a Cyrillic letter that looks like a Latin one, stands in “Members elect а Council of seven o”. Write the Latin letter, so that the word is found.",
  ],
  [
    "a direction override",
    "Fees are \u202E001\u202C euro.",
    "1 U+202E, a direction control, stands in “Fees are ⟨here⟩001⟦U+202C end of embedding⟧ euro.”. Remove it: it can show words in another order than they are read.",
  ],
  [
    "a byte order mark inside",
    "One.\n\uFEFFTwo.",
    "2 U+FEFF, a byte order mark inside the text, stands in “⟨here⟩Two.”. Remove it: nobody sees it, and words with it are not found.",
  ],
  [
    "a soft hyphen",
    "A mem\u00ADber.",
    "1 U+00AD, a soft hyphen, stands in “A mem⟨here⟩ber.”. Remove it: nobody sees it, and words with it are not found.",
  ],
  [
    "a letter that was lost",
    "Caf\uFFFD",
    "1 U+FFFD, the sign for a letter that was lost, stands in “Caf⟨here⟩”. Put the letter there that was meant.",
  ],
  [
    "an unusual space",
    "Ten\u2009euro.",
    "1? U+2009, an unusual space, stands in “Ten\u2009euro.”. Write a plain space.",
  ],
])("%s is named with its code point, its line and the words around", (_, source, message) => {
  expect(tell(source)[0]).toBe(message);
});

test.each([
  ["a byte order mark at the start", "\uFEFF# Bylaws"],
  ["a joiner in Persian", "می\u200Cشود"],
  ["a joined emoji", "👩\u200D🚒"],
  ["a direction mark in Arabic", "المادة \u200F(1)"],
  ["a Russian text", "Статья 1. Общество называется Клуб."],
  ["a Greek word for what it is", "The angle is called π and the lambda λ."],
  ["a joiner in Sinhala", "ශ්\u200Dරී ලංකා"],
  ["a non-joiner in Hindi", "क्\u200Cष"],
  ["a joiner after a Bengali letter", "র\u200D্য"],
  ["a joiner at the end of a Persian abbreviation", "ه\u200D. ق."],
  ["a zero-width space between Thai words", "คณะกรรมการ\u200Bประชุม"],
  ["a zero-width space between Khmer words", "ក្រុម\u200Bប្រឹក្សា"],
  ["a left-to-right mark after Hebrew", "סעיף 4\u200E (a)"],
  ["a family joined of four", "👨\u200D👩\u200D👧\u200D👦"],
  ["a heart drawn in colour", "❤\uFE0F"],
  ["a coloured sign joined with another", "🏳\uFE0F\u200D🌈"],
  ["a digit as a key", "1\uFE0F\u20E3"],
  ["the flag of Scotland", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"],
  ["the form of a Chinese character", "渡邊\u{E0102}"],
  ["a form of a Mongolian letter", "ᠠ\u180B"],
  ["an old Korean syllable without a first letter", "\u115Fᅡ"],
  ["a joiner of marks in Hebrew", "בּ\u034Fָ"],
  ["a no-break space in French", "Article 1\u00A0: Nom"],
])("%s is meant", (_, source) => {
  expect(tell(source)).toEqual([]);
});

test.each([
  ["U+200B", "Bo\u200Bard"],
  ["U+200C", "Bo\u200Card"],
  ["U+200D", "Bo\u200Dard"],
  ["U+200E", "Bo\u200Eard"],
  ["U+200F", "Bo\u200Fard"],
  ["U+202A", "Bo\u202Aard"],
  ["U+202B", "Bo\u202Bard"],
  ["U+202C", "Bo\u202Card"],
  ["U+202D", "Bo\u202Dard"],
  ["U+202E", "Bo\u202Eard"],
  ["U+2066", "Bo\u2066ard"],
  ["U+2067", "Bo\u2067ard"],
  ["U+2068", "Bo\u2068ard"],
  ["U+2069", "Bo\u2069ard"],
  ["U+061C", "Bo\u061Card"],
  ["U+FEFF", "Bo\uFEFFard"],
  ["U+2060", "Bo\u2060ard"],
  ["U+2062", "Bo\u2062ard"],
  ["U+206A", "Bo\u206Aard"],
  ["U+00AD", "Bo\u00ADard"],
  ["U+034F", "Bo\u034Fard"],
  ["U+180E", "Bo\u180Eard"],
  ["U+3164", "Bo\u3164ard"],
  ["U+115F", "Bo\u115Fard"],
  ["U+FFF9", "Bo\uFFF9ard"],
  ["U+2028", "Bo\u2028ard"],
  ["U+001B", "Bo\u001B[31mard"],
  ["U+0000", "Bo\0ard"],
  ["U+E0041", "Bo\u{E0041}ard"],
  ["U+E0001", "Bo\u{E0001}ard"],
  ["U+FE0F", "Bo\uFE0Fard"],
  ["U+FE00", "Bo\uFE00ard"],
  ["U+E0100", "Bo\u{E0100}ard"],
  ["U+202E", "المجلس \u202Eيقرر"],
  ["U+2067", "הוועד \u2067מחליט"],
  ["U+200B", "\u200Bمجلس"],
  ["U+200D", "क्\u200D\u200Dष"],
  ["U+E0100", "邊\u{E0100}\u{E0100}"],
  ["U+FE0F", "❤\uFE0F\uFE0F\uFE0F"],
  ["U+E0067", "🙂\u{E0067}\u{E0062}\u{E007F}"],
  ["U+200D", "A 🙂\u200D."],
])("%s is named in “%s”", (point, source) => {
  expect(tell(source)[0]).toMatch(new RegExp(`^1 ${point.replace("+", "\\+")}, `));
});

test("what is told of a text holds none of the characters itself", () => {
  const all = "a\u202Eb\u001B[31mc\u200Bd\u{E0041}e\u2066f\u0007g";
  for (const message of tell(all)) expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
