import { expect, test } from "vitest";
import { positionsOf, tallyOf } from "../../src/discuss/position.ts";
import { STANCES, type Stance } from "../../src/discuss/said.ts";
import { entriesOf } from "./entries.ts";

const takes = (position: Stance, reason?: string) => ({ kind: "position", position, reason }) as const;

test("each person is counted once, with the newest position", () => {
  const positions = positionsOf(
    entriesOf(["ada", takes("object")], ["jonas", takes("support")], ["ada", takes("support-with-changes")]),
  );
  expect(tallyOf(positions)).toEqual({ support: 1, "support-with-changes": 1, object: 0, undecided: 0 });
  expect(positions.map(({ current }) => [current.by, current.position])).toEqual([
    ["ada", "support-with-changes"],
    ["jonas", "support"],
  ]);
});

test("a change of mind keeps what came before, oldest first, with its reasons", () => {
  const [ada] = positionsOf(
    entriesOf(["ada", takes("undecided")], ["ada", takes("object", "Too wide.")], ["ada", takes("support")]),
  );
  expect(ada?.history.map(({ position, reason }) => [position, reason])).toEqual([
    ["undecided", undefined],
    ["object", "Too wide."],
  ]);
});

test("the same position with another reason counts once and keeps the first reason", () => {
  const positions = positionsOf(entriesOf(["ada", takes("object", "a")], ["ada", takes("object", "b")]));
  expect(tallyOf(positions).object).toBe(1);
  expect(positions[0]).toMatchObject({ current: { reason: "b" }, history: [{ reason: "a" }] });
});

test("comments, replies and withdrawals are no positions", () => {
  expect(
    positionsOf(
      entriesOf(["ada", { kind: "comment", text: "I object!" }], ["ada", { kind: "withdrawal", withdraws: 1 }]),
    ),
  ).toEqual([]);
  expect(tallyOf([])).toEqual({ support: 0, "support-with-changes": 0, object: 0, undecided: 0 });
});

test("law: the tally counts every person once, and nothing said is lost", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const entries = entriesOf(
      ...Array.from({ length: seed % 40 }, (_, index): [string, ReturnType<typeof takes>] => [
        `p${(seed * 7 + index * 13) % 9}`,
        takes(STANCES[(seed + index * index) % 4]!),
      ]),
    );
    const positions = positionsOf(entries);
    const sum = Object.values(tallyOf(positions)).reduce((a, b) => a + b, 0);
    expect(sum, `seed ${seed}`).toBe(new Set(entries.map(({ by }) => by)).size);
    const kept = positions.flatMap(({ current, history }) => [...history, current].map(({ seq }) => seq));
    expect(
      kept.sort((a, b) => a - b),
      `seed ${seed}`,
    ).toEqual(entries.map(({ seq }) => seq));
  }
});
