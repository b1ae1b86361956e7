import fc from "fast-check";
import { expect, test } from "vitest";
import { heaviestChain, type Pair } from "../../src/compare/chain.ts";
import { expectAlways } from "../expectAlways.ts";

/** One pair for each new place, in old order: `[[2, 5], [0, 1]]` is old 0 at new 2, weighing 5, and old 1 at new 0. */
const pairsOf = (places: readonly (readonly [after: number, weight: number])[]): Pair[] =>
  places.map(([after, weight], before) => ({ before, after, weight }));

test.each<[fact: string, places: [after: number, weight: number][], stays: number[]]>([
  ["nothing", [], []],
  ["one section", [[0, 3]], [0]],
  [
    "nothing moved",
    [
      [0, 3],
      [1, 1],
      [2, 2],
    ],
    [0, 1, 2],
  ],
  [
    "the first section went last",
    [
      [2, 3],
      [0, 2],
      [1, 2],
    ],
    [1, 2],
  ],
  [
    "a long section and two short ones changed places: the long one stays",
    [
      [2, 9],
      [0, 2],
      [1, 2],
    ],
    [0],
  ],
  [
    "two blocks changed places: the one with more words stays",
    [
      [3, 2],
      [4, 2],
      [0, 1],
      [1, 1],
      [2, 1],
    ],
    [0, 1],
  ],
  [
    "everything runs backwards: the heaviest stays",
    [
      [3, 1],
      [2, 2],
      [1, 4],
      [0, 3],
    ],
    [2],
  ],
])("what stayed: %s", (_, places, stays) => {
  const pairs = pairsOf(places);
  expect(heaviestChain(pairs).map(({ before }) => before)).toEqual(stays);
  expect(heaviestChain([...pairs].reverse()).map(({ before }) => before)).toEqual(stays);
});

/** By trying every selection. */
function heaviestWeight(pairs: readonly Pair[]): number {
  const best = (from: number, after: number): number =>
    pairs
      .slice(from)
      .reduce(
        (most, pair, index) =>
          pair.after > after ? Math.max(most, pair.weight + best(from + index + 1, pair.after)) : most,
        0,
      );
  return best(0, -1);
}

test("no selection that runs forwards weighs more than what stayed", () => {
  const places = fc
    .uniqueArray(fc.nat(40), { maxLength: 9 })
    .chain((afters) =>
      fc.tuple(...afters.map((after) => fc.tuple(fc.constant(after), fc.integer({ min: 1, max: 5 })))),
    );
  expectAlways(
    fc.property(places, (made) => {
      const pairs = pairsOf(made);
      const stayed = heaviestChain(pairs);
      for (const [index, pair] of stayed.slice(1).entries()) {
        expect(pair.before).toBeGreaterThan(stayed[index]!.before);
        expect(pair.after).toBeGreaterThan(stayed[index]!.after);
      }
      expect(stayed.reduce((sum, { weight }) => sum + weight, 0)).toBe(heaviestWeight(pairs));
    }),
  );
});
