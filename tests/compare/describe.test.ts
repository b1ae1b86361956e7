import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { ComparedClause, Comparison } from "../../src/compare/comparison.ts";
import { describeChange, listChanges } from "../../src/compare/describe.ts";
import { countGroups, isQuietKind } from "../../src/compare/kinds.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectAlways } from "../expectAlways.ts";

const GENERATOR = "../shared/measure/diff/gen.mjs";

const compare = (before: string, after: string): Comparison => compareBylaws(parseBylaws(before), parseBylaws(after));

/** Quiet ones in brackets. */
const sentencesOf = (before: string, after: string): string[] =>
  listChanges(compare(before, after)).map(({ sentence, quiet }) => (quiet ? `(${sentence})` : sentence));

const PANEL =
  "### 7.2 Panel\n\nThe panel does what follows:\n\n(a) it hears complaints of members;\n\n(b) it reports on them to the meeting.";
const NOTICE =
  "### 7.1 Notice\n\nNotice of every meeting is sent to each member in writing at least thirty days before.";
const QUORUM = "A quorum is one fifth of the members entitled to vote, present in person or by proxy.";

describe("each change as one plain sentence", () => {
  test.each<[fact: string, before: string, after: string, sentences: string[]]>([
    [
      "items put in one after the other are told at once",
      PANEL,
      `${PANEL}\n\n(c) it keeps a register of its decisions;\n\n(d) it publishes what it decided;\n\n(e) it elects its chair.`,
      ["New items (c), (d) and (e) are added to Section 7.2."],
    ],
    [
      "items struck one after the other",
      `${PANEL}\n\n(c) it keeps a register of its decisions;\n\n(d) it elects its chair.`,
      PANEL,
      ["Items (c) and (d) of Section 7.2 are struck."],
    ],
    [
      "paragraphs put in one after the other",
      NOTICE,
      `${NOTICE}\n\nNobody votes twice on any day.\n\n${QUORUM}`,
      ["New paragraphs 2 and 3 are added to Section 7.1."],
    ],
    [
      "only capitals",
      "7.1 Vote. Each member votes.",
      "7.1 Vote. Each Member votes.",
      ["(Section 7.1: ‘member’ is now ‘Member’; only capitals differ.)"],
    ],
    [
      "a number written in another way",
      `## ARTICLE IV. Meetings\n\n${NOTICE}`,
      `## Article IV. Meetings\n\n${NOTICE}`,
      ["(Article IV: the number ‘ARTICLE IV’ is now written ‘Article IV’.)"],
    ],
    [
      "the title of the whole",
      `# Bylaws of A\n\n${NOTICE}`,
      `# Bylaws of B\n\n${NOTICE}`,
      ["The whole is retitled: ‘Bylaws of B’ for ‘Bylaws of A’."],
    ],
    ["the title of the whole is put in", NOTICE, `# Bylaws\n\n${NOTICE}`, ["The whole gets the title ‘Bylaws’."]],
    [
      "the title of the whole in capitals",
      `# BYLAWS\n\n${NOTICE}`,
      `# Bylaws\n\n${NOTICE}`,
      ["(The whole is retitled: ‘Bylaws’ for ‘BYLAWS’.)"],
    ],
    [
      "signs with the word they stand at",
      `7.1 Vote. The "Board" counts the members' votes - all of them.`,
      "7.1 Vote. The “Board” counts the members’ votes – all of them.",
      [
        '(Section 7.1: ‘"Board’ is now written ‘“Board’; only signs differ.)',
        '(Section 7.1: ‘Board"’ is now written ‘Board”’; only signs differ.)',
        "(Section 7.1: ‘members'’ is now written ‘members’’; only signs differ.)",
        "(Section 7.1: ‘-’ is now written ‘–’; only signs differ.)",
      ],
    ],
    [
      "a title taken away",
      `${NOTICE}\n\n${PANEL}`,
      `${NOTICE.replace(" Notice\n", "\n")}\n\n${PANEL}`,
      ["Section 7.1 loses its title ‘Notice’."],
    ],
    [
      "words struck from the start",
      "7.1 Vote. But each member votes.",
      "7.1 Vote. each member votes.",
      ["Section 7.1: strikes ‘But’ at the start."],
    ],
  ])("%s", (_, before, after, sentences) => {
    expect(sentencesOf(before, after)).toEqual(sentences);
  });

  test("capitals alone are a quiet kind of their own", () => {
    const [clause] = parseBylaws("7.1 Vote. a member votes").clauses;
    const row = { before: clause, after: { ...clause!, text: "a Member votes" } } as ComparedClause;
    const change = { before: { from: 2, to: 8 }, after: { from: 2, to: 8 }, quiet: "case" } as const;
    expect(describeChange(row, "text", change)).toEqual({
      kind: "case",
      sentence: "Section 7.1: ‘member’ is now ‘Member’; only capitals differ.",
    });
    expect(isQuietKind("case")).toBe(true);
  });

  test("kinds are counted for a filter, those of substance first", () => {
    const after = `${NOTICE.replace("thirty", "“sixty”").replace("Notice\n", "Notices\n")}\n\n### 7.2 Quorum\n\n${QUORUM}\n\n${PANEL.replace("7.2", "7.3")}`;
    expect(
      countGroups(listChanges(compare(`${NOTICE.replace("thirty", '"thirty"')}\n\n${PANEL}`, after))),
    ).toMatchObject([
      { group: "words", name: "Words changed", count: 1, quiet: false },
      { group: "added", count: 1 },
      { group: "retitled", count: 1 },
      { group: "renumbered", count: 1, quiet: true },
      { group: "typography", quiet: true },
    ]);
    expect(countGroups([])).toEqual([]);
  });
});

/** Every change of the rows has its sentence, and none has two. */
function expectToldOnce(comparison: Comparison, name: string): void {
  const listed = listChanges(comparison);
  const told = new Map<unknown, number>();
  for (const { change } of listed) if (change) told.set(change, (told.get(change) ?? 0) + 1);
  expect(listed.filter(({ row }) => row < 0)).toHaveLength(comparison.title ? 1 : 0);
  const kindsOf = new Map<number, string[]>();
  for (const { row, change, kind } of listed) if (!change) kindsOf.set(row, [...(kindsOf.get(row) ?? []), kind]);
  const rowOfNew = new Map(comparison.rows.map((row, index) => [row.after?.address, index]));
  const dividedTold = new Set(
    listed.flatMap(({ kind, row: index }) => {
      if (index < 0) return [];
      const row = comparison.rows[index]!;
      return kind === "split" || kind === "merged"
        ? [row.before?.address, row.after?.address, ...(row.from ?? [])]
        : [];
    }),
  );
  for (const [index, row] of comparison.rows.entries()) {
    const { before, after, fate, part } = row;
    if (row.movedTo !== undefined) continue;
    const kinds = kindsOf.get(index) ?? [];
    const where = `${name}: ${before?.address} → ${after?.address}, told ${kinds}`;
    expect(new Set(kinds).size, where).toBe(kinds.length);
    const isPart = fate.split || fate.merged;
    if (isPart)
      expect(
        [before?.address, after?.address, ...(row.from ?? [])].some((address) => dividedTold.has(address)),
        where,
      ).toBe(true);
    if (fate.moved && !isPart && before && after) expect(kinds, where).toContain("moved");
    if (fate.renumbered && before!.label !== after!.label && part !== "text")
      expect(
        kinds.some((kind) => ["renumbered", "moved", "split", "merged"].includes(kind)),
        where,
      ).toBe(true);
    if (!before || !after) continue;
    for (const key of ["title", "text"] as const) {
      for (const change of row[key]) {
        if (change.quiet === "elsewhere") continue;
        const isNamed = isPart && key === "title" && (before.title === "" || after.title === "");
        expect(told.get(change) ?? 0, `${where}: ${JSON.stringify(change)}`).toBe(isNamed ? 0 : 1);
      }
    }
  }
  for (const row of comparison.rows) {
    if (!row.fate.added || !row.after) continue;
    // Told by itself, by the clause around it, or by the first of a list.
    const index = rowOfNew.get(row.after.address)!;
    const parent = comparison.rows.find(({ after }) => after?.clauses.includes(row.after!));
    const siblings = parent?.after?.clauses ?? [];
    const isListed = siblings
      .slice(0, siblings.indexOf(row.after))
      .some((clause) => (kindsOf.get(rowOfNew.get(clause.address)!) ?? []).includes("added"));
    const ways = [(kindsOf.get(index) ?? []).length > 0, parent?.fate.added === true, isListed];
    expect(ways.includes(true), `${name}: new ${row.after.address} is not told`).toBe(true);
  }
  expect(new Set(listed.map(({ id }) => id)).size, name).toBe(listed.length);
  expect(summarise(comparison).changes, name).toBe(listed.filter(({ quiet }) => !quiet).length);
}

const LINES = [
  "## Article 1. Name",
  "## Article II",
  "### 1.1 Name",
  "### 1.2 Seal",
  "### 1.3 Seal of the Association",
  "(a) one thing or another;",
  "(b) two things and no more;",
  "(c) three",
  "- a point of order",
  "- another point of order",
  "It is called the Association, and has members who pay their dues every year.",
  `${QUORUM} Nobody votes twice.`,
  QUORUM,
  "Nobody votes twice.",
  "The “Board” shall meet once in every month, and oftener when it is called.",
  'The "board" may meet once in every month, and oftener when it is called.',
];
const source = fc.array(fc.constantFrom(...LINES), { maxLength: 20 }).map((lines) => lines.join("\n\n"));

describe("nothing is told twice, and nothing is left out", () => {
  test("of any two texts", () => {
    expectAlways(
      fc.property(source, source, (before, after) =>
        expectToldOnce(compare(before, after), JSON.stringify([before, after])),
      ),
      400,
    );
  });

  test("of the bylaws served here", () => {
    const folder = "bylaws/harbour-commons";
    const texts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\d\.md$/.test(path));
    for (const [index, path] of texts.entries()) {
      const other = texts[(index + 1) % texts.length]!;
      const [before, after] = [path, other].map((name) => readFileSync(join(folder, name), "utf8"));
      expectToldOnce(compare(before!, after!), `${path} → ${other}`);
    }
  });

  test.skipIf(!existsSync(GENERATOR))(`of generated pairs (skipped where ${GENERATOR} is absent)`, async () => {
    const { generate } = await import(join(process.cwd(), GENERATOR));
    for (const mix of ["all", "moves", "structure"]) {
      for (let seed = 1; seed <= 4; seed++) {
        const pair = generate({ sections: 12, seed, words: 200, mix });
        expectToldOnce(compare(pair.old, pair.new), `${mix}, seed ${seed}`);
      }
    }
  });
});
