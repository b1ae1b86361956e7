import { expect, test } from "vitest";
import { nameOf, nameOfAddress, nameOfNew, shortName } from "../../src/compare/name.ts";
import { type Clause, eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const { clauses } = parseBylaws(`# Bylaws

We, the members, give ourselves these rules for the harbour and for all who use it.

## Article IV. Meetings

### 4.1 Notice

Notice is sent to each member.

A second paragraph stands here.

(a) by post;

(b) by hand.

| Day | Hour |
|---|---|
| May | noon |

### § 5 Quorum

One fifth of the members.

### Customs

A section that has no number.
`);

function clauseAt(address: string): Clause {
  for (const clause of eachClause(clauses)) if (clause.address === address) return clause;
  throw new Error(`${address} is not among ${Array.from(eachClause(clauses), ({ address }) => address).join(", ")}`);
}

test.each([
  ["a section by its number", "4.1", "Section 4.1", "Section 4.1 (Notice)", "4.1"],
  ["an article by its own word", "article-iv", "Article IV", "Article IV (Meetings)", "Article IV"],
  [
    "a paragraph without a number",
    "4.1-p2",
    "Section 4.1, paragraph 2",
    "Section 4.1, paragraph 2",
    "4.1, paragraph 2",
  ],
])("%s", (_, address, name, withTitle, short) => {
  const clause = clauseAt(address);
  expect([nameOf(clause), nameOf(clause, true), shortName(clause)]).toEqual([name, withTitle, short]);
});

const clause = (kind: Clause["kind"], label: string, address: string, title = ""): Clause => ({
  ...clauseAt("4.1"),
  kind,
  label,
  address,
  title,
});

test.each<[fact: string, clause: Clause, name: string]>([
  ["a bare number over sections is an article", clause("article", "4", "4"), "Article 4"],
  ["a number of two parts is a section, sections or none below it", clause("article", "4.2", "4.2"), "Section 4.2"],
  ["a bare number without sections is a section", clause("section", "4", "4"), "Section 4"],
  ["a label with a word of its own keeps it", clause("section", "Artikel 7", "artikel-7"), "Artikel 7"],
  ["a paragraph sign is a word", clause("section", "§ 5", "section-5"), "§ 5"],
  ["a paragraph sign inside a number is none", clause("section", "5§", "5"), "Section 5§"],
  ["a single letter is no word", clause("section", "A", "a"), "Section A"],
  ["a single letter with a number is no word", clause("section", "B12", "b12"), "Section B12"],
  ["a word behind the number is part of the number", clause("section", "5 bis", "5-bis"), "Section 5 bis"],
  ["an item by all its labels", clause("item", "(ii)", "4.16(a)(ii)"), "Section 4.16(a)(ii)"],
  ["no number, but a title", clause("section", "", "customs", "Customs"), "“Customs”"],
  ["neither number nor title", clause("preamble", "", "preamble"), "Preamble"],
])("%s", (_, clause, name) => {
  expect(nameOf(clause)).toBe(name);
});

test.each([
  ["4.16", "Section 4.16"],
  ["4.16(a)(ii)", "Section 4.16(a)(ii)"],
  ["4.16-p12", "Section 4.16, paragraph 12"],
  ["4.16-b3", "Section 4.16, point 3"],
  ["4.16-t1", "Section 4.16, table 1"],
  ["4.16-p2(a)(ii)", "Section 4.16, paragraph 2(a)(ii)"],
  ["4.16-p2-b3", "Section 4.16, paragraph 2, point 3"],
  ["A.7", "Section A.7"],
  ["article-xii", "Article XII"],
  ["article-xii-p2", "Article XII, paragraph 2"],
  ["title-vi-common-seal", "Title VI common seal"],
  ["customs-of-the-civil-list", "Customs of the civil list"],
  ["appendix-a1.2", "Appendix a1.2"],
  ["appendix-b1.2", "Appendix b1.2"],
  ["chapter-A.7", "Chapter A.7"],
  ["AB.7", "AB.7"],
  ["AB.7a", "AB.7a"],
  ["preamble", "Preamble"],
])("the address %s is called %s", (address, name) => {
  expect(nameOfAddress(address)).toBe(name);
});

test.each<[fact: string, clause: Clause, name: string]>([
  ["a new section", clause("section", "4.17", "4.17", "Records"), "section 4.17 (Records)"],
  ["a new paragraph", clause("paragraph", "", "4.17-p2"), "paragraph 2 of Section 4.17"],
  ["a new paragraph far below", clause("paragraph", "", "4.17-p12"), "paragraph 12 of Section 4.17"],
  [
    "a new section with a quoted word in its title",
    clause("section", "4.17", "4.17", "The word “Boat”"),
    "section 4.17 (The word “Boat”)",
  ],
  ["a new table in a paragraph", clause("table", "", "4.17-t1"), "table 1 of Section 4.17"],
  ["a new section without number", clause("section", "", "customs", "Customs"), "section “Customs”"],
  ["a new article", clause("article", "Article V", "article-v", "Seal"), "Article V (Seal)"],
])("%s is told as “New %s”", (_, clause, name) => {
  expect(nameOfNew(clause, true)).toBe(name);
});

test("a section whose title has “Section” in it keeps the word", () => {
  expect(shortName(clause("section", "", "of-section", "The Section of Divers"))).toBe("“The Section of Divers”");
});

test("a title from right to left is kept from turning the sentence round", () => {
  expect(nameOf(clause("section", "2.3", "2.3", "الاجتماع"), true)).toBe("Section 2.3 (\u2068الاجتماع\u2069)");
});
