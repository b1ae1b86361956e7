import type { ComparedClause, Comparison } from "../compare/comparison.ts";
import type { Word } from "../compare/words.ts";
import type { Clause } from "../text/clause.ts";
import { FreshWords } from "./freshWords.ts";
import { linkWords, type WordLink } from "./linkWords.ts";
import { measureWords, type Piece } from "./piece.ts";
import { StockWords } from "./stockWords.ts";
import { Twins } from "./twins.ts";
import { wordsIn } from "./wordsIn.ts";

/** Where words stood that are gone: in a clause that lives, or behind one (without it, before everything else). */
export type Point = { clause: string; part: "title" | "text"; at: number } | { behind?: string };

/** What one comparison makes of some words. */
export interface Carried {
  /** In the order of the words they come from. */
  pieces: Piece[];
  /** Words of substance were struck, replaced, or put in among them. */
  isTouched: boolean;
  isMoved: boolean;
  /** Where the first of them stood that are gone. */
  lost?: Point;
}

type Part = "title" | "text";

/** One comparison, made ready to carry many words from its old text to the new one. */
export class Step {
  readonly #rows: readonly ComparedClause[];
  /** Rows of a clause of the old text, by its address; several where its parts went different ways. */
  readonly #byOld = new Map<string, number[]>();
  readonly #newClauses = new Map<string, Clause>();
  /** Clauses of the old text by the addresses of the items inside their sentences. */
  #byItem?: Map<string, Clause>;
  readonly #oldWords = new Map<string, readonly Word[]>();
  readonly #links = new Map<ComparedClause, Partial<Record<Part, WordLink[]>>>();
  #fresh?: FreshWords;
  #stock?: StockWords;
  #twins?: Twins;

  constructor({ rows }: Comparison) {
    this.#rows = rows;
    rows.forEach(({ before, after, movedTo }, index) => {
      if (movedTo !== undefined) return;
      if (after) this.#newClauses.set(after.address, after);
      if (!before) return;
      const known = this.#byOld.get(before.address);
      if (known) known.push(index);
      else this.#byOld.set(before.address, [index]);
    });
  }

  oldClause(address: string): Clause | undefined {
    const [first] = this.#byOld.get(address) ?? [];
    return first === undefined ? undefined : this.#rows[first]!.before;
  }

  /** The words of a part of a clause of the old text: always the same array, so that what is found for it is kept with it. */
  oldWords(address: string, part: Part): readonly Word[] | undefined {
    const clause = this.oldClause(address);
    if (!clause) return undefined;
    const key = `${part} ${address}`;
    const known = this.#oldWords.get(key) ?? wordsIn(clause[part]);
    this.#oldWords.set(key, known);
    return known;
  }

  newClause(address: string): Clause | undefined {
    return this.#newClauses.get(address);
  }

  /** The clause of the old text in whose sentence an item stands. */
  clauseOfItem(address: string): Clause | undefined {
    if (!this.#byItem) {
      this.#byItem = new Map();
      for (const { before } of this.#rows)
        for (const item of before?.items ?? []) this.#byItem.set(item.address, before!);
    }
    return this.#byItem.get(address);
  }

  /** The words that are new: those lost elsewhere may be among them. */
  get fresh(): FreshWords {
    this.#fresh ??= new FreshWords(this.#rows);
    return this.#fresh;
  }

  /** Clauses that may have become others than the comparison says. */
  get twins(): Twins {
    this.#twins ??= new Twins(this.#rows);
    return this.#twins;
  }

  carryPiece(piece: Piece, carried: Carried): void {
    let isFound = false;
    for (const index of this.#byOld.get(piece.clause) ?? []) {
      const row = this.#rows[index]!;
      if (!row.after) continue;
      if (this.#carryInRow(piece, row, carried)) isFound = true;
    }
    if (isFound) return;
    carried.isTouched = true;
    const [first] = this.#byOld.get(piece.clause) ?? [];
    carried.lost ??= first === undefined ? {} : { behind: this.#behind(first) };
  }

  /** What would become of words if their clause were taken for another one that is nearly the same; see `Twins`. */
  carryToTwins(pieces: readonly Piece[]): Carried[] {
    const carry = (row: ComparedClause) => {
      const carried: Carried = { pieces: [], isTouched: false, isMoved: false };
      for (const piece of pieces) this.#carryInRow(piece, row, carried);
      return carried.pieces.length > 0 ? [carried] : [];
    };
    return (this.#byOld.get(pieces[0]!.clause) ?? []).flatMap((index) => {
      const row = this.#rows[index]!;
      const rivals = row.after ? this.twins.rivalsOf(row) : [];
      return rivals.length > 0 && carry(row).length > 0 ? rivals.flatMap(carry) : [];
    });
  }

  /** The clauses that another one may have become instead. */
  twinsOf(address: string): string[] {
    const row = this.#rowOf(address);
    return row ? this.twins.rivalsOf(row).map(({ after }) => after!.address) : [];
  }

  /** May words that went from one clause to another as well be those of a third one, which is gone? */
  isClaimed(from: string, to: string): boolean {
    const [old, now] = [this.oldClause(from), this.newClause(to)];
    return old !== undefined && now !== undefined && this.twins.isClaimed(old, now);
  }

  /** @returns Whether this row tells of any of the words. */
  #carryInRow(piece: Piece, row: ComparedClause, carried: Carried): boolean {
    const { part, from, to } = piece;
    const links = this.#linksOf(row, part);
    const after = row.after!;
    let isFound = false;
    for (let at = firstReaching(links, from); at < links.length; at++) {
      const { before, after: now, how } = links[at]!;
      if (before.from >= to) break;
      if (how === "put in") {
        if (from < before.from) carried.isTouched = true;
        continue;
      }
      if (how === "elsewhere") continue;
      isFound = true;
      const [start, end] = [Math.max(from, before.from), Math.min(to, before.to)];
      if (how === "struck") {
        carried.isTouched = true;
        if (isLostPlace(carried.lost)) carried.lost = { clause: after.address, part, at: now.from };
        continue;
      }
      if (how === "swapped") carried.isTouched = true;
      const isByLetter = how === "same" || (how === "quiet" && now.to - now.from === before.to - before.from);
      const shift = now.from - before.from;
      const stretch = isByLetter ? { from: start + shift, to: end + shift } : now;
      if (stretch.from === stretch.to) continue;
      const { count, weight } = start === from && end === to ? piece : measureWords(row.before![part], start, end);
      carried.pieces.push({ clause: after.address, part, ...stretch, count, weight });
      if (row.fate.moved) carried.isMoved = true;
    }
    return isFound;
  }

  /** The clause that another one became; one whose heading and paragraph parted is where its heading is. */
  carryClause(address: string): { clause: string; isTouched: boolean; isMoved: boolean } | Point {
    const row = this.#rowOf(address);
    if (row) {
      const { fate, after } = row;
      return { clause: after!.address, isTouched: fate.amended || fate.retitled, isMoved: fate.moved };
    }
    const [first] = this.#byOld.get(address) ?? [];
    return first === undefined ? {} : { behind: this.#behind(first) };
  }

  /** The row of a clause as such. */
  #rowOf(address: string): ComparedClause | undefined {
    const rows = (this.#byOld.get(address) ?? []).map((index) => this.#rows[index]!).filter(({ after }) => after);
    return rows.find(({ part }) => part !== "text") ?? rows[0];
  }

  carryPoint(point: Point): Point {
    if (!("clause" in point)) {
      if (point.behind === undefined) return point;
      const carried = this.carryClause(point.behind);
      return "isTouched" in carried ? { behind: carried.clause } : carried;
    }
    const { clause, part, at } = point;
    for (const index of this.#byOld.get(clause) ?? []) {
      const row = this.#rows[index]!;
      if (!row.after) continue;
      const links = this.#linksOf(row, part);
      const link = links.find(({ before }) => before.from <= at && at <= before.to);
      if (link?.how === "elsewhere") continue;
      const { length } = row.after[part];
      if (!link) return { clause: row.after.address, part, at: Math.min(at, length) };
      const inside = link.how === "same" ? at - link.before.from : 0;
      return { clause: row.after.address, part, at: Math.min(link.after.from + inside, length) };
    }
    const carried = this.carryClause(clause);
    return "isTouched" in carried ? { clause: carried.clause, part, at: 0 } : carried;
  }

  /** The clause of the new text behind which a row stands. */
  #behind(index: number): string | undefined {
    for (let at = index - 1; at >= 0; at--) {
      const { after, movedTo } = this.#rows[at]!;
      if (after && movedTo === undefined) return after.address;
    }
    return undefined;
  }

  #linksOf(row: ComparedClause, part: Part): WordLink[] {
    let known = this.#links.get(row);
    if (!known) {
      known = {};
      this.#links.set(row, known);
    }
    known[part] ??= linkWords(row.before![part], row.after![part], row[part], (words) => this.#isStock(words));
    return known[part];
  }

  #isStock(words: string): boolean {
    this.#stock ??= new StockWords(this.#oldTexts());
    return this.#stock.isStock(words);
  }

  *#oldTexts(): Generator<string> {
    for (const indexes of this.#byOld.values()) {
      const { title, text } = this.#rows[indexes[0]!]!.before!;
      yield title;
      yield text;
    }
  }
}

/** A clause that lives is a better place for what is gone than the gap where another one stood. */
const isLostPlace = (point: Point | undefined): boolean => point === undefined || !("clause" in point);

/** The first link that ends behind a position; links stand in the order of the old text. */
function firstReaching(links: readonly WordLink[], from: number): number {
  let [low, high] = [0, links.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (links[middle]!.before.to <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}
