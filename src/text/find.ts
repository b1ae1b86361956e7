import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { numberOf } from "./labels.ts";

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
  const wanted = numbersIn(label);
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

function numbersIn(written: string): number[] {
  return (written.match(/\d+/g) ?? []).map(Number);
}

function distance(clause: Clause, wanted: number[], words: string): number {
  const numbers = numbersIn(clause.label || clause.address);
  let sum = clause.kind === "item" ? 5 : 0;
  const length = Math.max(numbers.length, wanted.length);
  for (let i = 0; i < length; i++) {
    const weight = 1000 / 10 ** i;
    const [a, b] = [numbers[i], wanted[i]];
    sum += a === undefined || b === undefined ? weight / 2 : Math.min(9, Math.abs(a - b)) * (weight / 10);
  }
  if (words !== "" && plainAddress(clause.address).includes(words)) sum -= 500;
  return sum;
}
