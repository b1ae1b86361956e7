import type { Comparison } from "../compare/comparison.ts";
import { plainTypography } from "../compare/words.ts";
import type { Clause } from "../text/clause.ts";
import { type LostWords, makeLostWords } from "./lostWords.ts";
import { largestGroup, measureWords, type Piece } from "./piece.ts";
import type { PlacedWords, Placement } from "./placement.ts";
import { type Carried, type Point, Step } from "./step.ts";
import { wholeGraphemes } from "./wholeGraphemes.ts";
import { weightOf } from "./wordsIn.ts";

/** Share of the words that must be left where they are shown; a stray word or two is not what was spoken about. */
const LEAST_SHARE = 0.4;
/** Where less is left than this once a text strikes some, the others are looked for elsewhere. */
const ENOUGH_SHARE = 0.5;
/** Of sums of weights. */
const ROUNDING = 0.01;
/** A second place that has this share of the words that the best one has is as good. */
const AS_GOOD = 0.75;
/** A sign that ends what stands before it. */
const CLOSING = /^[\s,;:.!?)\]’”»。，；：、]/;

/** Words on their way through the texts. */
interface Trail {
  pieces: Piece[];
  isTouched: boolean;
  isMoved: boolean;
  /** They may as well be gone: what stands there may be another clause's, see `Twins.isClaimed`. */
  isDoubtful?: boolean;
  /** Where they stood, once they are gone. */
  lost?: Point;
  /** What is looked for then, in each text that follows. */
  sought?: LostWords;
}

/**
 * Carries words from one text to another, over all texts between them.
 *
 * It holds nothing but what the comparisons say: words that a comparison keeps
 * stand where it has them, and only words that it struck are looked for among
 * those it put in. Making it ready takes a pass over the rows, an anchor then
 * microseconds.
 */
export class Carrier {
  readonly #steps: readonly Step[];

  /** @param comparisons The new text of each is the old one of the next; none where the words are where they were. */
  constructor(comparisons: readonly Comparison[]) {
    this.#steps = comparisons.map((comparison) => new Step(comparison));
  }

  /** @returns `missing` where the first text has no such words. */
  carry(sought: PlacedWords): Placement {
    const first = this.#steps[0];
    if (!first) return { state: "intact", ...wordsAt(sought) };
    const clause = first.oldClause(sought.clause);
    const holder = clause ?? first.clauseOfItem(sought.clause);
    if (!holder) return { state: "missing" };
    if (sought.from === sought.to) return clause ? this.#carryClause(sought) : this.#carryItem(sought, holder);
    if (sought.from < 0 || sought.from > sought.to || sought.to > holder[sought.part].length)
      return { state: "missing" };
    return this.#carryWords({ ...wordsAt(sought), clause: holder.address }, holder[sought.part]);
  }

  #carryClause({ clause: made, part }: PlacedWords): Placement {
    let address = made;
    let rivals: string[] = [];
    let [isTouched, isMoved, isDoubtful] = [false, false, false];
    for (const [index, step] of this.#steps.entries()) {
      const carried = step.carryClause(address);
      if (!("isTouched" in carried)) return tellLost(this.#carryPoint(carried, index + 1));
      const carriedRivals = rivals.flatMap((rival) => {
        const next = step.carryClause(rival);
        return "isTouched" in next ? next.clause : [];
      });
      rivals = [...carriedRivals, ...step.twinsOf(address)];
      isDoubtful ||= step.isClaimed(address, carried.clause);
      address = carried.clause;
      isTouched ||= carried.isTouched;
      isMoved ||= carried.isMoved;
    }
    const places = [...new Set([address, ...rivals])].map((clause) => ({ clause, part, from: 0, to: 0 }));
    if (places.length > 1 || isDoubtful) return { state: "ambiguous", places };
    const state = isTouched ? "changed" : isMoved || address !== made ? "moved" : "intact";
    return { state, ...places[0]! };
  }

  /** An item inside a sentence follows its words, and is again an item where they stand in one. */
  #carryItem({ clause: address }: PlacedWords, { address: clause, items, text }: Clause): Placement {
    const item = items.find((one) => one.address === address)!;
    const from = item.from + item.label.length;
    const [start, end] = trim(text, from < item.to ? from : item.from, item.to);
    const placement = this.#carryWords({ clause, part: "text", from: start, to: end }, text);
    if (!("from" in placement)) return placement;
    const heir = this.#steps
      .at(-1)!
      .newClause(placement.clause)
      ?.items.find(({ from, to }) => from <= placement.from && placement.from < to);
    if (!heir) return placement;
    const state = placement.state === "intact" && heir.address !== address ? "moved" : placement.state;
    return { state, clause: heir.address, part: "text", from: 0, to: 0 };
  }

  #carryWords(words: PlacedWords, text: string): Placement {
    const { count, weight } = measureWords(text, words.from, words.to);
    let trails: Trail[] = [{ pieces: [{ ...words, count, weight }], isTouched: false, isMoved: false }];
    for (const step of this.#steps) trails = trails.flatMap((trail) => followStep(trail, step, weight));
    const quote = text.slice(words.from, words.to);
    const placed = trails.filter(({ pieces }) => pieces.length > 0);
    const places = withoutRepeats(placed.map((trail) => this.#stretchOf(trail, quote)));
    const [trail] = placed;
    if (!trail) return tellLost(trails[0]!.lost ?? {});
    // Of places that were equally good one may be left: that does not make it the right one.
    const isDoubtful = placed.length < trails.length || placed.every((one) => one.isDoubtful);
    if (places.length > 1 || isDoubtful) return { state: "ambiguous", places };
    const place = places[0]!;
    const now = this.#steps.at(-1)!.newClause(place.clause)![place.part].slice(place.from, place.to);
    const isWhole = largestGroup(trail.pieces).length === trail.pieces.length;
    const isSame = (isWhole && !trail.isTouched) || sameWords(quote, now);
    const isMoved = trail.isMoved || place.clause !== words.clause || place.part !== words.part;
    return { state: !isSame ? "changed" : isMoved ? "moved" : "intact", ...place };
  }

  /** From the first to the last of the words that are left, where most of them are. */
  #stretchOf({ pieces }: Trail, quote: string): PlacedWords {
    const group = largestGroup(pieces);
    const { clause, part } = group[0]!;
    const text = this.#steps.at(-1)!.newClause(clause)![part];
    const [from, to] = trim(text, startOf(group), endOf(group));
    let start = from;
    // The comma behind words that are gone is not what was spoken about.
    while (!CLOSING.test(quote) && start < to && CLOSING.test(text.slice(start, start + 1))) start++;
    const [first, end] = wholeGraphemes(text, ...(start < to ? trim(text, start, to) : ([from, to] as const)));
    return { clause, part, from: first, to: end };
  }

  #carryPoint(point: Point, from: number): Point {
    return this.#steps.slice(from).reduce((last, step) => step.carryPoint(last), point);
  }
}

function tellLost(point: Point): Placement {
  return "clause" in point ? { state: "clause", ...point } : { state: "gone", ...point };
}

/** @param weight What all the words said where they were spoken about. */
function followStep(trail: Trail, step: Step, weight: number): Trail[] {
  const carried: Carried = { pieces: [], isTouched: trail.isTouched, isMoved: trail.isMoved };
  for (const piece of trail.pieces) step.carryPiece(piece, carried);
  const [from, now] = [largestGroup(trail.pieces), largestGroup(carried.pieces)];
  const left = weightOf(now);
  const isClaimed = (clause: string): boolean => from.length > 0 && step.isClaimed(from[0]!.clause, clause);
  const isAll = left > weightOf(trail.pieces) - ROUNDING;
  if (now.length > 0 && left >= (isAll ? LEAST_SHARE : ENOUGH_SHARE) * weight) {
    const { pieces, isTouched, isMoved } = carried;
    const rivals = step.carryToTwins(from).filter((rival) => weightOf(rival.pieces) >= AS_GOOD * left);
    const isDoubtful = trail.isDoubtful || isClaimed(now[0]!.clause);
    return [{ pieces, isTouched, isMoved, sought: trail.sought }, ...rivals].map((one) => ({ ...one, isDoubtful }));
  }
  const isLost = trail.pieces.length === 0;
  const place = isLost ? step.carryPoint(trail.lost ?? {}) : placeOf(carried);
  const home = "clause" in place ? place.clause : undefined;
  const sought = (isLost ? trail.sought : undefined) ?? soughtFrom(from, step, home === undefined);
  const found = sought ? step.fresh.find(sought, home, isLost) : [];
  if (found.length > 0) {
    const { isMoved } = trail;
    return found.map((pieces) => {
      const isDoubtful = trail.isDoubtful || isClaimed(pieces[0]!.clause);
      return { pieces, isTouched: true, isMoved, isDoubtful, sought };
    });
  }
  const { isDoubtful } = trail;
  if (left >= LEAST_SHARE * weight)
    return [{ pieces: carried.pieces, isTouched: true, isMoved: carried.isMoved, isDoubtful, sought }];
  return [{ pieces: [], isTouched: true, isMoved: false, isDoubtful, lost: place, sought }];
}

/** Where words stand of which too few are left: beside these. */
function placeOf({ lost, pieces }: Carried): Point {
  const [left] = pieces;
  if (lost && "clause" in lost) return lost;
  return left ? { clause: left.clause, part: left.part, at: left.from } : (lost ?? {});
}

function soughtFrom(group: readonly Piece[], step: Step, isGone: boolean): LostWords | undefined {
  const words = group[0] && step.oldWords(group[0].clause, group[0].part);
  return words && makeLostWords(words, startOf(group), endOf(group), isGone);
}

const startOf = (pieces: readonly Piece[]): number => Math.min(...pieces.map(({ from }) => from));
const endOf = (pieces: readonly Piece[]): number => Math.max(...pieces.map(({ to }) => to));

function withoutRepeats(places: readonly PlacedWords[]): PlacedWords[] {
  const isSame = (one: PlacedWords, { clause, part, from, to }: PlacedWords): boolean =>
    one.clause === clause && one.part === part && one.from === from && one.to === to;
  return places.filter((place, index) => places.findIndex((one) => isSame(one, place)) === index);
}

const wordsAt = ({ clause, part, from, to }: PlacedWords): PlacedWords => ({ clause, part, from, to });

/** The same words, whatever their quotation marks and capitals. */
function sameWords(one: string, other: string): boolean {
  return one === other || plainTypography(one).toLowerCase() === plainTypography(other).toLowerCase();
}

/** Plain letters are told without the expression. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code <= 32 || code > 127) && /\s/.test(text[at]!);
}

function trim(text: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && isBlank(text, start)) start++;
  while (end > start && isBlank(text, end - 1)) end--;
  return [start, end];
}
