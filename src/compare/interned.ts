import { plainTypography } from "./words.ts";

/** Numbers for strings: equal strings get equal numbers, from 0 on; the empty one gets -1. */
export class Interned {
  readonly #ids = new Map<string, number>();

  idOf(written: string): number {
    if (written === "") return -1;
    const known = this.#ids.get(written);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(written, id);
    return id;
  }

  /**
   * Gives strings that differ only in typography one number. Strings that stand
   * on both sides as they are keep theirs and are not looked at: they are most
   * of the text.
   */
  joinTwins(old: Int32Array, now: Int32Array): void {
    const sides = new Uint8Array(this.#ids.size);
    for (const id of old) if (id >= 0) sides[id]! |= 1;
    for (const id of now) if (id >= 0) sides[id]! |= 2;
    const twins = new Int32Array(sides.length);
    const plains = new Map<string, number>();
    for (const [written, id] of this.#ids) {
      twins[id] = id;
      if (sides[id] === 3) continue;
      const plain = plainTypography(written);
      const twin = plains.get(plain) ?? this.#ids.get(plain);
      if (twin !== undefined && twin !== id) twins[id] = twin;
      else plains.set(plain, id);
    }
    // A plain spelling that came later may itself have been joined to an earlier twin of its own.
    for (const ids of [old, now])
      for (let index = 0; index < ids.length; index++) if (ids[index]! >= 0) ids[index] = rootOf(twins, ids[index]!);
  }
}

function rootOf(twins: Int32Array, id: number): number {
  let root = id;
  while (twins[root] !== root) root = twins[root]!;
  return root;
}
