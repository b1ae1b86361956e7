import type { ComparedClause, Stretch } from "../compare/comparison.ts";
import type { Word } from "../compare/words.ts";
import type { LostWords } from "./lostWords.ts";
import type { Piece } from "./piece.ts";
import { weightOf, wordsIn } from "./wordsIn.ts";

/** Words in a row that tell one place from others. */
const RUN = 3;
/** A run that stands in more places of the new words says nothing. */
const MOST_PLACES = 8;
/** Rare runs that must be found together; fewer are chance. */
const LEAST_RARE = 5;
const LEAST_RARE_AT_HOME = 3;
/** Of a whole clause so much that it is the same one, though every phrase of it stand elsewhere too; and of so many words. */
const WHOLE_SHARE = 0.85;
const WHOLE_WORDS = 12;
/** Share of the wanted words that must be found. */
const LEAST_SHARE = 0.5;
/** A second place as good as this share of the best one is as good. */
const AS_GOOD = 0.85;
/** By how many words a place may slip where words were put in or struck in it. */
const SLIP = 12;

/** A stretch of new words of one clause. */
interface FreshStretch {
  clause: string;
  part: "title" | "text";
}

/** A row of words that stand the same in what is sought and in what is new. */
interface Run {
  sought: number;
  fresh: number;
  length: number;
  /** How many of its runs of three hardly stood in the old text. */
  rare: number;
}

/** The words that a comparison puts in, to be searched for words lost elsewhere. */
export class FreshWords {
  readonly #words: Word[] = [];
  readonly #ids: number[] = [];
  readonly #stretches: FreshStretch[] = [];
  readonly #stretchOf: number[] = [];
  readonly #known = new Map<string, number>();
  /** Where runs begin, by their number. */
  readonly #runs = new Map<number, number[]>();
  readonly #groups = new WeakMap<readonly Word[], Run[][]>();
  /** How often each run of the new words stands in the old text. */
  readonly #old = new Map<number, number>();

  constructor(rows: readonly ComparedClause[]) {
    for (const row of rows) {
      if (!row.after || row.movedTo !== undefined) continue;
      for (const part of ["title", "text"] as const) {
        const text = row.after[part];
        if (!row.before) this.#add(text, row.after.address, part, { from: 0, to: text.length });
        else for (const { after, quiet } of row[part]) if (!quiet) this.#add(text, row.after.address, part, after);
      }
    }
    this.#ids.forEach((_, at) => {
      const run = this.#runAt(this.#ids, at);
      if (run === undefined || this.#stretchOf[at] !== this.#stretchOf[at + RUN - 1]) return;
      const places = this.#runs.get(run);
      if (places) places.push(at);
      else this.#runs.set(run, [at]);
    });
    const counted = new Set<string>();
    for (const { before, movedTo } of rows) {
      if (!before || movedTo !== undefined || counted.has(before.address)) continue;
      counted.add(before.address);
      for (const part of ["title", "text"] as const) {
        const ids = wordsIn(before[part]).map(({ folded }) => this.#known.get(folded) ?? -1);
        for (let at = 0; at + RUN <= ids.length; at++) {
          const run = this.#runAt(ids, at);
          if (run !== undefined && this.#runs.has(run)) this.#old.set(run, (this.#old.get(run) ?? 0) + 1);
        }
      }
    }
  }

  #add(text: string, clause: string, part: "title" | "text", stretch: Stretch): void {
    if (stretch.from === stretch.to) return;
    const index = this.#stretches.length;
    this.#stretches.push({ clause, part });
    for (const word of wordsIn(text, stretch)) {
      let id = this.#known.get(word.folded);
      if (id === undefined) {
        id = this.#known.size;
        this.#known.set(word.folded, id);
      }
      this.#words.push(word);
      this.#ids.push(id);
      this.#stretchOf.push(index);
    }
  }

  #runAt(ids: readonly number[], at: number): number | undefined {
    let run = 17;
    for (let next = at; next < at + RUN; next++) {
      const id = ids[next];
      if (id === undefined || id < 0) return undefined;
      run = (Math.imul(run, 0x01000193) ^ (id + 1)) | 0;
      run ^= run >>> 15;
    }
    return run;
  }

  /**
   * The places where lost words stand again.
   *
   * @param home What their clause became: there, less is enough.
   * @param isLater They were lost in an earlier text. What the old text has as well is no return then, but a copy of that.
   * @returns None, or one; several where they are equally good, best first.
   */
  find(lost: LostWords, home: string | undefined, isLater: boolean): Piece[][] {
    const wanted = weightOf(lost.words.slice(lost.from, lost.to));
    const places = this.#groupsOf(lost.words, isLater ? 0 : 1).flatMap((runs) => {
      const pieces: Piece[] = [];
      let found = 0;
      for (const { sought, fresh, length } of runs) {
        for (let at = Math.max(sought, lost.from); at < Math.min(sought + length, lost.to); at++) {
          const word = this.#words[fresh + at - sought]!;
          const { clause, part } = this.#stretches[this.#stretchOf[fresh]!]!;
          pieces.push({ clause, part, from: word.from, to: word.to, count: 1, weight: lost.words[at]!.weight });
          found += lost.words[at]!.weight;
        }
      }
      const rare = runs.reduce((sum, run) => sum + run.rare, 0);
      const covered = runs.reduce((sum, { length }) => sum + length, 0);
      const isSame = lost.isWhole && !isLater && covered >= Math.max(WHOLE_WORDS, WHOLE_SHARE * lost.words.length);
      const least = isSame ? 0 : pieces[0]?.clause === home ? LEAST_RARE_AT_HOME : LEAST_RARE;
      return found > 0 && found >= LEAST_SHARE * wanted && rare >= least ? [{ pieces, good: found + 0.1 * rare }] : [];
    });
    places.sort((a, b) => b.good - a.good);
    return places.filter(({ good }) => good >= AS_GOOD * places[0]!.good).map(({ pieces }) => pieces);
  }

  /** Where rows of the words stand. Kept, for a clause that is gone and has many comments. */
  #groupsOf(words: readonly Word[], mostOld: number): Run[][] {
    const known = this.#groups.get(words);
    if (known) return known;
    const ids = words.map(({ folded }) => this.#known.get(folded) ?? -1);
    const groups = this.#group(this.#runsOf(ids, mostOld));
    this.#groups.set(words, groups);
    return groups;
  }

  /** @param mostOld In so many places of the old text a run may stand and is still rare: where it was struck is one. */
  #runsOf(ids: readonly number[], mostOld: number): Run[] {
    const runs: Run[] = [];
    const seen = new Set<number>();
    for (let at = 0; at + RUN <= ids.length; at++) {
      const key = this.#runAt(ids, at);
      const places = key === undefined ? undefined : this.#runs.get(key);
      if (!places || places.length > MOST_PLACES) continue;
      for (const place of places) {
        if (seen.has(place * ids.length + at)) continue;
        let length = 0;
        let rare = 0;
        const stretch = this.#stretchOf[place];
        while (
          at + length < ids.length &&
          ids[at + length] === this.#ids[place + length] &&
          this.#stretchOf[place + length] === stretch
        )
          length++;
        for (let inside = 0; inside + RUN <= length; inside++) {
          seen.add((place + inside) * ids.length + at + inside);
          if ((this.#old.get(this.#runAt(ids, at + inside)!) ?? 0) <= mostOld) rare++;
        }
        if (length >= RUN) runs.push({ sought: at, fresh: place, length, rare });
      }
    }
    return runs;
  }

  /** Runs of one stretch that stand about as far from each other as in what is sought. */
  #group(runs: readonly Run[]): Run[][] {
    const groups: Run[][] = [];
    for (const run of runs) {
      const group = groups.find((others) => {
        const last = others.at(-1)!;
        return (
          this.#stretchOf[last.fresh] === this.#stretchOf[run.fresh] &&
          last.sought + last.length <= run.sought &&
          last.fresh + last.length <= run.fresh &&
          Math.abs(run.fresh - run.sought - last.fresh + last.sought) <= SLIP
        );
      });
      if (group) group.push(run);
      else groups.push([run]);
    }
    return groups;
  }
}
