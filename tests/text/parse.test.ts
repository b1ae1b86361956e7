import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clause, eachClause, type ParsedBylaws } from "../../src/text/clause.ts";
import { sourceOffset } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectAlways } from "../expectAlways.ts";
import { garbled } from "./garbled.ts";

/** `address «label» title | text` for each clause, deeper ones further in. */
function outline({ clauses }: ParsedBylaws): string[] {
  const lines: string[] = [];
  const add = (clause: Clause, depth: number): void => {
    const { address, label, title, text } = clause;
    lines.push(`${"  ".repeat(depth)}${address} «${label}» ${title} | ${text}`);
    for (const inner of clause.clauses) add(inner, depth + 1);
  };
  for (const clause of clauses) add(clause, 0);
  return lines;
}

describe("a label opens a clause", () => {
  test.each<[fact: string, source: string, read: string[]]>([
    [
      "Section 4.16, a heading that runs into its words",
      "4.16 Open Meetings and Records. Except as necessary, the Board shall meet.",
      ["4.16 «4.16» Open Meetings and Records | Except as necessary, the Board shall meet."],
    ],
    [
      "a bold heading, wrapped in the middle of its name",
      "**Section 4.2.  Voting\nMembers.**  Members of any class\nmay vote.",
      ["4.2 «Section 4.2» Voting Members | Members of any class may vote."],
    ],
    [
      "an article underlined, its name on the next heading",
      "ARTICLE I\n----\n### Business Offices\n\nThe corporation has offices.\n\nARTICLE II\n----\n### Agents\n\nIt has agents.",
      [
        "article-i «ARTICLE I» Business Offices | The corporation has offices.",
        "article-ii «ARTICLE II» Agents | It has agents.",
      ],
    ],
    [
      "a sentence that begins with a number is no heading",
      "4.3 The Board shall meet. It may adjourn.",
      ["4.3 «4.3»  | The Board shall meet. It may adjourn."],
    ],
    [
      "headings and sections under an article",
      "# Bylaws\n\n## Article 4. Board\n\n### 4.1 Powers\n\nThe Board rules.\n\n### 4.2 Terms\n\nTwo years.",
      ["article-4 «Article 4» Board | ", "  4.1 «4.1» Powers | The Board rules.", "  4.2 «4.2» Terms | Two years."],
    ],
    [
      "the label counts, not the depth of the heading",
      "## BYLAW 4 - COUNCIL\n\n### 4.2 - Members\n\nText.\n\n### 4.2.11.2 - Year II\n\nA.\n\n#### 4.2.6 - Vice\n\nB.",
      [
        "bylaw-4 «BYLAW 4» COUNCIL | ",
        "  4.2 «4.2» Members | Text.",
        "    4.2.11.2 «4.2.11.2» Year II | A.",
        "    4.2.6 «4.2.6» Vice | B.",
      ],
    ],
    [
      "sections that begin anew in each article",
      "## Article I – Name\n\n### Section 1 – Name\n\nA.\n\n## Article II – Offices\n\n### Section 1 – Office\n\nB.",
      [
        "article-i «Article I» Name | ",
        "  article-i-section-1 «Section 1» Name | A.",
        "article-ii «Article II» Offices | ",
        "  article-ii-section-1 «Section 1» Office | B.",
      ],
    ],
    [
      "a paragraph sign",
      "§ 3 Name\n\nDer Verein.\n\n§ 4 Zweck\n\nGut.",
      ["3 «§ 3» Name | Der Verein.", "4 «§ 4» Zweck | Gut."],
    ],
    [
      "a Japanese article with a number between two",
      "### 第十四条の三 役員\n\n役員を置く。",
      ["第十四条の三 «第十四条の三» 役員 | 役員を置く。"],
    ],
    [
      "an appendix and its sections",
      "## Appendix A. Elections\n\n### A.1 Polls\n\nOpen.",
      ["appendix-a «Appendix A» Elections | ", "  A.1 «A.1» Polls | Open."],
    ],
    [
      "French numbering",
      "Article premier - Nom\n=====\n\nIl est fondé.\n\nArticle 2 - Objet\n=====\n\nServices.",
      ["article-premier «Article premier» Nom | Il est fondé.", "article-2 «Article 2» Objet | Services."],
    ],
  ])("%s", (_, source, read) => {
    expect(outline(parseBylaws(source))).toEqual(read);
  });

  test("headings without labels get the address of their words, each once", () => {
    const parsed = parseBylaws("# Bylaws\n\n## Open Meetings\n\nA.\n\n## Open Meetings\n\nB.");
    expect(outline(parsed)).toEqual(["open-meetings «» Open Meetings | A.", "open-meetings-2 «» Open Meetings | B."]);
  });
});

describe("items", () => {
  test.each<[fact: string, source: string, addresses: string[]]>([
    [
      "letters, and roman numbers inside them",
      "### 7.2 Votes\n\nMembers:\n\n(a) may vote;\n\n(b) may:\n\n    (i) speak;\n\n    (ii) move;\n\n(c) may go.",
      ["7.2", "7.2(a)", "7.2(b)", "7.2(b)(i)", "7.2(b)(ii)", "7.2(c)"],
    ],
    [
      "(i) after (h) is a letter when (j) follows",
      "### 1.1 T\n\n(h) one\n\n(i) two\n\n(j) three",
      ["1.1", "1.1(h)", "1.1(i)", "1.1(j)"],
    ],
    [
      "(i) after (h) is roman when (ii) follows",
      "### 1.1 T\n\n(h) one\n\n(i) two\n\n(ii) three",
      ["1.1", "1.1(h)", "1.1(h)(i)", "1.1(h)(ii)"],
    ],
    [
      "items indented by four blanks are no code",
      "### 1.1 T\n\nAll:\n\n    (a) one\n\n    (b) two",
      ["1.1", "1.1(a)", "1.1(b)"],
    ],
    [
      "a Markdown list that says 1. 1. 1. counts by itself",
      "## General\n1. One.\n1. Two:\n   1. Inner.\n   1. Other.\n1. Three.",
      ["general", "general(1)", "general(2)", "general(2)(1)", "general(2)(2)", "general(3)"],
    ],
    ["points without labels", "### 2.1 T\n\nWords:\n\n- one\n- two", ["2.1", "2.1-b1", "2.1-b2"]],
    [
      "a second list in the section hangs on its paragraph",
      "### 1.1 T\n\nA:\n\n(a) one\n\nB:\n\n(a) two",
      ["1.1", "1.1(a)", "1.1-p2", "1.1-p2(a)"],
    ],
    ["further paragraphs are clauses of their own", "### 1.1 T\n\nOne.\n\nTwo.\n\nThree.", ["1.1", "1.1-p2", "1.1-p3"]],
    ["words before the first heading", "Whereas.\n\nNow.\n\n## 1.1 T\n\nA.", ["preamble", "preamble-p2", "1.1"]],
  ])("%s", (_, source, addresses) => {
    const parsed = parseBylaws(`# Bylaws\n\n${source}`);
    expect(Array.from(eachClause(parsed.clauses), ({ address }) => address)).toEqual(addresses);
  });

  test("inside one sentence they stay in its text and have addresses", () => {
    const text = "the Board shall: (i) permit observation, and (ii) publish the minutes under 501(c)(3).";
    const [clause] = parseBylaws(`4.16 Open Meetings. ${text}`).clauses;
    expect(clause!.text).toBe(text);
    expect(clause!.items.map(({ address, from, to }) => `${address} ${text.slice(from, to)}`)).toEqual([
      "4.16(i) (i) permit observation, and",
      "4.16(ii) (ii) publish the minutes under 501(c)(3).",
    ]);
  });

  test("one label alone is a word", () => {
    expect(parseBylaws("4.1 Name. As said in paragraph (a) and (b).").clauses[0]!.items).toEqual([]);
  });
});

describe("what stands in the file and is no law", () => {
  test.each([
    ["front matter", "---\ntitle: Bylaw 1\n---\n\n# Bylaws\n\n1.1 Name. It is X.", "---\ntitle: Bylaw 1\n---"],
    ["comment", "1.1 Name. It <!-- was Y --> is X.", "<!-- was Y -->"],
    [
      "contents",
      "# B\n\n## Contents\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\nText.",
      "## Contents\n\n- [One](#one)\n- [Two](#two)",
    ],
  ])("%s", (kind, source, words) => {
    const { notLaw } = parseBylaws(source);
    expect(notLaw.map((part) => [part.kind, source.slice(part.from, part.to)])).toEqual([[kind, words]]);
  });
});

describe("markup", () => {
  const spansOf = (source: string): string[] => {
    const [clause] = parseBylaws(source).clauses;
    return clause!.spans.map(
      ({ from, to, kind, href }) => `${kind} ${clause!.text.slice(from, to)}${href ? ` ${href}` : ""}`,
    );
  };

  test.each([
    [
      "strong and emphasis",
      "the **Board** of *Directors*",
      "the Board of Directors",
      ["strong Board", "emphasis Directors"],
    ],
    ["code", "run `x * y` now", "run x * y now", ["code x * y"]],
    [
      "a link that may be followed",
      "see [the Act](https://example.org/a)",
      "see the Act",
      ["link the Act https://example.org/a"],
    ],
    ["a link that may not", "see [the Act](javascript:alert(1))", "see the Act", []],
    ["escapes and entities", "5 \\* 3 &amp; more&nbsp;still", "5 * 3 & more still", []],
    [
      "marks without a partner are text",
      "2 * 3 and snake_case_name and **open",
      "2 * 3 and snake_case_name and **open",
      [],
    ],
    ["footnote marks are text", "word[^1] end", "word[^1] end", []],
  ])("%s", (_, source, text, spans) => {
    const [clause] = parseBylaws(source).clauses;
    expect(clause!.text).toBe(text);
    expect(spansOf(source)).toEqual(spans);
  });
});

test("a table is one clause with its rows", () => {
  const [section] = parseBylaws("### 3.1 Classes\n\n| Class | Votes |\n|---|---|\n| Junior | 0 |").clauses;
  const [table] = section!.clauses;
  expect(table).toMatchObject({ kind: "table", address: "3.1-t1", text: "Class\tVotes\nJunior\t0" });
  expect(table!.rows!.map(({ cells }) => cells.map(({ from, to }) => table!.text.slice(from, to)))).toEqual([
    ["Class", "Votes"],
    ["Junior", "0"],
  ]);
});

describe("problems name their line", () => {
  test.each([
    ["number-used-twice", "### 1.1 A\n\nX.\n\n### 1.1 B\n\nY.", 5],
    ["number-skipped", "### 1.1 A\n\nX.\n\n### 1.3 B\n\nY.", 5],
    ["number-out-of-order", "### 1.2 A\n\nX.\n\n### 1.1 B\n\nY.", 5],
    ["no-number", "Just words.", 1],
    ["empty", " \n\n", 1],
  ])("%s", (code, source, line) => {
    expect(parseBylaws(source).problems.map((problem) => [problem.code, problem.line])).toEqual([[code, line]]);
  });
});

describe("for any source", () => {
  const runs = 400;

  test("it never throws, and every address is there once and fit for a link", () => {
    expectAlways(
      fc.property(garbled, (source) => {
        const addresses = Array.from(eachClause(parseBylaws(source).clauses), ({ address }) => address);
        expect(new Set(addresses).size).toBe(addresses.length);
        for (const address of addresses) expect(address).toMatch(/^[^\s/?#%\\]+$/u);
      }),
      runs,
    );
  });

  test("the runs lead each letter of a title or text back to the same letter of the source", () => {
    expectAlways(
      fc.property(garbled, (source) => {
        for (const clause of eachClause(parseBylaws(source).clauses)) {
          for (const part of ["title", "text"] as const) {
            for (let at = 0; at < clause[part].length; at++) {
              const [plain, written] = [clause[part][at]!, source[sourceOffset(clause, part, at)]!];
              if (/\s/.test(plain) || written === "&" || source.includes("&")) continue;
              expect(written).toBe(plain);
            }
          }
        }
      }),
      runs,
    );
  });

  test("every letter and digit is in a label, title or text, or told to be no law", () => {
    expectAlways(
      fc.property(garbled, (source) => {
        const parsed = parseBylaws(source);
        const found = countLetters([
          parsed.title,
          ...Array.from(eachClause(parsed.clauses), ({ label, title, text }) => `${label} ${title} ${text}`),
        ]);
        for (const [letter, count] of countLetters([lawOf(source, parsed)]))
          expect(found.get(letter) ?? 0, letter).toBeGreaterThanOrEqual(count);
      }),
      runs,
    );
  });
});

/** What is law in a source. An entity is its letter, and a list counts by itself. */
function lawOf(source: string, { notLaw }: ParsedBylaws): string {
  const units = source.split("");
  for (const { from, to } of notLaw) units.fill(" ", from, to);
  return units
    .join("")
    .replace(/&#?\w+;/g, " ")
    .replace(/^[\s>]*\p{Nd}+[.)]/gmu, " ");
}

function countLetters(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [letter] of texts.join(" ").matchAll(/[\p{L}\p{N}]/gu)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

describe("long sources", () => {
  test.each([
    ["100,000 lines", "### 1.1 A\n\nwords of a line\n\n".repeat(25_000)],
    ["a megabyte without a blank", "x".repeat(1_000_000)],
    ["a megabyte of stars", "*".repeat(1_000_000)],
    ["a megabyte of brackets", "[(<".repeat(333_333)],
    ["a megabyte of blanks in a heading", `# a${" ".repeat(1_000_000)}b`],
    ["items without end", "(a) x\n".repeat(50_000)],
    ["lists inside lists", Array.from({ length: 400 }, (_, depth) => `${" ".repeat(2 * depth)}- x`).join("\n")],
  ])("%s are read to the end", (_, source) => {
    const { clauses } = parseBylaws(`${source}\n\n### 9.9 Last\n\nThe end.\n`);
    expect(Array.from(eachClause(clauses)).at(-1)).toMatchObject({ label: "9.9", text: "The end." });
  });
});
