import fc from "fast-check";
import { expect, test } from "vitest";
import { showInvisible, tokensOf } from "../../src/text/invisible.ts";
import { expectAlways } from "../expectAlways.ts";

test.each([
  [
    "a direction override",
    "Fees are \u202E001\u202C euro.",
    "Fees are ⟦U+202E right-to-left override⟧001⟦U+202C end of embedding⟧ euro.",
  ],
  ["a zero-width space", "Bo\u200Bard", "Bo⟦U+200B zero-width space⟧ard"],
  ["an isolate at the start and the end", "\u2066a\u2069", "⟦U+2066 left-to-right isolate⟧a⟦U+2069 end of isolate⟧"],
  ["words hidden in tags", "a\u{E0048}\u{E0049}", "a⟦U+E0048 tag⟧⟦U+E0049 tag⟧"],
  ["an order to a terminal", "\u001B[2J", "⟦U+001B control character⟧[2J"],
  ["line ends and tabulators, which are layout", "a\r\n\tb", "a\r\n\tb"],
  ["a Persian word with its joiner", "می\u200Cشود", "می\u200Cشود"],
  ["a joined emoji", "👩\u200D🚒", "👩\u200D🚒"],
  ["nothing", "", ""],
])("%s", (_, text, shown) => {
  expect(showInvisible(text)).toBe(shown);
});

test("law: the stretches of a text are the text, in order, without a gap; a token is one character", () => {
  const text = fc.array(
    fc.oneof(
      fc.constantFrom(
        "\u202E",
        "\u200B",
        "\u200D",
        "\u{E0041}",
        "\uFE0F",
        "\u{1F3F4}",
        "\u{E007F}",
        "क्",
        "a",
        "😀",
        "邊",
        "\u{E0100}",
        " ",
        "\uD83C",
        "\uDFF4",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
  );
  expectAlways(
    fc.property(text, (pieces) => {
      const whole = pieces.join("");
      const stretches = tokensOf(whole);
      expect(stretches.map(({ from, to }) => whole.slice(from, to)).join("")).toBe(whole);
      let end = 0;
      for (const { from, to, token } of stretches) {
        expect(from).toBe(end);
        expect(to).toBeGreaterThan(from);
        if (token) expect([...whole.slice(from, to)]).toHaveLength(1);
        end = to;
      }
      expect(end).toBe(whole.length);
    }),
    500,
  );
});

test("law: no direction control is ever left in what is shown", () => {
  expectAlways(
    fc.property(
      fc.array(fc.constantFrom("\u202A", "\u202E", "\u2066", "\u2069", "ا", "ש", "क", "a", "\u200F", "👩")),
      (pieces) => {
        expect(showInvisible(pieces.join(""))).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      },
    ),
    300,
  );
});
