import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { numberOf } from "./numberOf.ts";

/**
 * The clause at an address, as it stands in the text or as people type it:
 * `4.16`, `Section 4.16`, `§ 3`, `ARTICLE IV`, `article 4`, `4.16 (ii)`.
 */
export function findClause(parsed: ParsedBylaws, address: string): Clause | undefined {
  const [plain, plainer] = [plainAddress(address), plainAddress(address, true)];
  let near: Clause | undefined;
  for (const clause of eachClause(parsed.clauses)) {
    if (clause.address === address) return clause;
    near ??= [clause.address, clause.label].some((name) => name !== "" && plainAddress(name) === plain)
      ? clause
      : undefined;
  }
  if (near) return near;
  for (const clause of eachClause(parsed.clauses)) {
    if (plainAddress(clause.address, true) === plainer) return clause;
    if (clause.items.some((item) => plainAddress(item.address) === plain)) return clause;
  }
  return undefined;
}

/** The `count` clauses whose labels are nearest to one that does not exist, nearest first. */
export function nearestClauses(parsed: ParsedBylaws, label: string, count: number): Clause[] {
  const wanted = partsOf(label);
  const words = plainAddress(label);
  return Array.from(eachClause(parsed.clauses))
    .filter((clause) => clause.label !== "" || clause.title !== "")
    .map((clause, order) => ({ clause, order, distance: distance(clause, wanted, words) }))
    .sort((a, b) => a.distance - b.distance || a.order - b.order)
    .slice(0, count)
    .map(({ clause }) => clause);
}

/**
 * Where a position of a plain title or text stands in the source.
 *
 * @param position UTF-16 units, 0 to the length of the part.
 * @throws {RangeError} when the position is outside the part.
 */
export function sourceOffset(clause: Clause, part: "title" | "text", position: number): number {
  const runs = part === "title" ? clause.titleRuns : clause.textRuns;
  if (position < 0 || position > clause[part].length)
    throw new RangeError(`${clause.address} has no position ${position} in its ${part}.`);
  let [low, high] = [0, runs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]!.at <= position) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  if (!run) return clause.source.from;
  return run.source + Math.min(Math.max(0, position - run.at), run.length);
}

const NAMES = /^(?:section|sections|sec|clause|paragraph|§+|no|nr)[.\s]*(?=[\d(A-Z])/i;

function plainAddress(written: string, withNumbers = false): string {
  const plain = written
    .trim()
    .replace(NAMES, "")
    .toLowerCase()
    .replace(/[\s_]+/g, "-")
    .replace(/-?([()])-?/g, "$1")
    .replace(/[.:,-]+$/, "");
  return withNumbers ? plain.replace(/[a-z\d]+$/, (number) => numberOf(number)) : plain;
}

/** `A.7` → A, 7; `Article IV` → 4: what labels are compared by. */
function partsOf(written: string): (number | string)[] {
  const parts = written.replace(/^(?:article|section|appendix|chapter|part|bylaw)\s+/i, "").match(/\d+|[a-z]+/gi) ?? [];
  return parts.map((part) => (/\d/.test(part) ? Number(part) : part.toLowerCase()));
}

/** How far a clause's label is from a wanted one; the first parts count most, and 7.13 is nearer to 7.44 than 7.1. */
function distance(clause: Clause, wanted: (number | string)[], words: string): number {
  const parts = partsOf(clause.label || clause.address);
  let sum = 0;
  for (let at = 0; at < Math.max(parts.length, wanted.length); at++) {
    sum += partDistance(parts[at], wanted[at]) / 100 ** at;
  }
  if (words !== "" && plainAddress(clause.address).includes(words)) sum -= 1;
  return sum;
}

/** 0 for the same, nearly 1 for numbers far apart, more where one is missing or of another kind. */
function partDistance(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (typeof a === "number" && typeof b === "number") return 1 - 1 / (1 + Math.abs(a - b));
  return a === undefined || b === undefined ? 1 : 2;
}
