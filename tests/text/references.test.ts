import { describe, expect, test } from "vitest";
import type { ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { findReferences } from "../../src/text/references.ts";

/** `Section 4.2 → 4.2`, `Section 9 of the Act → elsewhere`, in reading order. */
function tell(parsed: ParsedBylaws, source: string, clause?: string): string[] {
  const words = new Map<string, string>();
  const walk = (clauses: ParsedBylaws["clauses"]) => {
    for (const one of clauses) {
      words.set(`${one.address} title`, one.title).set(`${one.address} text`, one.text);
      walk(one.clauses);
    }
  };
  walk(parsed.clauses);
  expect(source).not.toBe("");
  return findReferences(parsed)
    .filter((reference) => clause === undefined || reference.clause === clause)
    .map(({ clause: at, part, from, to, kind, address }) => {
      return `${words.get(`${at} ${part}`)!.slice(from, to)} → ${address ?? kind}`;
    });
}

const ENGLISH = `# Bylaws of the Ferry Club

## Article IV. Board

### 4.1 Powers

@

### 4.2 Meetings

The Board shall: (i) meet, and (ii) publish.

### 4.16 Records

Kept by the Clerk.

(a) for members;

(b) for the public.

## Article V. Fees

### 5.1 Dues

Members pay.
`;

describe("in English", () => {
  test.each<[string, string[]]>([
    ["As Section 4.16 says.", ["Section 4.16 → 4.16"]],
    ["Sections 4.2 and 4.16 apply.", ["Sections 4.2 → 4.2", "4.16 → 4.16"]],
    ["Under section 4.2(ii).", ["section 4.2(ii) → 4.2(ii)"]],
    ["Under Section 4.16 (b), if due.", ["Section 4.16 (b) → 4.16(b)"]],
    ["Sections 4.16(a) and (b)", ["Sections 4.16(a) → 4.16(a)", "(b) → 4.16(b)"]],
    ["See paragraph (b) of Section 4.16.", ["paragraph (b) of Section 4.16 → 4.16(b)"]],
    ["as said in 4.2, and under 4.16(b)", ["4.2 → 4.2", "4.16(b) → 4.16(b)"]],
    ["in 4.2 metres of water, by 5.1 per cent", []],
    ["As in Article V.", ["Article V → article-v"]],
    ["As in Article 5, Section 5.1.", ["Article 5, Section 5.1 → 5.1"]],
    ["Under Section 5.1 of these Bylaws", ["Section 5.1 → 5.1"]],
    ["Under Section 5.1 of the Bylaws", ["Section 5.1 → 5.1"]],
    ["Subject to this Section, all may.", ["Section → 4.1"]],
    ["All may do so under this Section. Others may not.", ["Section → 4.1"]],
    ["Under Section 4.09 does not exist.", ["Section 4.09 → missing"]],
    ["Under Section 4.16(d) does not exist.", ["Section 4.16(d) → missing"]],
    ["exempt under Section 501(c)(3) of the Internal Revenue Code", ["Section 501(c)(3) → elsewhere"]],
    ["exempt under Section 501(c)(3), if so", ["Section 501(c)(3) → elsewhere"]],
    ["Under Section 5.1 of the Act", ["Section 5.1 → elsewhere"]],
    [
      "Sections 4.2, 4.16 and 5.1 of the Non-Profit Corporations Act",
      ["Sections 4.2 → elsewhere", "4.16 → elsewhere", "5.1 → elsewhere"],
    ],
    ["See Section 4.2 of the Federal Food, Drug, and Cosmetic Act", ["Section 4.2 → elsewhere"]],
    [
      "subsection (b) of section 4.2 of title 5 of the United States Code",
      ["subsection (b) of section 4.2 of title 5 → elsewhere"],
    ],
    ["Then section 5.1 shall apply, as the Act and the Rules say", ["section 5.1 → 5.1"]],
    ["Corporations Code Section 5.1", ["Section 5.1 → elsewhere"]],
    ["Under Section 5.1 of By-Law 3", ["Section 5.1 of By-Law 3 → elsewhere"]],
    ["a section of the quay, 4.2 metres long; article by article", []],
    ["Intersection 4.2 is closed.", []],
  ])("%s", (words, expected) => {
    const source = ENGLISH.replace("@", words);
    expect(tell(parseBylaws(source), source, "4.1")).toEqual(expected);
  });
});

describe("in other languages", () => {
  test("German", () => {
    const source = `# Satzung

## § 1 Name

Es gelten § 2 Abs. 2 Satz 1 und § 3 Absatz 1 Nr. 2, ferner §§ 2 bis 3; auch § 5 des Vereinsgesetzes und § 26 BGB.

## § 2 Sitz

(1) Der Sitz ist Kiel.

(2) Er kann verlegt werden.

## § 3 Organe

(1) Organe sind

1. die Versammlung,
2. der Vorstand.
`;
    expect(tell(parseBylaws(source), source)).toEqual([
      "§ 2 Abs. 2 Satz 1 → 2(2)",
      "§ 3 Absatz 1 Nr. 2 → 3(1)(2)",
      "§§ 2 → 2",
      "3 → 3",
      "§ 5 → elsewhere",
      "§ 26 → elsewhere",
    ]);
  });

  test("German lists go on with paragraphs, or with sections again", () => {
    const source =
      "# Satzung\n\n## § 1 Name\n\nEs gelten § 2 Abs. 1 und 3 Satz 2, ferner § 2 Abs. 1 und 3 Abs. 2.\n\n## § 2 Sitz\n\n(1) Eins.\n\n(2) Zwei.\n\n(3) Drei.\n\n## § 3 Organe\n\n(1) Eins.\n\n(2) Zwei.\n";
    expect(tell(parseBylaws(source), source)).toEqual([
      "§ 2 Abs. 1 → 2(1)",
      "3 Satz 2 → 2(3)",
      "§ 2 Abs. 1 → 2(1)",
      "3 Abs. 2 → 3(2)",
    ]);
  });

  test("French", () => {
    const source =
      "# Statuts\n\n## Article premier - Nom\n\nVoir l’article 2 et les articles 2 et 3, selon l’article 2 de la Loi de 1901 et l’article 2-1 du Code civil.\n\n## Article 2 - Siège\n\nSelon l'article premier.\n\n## Article 3 - Durée\n\nIllimitée.\n";
    expect(tell(parseBylaws(source), source)).toEqual([
      "article 2 → article-2",
      "articles 2 → article-2",
      "3 → article-3",
      "article 2 → elsewhere",
      "article 2-1 → elsewhere",
      "article premier → article-premier",
    ]);
  });

  test("Arabic", () => {
    const source =
      "# نظام\n\n## المادة 1 الاسم\n\nوفق المادّة 2 والمادة (3).\n\n## المادة 2 المقر\n\nالمقر في الميناء.\n\n## المادة 3 المدة\n\nبلا مدة.\n";
    expect(tell(parseBylaws(source), source)[0]).toMatch(/^المادّة 2 → /);
    expect(findReferences(parseBylaws(source))[0]!.kind).toBe("clause");
  });

  test("Chinese and Japanese", () => {
    const source =
      "# 規約\n\n## 第一條 名稱\n\n依第二條第二款，及本規約第三條之一。但依公寓大廈管理條例第二條。\n\n## 第二條 會議\n\n一、 每年一次。\n\n二、 必要時。\n\n## 第三條之一 附則\n\n同上。\n";
    expect(tell(parseBylaws(source), source)).toEqual([
      "第二條第二款 → 第二條(2)",
      "第三條之一 → 第三條之一",
      "第二條 → elsewhere",
    ]);
  });
});

test("a clause with the same number in every article is the one of the article that speaks of it", () => {
  const article = (number: string, words: string) =>
    `## Article ${number}\n\n### Section 1\n\n${words}\n\n### Section 2\n\nA quorum is seven.\n\n`;
  const source = `# Bylaws\n\n${article("I", "See Section 2.")}${article("II", "See Section 2 of Article I, and Section 2.")}`;
  expect(tell(parseBylaws(source), source)).toEqual([
    "Section 2 → article-i-section-2",
    "Section 2 of Article I → article-i-section-2",
    "Section 2 → article-ii-section-2",
  ]);
});

test("clauses that were repealed are no references", () => {
  const source =
    "# Satzung\n\n## § 1\n\nEins.\n\n## § 2\n\nZwei.\n\n## § 3\n\nDrei.\n\n## Rest\n\n§§ 4 bis 6 (weggefallen)\n";
  expect(tell(parseBylaws(source), source)).toEqual([]);
});
