import { expect, test } from "vitest";
import type { Person, Standing } from "../../src/discuss/person.ts";
import { type Counts, isStale, positionsOf, tallyOf } from "../../src/discuss/position.ts";
import { type SaidEntry, STANCES, type Stance } from "../../src/discuss/said.ts";
import { entriesOf } from "./entries.ts";

const takes = (position: Stance, reason?: string) => ({ kind: "position", position, reason }) as const;

const person = (id: string, standing: Standing, isVerified: boolean): Person => ({
  id,
  name: id,
  standing,
  isVerified,
});
/** Ada and Jonas only gave a name; Mia signed in and was the guests gus and gast before; Dora is a director. */
const PEOPLE: Record<string, Person> = {
  ada: person("ada", "guest", false),
  jonas: person("jonas", "guest", false),
  mia: person("mia", "member", true),
  gus: person("mia", "member", true),
  gast: person("mia", "member", true),
  dora: person("dora", "director", true),
};
const authorOf = (id: string): Person | undefined => PEOPLE[id];
const counts = (some: Partial<Counts>): Counts => ({
  support: 0,
  "support-with-changes": 0,
  object: 0,
  undecided: 0,
  ...some,
});

test("each person is counted once, with the newest position", () => {
  const positions = positionsOf(
    entriesOf(["ada", takes("object")], ["jonas", takes("support")], ["ada", takes("support-with-changes")]),
    authorOf,
  );
  expect(tallyOf(positions, authorOf).unverified).toEqual(counts({ support: 1, "support-with-changes": 1 }));
  expect(positions.map(({ person, current }) => [person, current.position])).toEqual([
    ["ada", "support-with-changes"],
    ["jonas", "support"],
  ]);
});

test("a change of mind keeps what came before, oldest first, with its reasons", () => {
  const [ada] = positionsOf(
    entriesOf(["ada", takes("undecided")], ["ada", takes("object", "Too wide.")], ["ada", takes("support")]),
    authorOf,
  );
  expect(ada?.history.map(({ position, reason }) => [position, reason])).toEqual([
    ["undecided", undefined],
    ["object", "Too wide."],
  ]);
});

test("the same position with another reason counts once and keeps the first reason", () => {
  const positions = positionsOf(entriesOf(["ada", takes("object", "a")], ["ada", takes("object", "b")]), authorOf);
  expect(tallyOf(positions, authorOf).unverified.object).toBe(1);
  expect(positions[0]).toMatchObject({ current: { reason: "b" }, history: [{ reason: "a" }] });
});

test("one who took a position as a guest on two devices and signed in is one person with one history", () => {
  const positions = positionsOf(
    entriesOf(
      ["gus", takes("object")],
      ["gast", takes("support")],
      ["ada", takes("object")],
      ["mia", takes("undecided")],
    ),
    authorOf,
  );
  expect(positions.map(({ person, current, history }) => [person, current.seq, history.map(({ seq }) => seq)])).toEqual(
    [
      ["mia", 4, [1, 2]],
      ["ada", 3, []],
    ],
  );
  expect(tallyOf(positions, authorOf)).toMatchObject({
    verified: counts({ undecided: 1 }),
    unverified: counts({ object: 1 }),
  });
});

test("the newest position counts, also when it was taken on the device that is still a guest’s", () => {
  const [mia] = positionsOf(entriesOf(["mia", takes("object")], ["gus", takes("support")]), authorOf);
  expect(mia).toMatchObject({ person: "mia", current: { position: "support" } });
});

test("those who signed in and those who only gave a name are counted apart, and each standing", () => {
  const entries = entriesOf(
    ["ada", takes("object")],
    ["jonas", takes("object")],
    ["mia", takes("object")],
    ["dora", takes("support")],
    ["unknown", takes("undecided")],
  );
  expect(tallyOf(positionsOf(entries, authorOf), authorOf)).toEqual({
    verified: counts({ support: 1, object: 1 }),
    unverified: counts({ object: 2, undecided: 1 }),
    byStanding: {
      guest: counts({ object: 2, undecided: 1 }),
      member: counts({ object: 1 }),
      director: counts({ support: 1 }),
    },
    late: 0,
    blanked: 0,
  });
});

const on = (at: string, entry: SaidEntry): SaidEntry => ({ ...entry, at }) as SaidEntry;

test.each<[string, [at: string, stance: Stance, reason?: string][], boolean]>([
  ["taken before the last day", [["2019-04-07T23:59:59.999Z", "object"]], false],
  ["taken in the first second of the last day", [["2019-04-08T00:00:00.000Z", "object"]], true],
  ["taken on the last day", [["2019-04-08T23:00:00.000Z", "object"]], true],
  ["taken after it, when the day was put forward since", [["2019-04-20T10:00:00.000Z", "object"]], true],
  [
    "changed on the last day",
    [
      ["2019-04-01T10:00:00.000Z", "support"],
      ["2019-04-08T10:00:00.000Z", "object"],
    ],
    true,
  ],
  [
    "given a reason on the last day",
    [
      ["2019-04-01T10:00:00.000Z", "object"],
      ["2019-04-08T10:00:00.000Z", "object", "Too wide."],
    ],
    false,
  ],
  [
    "left and taken up again on the last day",
    [
      ["2019-04-01T10:00:00.000Z", "object"],
      ["2019-04-08T10:00:00.000Z", "support"],
      ["2019-04-08T10:05:00.000Z", "object"],
    ],
    true,
  ],
])("a position %s", (_, taken, isLate) => {
  const entries = entriesOf(
    ...taken.map(([, stance, reason]): [string, ReturnType<typeof takes>] => ["ada", takes(stance, reason)]),
  );
  const dated = entries.map((entry, index) => on(taken[index]![0], entry));
  const positions = positionsOf(dated, authorOf, "2019-04-08");
  expect(positions[0]?.isLate).toBe(isLate);
  expect(tallyOf(positions, authorOf).late).toBe(isLate ? 1 : 0);
  expect(positionsOf(dated, authorOf)[0]?.isLate, "without a last day nothing is late").toBe(false);
});

test("a position that was blanked counts no more, and is told of", () => {
  const [first, second] = entriesOf(["ada", takes("object")], ["jonas", takes("support")]);
  const { position: _, reason: __, ...left } = first as SaidEntry & ReturnType<typeof takes>;
  const positions = positionsOf(
    [{ ...left, isBlanked: true, blankedAt: "2027-05-03T10:00:00.000Z" }, second!],
    authorOf,
  );
  expect(tallyOf(positions, authorOf)).toMatchObject({ unverified: counts({ support: 1 }), blanked: 1 });
});

test("comments, replies and withdrawals are no positions", () => {
  const entries = entriesOf(
    ["ada", { kind: "comment", text: "I object!" }],
    ["ada", { kind: "withdrawal", withdraws: 1 }],
  );
  expect(positionsOf(entries, authorOf)).toEqual([]);
  expect(tallyOf([], authorOf)).toMatchObject({ verified: counts({}), unverified: counts({}), byStanding: {} });
});

test("law: the tally counts every person once, and nothing said is lost", () => {
  const ids = [...Object.keys(PEOPLE), "p1", "p2", "p3"];
  for (let seed = 1; seed <= 200; seed++) {
    const entries = entriesOf(
      ...Array.from({ length: seed % 40 }, (_, index): [string, ReturnType<typeof takes>] => [
        ids[(seed * 7 + index * 13) % 9]!,
        takes(STANCES[(seed + index * index) % 4]!),
      ]),
    );
    const positions = positionsOf(entries, authorOf);
    const { verified, unverified, byStanding } = tallyOf(positions, authorOf);
    const sum = (counts: Counts) => Object.values(counts).reduce((a, b) => a + b, 0);
    const people = new Set(entries.map(({ by }) => authorOf(by)?.id ?? by)).size;
    expect(sum(verified) + sum(unverified), `seed ${seed}`).toBe(people);
    expect(
      Object.values(byStanding).reduce((all, counts) => all + sum(counts), 0),
      `seed ${seed}`,
    ).toBe(people);
    const kept = positions.flatMap(({ current, history }) => [...history, current].map(({ seq }) => seq));
    expect(
      kept.sort((a, b) => a - b),
      `seed ${seed}`,
    ).toEqual(entries.map(({ seq }) => seq));
  }
});

const hash = (letter: string) => letter.repeat(64);
test.each<[string, taken: number[], hashes: string[], boolean]>([
  ["taken on the newest revision", [2], ["a", "b"], false],
  ["taken on the one before", [1], ["a", "b"], true],
  ["taken on one with the same words", [1], ["a", "a"], false],
  ["taken on words that came back", [1], ["a", "b", "a"], false],
  ["confirmed on the newest revision", [1, 2], ["a", "b"], false],
  ["taken on the newest, then again on the one before", [2, 1], ["a", "b"], true],
  ["taken on a revision that is no longer there", [9], ["a"], true],
])("a position %s", (_, taken, hashes, stale) => {
  const entries = entriesOf(...taken.map((): [string, ReturnType<typeof takes>] => ["ada", takes("support")]));
  const onRevisions = entries.map((entry, index) => ({ ...entry, revision: taken[index]! }) as SaidEntry);
  const [position] = positionsOf(onRevisions, authorOf);
  const revisions = hashes.map((letter, index) => ({ number: index + 1, note: "", hash: hash(letter) }));
  expect(isStale(position!, { revisions })).toBe(stale);
});

test("a position confirmed on the newest revision keeps the day it was first taken, and one that left is not stale", () => {
  const dated = entriesOf(["ada", takes("object")], ["ada", takes("object")]).map(
    (entry, index) =>
      ({
        ...entry,
        revision: index + 1,
        at: ["2019-04-01T10:00:00.000Z", "2019-04-08T10:00:00.000Z"][index]!,
      }) as SaidEntry,
  );
  expect(positionsOf(dated, authorOf, "2019-04-08")[0]?.isLate).toBe(false);
  const { position: _, ...left } = dated[0] as SaidEntry & ReturnType<typeof takes>;
  const [blanked] = positionsOf([{ ...left, isBlanked: true } as SaidEntry], authorOf);
  expect(isStale(blanked!, { revisions: [{ number: 2, note: "", hash: hash("b") }] })).toBe(false);
});

test("a position may name the thread that says why; the one before keeps its own", () => {
  const [ada] = positionsOf(
    entriesOf(["ada", { ...takes("object"), thread: 7 }], ["ada", { ...takes("support"), thread: 9 }]),
    authorOf,
  );
  expect([ada?.current.thread, ada?.history[0]?.thread]).toEqual([9, 7]);
});
