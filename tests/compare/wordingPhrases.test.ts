import { expect, test } from "vitest";
import { compareWording } from "../../src/compare/wording.ts";

const SENTENCES = [
  "Except as necessary to protect attorney-client privilege, sensitive personnel information, discuss the candidacy of potential Gold Member and Platinum Members, the Board of Directors shall: (i) permit observation of its meetings by Members via remote teleconference or other electronic means, and (ii) publish the Board of Directors minutes and make available to any Member on request other information and records of the Foundation as required by Delaware Corporate Law.",
  "The officer having charge of the records of the club shall make available within five (5) days of a request, a complete list of the members entitled to vote at the time the request is made.",
  "Notice of each meeting shall be given by, or at the direction of, the Secretary, by mailing a copy of such notice, postage prepaid; such notice shall specify the place, day and hour of the meeting.",
  "Members must affirm each year in writing. The list must be in alphabetical order, and the fee of $30.00 shall be paid by March 1, 2024.",
  "Die Mitgliedschaft endet mit Ablauf der Amtszeit, Ableben der Person, Niederlegung des Amtes oder Abwahl durch das Plenum. Der Antrag ist am Vortag anzukündigen.",
  "Cette association a pour objet la mise à disposition de ses membres de services d’autohébergement, et l’organisation de rencontres.",
];
const PHRASES = [
  "and discuss the review and approval of Open Infrastructure Projects",
  "the minutes of the Board",
  "of the Foundation",
  "or any other officer",
  "including by electronic mail",
  "the",
  "and",
  "together with a summary of dissenting views",
  "shall",
  "not later than ten (10) days",
  "the Secretary and the Treasurer",
  "die Amtszeit der Person",
  "de ses membres",
  "or at the direction of the Board",
];

/** The same numbers at each run. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

interface Case {
  before: string;
  after: string;
}

/** A sentence, and the same with one phrase put in; often one that begins or ends like its neighbours. */
function putIn(dice: (sides: number) => number): Case {
  const words = SENTENCES[dice(SENTENCES.length)]!.split(" ");
  const at = dice(words.length + 1);
  const phrase = PHRASES[dice(PHRASES.length)]!;
  const [last, next] = [words[at - 1] ?? "", words[at] ?? ""];
  const put = [
    phrase,
    `${phrase},`,
    `${next.replace(/\W+$/, "")} ${phrase}`,
    `${phrase} ${last}`,
    `${phrase} ${next}`,
    `${last} ${phrase}`,
  ][dice(6)]!.trim();
  return { before: words.join(" "), after: [...words.slice(0, at), put, ...words.slice(at)].join(" ") };
}

test("1,000 phrases put in: one change each, with nothing struck; and struck again: one change, with nothing put in", () => {
  const dice = makeDice(416);
  for (let round = 0; round < 1000; round++) {
    const { before, after } = putIn(dice);
    const put = compareWording(before, after);
    expect(
      put.map(({ before: old }) => old.to - old.from),
      after,
    ).toEqual([0]);
    const struck = compareWording(after, before);
    expect(
      struck.map(({ after: now }) => now.to - now.from),
      after,
    ).toEqual([0]);
    expect(struck[0]!.before, after).toEqual(put[0]!.after);
  }
});

test("where only one place is a phrase boundary, the change stands there", () => {
  const dice = makeDice(7);
  let only = 0;
  for (let round = 0; round < 1000; round++) {
    const { before, after } = putIn(dice);
    const change = compareWording(before, after)[0]!;
    const length = change.after.to - change.after.from;
    const bounded = placesOf(before, after, length).filter((from) => isPhrase(after, from, from + length));
    if (bounded.length !== 1) continue;
    only++;
    const marked = after.slice(change.after.from, change.after.to).trim();
    expect(isPhrase(after, change.after.from, change.after.to), `“${marked}” in ${after}`).toBe(true);
  }
  expect(only).toBeGreaterThan(20);
});

/** Every place at which so many letters can have been put in, at the start of a word. */
function placesOf(before: string, after: string, length: number): number[] {
  const places: number[] = [];
  for (let from = 0; from + length <= after.length; from++) {
    const cutsWord = (at: number): boolean => /\S\S/.test(after.slice(at - 1, at + 1)) && !/[,;]/.test(after[at]!);
    if (after.slice(0, from) + after.slice(from + length) !== before || cutsWord(from) || cutsWord(from + length))
      continue;
    const isSame = places.some((place) => after.slice(place, from).trim() === "");
    if (!isSame) places.push(from);
  }
  return places;
}

function isPhrase(text: string, from: number, to: number): boolean {
  const [ahead, phrase, behind] = [
    text.slice(0, from).trimEnd(),
    text.slice(from, to).trim(),
    text.slice(to).trimStart(),
  ];
  const starts = ahead === "" || /[,;:.]$/.test(ahead) || /^[,;:]/.test(phrase);
  const ends = behind === "" || /[,;:.]$/.test(phrase) || /^[,;:.]/.test(behind);
  return starts && ends;
}

test("one word or number replaced: that word, whole, and nothing else", () => {
  const dice = makeDice(11);
  const others = ["annual", "Council", "three-quarters", "$500,000", "2031", "approve", "75%", "and/or", "2026-02-25"];
  for (let round = 0; round < 1000; round++) {
    const words = SENTENCES[dice(SENTENCES.length)]!.split(" ");
    const at = dice(words.length);
    const [word, other] = [words[at]!.replace(/^[(]+|[).,;:]+$/g, ""), others[dice(others.length)]!];
    if (word === "" || word === "i" || word === "ii") continue;
    const before = words.join(" ");
    const after = words
      .with(
        at,
        words[at]!.replace(word, () => other),
      )
      .join(" ");
    const changes = compareWording(before, after);
    expect(
      changes.map(({ before: old, after: now }) => [before.slice(old.from, old.to), after.slice(now.from, now.to)]),
      after,
    ).toEqual([[word, other]]);
  }
});
