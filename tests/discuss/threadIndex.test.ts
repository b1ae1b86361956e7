import { describe, expect, test } from "vitest";
import type { Filter } from "../../src/discuss/filter.ts";
import type { Person } from "../../src/discuss/person.ts";
import { MARKS, type Said, STANCES } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { type ListedThread, ThreadIndex } from "../../src/discuss/threadIndex.ts";
import { entriesOf } from "./entries.ts";

const PEOPLE: Record<string, Person> = {
  ada: { id: "ada", name: "Ada Lindqvist", standing: "guest", isVerified: false },
  jonas: { id: "jonas", name: "Jonas Weber", standing: "member", isVerified: true },
  dora: { id: "dora", name: "Dora Núñez", standing: "director", isVerified: true },
  sam: { id: "sam", name: "Sam", standing: "secretary", isVerified: true },
};
const personOf = (by: string) => PEOPLE[by];
const quoted = (clause: string, quote: string) => ({
  text: "0".repeat(64),
  side: "after" as const,
  clause,
  part: "text" as const,
  from: 0,
  to: quote.length,
  quote,
  prefix: "",
  suffix: "",
});

const entries = entriesOf(
  [
    "ada",
    { kind: "comment", text: "What could this **cover**?", mark: "question", anchor: quoted("4.16", "the review") },
  ],
  ["jonas", { kind: "comment", text: "Too wide.", mark: "objection", stance: "object" }],
  ["dora", { kind: "reply", text: "It covers votes on projects.", replyTo: 1 }],
  ["jonas", { kind: "comment", text: "Say shall.", mark: "request", anchor: quoted("4.16", "may"), wording: "shall" }],
  ["ada", { kind: "comment", text: "A typo.", stance: "support" }],
  ["sam", { kind: "disposition", text: "Taken up in revision 2.", answers: 4, outcome: "accepted" }],
  [
    "ada",
    {
      kind: "comment",
      text: "Never mind my whim.",
      mark: "request",
      anchor: quoted("4.17", "books"),
      wording: "papers",
    },
  ],
  ["ada", { kind: "withdrawal", withdraws: 7 }],
  ["ada", { kind: "co-signature", signs: 4 }],
  ["ada", { kind: "edit", text: "A misprint.", edits: 5, after: 5 }],
);
const threads = threadsOf(entries, personOf);
const CLAUSES: Record<number, [clause: string, order: number, label: string, placement?: string]> = {
  1: ["4.16", 20, "4.16 Open Meetings and Records", "moved"],
  2: ["", 0, "The whole amendment"],
  4: ["4.16", 20, "4.16 Open Meetings and Records", "intact"],
  5: ["2.1", 3, "2.1 Name"],
  7: ["4.17", 21, "4.17 Books", "gone"],
};
const items: ListedThread[] = threads.map((thread) => {
  const [clause, order, label, placement] = CLAUSES[thread.comment.seq]!;
  return { thread, clause, order, label, placement };
});
const index = new ThreadIndex(items, personOf, "ada");
const list = (filter: Filter) => index.select(filter).list.map(({ thread }) => thread.comment.seq);

test.each<[string, Filter, number[]]>([
  ["everything, in the order of the clauses", {}, [2, 5, 1, 4, 7]],
  ["by time, what was last spoken in first", { order: "time" }, [5, 4, 7, 1, 2]],
  ["what waits for an answer", { waiting: true }, [2, 1]],
  ["what is open", { state: "open" }, [2, 5, 1, 7]],
  ["requests that were accepted", { state: "accepted" }, [4]],
  ["a request that is accepted is answered too", { state: "answered" }, [4]],
  ["what was withdrawn", { state: "withdrawn" }, [7]],
  ["objections", { mark: "objection" }, [2]],
  ["who objects", { stance: "object" }, [2]],
  ["what members opened", { standing: "member" }, [2, 4]],
  ["a clause", { clause: "4.16" }, [1, 4]],
  ["the whole", { clause: "" }, [2]],
  ["what became of the words", { placement: "gone" }, [7]],
  ["two at once", { clause: "4.16", mark: "question" }, [1]],
  ["two that never meet", { clause: "4.17", mark: "question" }, []],
  ["new to its reader: his own words are not", { since: 4 }, [4]],
  ["nothing is newer than the newest", { since: 10 }, []],
  ["a word of a comment", { words: "wide" }, [2]],
  ["of a reply", { words: "votes" }, [1]],
  ["of a quote", { words: "the review" }, [1]],
  ["of a requested wording", { words: "shall" }, [4]],
  ["of an answer of the board", { words: "revision" }, [4]],
  ["of a name, without its accents", { words: "nunez" }, [1]],
  ["of a co-signer’s name", { words: "lindqvist may" }, [4]],
  ["of a clause’s label", { words: "MEETINGS" }, [1, 4]],
  ["all words, each anywhere in the thread", { words: "jonas dora" }, []],
  ["all words, in comment and reply", { words: "cover dora projects" }, [1]],
  ["of the newest wording", { words: "misprint" }, [5]],
  ["not of the wording before", { words: "typo" }, []],
  ["not of what was withdrawn", { words: "whim" }, []],
  ["nor of the words it asked for", { words: "papers" }, []],
  ["but of the words it was about", { words: "books" }, [7]],
])("%s", (_, filter, expected) => {
  expect(list(filter)).toEqual(expected);
});

test("it tells which entry holds a word, and where", () => {
  const matches = index.matchesIn(items[0]!, "cover DORA review");
  expect(matches).toEqual([
    { seq: 1, part: "quote", stretches: [{ from: 4, to: 10 }] },
    { seq: 1, part: "text", stretches: [{ from: 18, to: 23 }] },
    { seq: 3, part: "name", stretches: [{ from: 0, to: 4 }] },
    { seq: 3, part: "text", stretches: [{ from: 3, to: 8 }] },
  ]);
  expect(index.matchesIn(items[3]!, "misprint")).toEqual([{ seq: 5, part: "text", stretches: [{ from: 2, to: 10 }] }]);
});

describe("counts", () => {
  const counts = (filter: Filter, facet: "state" | "mark" | "clause", lastSeen?: number) => {
    const { any, of } = index.select(filter, lastSeen).counts[facet];
    return { any, ...Object.fromEntries(of) };
  };

  test("of a facet keep everything else that is asked", () => {
    expect(counts({}, "mark")).toEqual({ any: 5, question: 1, objection: 1, request: 2, remark: 1 });
    expect(counts({ clause: "4.16" }, "mark")).toEqual({ any: 2, question: 1, request: 1 });
    expect(counts({ clause: "4.16", mark: "question" }, "mark")).toEqual({ any: 2, question: 1, request: 1 });
    expect(counts({ clause: "4.16", mark: "question" }, "clause")).toEqual({ any: 1, "4.16": 1 });
    expect(counts({ words: "jonas" }, "state")).toEqual({ any: 2, open: 1, answered: 1, accepted: 1 });
  });

  test("of what waits and what is new are there before they are asked for", () => {
    expect(index.select({}, 4)).toMatchObject({ waiting: 2, since: 1 });
    expect(index.select({ mark: "question" }, 4)).toMatchObject({ waiting: 1, since: 0 });
    expect(index.select({ mark: "question", waiting: true }, 1)).toMatchObject({ waiting: 1, since: 1 });
  });
});

test("law: every count is how many are listed when its value is chosen, and nothing is left out of none", () => {
  const values: { [F in "state" | "mark" | "stance" | "standing" | "placement" | "clause"]: readonly string[] } = {
    state: ["open", "answered", "resolved", "submitted", "accepted", "withdrawn"],
    mark: MARKS,
    stance: STANCES,
    standing: ["guest", "member", "director"],
    placement: ["intact", "moved", "gone"],
    clause: ["", "2.1", "4.16", "4.17"],
  };
  const facets = Object.keys(values) as (keyof typeof values)[];
  expect(index.select({}).list).toHaveLength(threads.length);
  for (let seed = 1; seed <= 400; seed++) {
    const filter: { [field: string]: unknown } = {};
    facets.forEach((facet, at) => {
      if ((seed >> at) % 3 === 1) filter[facet] = values[facet][(seed * 7 + at) % values[facet].length];
    });
    if (seed % 5 === 0) filter.waiting = true;
    if (seed % 7 === 0) filter.since = 3;
    if (seed % 4 === 0) filter.words = ["a", "jonas", "o"][seed % 3];
    const { counts, waiting } = index.select(filter as Filter, 3);
    for (const facet of facets) {
      const { [facet]: _, ...others } = filter;
      expect(counts[facet].any, `seed ${seed} ${facet}`).toBe(list(others as Filter).length);
      for (const value of values[facet]) {
        const listed = list({ ...others, [facet]: value } as Filter).length;
        expect(counts[facet].of.get(value) ?? 0, `seed ${seed} ${facet}=${value}`).toBe(listed);
      }
    }
    expect(waiting, `seed ${seed}`).toBe(list({ ...filter, waiting: true } as Filter).length);
  }
});

test("1,000 threads with 10,000 replies are read a hundred in an idle moment, and found by a word of any of their replies", () => {
  const words =
    "the board shall open its meetings to members unless the review of projects needs attorney client privilege".split(
      " ",
    );
  const text = (seed: number) =>
    Array.from({ length: 45 }, (_, at) => words[(seed * 7 + at * at * 3 + at) % words.length]).join(" ");
  const said = Array.from({ length: 11_000 }, (_, at): [string, Said] => [
    Object.keys(PEOPLE)[at % 4]!,
    at % 11 === 0
      ? { kind: "comment", text: text(at), mark: MARKS[at % 4] }
      : { kind: "reply", text: `${text(at)}${at % 97 === 0 ? " zeppelin" : " é"}`, replyTo: at - (at % 11) + 1 },
  ]);
  const many = threadsOf(entriesOf(...said), personOf);
  const listed = many.map((thread, at) => ({ thread, clause: `${at % 90}`, order: at % 90, label: `${at % 90} Rule` }));
  const index = new ThreadIndex(listed, personOf);
  let turns = 1;
  while (index.prepare(100)) turns += 1;
  expect(turns).toBe(10);
  expect(index.select({ words: "zeppelin" }).list.length).toBe(
    many.filter(({ replies }) => replies.some((reply) => reply.text.endsWith("n"))).length,
  );
  expect(index.select({ words: "board meetings" }).list).toHaveLength(1_000);
  expect(index.select({ words: "z" })).toEqual(new ThreadIndex(listed, personOf).select({ words: "z" }));
});
