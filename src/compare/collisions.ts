import type { Clause } from "../text/clause.ts";
import type { Change, ComparedClause, Comparison, Stretch } from "./comparison.ts";
import { listChanges } from "./describe.ts";
import { nameOf } from "./name.ts";

/** Where two amendments of one text cannot both be adopted as they are written, or not in either order. */
export interface Collision {
  /**
   * `words`: both change the same words. `place`: both put words in at the same
   * place, so their order matters. `removed`: one strikes or moves the clause the
   * other amends. `number`: both give the same number to different clauses.
   */
  kind: "words" | "place" | "removed" | "number";
  /** Address in the text both amend; of `number`, the address both give. */
  clause: string;
  part: "title" | "text" | "clause";
  /** In the text both amend; missing when the whole clause is meant. */
  words?: Stretch;
  /** One plain sentence each: what the first and the second do there. */
  first: string;
  second: string;
}

const PARTS = ["title", "text"] as const;

/** What one amendment does to one clause of the text that both amend. */
interface Deeds {
  clause: Clause;
  /** In order, and only what changes the law. */
  title: Told[];
  text: Told[];
  /** It strikes or moves the clause, or a part of it. */
  gone?: { sentence: string; isStruck: boolean; title: boolean; text: boolean };
}

interface Told {
  change: Change;
  sentence: string;
  /** The words put in. */
  words: string;
}

/** A clause that is new, with the old ones before it and around it. */
interface Added {
  clause: Clause;
  sentence: string;
  behind: Clause | undefined;
  inside: Clause | undefined;
}

interface Side {
  deeds: ReadonlyMap<string, Deeds>;
  added: Added[];
  /** Who has a number that he had not: by new address. */
  numbered: ReadonlyMap<string, { clause: Clause; before: Clause | undefined; sentence: string }>;
}

/**
 * Finds where two amendments of the same text get in each other's way. What
 * both do alike is no collision. Takes time in proportion to their sizes.
 *
 * @param first, second Two comparisons whose old side is the same text. The
 *   other way round gives the same collisions with the sentences exchanged.
 */
export function findCollisions(first: Comparison, second: Comparison): Collision[] {
  const [one, two] = [readSide(first), readSide(second)];
  const numbers = sameNumbers(one, two);
  const found = [
    ...[...one.deeds].flatMap(([address, deeds]) => {
      const others = two.deeds.get(address);
      return others ? inClause(deeds, others) : [];
    }),
    ...numbers.map((collision) => ({ ...collision, at: Number.MAX_SAFE_INTEGER })),
    ...samePlaces(one, two, new Set(numbers.map(({ clause }) => clause))),
    ...addedToGone(one, two),
    ...addedToGone(two, one).map(exchange),
  ];
  return found.sort(inOrder).map(({ at: _, ...collision }) => collision);
}

function readSide(comparison: Comparison): Side {
  const sentences = sentencesOf(comparison);
  const deeds = new Map<string, Deeds>();
  const added: Added[] = [];
  const numbered: Map<string, { clause: Clause; before: Clause | undefined; sentence: string }> = new Map();
  const parents = new Map<Clause, Clause>();
  const pairs = new Map<Clause, Clause>();
  let behind: Clause | undefined;
  for (const row of comparison.rows) {
    const { before, after, fate, movedTo } = row;
    if (after) for (const inner of after.clauses) parents.set(inner, after);
    if (before && after && movedTo === undefined && !pairs.has(after)) pairs.set(after, before);
    const sentence = sentences.ofClause(row);
    if (before) addDeeds(deeds, row, sentence, sentences.ofChange);
    if (after && !before) added.push({ clause: after, sentence, behind, inside: pairs.get(parents.get(after)!) });
    if (after?.label && (!before || fate.renumbered) && row.part !== "text")
      numbered.set(after.address, { clause: after, before, sentence });
    if (before && movedTo === undefined && !fate.moved) behind = before;
  }
  return { deeds, added, numbered };
}

/** What is told of each row and each change; a clause told with the one around it says so itself. */
function sentencesOf(comparison: Comparison) {
  const ofRow = new Map<ComparedClause, string>();
  const ofChange = new Map<Change, string>();
  for (const { row, part, change, sentence } of listChanges(comparison)) {
    if (change) ofChange.set(change, sentence);
    else if (part === "clause" && !ofRow.has(comparison.rows[row]!)) ofRow.set(comparison.rows[row]!, sentence);
  }
  const own = ({ before, after, fate, movedTo }: ComparedClause): string => {
    const name = nameOf((after ?? before)!, true);
    if (!after && movedTo === undefined) return `${name} is struck.`;
    if (!before) return `New ${name} is added.`;
    return fate.moved || movedTo !== undefined
      ? `${nameOf(before, true)} moves elsewhere.`
      : `${nameOf(before)} becomes ${name}.`;
  };
  return {
    ofClause: (row: ComparedClause): string => ofRow.get(row) ?? own(row),
    ofChange: (change: Change, row: ComparedClause): string =>
      ofChange.get(change) ?? `${nameOf(row.before!)} is amended.`,
  };
}

function addDeeds(
  all: Map<string, Deeds>,
  row: ComparedClause,
  sentence: string,
  ofChange: (change: Change, row: ComparedClause) => string,
): void {
  const { before, after, fate, movedTo, part } = row;
  const deeds = all.get(before!.address) ?? { clause: before!, title: [], text: [] };
  const isGone = (!after && movedTo === undefined) || fate.moved;
  if (isGone && movedTo === undefined) {
    deeds.gone = {
      sentence,
      isStruck: !after,
      title: deeds.gone?.title || part !== "text",
      text: deeds.gone?.text || part !== "title",
    };
  }
  if (after) {
    for (const name of PARTS) {
      for (const change of row[name]) {
        if (change.quiet !== undefined) continue;
        const words = after[name].slice(change.after.from, change.after.to);
        deeds[name].push({ change, sentence: ofChange(change, row), words });
      }
    }
  }
  if (deeds.gone || deeds.title.length > 0 || deeds.text.length > 0) all.set(before!.address, deeds);
}

function inClause(one: Deeds, two: Deeds): (Collision & { at: number })[] {
  const { address, source } = one.clause;
  const found: (Collision & { at: number })[] = [];
  for (const part of PARTS) {
    const [ones, twos] = [new Set(one[part].map(deedOf)), new Set(two[part].map(deedOf))];
    for (const [a, b] of facing(one[part], two[part])) {
      // A paragraph may become two sections with a title each: what both make of it is alike.
      const kind = twos.has(deedOf(a)) && ones.has(deedOf(b)) ? undefined : kindOf(a, b);
      if (kind)
        found.push({
          kind,
          clause: address,
          part,
          words: shared(a.change.before, b.change.before),
          first: a.sentence,
          second: b.sentence,
          at: source.from,
        });
    }
  }
  const whole = { kind: "removed", clause: address, part: "clause", at: source.from } as const;
  const amends = (deeds: Deeds, gone: Deeds["gone"]) =>
    gone && [...(gone.title ? deeds.title : []), ...(gone.text ? deeds.text : [])][0];
  if (one.gone && two.gone) {
    const isOther = one.gone.isStruck !== two.gone.isStruck;
    return isOther ? [{ ...whole, first: one.gone.sentence, second: two.gone.sentence }] : found;
  }
  const [byTwo, byOne] = [amends(two, one.gone), amends(one, two.gone)];
  if (byTwo) found.push({ ...whole, first: one.gone!.sentence, second: byTwo.sentence });
  else if (byOne) found.push({ ...whole, first: byOne.sentence, second: two.gone!.sentence });
  return found;
}

const deedOf = ({ change: { before }, words }: Told): string => `${before.from} ${before.to} ${words}`;

/** Pairs of changes that meet; both lists are in order and do not overlap in themselves. */
function* facing(ones: readonly Told[], twos: readonly Told[]): Generator<[Told, Told]> {
  const [a, b] = [ones, twos].map((told) =>
    told.toSorted((x, y) => x.change.before.from - y.change.before.from || x.change.before.to - y.change.before.to),
  ) as [Told[], Told[]];
  let start = 0;
  for (const one of a) {
    while (start < b.length && b[start]!.change.before.to < one.change.before.from) start++;
    for (let at = start; at < b.length && b[at]!.change.before.from <= one.change.before.to; at++) yield [one, b[at]!];
  }
}

function kindOf(a: Told, b: Told): "words" | "place" | undefined {
  const [x, y] = [a.change.before, b.change.before];
  if (x.from === y.from && x.to === y.to) {
    if (a.words === b.words) return undefined;
    return x.from === x.to ? "place" : "words";
  }
  // Words put in at the edge of what the other strikes stay beside it.
  return Math.max(x.from, y.from) < Math.min(x.to, y.to) || isStrictlyIn(x, y) || isStrictlyIn(y, x)
    ? "words"
    : undefined;
}

const isStrictlyIn = (point: Stretch, stretch: Stretch): boolean =>
  point.from === point.to && stretch.from < point.from && point.from < stretch.to;

function shared(a: Stretch, b: Stretch): Stretch {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

/** Only where a new clause takes part: one more section moves all numbers after it, which is no collision of its own. */
function sameNumbers(one: Side, two: Side): Collision[] {
  const found: Collision[] = [];
  for (const [address, a] of one.numbered) {
    const b = two.numbered.get(address);
    if (!b || (a.before && b.before) || (!a.before && !b.before && isSame(a.clause, b.clause))) continue;
    found.push({ kind: "number", clause: address, part: "clause", first: a.sentence, second: b.sentence });
  }
  return found;
}

function isSame(a: Clause, b: Clause): boolean {
  return a.title === b.title && a.text === b.text;
}

/** Both add something behind the same clause; told once for each place, and not where their numbers tell it. */
function samePlaces(one: Side, two: Side, numbers: ReadonlySet<string>): (Collision & { at: number })[] {
  const [ones, twos] = [one, two].map(({ added }) => {
    const first = new Map<string, Added>();
    for (const each of added) if (each.behind && !first.has(each.behind.address)) first.set(each.behind.address, each);
    return first;
  }) as [Map<string, Added>, Map<string, Added>];
  const found: (Collision & { at: number })[] = [];
  for (const [clause, a] of ones) {
    const b = twos.get(clause);
    if (!b || isSame(a.clause, b.clause) || numbers.has(a.clause.address) || numbers.has(b.clause.address)) continue;
    found.push({
      kind: "place",
      clause,
      part: "clause",
      first: a.sentence,
      second: b.sentence,
      at: a.behind!.source.from,
    });
  }
  return found;
}

/** One adds to a clause that the other strikes. */
function addedToGone(one: Side, two: Side): (Collision & { at: number })[] {
  const told = new Set<string>();
  return one.added.flatMap(({ inside, sentence }) => {
    const gone = inside && two.deeds.get(inside.address)?.gone;
    if (!gone?.isStruck || !gone.title || told.has(inside!.address)) return [];
    told.add(inside!.address);
    return [
      {
        kind: "removed",
        clause: inside!.address,
        part: "clause",
        first: sentence,
        second: gone.sentence,
        at: inside!.source.from,
      },
    ];
  });
}

function exchange<T extends Collision>(collision: T): T {
  return { ...collision, first: collision.second, second: collision.first };
}

/** In the order of the text that both amend; never by which comes first, so that both ways round agree. */
function inOrder(a: Collision & { at: number }, b: Collision & { at: number }): number {
  const text = ({ first, second }: Collision) => [first, second].sort().join("\n");
  return (
    a.at - b.at ||
    compare(a.clause, b.clause) ||
    compare(a.part, b.part) ||
    (a.words?.from ?? -1) - (b.words?.from ?? -1) ||
    (a.words?.to ?? -1) - (b.words?.to ?? -1) ||
    compare(a.kind, b.kind) ||
    compare(text(a), text(b))
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
