import { expect, test } from "vitest";
import { accountOf, type ByStanding } from "../../src/decide/account.ts";
import { tellAccount as tellSums, tellUnanswered } from "../../src/decide/tellAccount.ts";
import type { Person, Standing } from "../../src/discuss/person.ts";
import { MARKS, type Mark, type Said, type SaidEntry } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { entriesOf } from "../discuss/entries.ts";

const person = (id: string, standing: Standing): Person => ({ id, name: id.toUpperCase(), standing, isVerified: true });
/** What Gus said as a guest is Mia’s. */
const PEOPLE: Record<string, Person> = {
  ada: person("ada", "member"),
  jonas: person("jonas", "member"),
  mia: person("mia", "guest"),
  gus: person("mia", "guest"),
  dora: person("dora", "director"),
  sam: person("sam", "secretary"),
};
const personOf = (by: string) => PEOPLE[by];
const comment = (mark?: Mark): Said => ({ kind: "comment", text: "…", ...(mark && { mark }) });
const reply = (replyTo: number): Said => ({ kind: "reply", text: "…", replyTo });
const answer = (answers: number, outcome: "accepted" | "declined" | "answered" = "declined"): Said => ({
  kind: "disposition",
  text: "…",
  answers,
  outcome,
});

/** Each said on a day of April 2019, at one minute to midnight UTC. */
function accountOn(today: string, ...said: [day: number, by: string, said: Said][]) {
  const entries = entriesOf(...said.map(([, by, body]): [string, Said] => [by, body])).map(
    (entry, index) =>
      ({ ...entry, at: `2019-04-${String(said[index]![0]).padStart(2, "0")}T23:59:00.000Z` }) as SaidEntry,
  );
  return accountOf(threadsOf(entries, personOf), personOf, today);
}
const tellAccount = (account: ReturnType<typeof accountOf>, nameOf: (by: string) => string) =>
  [...tellSums(account, nameOf), tellUnanswered(account)].filter((sentence) => sentence !== undefined);
const tell = (...args: Parameters<typeof accountOn>) => tellAccount(accountOn(...args), (by) => personOf(by)!.name);

test("nothing said is nothing to account for", () => {
  expect(tell("2019-04-30")).toEqual(["Nothing has been said yet."]);
});

test("the story: an objection that nobody answers is told with its days, and the reply that is no answer", () => {
  const account = accountOn(
    "2019-04-28",
    [2, "dora", comment("request")],
    [5, "ada", comment("objection")],
    [6, "mia", comment("question")],
    [6, "gus", reply(3)],
    [8, "dora", reply(2)],
    [9, "sam", answer(3, "answered")],
    [25, "sam", answer(1)],
    [26, "jonas", comment()],
    [26, "dora", reply(8)],
  );
  expect(account).toMatchObject({
    threads: 4,
    replies: 3,
    people: { director: 1, member: 2, guest: 1 },
    opened: { director: 1, member: 2, guest: 1 },
    asked: {
      objection: { all: 1, answered: 0, waiting: 1 },
      question: { all: 1, answered: 1, waiting: 0 },
      request: { all: 1, answered: 1, waiting: 0 },
    },
    answers: [
      { seq: 1, mark: "request", by: "sam", outcome: "declined", after: 23 },
      { seq: 3, mark: "question", by: "sam", outcome: "answered", after: 3 },
    ],
    unanswered: [{ seq: 2, mark: "objection", days: 23, isReopened: false, reply: { by: "dora", after: 3 } }],
  });
  expect(tellAccount(account, (by) => personOf(by)!.name)).toEqual([
    "4 threads with 3 replies, by 1 director, 2 members and 1 guest.",
    "1 objection: not answered.",
    "1 question: answered.",
    "1 wording request: answered.",
    "Answered by SAM, after 3 to 23 days.",
    "No answer yet: comment 2, asked 23 days ago.",
  ]);
});

test("days are those of the calendar in UTC", () => {
  const asked = (today: string) => accountOn(today, [5, "ada", comment("question")]).unanswered[0]?.days;
  expect([asked("2019-04-05"), asked("2019-04-06"), asked("2019-05-05")]).toEqual([0, 1, 30]);
  expect(tell("2019-04-06", [5, "ada", comment("question")]).at(-1)).toBe("No answer yet: comment 1, asked yesterday.");
});

test("what was opened again waits since then, and its first answer holds no more", () => {
  const said: [number, string, Said][] = [
    [1, "ada", comment("objection")],
    [3, "sam", answer(1)],
    [10, "ada", { kind: "resolution", text: "No.", resolves: 1 }],
    [11, "ada", { kind: "resolution", text: "But no.", reopens: 1 }],
  ];
  const account = accountOn("2019-04-20", ...said);
  expect(account.unanswered).toMatchObject([{ seq: 1, days: 9, isReopened: true }]);
  expect(account.answers).toEqual([]);
  expect(tell("2019-04-20", ...said).at(-1)).toBe("No answer yet: comment 1, opened again 9 days ago.");
  const again = accountOn("2019-04-20", ...said, [15, "dora", answer(1, "accepted")]);
  expect(again.answers).toEqual([
    { seq: 1, mark: "objection", by: "dora", outcome: "accepted", firstAfter: 2, after: 14 },
  ]);
});

test("what its author resolved, took back or had hidden waits for nobody", () => {
  const { asked, unanswered } = accountOn(
    "2019-04-20",
    [1, "ada", comment("question")],
    [1, "ada", comment("question")],
    [1, "ada", comment("question")],
    [2, "ada", { kind: "resolution", text: "Found it.", resolves: 1 }],
    [2, "ada", { kind: "withdrawal", withdraws: 2 }],
    [2, "sam", { kind: "moderation", text: "Spam.", hides: 3 }],
  );
  expect(asked.question).toEqual({ all: 3, answered: 0, settled: 1, away: 2, waiting: 0 });
  expect(unanswered).toEqual([]);
});

test("what was blanked is told of as a gap in the sums, and what is hidden still counts as what it was", () => {
  const [left, hidden] = entriesOf(
    ["ada", { kind: "comment", text: "" }],
    ["jonas", { kind: "comment", text: "", mark: "objection" }],
  );
  const blanked = { isBlanked: true as const };
  const [, act] = entriesOf(["sam", comment()], ["sam", { kind: "moderation", text: "Rude.", hides: 2 }]);
  const said = [
    { ...left!, ...blanked },
    { ...hidden!, ...blanked, hidden: { mark: "objection" as const } },
    { ...act!, seq: 3 },
  ];
  const account = accountOf(threadsOf(said, personOf), personOf, "2019-04-20");
  expect(tellAccount(account, String)).toEqual([
    "2 threads, by 2 members.",
    "1 objection: withdrawn or hidden.",
    "1 comment was blanked: whether anything was asked there is not known any more.",
  ]);
});

test("the longest waiting comes first, with those who asked the same", () => {
  const account = accountOn(
    "2019-04-20",
    [9, "ada", comment("question")],
    [3, "ada", comment("request")],
    [9, "jonas", { kind: "co-signature", signs: 2 }],
    [9, "gus", { kind: "co-signature", signs: 2 }],
    [9, "mia", { kind: "co-signature", signs: 2 }],
  );
  expect(account.unanswered.map(({ seq, days, coSignatures }) => [seq, days, coSignatures])).toEqual([
    [2, 17, 2],
    [1, 11, 0],
  ]);
  expect(tellAccount(account, String).at(-1)).toBe("No answer yet to 2; the oldest is comment 2, asked 17 days ago.");
});

test("law: every thread is in one sum, and everybody who spoke in one standing", () => {
  const sum = (counts: ByStanding) => Object.values(counts).reduce((a, b) => a + b, 0);
  const ids = [...Object.keys(PEOPLE), "nobody"];
  for (let seed = 1; seed <= 300; seed++) {
    const roll = (at: number, of: number) => (seed * 31 + at * at * 17 + at * seed * 7) % of;
    const said = Array.from({ length: 25 }, (_, at): [number, string, Said] => {
      const about = 1 + roll(at, Math.max(1, at));
      const kinds: Said[] = [
        comment(MARKS[roll(at, 4)]),
        reply(about),
        answer(about),
        { kind: "withdrawal", withdraws: about },
        { kind: "co-signature", signs: about },
        { kind: "resolution", text: "…", ...(roll(at, 2) ? { resolves: about } : { reopens: about }) },
        { kind: "moderation", text: "…", ...(roll(at, 2) ? { hides: about } : { shows: about }) },
      ];
      return [1 + at, ids[roll(at + 3, ids.length)]!, kinds[at < 3 ? 0 : roll(at + 1, kinds.length)]!];
    });
    const account = accountOn("2019-04-30", ...said);
    const all = Object.values(account.asked);
    for (const asked of all)
      expect(asked.answered + asked.settled + asked.away + asked.waiting, `seed ${seed}`).toBe(asked.all);
    expect(account.answers.length, `seed ${seed}`).toBe(all.reduce((a, { answered }) => a + answered, 0));
    expect(account.unanswered.length, `seed ${seed}`).toBe(all.reduce((a, { waiting }) => a + waiting, 0));
    expect(sum(account.opened), `seed ${seed}`).toBe(account.threads);
    expect(sum(account.people), `seed ${seed}`).toBeLessThanOrEqual(6);
  }
});
