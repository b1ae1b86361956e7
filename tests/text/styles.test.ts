import { describe, expect, test } from "vitest";
import { type Clause, eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

/** `address «label» title | text` of each clause. */
function read(source: string): string[] {
  const line = ({ address, label, title, text }: Clause): string => `${address} «${label}» ${title} | ${text}`;
  return Array.from(eachClause(parseBylaws(source).clauses), line);
}

const kindsOf = (source: string): string[] =>
  Array.from(eachClause(parseBylaws(source).clauses), ({ kind, address }) => `${kind} ${address}`);

describe("numbers as words", () => {
  test.each([
    ["## Article First. Name\n\nA.", "article-first «Article First» Name | A."],
    ["## ARTICLE TWENTY-SECOND: Name\n\nA.", "article-twenty-second «ARTICLE TWENTY-SECOND» Name | A."],
    ["FIRST: The name is Harbour.", "first «FIRST»  | The name is Harbour."],
    ["## Erster Abschnitt. Name\n\nA.", "erster-abschnitt «Erster Abschnitt» Name | A."],
    ["## Artículo decimotercero. Nombre\n\nA.", "artículo-decimotercero «Artículo decimotercero» Nombre | A."],
    ["## Articolo primo – Nome\n\nA.", "articolo-primo «Articolo primo» Nome | A."],
    ["## Chapitre deuxième – Nom\n\nA.", "chapitre-deuxième «Chapitre deuxième» Nom | A."],
    ["## المادة الحادية عشرة - الاسم\n\nA.", "المادة-الحادية-عشرة «المادة الحادية عشرة» الاسم | A."],
    ["## البند الثّاني: الاسم\n\nA.", "البند-الثّاني «البند الثّاني» الاسم | A."],
  ])("%s", (source, clause) => {
    expect(read(source)).toEqual([clause]);
  });

  test("a sentence that begins with an ordinal is no clause", () => {
    expect(read("First, the Board meets.\n\nSecond Article of the Treaty applies.")[0]).toBe(
      "preamble «»  | First, the Board meets.",
    );
  });
});

describe("other digits", () => {
  test("Arabic and Persian numbers have our address", () => {
    expect(read("### ٤.١٦ الاجتماعات\n\nA.\n\n(١) B.\n\n(٢) C.\n\n### ۴.۱۷ جلسات\n\nD.")).toEqual([
      "4.16 «٤.١٦» الاجتماعات | A.",
      "4.16(1) «(١)»  | B.",
      "4.16(2) «(٢)»  | C.",
      "4.17 «۴.۱۷» جلسات | D.",
    ]);
  });

  test("lines that <br> parts are items of their own: 第二條 has its (四)", () => {
    const source =
      "### 第二條 範圍\n<br>\n一、如下：<br>\n&nbsp;&nbsp;(一)專有部分。<br>\n&nbsp;&nbsp;(四)共用部分。<br>\n二、法定空地。";
    expect(read(source)).toEqual([
      "第二條 «第二條» 範圍 | ",
      "第二條(1) «一、»  | 如下：",
      "第二條(1)(1) «(一)»  | 專有部分。",
      "第二條(1)(4) «(四)»  | 共用部分。",
      "第二條(2) «二、»  | 法定空地。",
    ]);
  });
});

describe("how clauses stand in each other", () => {
  test("a German code nests Buch, Abschnitt, Titel as its headings do, and § in all of them", () => {
    const source =
      "# Gesetz\n\n## Buch 1\n\n### Abschnitt 1\n\n#### Titel 1\n\n##### § 1 Name\n\nA.\n\n#### Titel 2\n\n##### § 2 Zweck\n\nB.\n\n## Buch 2\n\n### Abschnitt 1\n\n#### § 3 Organe\n\nC.";
    expect(read(source).map((line) => line.split(" ")[0])).toEqual([
      "buch-1",
      "buch-1-abschnitt-1",
      "titel-1",
      "1",
      "titel-2",
      "2",
      "buch-2",
      "buch-2-abschnitt-1",
      "3",
    ]);
  });

  test("a list in front of the first section is the preamble's, and leaves 1 to section 1", () => {
    expect(
      read("Under:\n\n1. Act A.\n2. Act B.\n\n# § 1 Name\n\nA.\n\n# § 2 Zweck\n\nB.").map((line) => line.split(" ")[0]),
    ).toEqual(["preamble", "preamble(1)", "preamble(2)", "1", "2"]);
  });

  test("a section sign at the start of a wrapped line goes on", () => {
    const source =
      "## § 31 Haftung\n\nFür die Haftung der Mitglieder gegenüber dem Verein gilt der Absatz und\n§ 30 Absatz 1 entsprechend.";
    expect(read(source)).toHaveLength(1);
  });

  test("a bold label is one without a stop: Subsection 2 of the Constitution", () => {
    expect(read("## Article II\n\n### Section 1\n\nA.\n\n**Subsection. 2** No Person shall go.")).toEqual([
      "article-ii «Article II»  | ",
      "article-ii-section-1 «Section 1»  | A.",
      "article-ii-section-1-subsection-2 «Subsection. 2»  | No Person shall go.",
    ]);
  });

  test("a label without a blank behind it is one, and (s)he is a word", () => {
    expect(kindsOf("### 4 Names\n\n(1)The Board.\n\n(2)Members.\n\n(s)he may go.")).toEqual([
      "section 4",
      "item 4(1)",
      "item 4(2)",
      "paragraph 4-p1",
    ]);
  });
});

describe("reStructuredText and AsciiDoc", () => {
  test("a title between two lines, headings under one", () => {
    const parsed = parseBylaws(
      "=======\nCharter\n=======\n\n.. _mission:\n\nMission\n=======\n\nTo serve.\n\nSmall\n~~~~~\n\nWords `here <https://example.org>`_.",
    );
    expect(parsed.title).toBe("Charter");
    expect(parsed.clauses[0]).toMatchObject({ address: "mission", text: "To serve." });
    expect(parsed.clauses[0]!.clauses[0]).toMatchObject({
      address: "small",
      text: "Words here.",
      spans: [{ from: 6, to: 10, kind: "link", href: "https://example.org" }],
    });
  });

  test("lines around a rule of voting make it no heading", () => {
    expect(
      kindsOf(
        "Addition\n--------\n\nAs follows:\n\n----\nVote( addition, 14, 0.66 );\n----\n\nThen.\n\nRemoval\n-------\n\nX.",
      ),
    ).toEqual(["section addition", "paragraph addition-p2", "paragraph addition-p3", "section removal"]);
  });
});

describe("web pages", () => {
  test("headings, paragraphs and lists", () => {
    const source =
      "<h1>Rules</h1><h2>1. Name</h2><p>It is <b>X</b>.</p><h2>2. Board</h2><div>It has:</div><ol><li>a chair;<li>a clerk.</ol>";
    expect(read(source)).toEqual([
      "1 «1» Name | It is X.",
      "2 «2» Board | It has:",
      "2(1) «1.»  | a chair;",
      "2(2) «2.»  | a clerk.",
    ]);
    expect(parseBylaws(source).clauses[0]!.spans).toEqual([{ from: 6, to: 7, kind: "strong" }]);
  });

  test("a table has its rows, and the line it starts on", () => {
    const [clause] = parseBylaws(
      "Words.\n\n<table>\n<tr><th>Class</th><th>Votes</th></tr>\n<tr><td>Junior</td><td>0</td></tr>\n</table>",
    ).clauses.slice(1);
    expect(clause).toMatchObject({ kind: "table", text: "Class\tVotes\nJunior\t0", source: { line: 3 } });
  });

  test("a <br> in a cell of a Markdown table stays there", () => {
    const [table] = parseBylaws("| a<br>b | c |\n|---|---|\n| d | e |").clauses;
    expect(table!.text).toBe("a b\tc\nd\te");
  });

  test("what stands around the words is no law", () => {
    const source = "<html><head><title>Site</title></head><body><nav>Home</nav><p>1.1 Name. It is X.</p></body></html>";
    expect(read(source)).toEqual(["1.1 «1.1» Name | It is X."]);
  });
});

describe("kinds of their own", () => {
  test.each([
    ["a footnote", "### 1.1 T\n\nWords[^1].\n\n[^1]: See the Act.", "footnote footnote-1"],
    ["a definition", '### 1.1 T\n\nIn this text:\n\n"Member" means a person.', "definition 1.1-p2"],
    ["an editor's note", "### 1.1 T\n\nWords.\n\n[Section 1.1 substituted by Amendment 4.]", "note 1.1-p2"],
    ["a reserved section is law", "### 1.1 T\n\nWords.\n\n[Reserved.]", "paragraph 1.1-p2"],
  ])("%s", (_, source, kind) => {
    expect(kindsOf(source).at(-1)).toBe(kind);
  });

  test("a code with its language is words as they stand", () => {
    const [clause] = parseBylaws("``` mermaid\nA --> *B*\n# no heading\n```").clauses;
    expect(clause).toMatchObject({ text: "A --> *B* # no heading", spans: [{ from: 0, to: 22, kind: "code" }] });
  });
});

describe("links by name", () => {
  test("lead where their target says, and the target is no law", () => {
    const parsed = parseBylaws("See [the Act][act] and [rules][].\n\n[Act]: https://example.org/a\n[rules]: #rules");
    expect(parsed.clauses[0]!.text).toBe("See the Act and rules.");
    expect(parsed.clauses[0]!.spans.map(({ href }) => href)).toEqual(["https://example.org/a", "#rules"]);
    expect(parsed.clauses).toHaveLength(1);
  });
});
