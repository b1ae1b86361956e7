import { type Clause, eachClause, type ParsedBylaws, type SourceRun } from "../text/clause.ts";
import { sourceOffset } from "../text/find.ts";
import type { PlacedWords } from "./placement.ts";

/** A letter written as `&amp;` or `&#167;`. */
const ENTITY = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/i;

/** A part of a source in UTF-16 units, `to` exclusive. */
export interface SourceStretch {
  from: number;
  to: number;
}

/** What stands in a part of a source: words of a clause, or its label, which stands for the clause itself (`from === to`). */
export interface SourcePart extends PlacedWords {
  /** How much of the part of the source it is, in UTF-16 units. */
  length: number;
  /** Of a label: how many of its words stand before the part, and how many behind it. */
  label?: { before: number; behind: number };
}

/** A text as it was written, to find words of its clauses in it and the other way round. */
export class SourceWords {
  readonly #source: string;
  readonly #clauses: Clause[];
  readonly #byAddress: Map<string, Clause>;

  constructor(source: string, parsed: ParsedBylaws) {
    this.#source = source;
    this.#clauses = Array.from(eachClause(parsed.clauses)).sort((a, b) => a.source.from - b.source.from);
    this.#byAddress = new Map(this.#clauses.map((clause) => [clause.address, clause]));
  }

  clauseAt(address: string): Clause | undefined {
    return this.#byAddress.get(address);
  }

  /** The words and labels that stand in a part of the source, in its order. Markup, and what is no law, is none. */
  partsOf({ from, to }: SourceStretch): SourcePart[] {
    const parts: SourcePart[] = [];
    for (let at = this.#firstReaching(from); at < this.#clauses.length; at++) {
      const clause = this.#clauses[at]!;
      if (clause.source.from >= to) break;
      const label = this.#labelOf(clause);
      if (label && label.from < to && from < label.to) {
        const [start, end] = [Math.max(from, label.from), Math.min(to, label.to)];
        const wordsTo = (a: number, b: number) => this.#source.slice(a, b).match(/\S+(?=\s)/g)?.length ?? 0;
        const isBehind = this.#source.slice(end, label.to).match(/\s\S/g)?.length ?? 0;
        const place = { before: wordsTo(label.from, start), behind: isBehind };
        parts.push({ clause: clause.address, part: "text", from: 0, to: 0, length: end - start, label: place });
      }
      for (const part of ["title", "text"] as const) {
        const words = wordsIn(clause[`${part}Runs`], from, to);
        if (words) parts.push({ clause: clause.address, part, ...words, length: words.to - words.from });
      }
    }
    return parts;
  }

  /** Clauses may hold each other's places (a note inside a table), but begin in order: looking back a few is enough. */
  #firstReaching(from: number): number {
    let [low, high] = [0, this.#clauses.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#clauses[middle]!.source.from <= from) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - BACK);
  }

  /**
   * Where words of a clause stand; of the clause itself its label, and where it
   * has none, its words.
   *
   * @returns `undefined` where the text has no such words.
   */
  stretchOf({ clause: address, part, from, to }: PlacedWords): SourceStretch | undefined {
    const clause = this.#byAddress.get(address);
    if (!clause) return undefined;
    if (from === to) {
      const whole = clause.title ? "title" : "text";
      return this.#labelOf(clause) ?? this.#wordsOf(clause, whole, 0, clause[whole].length);
    }
    if (from > to || from < 0 || to > clause[part].length) return undefined;
    return this.#wordsOf(clause, part, from, to);
  }

  /** The same words of the label of a clause as of the label they come from, where it has as many; else all of it. */
  labelStretch(address: string, { before, behind }: { before: number; behind: number }): SourceStretch | undefined {
    const clause = this.#byAddress.get(address);
    const label = clause && this.#labelOf(clause);
    if (!label) return clause && this.stretchOf({ clause: address, part: "text", from: 0, to: 0 });
    const words = [...this.#source.slice(label.from, label.to).matchAll(/\S+/g)];
    if (before + behind >= words.length) return label;
    const last = words[words.length - 1 - behind]!;
    return { from: label.from + words[before]!.index, to: label.from + last.index + last[0].length };
  }

  #wordsOf(clause: Clause, part: "title" | "text", from: number, to: number): SourceStretch {
    if (from === to) return { from: clause.source.from, to: clause.source.to };
    const last = sourceOffset(clause, part, to - 1);
    const entity = ENTITY.exec(this.#source.slice(last, last + 40))?.[0];
    return { from: sourceOffset(clause, part, from), to: last + (entity?.length ?? 1) };
  }

  /** What stands before the words of a clause, without the signs and the markup around it. */
  #labelOf({ label, source, titleRuns, textRuns }: Clause): SourceStretch | undefined {
    if (!label) return undefined;
    const words = titleRuns[0] ?? textRuns[0];
    const lead = this.#source.slice(source.from, Math.max(source.from, words?.source ?? source.to));
    const at = lead.indexOf(label);
    if (at >= 0) return { from: source.from + at, to: source.from + at + label.length };
    const solid = /[^\s#*_>]+(?:\s+[^\s#*_>]+)*/.exec(lead);
    return solid ? { from: source.from + solid.index, to: source.from + solid.index + solid[0].length } : undefined;
  }
}

const BACK = 8;

/** The plain words whose letters stand in a part of the source. */
function wordsIn(runs: readonly SourceRun[], from: number, to: number): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  for (const { at, source, length } of runs) {
    const [start, end] = [Math.max(from, source), Math.min(to, source + length)];
    if (start >= end) continue;
    found ??= { from: at + start - source, to: 0 };
    found.to = at + end - source;
  }
  return found;
}
