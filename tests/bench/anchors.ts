import { makeAnchor } from "../../src/anchor/anchor.ts";
import { Carrier } from "../../src/anchor/carrier.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { bestMs } from "./bestMs.ts";
import { makeRandom, makeTexts } from "./makeTexts.ts";

const COMMENTS = 1_000;
const ONCE_MS = 1_500;
const PAGE_MS = 20;

/** Told: what, in how many milliseconds, beside what they are a share of, and at most how many. */
type Tell = (what: string, timeMs: number, most?: number) => void;

/**
 * A thousand comments onto a new revision of 100,000 words: once, with reading
 * and comparing the two texts, and for each page after that. Beside it, the
 * same words looked for in the new text letter by letter, which finds no more
 * than those that nobody touched.
 */
export function measureAnchors(tell: Tell): void {
  const pair = makeTexts({ words: 100_000, edits: 150, seed: 11 });
  const before = parseBylaws(pair.before);
  const random = makeRandom(12);
  const clauses = Array.from(eachClause(before.clauses)).filter(({ text }) => text.length > 100);
  const anchors = Array.from({ length: COMMENTS }, () => {
    const clause = clauses[Math.floor(random() * clauses.length)]!;
    const from = Math.floor(random() * (clause.text.length - 90));
    return makeAnchor({ text: "", side: "after", clause, part: "text", from, to: from + 80 })!;
  });
  const make = () => new Carrier([compareBylaws(parseBylaws(pair.before), parseBylaws(pair.after))]);
  const carryAll = (carrier: Carrier) => anchors.map((anchor) => carrier.carry(anchor));
  const [first] = bestMs([() => carryAll(make())], { runs: 1, warmUps: 0 });
  const ready = make();
  const [once, page, letters] = bestMs(
    [() => carryAll(make()), () => carryAll(ready), () => anchors.map(({ quote }) => pair.after.indexOf(quote))],
    { runs: 5, warmUps: 1 },
  );
  const states: { [state: string]: number } = {};
  for (const { state } of carryAll(ready)) states[state] = (states[state] ?? 0) + 1;
  const told = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  tell(`${COMMENTS} comments onto ${pair.words} words, ${pair.edits} edits: once, cold`, first!, ONCE_MS);
  tell(`  once, warm (${told.join(", ")})`, once!, ONCE_MS);
  tell("  carrying them again, as for a page", page!, PAGE_MS);
  tell("  each quote looked for letter by letter", letters!);
}
