import { expect, test } from "vitest";
import { skeletonOf } from "../../src/discuss/skeleton.ts";

test.each([
  ["capitals", "ADA LOVELACE", "Ada Lovelace"],
  ["blanks", "AdaLovelace", "Ada Lovelace"],
  ["a hyphen", "Ada-Lovelace", "Ada Lovelace"],
  ["a point", "Ada. Lovelace", "Ada Lovelace"],
  ["accents", "Adá Lövelacé", "Ada Lovelace"],
  ["composed and decomposed letters", "Jose\u0301", "José"],
  ["a nought for an o", "Ada L0velace", "Ada Lovelace"],
  ["a capital I for a small l", "Ada LoveIace", "Ada Lovelace"],
  ["a 1 for a small l", "Ada Love1ace", "Ada Lovelace"],
  ["a dotless ı", "Mıa", "Mia"],
  ["r and n for an m", "Torn", "Tom"],
  ["two v for a w", "Evva", "Ewa"],
  ["a stroke through the letter", "Łada Øst", "Lada Ost"],
  ["a ligature", "Ærø", "Aero"],
  ["a letter of phonetics", "Ad\u0251", "Ada"],
  ["a zero-width space", "Ada\u200b Lovelace", "Ada Lovelace"],
  ["a whole name in Cyrillic letters that look Latin", "А\u0501а", "Ada"],
  ["one word in Cyrillic letters", "\u0410\u0501\u0430 Lovelace", "Ada Lovelace"],
  ["a Cyrillic initial", "\u0410. Lovelace", "A. Lovelace"],
  ["a name in Cyrillic letters, some like small capitals", "Том", "Tom"],
  ["Greek letters, a small ν for a v", "\u0391\u03BD\u03B1", "Ava"],
  ["Greek capitals, a capital Ν for an N", "\u039D\u0399\u039D\u0391", "NINA"],
  ["Cherokee letters", "\u13AA\u13B7\u13AA", "AMA"],
  ["Lisu letters", "\uA4EE\uA4D3\uA4EE", "ADA"],
  ["Armenian letters", "\u0578\u0585\u0578", "non"],
  ["a Katakana ロ for the Chinese character", "山ロ", "山口"],
  ["half-width Katakana", "ｼﾞｮﾝ", "ジョン"],
  ["an Arabic ي for a Persian ی", "علي", "علی"],
  ["Arabic with its vowel marks", "مُحَمَّد", "محمد"],
  ["an alef with a hamza", "أحمد", "احمد"],
  ["a Russian ё", "Алёна", "Алена"],
  ["a Greek name in capitals", "ΠΑΝΟΣ", "Πάνος"],
  ["the forms of a Chinese character", "渡邊\u{E0102}", "渡邊"],
])("%s: looks the same", (_, one, other) => {
  expect(skeletonOf(one)).toBe(skeletonOf(other));
});

test.each([
  ["another initial", "John A. Smith", "John B. Smith"],
  ["what one belongs to", "John Smith (Riverside)", "John Smith"],
  ["a number", "Ada 2", "Ada"],
  ["a Russian name and what a Latin reader might spell", "Лев", "Lev"],
  ["a Russian name in which one letter cannot be Latin", "Сара Жукова", "Capa Kykoba"],
  ["Hindi vowels", "राम", "रमा"],
  ["Japanese voiced letters", "かな", "がな"],
  ["Thai vowels", "นก", "นึก"],
])("%s: looks different", (_, one, other) => {
  expect(skeletonOf(one)).not.toBe(skeletonOf(other));
});
