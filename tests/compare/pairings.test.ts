import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { ClauseFate, ComparedClause } from "../../src/compare/comparison.ts";
import { listOperations } from "../../src/compare/operations.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const BEFORE = `# Bylaws

## Article 4. Meetings

### 4.1 Notice

Notice of every meeting is sent to each member in writing thirty days before it.

### 4.2 Harbour Dues

Each berth pays its dues on the first of May, and a berth in arrears is let to another boat.

The Treasurer may remit the dues of a boat that was lost in a storm during the season.

### 4.3 Records

Any member may inspect the books of the Association at the office during working hours.
`;

const AFTER = `# Bylaws

## Article 4. Meetings

### 4.1 Calls

The Secretary calls the members together by letter whenever the Council asks for it.

### 4.2 Harbour Dues

Each berth pays its dues on the first of May, and a berth in arrears is let to another boat.

### 4.3 Relief

The Treasurer may remit the dues of a boat that was lost in a storm during the season.

### 4.4 Records

Any member may inspect the books of the Association at the office during working hours.
`;

type Pairings = { before: string[]; after: string[] }[];

function compare(pairings: Pairings, [before, after] = [BEFORE, AFTER]): ComparedClause[] {
  return compareBylaws(parseBylaws(before), parseBylaws(after), { pairings }).rows;
}

/** `4.1→4.1 retitled decided`, of the rows of clauses whose address begins so. */
function toldOf(rows: ComparedClause[], start: string): string[] {
  return rows
    .filter(({ before, after }) => before?.address.startsWith(start) || after?.address.startsWith(start))
    .map(({ before, after, fate, isDecided }) =>
      [
        `${before?.address ?? ""}→${after?.address ?? ""}`,
        ...(Object.keys(fate) as (keyof ClauseFate)[]).filter((name) => fate[name]),
        ...(isDecided ? ["decided"] : []),
      ].join(" "),
    );
}

describe("what a secretary decided is kept, whatever the words say", () => {
  test("two sections without a word in common are one, rewritten", () => {
    const rows = compare([{ before: ["4.1"], after: ["4.1"] }]);
    expect(toldOf(rows, "4.1")).toEqual(["4.1→4.1 amended retitled decided"]);
    expect(rows.find(({ isDecided }) => isDecided)!.confidence).toBe(1);
  });

  test("a section whose words stayed was struck, and the same words are new", () => {
    const rows = compare([
      { before: ["4.3"], after: [] },
      { before: [], after: ["4.4"] },
    ]);
    expect(toldOf(rows, "4.4")).toEqual(["→4.4 added decided"]);
    expect(toldOf(rows, "4.3")).toContain("4.3→ removed decided");
  });

  test("words that went elsewhere do not part the sections", () => {
    const rows = compare([{ before: ["4.3"], after: ["4.1"] }]);
    expect(toldOf(rows, "4.3")[0]).toMatch(/decided$/);
    expect(rows.find(({ isDecided }) => isDecided)).toMatchObject({
      before: { address: "4.3" },
      after: { address: "4.1" },
      fate: { renumbered: true, retitled: true, amended: true },
    });
    expect(toldOf(rows, "4.4")).toEqual(["→4.4 added"]);
  });

  test("one section became two", () => {
    const rows = compare([{ before: ["4.1"], after: ["4.1", "4.4"] }]);
    const four = rows.find(({ after }) => after?.address === "4.4")!;
    expect(four).toMatchObject({ fate: { split: true, added: false }, isDecided: true, from: ["4.1"] });
    expect(rows.find(({ after }) => after?.address === "4.1")).toMatchObject({
      fate: { split: true },
      isDecided: true,
    });
  });

  test("two sections became one", () => {
    const rows = compare([{ before: ["4.1", "4.3"], after: ["4.4"] }]);
    const four = rows.filter(({ after }) => after?.address === "4.4");
    expect(four.some(({ fate, from }) => fate.merged && from!.includes("4.3"))).toBe(true);
    expect(four.every(({ isDecided }) => isDecided)).toBe(true);
  });

  test("a paragraph inside is compared within the two sections first", () => {
    const rows = compare([{ before: ["4.2"], after: ["4.3"] }]);
    expect(toldOf(rows, "4.2-p2").join()).toMatch(/^4\.2-p2→4\.3/);
  });
});

test("a pairing that names a clause which is not there changes nothing", () => {
  const plain = compare([]);
  expect(compare([{ before: ["4.9"], after: ["4.1"] }])).toEqual(plain);
  expect(compare([{ before: [], after: [] }])).toEqual(plain);
});

test("whatever is decided, every character is told once", () => {
  const addresses = ["article-4", "4.1", "4.2", "4.2-p2", "4.3"];
  const sources = [BEFORE, AFTER].map((source) => ({ source, parsed: parseBylaws(source) }));
  const [old, now] = [sources[0]!, sources[1]!];
  for (const before of [...addresses.map((address) => [address]), addresses.slice(1, 3), []])
    for (const after of [["4.1"], ["4.4"], ["4.2", "4.3"], ["article-4"], []]) {
      const comparison = compareBylaws(old.parsed, now.parsed, { pairings: [{ before, after }] });
      const operations = listOperations(comparison, old, now);
      for (const side of ["old", "new"] as const) {
        const { source } = side === "old" ? old : now;
        const told = new Uint8Array(source.length);
        for (const operation of operations) {
          const [from, to] = operation[side] ?? [0, 0];
          for (let at = from; at < to; at++) told[at]!++;
        }
        for (let at = 0; at < source.length; at++)
          if (!/\s/.test(source[at]!)) expect(told[at], `${before} → ${after}: ${side} ${at}`).toBe(1);
      }
    }
});

test("how much is done is told, and only ever more", () => {
  const told: number[] = [];
  compareBylaws(parseBylaws(BEFORE), parseBylaws(AFTER), { onProgress: (share) => told.push(share) });
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});
