import { Carrier } from "../anchor/carrier.ts";
import type { PlacedWords, Placement } from "../anchor/placement.ts";
import { type SourcePart, type SourceStretch, SourceWords } from "../anchor/sourceWords.ts";
import { compareBylaws } from "../compare/compare.ts";
import { parseBylaws } from "../text/parse.ts";

/** Words of one version of a text, in UTF-16 units of its source, `end` exclusive. */
export interface SourceAnchor {
  id: string;
  /** Counted from 0. */
  version: number;
  start: number;
  end: number;
}

/** What became of them in a later version. */
export type SourcePlacement = { id: string; version: number } & (
  | { state: "intact" | "moved" | "changed"; start: number; end: number }
  | { state: "clause" | "gone" | "ambiguous" }
);

/** Carries words of any version to every later one. */
export function* placeInVersions(
  sources: readonly string[],
  anchors: readonly SourceAnchor[],
): Generator<SourcePlacement> {
  const texts = sources.map((source) => ({ source, parsed: parseBylaws(source) }));
  const words = texts.map(({ source, parsed }) => new SourceWords(source, parsed));
  const steps = texts.slice(1).map(({ parsed }, index) => compareBylaws(texts[index]!.parsed, parsed));
  const carriers = new Map<string, Carrier>();
  for (const { id, version, start, end } of anchors) {
    const parts = words[version]!.partsOf({ from: start, to: end });
    for (let later = version + 1; later < texts.length; later++) {
      const key = `${version} ${later}`;
      const carrier = carriers.get(key) ?? new Carrier(steps.slice(version, later));
      carriers.set(key, carrier);
      const carried = parts.map((part) => ({ part, placement: carrier.carry(part) }));
      yield { id, version: later, ...joinParts(carried, words[later]!) };
    }
  }
}

/** What may stand between clauses that follow each other: a label, markup. */
const GAP_UNITS = 40;

type Told = { state: SourcePlacement["state"]; start?: number; end?: number };

/** Parts of one stretch that stand in several clauses, or are a label and words, are told as one. */
function joinParts(carried: readonly { part: SourcePart; placement: Placement }[], words: SourceWords) {
  const total = carried.reduce((sum, { part }) => sum + part.length, 0);
  const placed = carried.flatMap(({ part, placement }) => {
    if (!isPlaced(placement)) return [];
    const at = part.label ? words.labelStretch(placement.clause, part.label) : words.stretchOf(placement);
    return at ? [{ part, placement, at }] : [];
  });
  const byClause = new Map<string, typeof placed>();
  for (const one of placed) byClause.set(one.placement.clause, [...(byClause.get(one.placement.clause) ?? []), one]);
  const lengthOf = (list: typeof placed): number => list.reduce((sum, { part }) => sum + part.length, 0);
  const best = [...byClause.values()].reduce<typeof placed>(
    (most, list) => (lengthOf(list) > lengthOf(most) ? list : most),
    [],
  );
  if (2 * lengthOf(placed) < total || best.length === 0) {
    const lost = carried.filter(({ placement }) => !isPlaced(placement));
    const heaviest = lost.reduce<(typeof lost)[number] | undefined>(
      (most, one) => (most && most.part.length >= one.part.length ? most : one),
      undefined,
    );
    const state = heaviest?.placement.state;
    return { state: state === "clause" || state === "ambiguous" ? state : "gone" } as const;
  }
  // What followed each other and still does is one stretch, in however many clauses it stands.
  const together = placed.filter(
    (one) => best.includes(one) || (!one.part.label && best.some(({ at }) => gapBetween(at, one.at) <= GAP_UNITS)),
  );
  const start = Math.min(...together.map(({ at }) => at.from));
  const end = Math.max(...together.map(({ at }) => at.to));
  const isWhole = together.length === carried.length;
  const states = together.map(({ part, placement }) => stateOf(part, placement));
  const state = !isWhole || states.includes("changed") ? "changed" : states.includes("moved") ? "moved" : "intact";
  return { state, start, end } as const satisfies Told;
}

function isPlaced(placement: Placement): placement is Placement & PlacedWords {
  return "from" in placement;
}

/** A label is not changed when the words behind it are. */
function stateOf(part: SourcePart, { state, clause }: Placement & PlacedWords): string {
  if (!part.label || state !== "changed") return state;
  return clause === part.clause ? "intact" : "moved";
}

function gapBetween(a: SourceStretch, b: SourceStretch): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}
