import { expect, test } from "vitest";
import { findClause, nearestClauses, sourceOffset } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const SOURCE =
  "# Bylaws\n\n## Article IV. Board\n\n### 4.1 Powers\n\nIt rules.\n\n### 4.16 Open **Meetings**\n\nThe Board shall: (i) meet, and (ii) publish.\n\n(a) one\n\n## § 5 Name\n\nIt is X.";
const parsed = parseBylaws(SOURCE);

test.each([
  ["4.16", "4.16"],
  ["Section 4.16", "4.16"],
  ["§ 4.16", "4.16"],
  ["sec. 4.16.", "4.16"],
  ["article-iv", "article-iv"],
  ["ARTICLE IV", "article-iv"],
  ["Article 4", "article-iv"],
  ["4.16 (a)", "4.16(a)"],
  ["4.16(ii)", "4.16"],
  ["§ 5", "5"],
])("people who ask for %s find %s", (asked, address) => {
  expect(findClause(parsed, asked)?.address).toBe(address);
});

test("what is not there is not found, and the nearest are named", () => {
  expect(findClause(parsed, "4.17")).toBeUndefined();
  expect(nearestClauses(parsed, "4.17", 2).map(({ address }) => address)).toEqual(["4.16", "4.1"]);
});

test("a position leads back to the source, past the markup", () => {
  const clause = findClause(parsed, "4.16")!;
  expect(SOURCE.slice(sourceOffset(clause, "title", 5)).startsWith("Meetings")).toBe(true);
  expect(SOURCE.slice(sourceOffset(clause, "text", 4)).startsWith("Board")).toBe(true);
  expect(() => sourceOffset(clause, "text", 1000)).toThrow(RangeError);
});
