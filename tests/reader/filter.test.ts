import { expect, test } from "vitest";
import { listChanges } from "../../src/compare/describe.ts";
import { CHANGE_GROUPS, groupOf } from "../../src/compare/kinds.ts";
import {
  dimmedGroups,
  filterGroups,
  groupOfChange,
  groupsIn,
  makeFilter,
  toggleGroup,
} from "../../src/reader/filter.ts";
import { clauseOf, groupsOf } from "../../src/reader/groups.ts";
import { compareTexts, PAIRS } from "./texts.ts";

const { comparison, before, after } = compareTexts(PAIRS[1]!);
const changes = listChanges(comparison);
const groups = groupsOf(comparison, [before, after]);
const states = (show: Parameters<typeof makeFilter>[1]) =>
  filterGroups(groups, makeFilter(changes, show)).map(
    ({ head, state, isFiltered }) => `${clauseOf(head.row).label} ${isFiltered ? "filtered" : state}`,
  );

test("nothing chosen shows what changes the law, and folds the rest as before", () => {
  const filter = makeFilter(changes, undefined);
  expect(filter.isDefault).toBe(true);
  expect(filter.shown.has("words")).toBe(true);
  expect(filter.shown.has("renumbered")).toBe(false);
  expect(filterGroups(groups, filter)).toBe(groups);
  expect(dimmedGroups(filter)).toEqual([]);
});

test("only what moved: sections in which nothing moved fold, and are told as filtered, not as unchanged", () => {
  const shown = states(["moved"]);
  expect(shown).toContain("5.10 changed");
  expect(shown).toContain("5.6 filtered");
  expect(shown).toContain("7.7 changed"); // Where it stood.
  expect(shown.filter((state) => state.endsWith(" changed"))).toHaveLength(2);
  expect(shown.filter((state) => state.endsWith(" unchanged"))).toEqual(
    states(undefined).filter((state) => state.endsWith(" unchanged")),
  );
});

test("everything: what is only renumbered stands open, too", () => {
  expect(states(CHANGE_GROUPS)).toContain("5.9 changed");
  expect(states(undefined)).toContain("5.9 quiet");
});

test("a kind that is taken away and brought back leaves the address as it was", () => {
  const usual = makeFilter(changes, undefined);
  const without = toggleGroup(usual, "moved");
  expect(without).not.toContain("moved");
  expect(without).toContain("words");
  const filter = makeFilter(changes, without);
  expect(dimmedGroups(filter)).toEqual(["moved"]);
  expect(toggleGroup(filter, "moved")).toBeUndefined();
});

test.each(PAIRS)(
  "the kind of every piece on the page is the kind the sentence of its change is counted as: %s",
  (...pair) => {
    const { comparison } = compareTexts(pair);
    const listed = listChanges(comparison).filter(({ change }) => change);
    expect(listed.length).toBeGreaterThan(0);
    for (const { row, part, change, kind, sentence } of listed) {
      if (part === "clause" || !change) continue;
      expect(groupOfChange(comparison.rows[row]!, part, change), sentence).toBe(groupOf(kind));
      expect(groupsIn(comparison.rows[row]!)).toContain(groupOf(kind));
    }
  },
);
