import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clause, ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { printBylaws } from "../../src/text/print.ts";
import { expectAlways } from "../expectAlways.ts";
import { garbled } from "./garbled.ts";

const CORPUS = "../shared/corpus";

/** Everything that printing must keep. */
function structureOf({ title, clauses }: ParsedBylaws): unknown {
  const keep = ({ kind, label, address, title, text, spans, items, rows, clauses }: Clause): unknown => {
    return { kind, label, address, title, text, spans, items, rows, clauses: clauses.map(keep) };
  };
  return { title, clauses: clauses.map(keep) };
}

/** What is no law, as words. */
function asidesOf(source: string): string[] {
  return parseBylaws(source)
    .notLaw.filter(({ kind }) => kind !== "markup")
    .map(({ from, to }) => source.slice(from, to).replace(/^<!--\n|\n-->$/g, ""));
}

describe("printed text", () => {
  test("is plain Markdown: a heading a section, a paragraph a line, items set in", () => {
    const source =
      "Bylaws\n======\n\n**Section 4.2.  Voting\nMembers.**  Members *may*\nvote:\n\n  a) in person;\n     (i) by hand\n  b) by proxy.\n\n| A | B |\n|--|--|\n| 1 | x\\|y |";
    expect(printBylaws(parseBylaws(source))).toBe(
      [
        "# Bylaws",
        "## Section 4.2. Voting Members",
        "Members *may* vote:",
        "a) in person;",
        "    (i) by hand",
        "b) by proxy.",
        "| A | B |\n| --- | --- |\n| 1 | x\\|y |\n",
      ].join("\n\n"),
    );
  });

  test("words that look like a label stay words, and a comment says so", () => {
    const parsed = parseBylaws("## 4.1 Name\n\nOne.\n\nTwo.");
    parsed.clauses[0]!.clauses[0]!.text = "(a) is no item.";
    const printed = printBylaws(parsed);
    expect(printed).toBe(
      "## 4.1 Name\n\nOne.\n\n<!-- openfloor: paragraph 4.1-p2 depth 1 label 0 title 0 -->\n(a) is no item.\n",
    );
    expect(structureOf(parseBylaws(printed))).toEqual(structureOf(parsed));
  });

  test("signs that are words are escaped, and half a word may be bold", () => {
    const words = "5 \\* 3 \\* 2, un<b>frei</b>willig, a_b, &lt;!-- no comment --&gt;";
    const [clause] = parseBylaws(words).clauses;
    const [again] = parseBylaws(printBylaws(parseBylaws(words))).clauses;
    expect(again!.text).toBe("5 * 3 * 2, unfreiwillig, a_b, <!-- no comment -->");
    expect(again!.spans).toEqual(clause!.spans);
  });

  test("front matter, contents and comments stand where they stood", () => {
    const source =
      "---\ntitle: B\n---\n\n# Bylaws\n\n## Contents\n\n- [One](#one)\n\n## 1.1 One\n\nText.\n\n<!-- see 1974 -->\n\n## 1.2 Two\n\nText.\n";
    expect(printBylaws(parseBylaws(source), source)).toBe(source);
  });
});

describe.skipIf(!existsSync(CORPUS))("the corpus (skipped where ../shared/corpus is absent)", () => {
  const folders = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !name.includes(".")) : [];
  test.each(folders)("every clause of %s is printed as it is read", (folder) => {
    const versions = readdirSync(join(CORPUS, folder)).filter((name) => /^\d/.test(name));
    const files = [versions[0], versions.at(-1)].flatMap((name) => (name ? filesIn(join(CORPUS, folder, name)) : []));
    for (const file of files.filter((name) => !name.endsWith(".docx"))) {
      const parsed = parseBylaws(readFileSync(file, "utf8"));
      expect(structureOf(parseBylaws(printBylaws(parsed))), file).toEqual(structureOf(parsed));
    }
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

describe("for any source", () => {
  const runs = 600;

  test("what is printed is read as the same clauses, and printed again as the same text", () => {
    expectAlways(
      fc.property(garbled, (source) => {
        const parsed = parseBylaws(source);
        const printed = printBylaws(parsed);
        const again = parseBylaws(printed);
        expect(structureOf(again)).toEqual(structureOf(parsed));
        expect(printBylaws(again)).toBe(printed);
      }),
      runs,
    );
  });

  test("front matter, contents lists and comments are printed with it", () => {
    expectAlways(
      fc.property(garbled, (source) => {
        const printed = printBylaws(parseBylaws(source), source);
        expect(structureOf(parseBylaws(printed))).toEqual(structureOf(parseBylaws(source)));
        expect(asidesOf(printed)).toEqual(asidesOf(source));
      }),
      runs,
    );
  });
});
