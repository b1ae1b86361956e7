import { type Change, type ComparedClause, type Comparison, NO_FATE } from "../compare/comparison.ts";
import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";

/** One row with its number in the comparison and how deep it stands under its group's heading. */
export interface Row {
  row: ComparedClause;
  index: number;
  depth: number;
  /** The first row of its clause: a clause whose words went different ways has several, and its label stands once. */
  isFirst: boolean;
}

/** A heading and everything under it up to the next heading: what is shown or folded as a whole. */
export interface Group {
  head: Row;
  rows: Row[];
  /** `quiet`: only renumbered, typography, or a reference that follows. */
  state: "unchanged" | "quiet" | "changed";
  /** Its changes are among those that the filter does not show. */
  isFiltered?: true;
}

const HEADINGS = new Set(["article", "section", "appendix", "preamble"]);

/** The rows of a comparison by their headings. @param texts The old text and the new; one, when there is only one. */
export function groupsOf(comparison: Comparison, texts: readonly ParsedBylaws[]): Group[] {
  const depths = new Map<Clause, number>();
  for (const text of texts) for (const clause of text.clauses) setDepths(clause, 0, depths);
  const groups: Group[] = [];
  const seen = new Set<Clause>();
  let base = 0;
  comparison.rows.forEach((row, index) => {
    const clause = clauseOf(row);
    const depth = depths.get(clause) ?? 0;
    const isFirst = row.movedTo !== undefined || !seen.has(clause);
    if (row.movedTo === undefined) seen.add(clause);
    const isHead = isFirst && (depth === 0 || HEADINGS.has(clause.kind));
    const group = isHead ? undefined : groups.at(-1);
    if (group) {
      group.rows.push({ row, index, depth: Math.max(1, depth - base), isFirst });
      group.state = stronger(group.state, stateOf(row));
    } else {
      const head = { row, index, depth: 0, isFirst };
      base = depth;
      groups.push({ head, rows: [head], state: stateOf(row) });
    }
  });
  return groups;
}

/** Fewer unchanged paragraphs in a row than this are not worth a fold. */
const FEW = 5;

/**
 * The rows of a group, long runs of unchanged ones apart: a list of forty
 * definitions of which one is new shows that one and its neighbours.
 */
export function stretchesOf({ rows, state }: Group): { rows: Row[]; folds: boolean }[] {
  if (state !== "changed") return [{ rows, folds: false }];
  const isPlain = rows.map(({ row }) => stateOf(row) === "unchanged");
  // The heading and the neighbours of a change stay: words without surroundings say little.
  const folds = rows.map((_, at) => at > 0 && isPlain[at - 1] !== false && isPlain[at] && isPlain[at + 1] !== false);
  const stretches: { rows: Row[]; folds: boolean }[] = [];
  rows.forEach((row, at) => {
    const last = stretches.at(-1);
    if (last && last.folds === folds[at]) last.rows.push(row);
    else stretches.push({ rows: [row], folds: folds[at]! });
  });
  return stretches.map((stretch) => (stretch.rows.length < FEW ? { ...stretch, folds: false } : stretch));
}

/** The clause a row is named after: as it would read, or as it read when it is struck. */
export function clauseOf({ before, after }: ComparedClause): Clause {
  return (after ?? before)!;
}

/** `4.16 Open Meetings and Records`, `Preamble`; the first words where there is neither label nor title. */
export function nameOf(clause: Clause): string {
  const name = [clause.label, clause.title].filter(Boolean).join(" ");
  if (!name && clause.kind === "preamble") return "Preamble";
  return name || `${clause.text.slice(0, 40)}${clause.text.length > 40 ? "…" : ""}`;
}

/** An unchanged text as a comparison with itself: the same pages show it. */
export function unchangedRows({ clauses }: ParsedBylaws): Comparison {
  return {
    rows: [...eachClause(clauses)].map((clause) => ({
      before: clause,
      after: clause,
      fate: NO_FATE,
      title: [],
      text: [],
      confidence: 1,
    })),
  };
}

function setDepths(clause: Clause, depth: number, depths: Map<Clause, number>): void {
  depths.set(clause, depth);
  for (const inner of clause.clauses) setDepths(inner, depth + 1, depths);
}

const SUBSTANCE = ["added", "removed", "amended", "moved", "retitled", "split", "merged"] as const;

function stateOf({ fate, title, text, movedTo }: ComparedClause): Group["state"] {
  if (movedTo !== undefined || SUBSTANCE.some((name) => fate[name])) return "changed";
  const has = (test: (change: Change) => boolean) => title.some(test) || text.some(test);
  if (has(({ quiet }) => !quiet)) return "changed";
  return fate.renumbered || has(({ quiet }) => quiet !== "elsewhere") ? "quiet" : "unchanged";
}

const STRENGTH: Group["state"][] = ["unchanged", "quiet", "changed"];
const stronger = (a: Group["state"], b: Group["state"]) =>
  STRENGTH[Math.max(STRENGTH.indexOf(a), STRENGTH.indexOf(b))]!;

/** The clause a row is about, for people: `Section 4.16`. @param whole What it is about without a row. */
export function aboutOf(comparison: Comparison, row: number | undefined, whole = "the whole amendment"): string {
  if (row === undefined) return whole;
  const clause = clauseOf(comparison.rows[row]!);
  const isNumber = /^\d/.test(clause.label);
  return isNumber && clause.kind === "section" ? `Section ${clause.label}` : clause.address;
}
