import { expect, test } from "vitest";
import type { SaidEntry } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { entriesOf } from "./entries.ts";

const comment = (text: string) => ({ kind: "comment", text }) as const;
const reply = (replyTo: number, text = "…") => ({ kind: "reply", replyTo, text }) as const;
const withdrawal = (withdraws: number) => ({ kind: "withdrawal", withdraws }) as const;

/** What Gus said as a guest is Mia's. */
const authorOf = (by: string) => (by === "gus" ? { id: "mia" } : undefined);

/** `1(3 4) 2()`: threads by the numbers of their entries, struck ones with a minus. */
function outline(entries: readonly SaidEntry[]): string {
  return threadsOf(entries, authorOf)
    .map(({ comment, replies, withdrawn }) => {
      const name = (seq: number) => (withdrawn.has(seq) ? `-${seq}` : `${seq}`);
      return `${name(comment.seq)}(${replies.map(({ seq }) => name(seq)).join(" ")})`;
    })
    .join(" ");
}

test.each<[string, SaidEntry[], string]>([
  ["nothing said", [], ""],
  ["two comments", entriesOf(["ada", comment("a")], ["jonas", comment("b")]), "1() 2()"],
  [
    "answers stand under their comment, in the order of the record",
    entriesOf(
      ["ada", comment("a")],
      ["jonas", comment("b")],
      ["ada", reply(2)],
      ["jonas", reply(1)],
      ["ada", reply(1)],
    ),
    "1(4 5) 2(3)",
  ],
  [
    "an answer to an answer belongs to the thread at its root",
    entriesOf(["ada", comment("a")], ["jonas", reply(1)], ["ada", reply(2)], ["jonas", reply(3)]),
    "1(2 3 4)",
  ],
  [
    "a withdrawn comment keeps its place and its replies",
    entriesOf(["ada", comment("a")], ["jonas", reply(1)], ["ada", withdrawal(1)], ["jonas", comment("b")]),
    "-1(2) 4()",
  ],
  [
    "what one said as a guest is withdrawn after signing in, and the other way round",
    entriesOf(["gus", comment("a")], ["mia", comment("b")], ["mia", withdrawal(1)], ["gus", withdrawal(2)]),
    "-1() -2()",
  ],
  ["nobody withdraws what somebody else said", entriesOf(["ada", comment("a")], ["jonas", withdrawal(1)]), "1()"],
  [
    "positions are no part of a thread",
    entriesOf(["ada", comment("a")], ["ada", { kind: "position", position: "object" }], ["jonas", reply(1)]),
    "1(3)",
  ],
  ["a reply whose comment is not here is left out", entriesOf(["ada", reply(99)], ["ada", comment("a")]), "2()"],
])("%s", (_, entries, expected) => {
  expect(outline(entries)).toBe(expected);
});

test("a blanked comment keeps its place and its replies", () => {
  const [first, second] = entriesOf(["ada", comment("a")], ["jonas", reply(1)]);
  const blanked = { ...first!, text: "", isBlanked: true, blankedAt: "2027-05-03T10:00:00.000Z" } as SaidEntry;
  expect(threadsOf([blanked, second!], authorOf)).toMatchObject([
    { comment: { seq: 1, text: "", isBlanked: true }, replies: [{ seq: 2, text: "…" }] },
  ]);
});

test("a withdrawal is told with its time", () => {
  const entries = entriesOf(["ada", comment("a")], ["ada", withdrawal(1)]);
  expect(threadsOf(entries, authorOf)[0]?.withdrawn.get(1)).toBe(entries[1]!.at);
});

test("law: every comment and every reply to a known thread is in exactly one thread, whatever the order", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const entries = entriesOf(
      ...Array.from({ length: 30 }, (_, index): [string, ReturnType<typeof comment> | ReturnType<typeof reply>] => {
        const roll = (seed * 31 + index * index * 17 + index * 7) % 5;
        return [`p${roll}`, index === 0 || roll < 2 ? comment("c") : reply(1 + ((seed * 13 + index * 11) % index))];
      }),
    );
    const shown = threadsOf(entries, authorOf).flatMap(({ comment, replies }) =>
      [comment, ...replies].map(({ seq }) => seq),
    );
    expect(
      shown.sort((a, b) => a - b),
      `seed ${seed}`,
    ).toEqual(entries.map(({ seq }) => seq));
  }
});
