import { expect, test } from "vitest";
import { batchesOf, type Fold, heightOf } from "../../src/reader/batches.ts";
import { groupsOf, unchangedRows } from "../../src/reader/groups.ts";
import { ticksOf } from "../../src/reader/ticks.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { compareTexts, PAIRS, readText } from "./texts.ts";

const shown = PAIRS.map((pair) => {
  const { before, after, comparison } = compareTexts(pair);
  const groups = groupsOf(comparison, [before, after]);
  return { pair: pair.join(" → "), groups, batches: batchesOf(groups) };
});

test.each(shown)("law: the batches hold every section once, in order, about thirty paragraphs each: $pair", (each) => {
  expect(each.batches.flatMap(({ groups }) => groups)).toEqual(each.groups);
  for (const { groups, rows } of each.batches) {
    expect(rows).toBe(groups.reduce((sum, group) => sum + group.rows.length, 0));
    expect(rows <= 30 || groups.length === 1).toBe(true);
  }
});

test("what is folded has no height but that of its line", () => {
  const [batch] = shown[1]!.batches;
  const all = (fold: Fold) => batch!.groups.map(() => fold);
  expect(heightOf(batch!, all("folded"), 0, "redline", false)).toBe(0);
  expect(heightOf(batch!, all("folded"), 2, "redline", false)).toBe(84);
  const open = heightOf(batch!, all("open"), 0, "redline", false);
  expect(open).toBeGreaterThan(1000);
  expect(heightOf(batch!, all("open"), 0, "redline", true)).toBeGreaterThan(open);
});

test("marks beside the scroll bar stand where the changes are, and none for what is folded", () => {
  const text = Array.from({ length: 10 }, (_, at) => `## ${at + 1} Rule\n\nA rule of the club that is number ${at}.`);
  const after = text.with(4, text[4]!.replace("the club", "the whole club"));
  const texts = [text, after].map((rules) => parseBylaws(`# Rules\n\n${rules.join("\n\n")}\n`));
  const { comparison } = { comparison: unchangedRows(texts[0]!) };
  expect(ticksOf(batchesOf(groupsOf(comparison, texts))[0]!, [], () => false)).toEqual([]);

  const { groups } = shown[0]!;
  const [batch] = batchesOf(groups);
  const folds = batch!.groups.map(({ state }): Fold => (state === "changed" ? "partly" : "folded"));
  const ticks = ticksOf(batch!, folds, () => false);
  expect(ticks.map(({ kind }) => kind)).toEqual(["ins"]);
  expect(ticks[0]!.at).toBeGreaterThanOrEqual(0);
  expect(ticks[0]!.at).toBeLessThan(1);
  const withThread = ticksOf(
    batch!,
    folds,
    (row) => row === batch!.groups.find(({ state }) => state === "changed")!.head.index,
  );
  expect(withThread.map(({ kind }) => kind).sort()).toEqual(["ins", "thread"]);
  expect(
    ticksOf(
      batch!,
      batch!.groups.map(() => "folded" as const),
      () => true,
    ),
  ).toEqual([]);
});

test("a text of a thousand sections is some dozens of batches", () => {
  const text = readText("harbour-commons/versions/2024-05-15.md");
  const groups = groupsOf(unchangedRows(text), [text]);
  const many = Array.from({ length: Math.ceil(1000 / groups.length) }, () => groups).flat();
  expect(batchesOf(many).length).toBeLessThan(many.length / 3);
});
