import type { Decided } from "./decided.ts";
import type { FlatText } from "./flat.ts";
import { lostAndFound, WordBag } from "./likeness.ts";
import type { TextMatch } from "./match.ts";
import { compareWording } from "./wording.ts";

/** Part of a paragraph, in UTF-16 units of its text, `to` exclusive. */
export interface Share {
  from: number;
  to: number;
}

/** A paragraph that became several, or that several became. */
export interface Division {
  /** The clause with the whole of it, and the clauses with a part each, in order, with that part of the whole. */
  whole: number;
  parts: { clause: number; share: Share }[];
}

/** Neighbouring words that a part must share with the whole. */
const PART_PAIRS = 6;
/** Share of what its other part lacks of the whole, and of the part's own words, that must be there. */
const MOST_OF_WHOLE = 0.6;
const MUCH_OF_PART = 0.4;

/** Paragraphs of the old text that were divided, and paragraphs that were joined in the new one. */
export function findDivided(
  old: FlatText,
  now: FlatText,
  texts: TextMatch,
  { groups }: Decided,
): { divided: Division[]; joined: Division[] } {
  const divided = findParts(old, now, texts.toAfter, texts.toBefore);
  const joined = findParts(now, old, texts.toBefore, texts.toAfter);
  for (const { befores, afters } of groups) {
    if (befores.length === 1) addDecided(divided, old, now, befores[0]!, afters, texts.toBefore);
    if (afters.length === 1) addDecided(joined, now, old, afters[0]!, befores, texts.toAfter);
  }
  return { divided, joined };
}

/** A paragraph that was decided to be several, as far as these came of no other. */
function addDecided(
  divisions: Division[],
  wholes: FlatText,
  parts: FlatText,
  whole: number,
  decided: readonly number[],
  toWhole: Int32Array,
): void {
  const members = decided.filter(
    (clause) => parts.clauses[clause]!.text !== "" && (toWhole[clause]! < 0 || toWhole[clause] === whole),
  );
  if (members.length < 2 || wholes.clauses[whole]!.text === "") return;
  const known = divisions.findIndex((division) => division.whole === whole);
  if (known >= 0) divisions.splice(known, 1);
  divisions.push({ whole, parts: shareOut(wholes, parts, whole, members) });
}

/** @param toPart For each clause of the text with the wholes, the clause its paragraph was paired with; `toWhole` the way back. */
function findParts(wholes: FlatText, parts: FlatText, toPart: Int32Array, toWhole: Int32Array): Division[] {
  const found = new Map<number, number[]>();
  const bagOf = (side: FlatText, clause: number) => new WordBag(side.clauses[clause]!.text);
  const tryPart = (place: number, neighbour: number): void => {
    const [clause, beside] = [parts.texts[place]!, parts.texts[neighbour]];
    if (beside === undefined || toWhole[clause]! >= 0) return;
    const whole =
      toWhole[beside]! >= 0 ? toWhole[beside]! : [...found].find(([, members]) => members.includes(beside))?.[0];
    if (whole === undefined || found.get(whole)?.includes(clause) || wholes.ids[whole] === parts.ids[beside]) return;
    if (wholes.clauses[whole]!.kind === "table" || parts.clauses[clause]!.kind === "table") return;
    if (wholes.weights[whole]! < parts.weights[clause]!) return;
    const bag = bagOf(parts, clause);
    const { lost, found: shared } = lostAndFound(bagOf(wholes, whole), bagOf(parts, beside), bag);
    if (shared < PART_PAIRS || shared < MOST_OF_WHOLE * lost || shared < MUCH_OF_PART * (bag.size - 1)) return;
    found.set(whole, [...(found.get(whole) ?? [toPart[whole]!]), clause]);
  };
  for (let place = 0; place < parts.texts.length; place++) tryPart(place, place - 1);
  for (let place = parts.texts.length - 1; place >= 0; place--) tryPart(place, place + 1);
  return Array.from(found, ([whole, members]) => ({ whole, parts: shareOut(wholes, parts, whole, members) }));
}

/** Cuts the whole where each part ends. */
function shareOut(wholes: FlatText, parts: FlatText, whole: number, members: number[]): Division["parts"] {
  const { text } = wholes.clauses[whole]!;
  const ordered = [...new Set(members)].sort((a, b) => a - b);
  const words = ordered.map((clause) => parts.clauses[clause]!.text);
  const changes = compareWording(text, words.join(" "));
  let [from, end] = [0, 0];
  return ordered.map((clause, index) => {
    end += words[index]!.length + (index > 0 ? 1 : 0);
    const isLast = index === ordered.length - 1;
    const to = isLast ? text.length : Math.max(from, endOf(end, changes));
    const share = { from, to };
    from = to;
    while (text[from] === " ") from++;
    return { clause, share };
  });
}

/** Where a position of the parts, one behind the other, stands in the whole. */
function endOf(position: number, changes: ReturnType<typeof compareWording>): number {
  let shift = 0;
  for (const { before, after } of changes) {
    if (after.from >= position) break;
    if (after.to > position) return before.to;
    shift = before.to - after.to;
  }
  return position + shift;
}
