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
    "1 U+202E, a direction control, stands in “Fees are ⟨here⟩001\u202C euro.”. Remove it: it can show words in another order than they are read.",
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
  ["a no-break space in French", "Article 1\u00A0: Nom"],
])("%s is meant", (_, source) => {
  expect(tell(source)).toEqual([]);
});
