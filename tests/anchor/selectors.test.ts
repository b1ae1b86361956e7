import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { nameOfText, TextSelectors } from "../../src/anchor/selectors.ts";
import { eachClause } from "../../src/text/clause.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const TEXT = "a".repeat(64);
const ODD = `# Bylaws 🚢 of the Ferry Club

## 1.1 Berths &amp; Moorings

The 🚢 *North
Quay* berth costs 5&nbsp;&#x20AC;, and **no** Member [pays](https://example.org/fees) twice 👨‍👩‍👧.
`;

/** What a program does that knows the model and nothing of ours. */
function findIn(source: string, { start, end }: { start: number; end: number }): string {
  return Array.from(source).slice(start, end).join("");
}

function select(source: string, address: string, part: "title" | "text", quote: string) {
  const clause = findClause(parseBylaws(source), address)!;
  const from = clause[part].indexOf(quote);
  if (from < 0) throw new Error(`“${quote}” does not stand in “${clause[part]}”.`);
  const anchor = makeAnchor({ text: TEXT, side: "after", clause, part, from, to: from + quote.length })!;
  return new TextSelectors(source).of(anchor);
}

test.each([
  ["words after a ship", "text", "berth costs", "berth costs"],
  ["words over a line end and out of emphasis", "text", "North Quay berth", "North\nQuay* berth"],
  ["a sign written as an entity", "text", "€", "&#x20AC;"],
  ["a word in bold type, without its stars", "text", "no", "no"],
  ["the words of a link, without its target", "text", "pays", "pays"],
  ["a family of several characters", "text", "👨‍👩‍👧", "👨‍👩‍👧"],
  ["a title with an entity in it", "title", "Berths & Moorings", "Berths &amp; Moorings"],
] as const)("%s are found by counting characters", (_, part, quote, written) => {
  const [quoted, placed] = select(ODD, "1.1", part, quote);
  expect(quoted).toMatchObject({ type: "TextQuoteSelector", exact: written });
  if (placed?.type !== "TextPositionSelector" || quoted?.type !== "TextQuoteSelector") throw new Error("No position.");
  expect(findIn(ODD, placed)).toBe(written);
  const around = `${quoted.prefix}${quoted.exact}${quoted.suffix}`;
  expect(findIn(ODD, { start: placed.start - Array.from(quoted.prefix).length, end: placed.end + 32 })).toBe(around);
});

test("in every text that comes with it, every word is found where it stands", () => {
  const folder = join(import.meta.dirname, "../../bylaws");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\d\.md$/.test(file));
  let words = 0;
  for (const file of files) {
    const source = readFileSync(join(folder, file), "utf8");
    const selectors = new TextSelectors(source);
    const characters = Array.from(source);
    for (const clause of eachClause(parseBylaws(source).clauses)) {
      for (const { 0: word, index } of clause.text.matchAll(/\p{L}+/gu)) {
        if (index % 7 !== 0) continue;
        const picked = {
          text: TEXT,
          side: "after",
          clause,
          part: "text",
          from: index,
          to: index + word.length,
        } as const;
        const anchor = makeAnchor(picked)!;
        const placed = selectors.of(anchor)[1];
        if (placed?.type !== "TextPositionSelector") throw new Error(`${file} ${clause.address}: ${word}`);
        expect(characters.slice(placed.start, placed.end).join(""), `${file} ${clause.address}`).toBe(anchor.quote);
        words += 1;
      }
    }
  }
  expect(words).toBeGreaterThan(3000);
});

test("words that do not stand there keep their quote", () => {
  const clause = findClause(parseBylaws(ODD), "1.1")!;
  const anchor = makeAnchor({ text: TEXT, side: "after", clause, part: "title", from: 0, to: 6 })!;
  const quote = [{ type: "TextQuoteSelector", exact: "Berths", prefix: "", suffix: anchor.suffix }];
  expect(new TextSelectors("# Another text\n").of(anchor)).toEqual(quote);
  expect(new TextSelectors(ODD.replace("Berths", "Piers")).of(anchor)).toEqual(quote);
});

test("a text is named after its hash, as RFC 6920 does", () => {
  // The example of the RFC: the words “Hello World!”.
  const hash = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069";
  expect(nameOfText(hash)).toBe("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
});
