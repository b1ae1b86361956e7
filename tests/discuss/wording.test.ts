import { expect, test } from "vitest";
import type { PlacedWords } from "../../src/anchor/placement.ts";
import type { Said } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import {
  aroundRequest,
  overlapsOf,
  requestedText,
  requestFor,
  whyNotWording,
  wordingOf,
} from "../../src/discuss/wording.ts";
import { entriesOf } from "./entries.ts";

/** `the [Board|Board and the chair] shall`: the words it would replace, and by what. */
function show(before: string, edited: string): string | undefined {
  const request = requestFor(before, edited);
  if (!request) return undefined;
  const { from, to, wording } = request;
  return requestedText(before, request, `[${before.slice(from, to)}|${wording}]`);
}

test.each<[string, string, string, string | undefined]>([
  ["one word for another", "The Board may close.", "The Board shall close.", "The Board [may|shall] close."],
  [
    "words put in take in the one before",
    "The Board may close.",
    "The Board alone may close.",
    "The [Board|Board alone] may close.",
  ],
  [
    "words put in at the start take in the one after",
    "Members vote.",
    "All Members vote.",
    "[Members|All Members] vote.",
  ],
  ["words put in at the end", "in full", "in full view", "in [full|full view]"],
  [
    "a phrase with its comma",
    "Gold Members vote",
    "Gold Members, and Platinum Members, vote",
    "Gold [Members|Members, and Platinum Members,] vote",
  ],
  [
    "a struck word keeps the one before",
    "The Board alone may close.",
    "The Board may close.",
    "The [Board alone|Board] may close.",
  ],
  [
    "a word struck at the start keeps the one after",
    "All Members vote.",
    "Members vote.",
    "[All Members|Members] vote.",
  ],
  ["a letter more is a word of its own", "the Members vote", "the Member vote", "the [Members|Member] vote"],
  ["a word that grows by a hyphen is whole", "a co operation", "a co-operation", "a [co operation|co-operation]"],
  ["a number", "at least 10 days", "at least 100 days", "at least [10|100] days"],
  ["a comma", "members directors vote", "members, directors vote", "[members|members,] directors vote"],
  ["two places are one stretch", "a b c d e", "a x c y e", "a [b c d|x c y] e"],
  ["the same words again", "shall meet", "shall meet meet", "shall [meet|meet meet]"],
  ["everything struck", "Members vote.", " ", "[Members vote.|]"],
  ["words where there were none", "", "Members vote.", "[|Members vote.]"],
  ["letters with their marks", "el año pasado", "el ano pasado", "el [año|ano] pasado"],
  ["a sign of two units", "a 😀 b", "a 😁 b", "a [😀|😁] b"],
  ["from right to left", "حق التصويت للأعضاء", "حق الكلام للأعضاء", "حق [التصويت|الكلام] للأعضاء"],
  ["nothing", "Members vote.", "Members vote.", undefined],
  ["nothing but white space", "Members vote.", "  Members \n vote. ", undefined],
])("%s", (_, before, edited, expected) => {
  expect(show(before, edited)).toBe(expected);
});

test("law: a request grants exactly what was typed, at whole words, and has words wherever any are left", () => {
  const WORDS = ["the", "Board", "may", "shall,", "co-opt", "4.16", "(a)", "año", "😀", "“term”", "第三条", "the"];
  const sentence = (seed: number) =>
    Array.from({ length: seed % 9 }, (_, at) => WORDS[(seed * 7 + at * at * 5 + at * seed) % WORDS.length]).join(" ");
  for (let seed = 1; seed <= 2_000; seed++) {
    const [before, edited] = [sentence(seed), sentence(seed * 31 + (seed % 7))];
    const request = requestFor(before, edited);
    if (before === edited) {
      expect(request, `seed ${seed}`).toBeUndefined();
      continue;
    }
    expect(request && requestedText(before, request, request.wording), `seed ${seed}: ${before} → ${edited}`).toBe(
      edited,
    );
    const quote = before.slice(request!.from, request!.to);
    const cut = /[\p{L}\p{N}]/u;
    const [first, last] = [before[request!.from - 1] ?? " ", before[request!.to] ?? " "];
    expect(cut.test(first) && cut.test(quote[0] ?? " ") && !/\p{sc=Han}/u.test(first), `seed ${seed}: ${quote}`).toBe(
      false,
    );
    expect(cut.test(last) && cut.test(quote.at(-1) ?? " ") && !/\p{sc=Han}/u.test(last), `seed ${seed}: ${quote}`).toBe(
      false,
    );
    if (before !== "") expect(quote.trim(), `seed ${seed}`).not.toBe("");
    if (edited !== "") expect(request!.wording.trim(), `seed ${seed}`).not.toBe("");
  }
});

test("requests for the same words know each other, and no others", () => {
  const at = (clause: string, from: number, to: number, part: "title" | "text" = "text"): PlacedWords => ({
    clause,
    part,
    from,
    to,
  });
  const [a, b, c, d, e] = [
    at("4.16", 0, 10),
    at("4.16", 5, 20),
    at("4.16", 20, 30),
    at("4.17", 0, 10),
    at("4.16", 0, 30, "title"),
  ] as const;
  const wide = at("4.16", 2, 25);
  const overlaps = overlapsOf([c, a, e, b, d, wide]);
  const name = (one: PlacedWords) => "abcdew"[[a, b, c, d, e, wide].indexOf(one)];
  expect([...overlaps].map(([one, others]) => `${name(one)}: ${others.map(name).join("")}`).sort()).toEqual([
    "a: wb",
    "b: aw",
    "c: w",
    "w: abc",
  ]);
});

const anchor = {
  text: "0".repeat(64),
  side: "after",
  clause: "4.16",
  part: "text",
  from: 0,
  to: 3,
  quote: "may",
  prefix: "",
  suffix: "",
} as const;

test.each<[string, string, string | undefined, string | undefined]>([
  ["other words", "shall", "may", undefined],
  ["other words, whatever they replace", "shall", undefined, undefined],
  ["no words", " \n", "may", "wording-empty"],
  ["the same words, otherwise spaced", " may\n close", "may close", "wording-same"],
  ["the same letters, otherwise put together", "an\u0303o", "año", "wording-same"],
  ["more words than fit", "x".repeat(10_001), "may", "text-too-long"],
])("%s", (_, wording, replaced, code) => {
  expect(whyNotWording(wording, replaced)?.code).toBe(code);
});

test("a request is shown with the words around it, cut between words", () => {
  const text = `${"alpha ".repeat(30)}may close${" omega".repeat(30)}`;
  const { before, after } = aroundRequest(text, { from: 180, to: 183 }, "shall");
  expect(after).toBe(before.replace("may", "shall"));
  expect(before).toMatch(/^… (?:alpha ){13}may close(?: omega)+ …$/);
  expect(before.length).toBeLessThan(180);
  expect(aroundRequest("It may close.", { from: 3, to: 6 }, "shall")).toEqual({
    before: "It may close.",
    after: "It shall close.",
  });
  const unspaced = "条".repeat(300);
  expect(aroundRequest(unspaced, { from: 150, to: 151 }, "文").before).toBe(`… ${"条".repeat(161)} …`);
  const smiles = "😀".repeat(60);
  expect(aroundRequest(`${smiles}ab${smiles}`, { from: 121, to: 122 }, "x").before).toBe(
    `… ${"😀".repeat(39)}ab${"😀".repeat(40)} …`,
  );
});

test("what will stand there is what was asked for; where it was accepted in part, what the board says", () => {
  const request: Said = { kind: "comment", text: "…", mark: "request", anchor, wording: "shall" };
  const answer = (outcome: "accepted" | "accepted-in-part", wording?: string): Said => ({
    kind: "disposition",
    text: "…",
    answers: 1,
    outcome,
    ...(wording && { wording }),
  });
  const wording = (...answers: Said[]) =>
    wordingOf(
      threadsOf(
        entriesOf(["ada", request], ...answers.map((said): [string, Said] => ["dora", said])),
        () => undefined,
      )[0]!,
    );
  expect(wording()).toBe("shall");
  expect(wording(answer("accepted"))).toBe("shall");
  expect(wording(answer("accepted-in-part", "must"))).toBe("must");
  expect(wording(answer("accepted-in-part"))).toBeUndefined();
  expect(wording(answer("accepted-in-part", "must"), answer("accepted"))).toBe("shall");
});
