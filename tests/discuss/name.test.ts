import { expect, test } from "vitest";
import { tidyName, whyNotName } from "../../src/discuss/name.ts";

test.each([
  "Ada Lindqvist",
  "J",
  "Łukasz O’Neill-Święty",
  "Siobhán Ní Dhomhnaill",
  "Nguyễn Thị Ánh",
  "M.ª José Núñez",
  "Jean-Luc d'Arc, Jr.",
  "Ada (Riverside)",
  "“Mac” McDonald",
  "Gal·la Martí",
  "ada_l",
  "Member 7",
  "x".repeat(80),
  "山田太郎",
  "ジョン・スミス",
  "山田ｔ".replace("ｔ", "T"),
  "渡邊\u{E0102} 花子",
  "김철수",
  "陳大文",
  "محمد",
  "علی\u200Cرضا",
  "ג׳ורג׳",
  "राम कुमार",
  "ශ්\u200Dරී",
  "น้ำฝน",
  "Лев Толстой",
  "Світлана Прокоп'єва",
  "Άννα Παπαδοπούλου",
  "Արամ",
  "ნინო",
  "አበበ",
  "Иван (Ivan)",
  "ᏣᎳᎩ",
])("“%s” is a name", (name) => {
  expect(whyNotName(tidyName(name))).toBeUndefined();
});

test.each([
  ["nothing", "", "name-empty"],
  ["blanks", "   ", "name-empty"],
  ["81 characters", "x".repeat(81), "name-too-long"],
  ["a zero-width space", "Ada\u200bLindqvist", "name-invisible"],
  ["a zero-width joiner between Latin letters", "Ada\u200dLindqvist", "name-invisible"],
  ["a zero-width non-joiner at the end of a Persian name", "علی\u200c", "name-invisible"],
  ["letters that turn the reading direction", "Ada\u202eadA", "name-invisible"],
  ["an isolate", "\u2066Ada\u2069", "name-invisible"],
  ["a right-to-left mark", "Ada\u200f", "name-invisible"],
  ["a line break", "Ada\nChair", "name-invisible"],
  ["a line separator", "Ada\u2028Chair", "name-invisible"],
  ["a NUL", "Ada\0", "name-invisible"],
  ["a soft hyphen", "A\u00adda", "name-invisible"],
  ["a Hangul filler", "Ada\u3164", "name-invisible"],
  ["an empty Braille cell", "\u2800Ada", "name-invisible"],
  ["a combining grapheme joiner", "A\u034Fda", "name-invisible"],
  ["a variation selector", "Ada\uFE0F", "name-invisible"],
  ["a form of a Chinese character on a Latin letter", "Ad\u{E0100}a", "name-invisible"],
  ["a letter of the tags block", "Ada\u{E0041}", "name-invisible"],
  ["half of an emoji", "Ada \ud83d", "name-invisible"],
  ["a letter of one font only", "Ada \uE000", "name-invisible"],
  ["only signs", "***", "name-without-letters"],
  ["only points", "...", "name-without-letters"],
  ["only digits", "007", "name-without-letters"],
  ["a check mark, as of one who is verified", "Ada ✓", "name-signs"],
  ["a star", "Ada ★", "name-signs"],
  ["an emoji", "Ada 🙂", "name-signs"],
  ["markup", "<b>Ada</b>", "name-signs"],
  ["an ampersand", "Ada & Eve", "name-signs"],
  ["an address", "ada@example.org", "name-signs"],
  ["a name as a formula", "=Ada", "name-signs"],
  ["a pile of marks", "Z\u0335\u0321\u0328a\u0315\u031b\u0341lgo", "name-stacked-marks"],
  ["one mark twice", "Ada\u0323\u0323", "name-stacked-marks"],
  ["a mark on nothing", "\u0301Ada", "name-stacked-marks"],
  ["a mark on a blank", "Ada \u0301", "name-stacked-marks"],
  ["bold letters of mathematics", "𝐀𝐝𝐚", "name-dressed"],
  ["full-width letters", "Ａｄａ", "name-dressed"],
  ["letters in circles", "Ⓐda", "name-dressed"],
  ["a ligature", "Soﬁa", "name-dressed"],
  ["a raised letter", "Adaʰ", "name-dressed"],
  ["a Cyrillic а in a Latin word", "Ad\u0430", "name-mixed-scripts"],
  ["a Latin e in a Cyrillic word", "Серг\u0065й", "name-mixed-scripts"],
  ["a Greek ο in a Latin word", "B\u03BFb", "name-mixed-scripts"],
  ["a Cherokee letter in a Latin word", "\u13AAda", "name-mixed-scripts"],
  ["Hiragana with Hangul", "あ김", "name-mixed-scripts"],
  ["Gothic", "𐌰𐌳𐌰", "name-mixed-scripts"],
  ["Deseret, which is written no more", "𐐈𐐼𐐪", "name-mixed-scripts"],
])("%s is no name", (_, name, code) => {
  expect(whyNotName(name)).toMatchObject({ code, field: "name" });
});

test("what is not told apart by the eye is tidied, not refused", () => {
  expect(tidyName("  Ada \t Lindqvist\u00a0")).toBe("Ada Lindqvist");
  expect(tidyName("Jose\u0301")).toBe("José");
});

test("a letter in a special form is told, and how to write it", () => {
  expect(whyNotName("Ａda")?.message).toBe("“Ａ” is a letter in a special form. Write it plainly: “Ada”.");
});
