/** How often a run may stand to count as rare. */
const PLACES = 2;
const EMPTY = -1;
/** In the first place of a run that stands too often. */
const COMMON = -2;

/**
 * Where runs of words stand, as long as they are rare. Typed arrays in place of
 * a `Map` of lists: whole texts pass through it when two have nothing in common.
 */
export class RunIndex {
  readonly #mask: number;
  readonly #keys: Int32Array;
  readonly #places: Int32Array;

  /** @param runs The most that will be added. */
  constructor(runs: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * runs + 2));
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#places = new Int32Array(PLACES * size).fill(EMPTY);
  }

  /** Places come in order, so that one place's runs follow each other. */
  add(run: number, place: number): void {
    const slot = this.#slotOf(run);
    this.#keys[slot] = run;
    for (let at = slot * PLACES; at < (slot + 1) * PLACES; at++) {
      const taken = this.#places[at]!;
      if (taken === place || taken === COMMON) return;
      if (taken !== EMPTY) continue;
      this.#places[at] = place;
      return;
    }
    this.#places[slot * PLACES] = COMMON;
  }

  eachPlace(run: number, tell: (place: number) => void): void {
    const slot = this.#slotOf(run);
    for (let at = slot * PLACES; at < (slot + 1) * PLACES && this.#places[at]! >= 0; at++) tell(this.#places[at]!);
  }

  /** The slot of a run, or the free one where it would go. */
  #slotOf(run: number): number {
    let slot = (run ^ (run >>> 16)) & this.#mask;
    while (this.#places[slot * PLACES] !== EMPTY && this.#keys[slot] !== run) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
