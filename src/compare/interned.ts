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
   * of the text. Of the others only those are looked at closely whose letters
   * some other one has.
   */
  joinTwins(old: Int32Array, now: Int32Array): void {
    const sides = new Uint8Array(this.#ids.size);
    for (const id of old) if (id >= 0) sides[id]! |= 1;
    for (const id of now) if (id >= 0) sides[id]! |= 2;
    const twins = new Int32Array(sides.length);
    const plains = new Map<string, number>();
    const loose: { written: string; id: number; letters: number }[] = [];
    const times = new Map<number, number>();
    for (const [written, id] of this.#ids) {
      twins[id] = id;
      if (sides[id] === 3) continue;
      const letters = hashLetters(written);
      loose.push({ written, id, letters });
      times.set(letters, (times.get(letters) ?? 0) + 1);
    }
    for (const { written, id, letters } of loose) {
      if (times.get(letters) === 1) continue;
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

/** Of letters and digits of ASCII: what differs in quotes, dashes and spaces has the same. */
function hashLetters(written: string): number {
  let hash = 0;
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57))
      hash = (Math.imul(hash, 31) + code) | 0;
  }
  return hash;
}

function rootOf(twins: Int32Array, id: number): number {
  let root = id;
  while (twins[root] !== root) root = twins[root]!;
  return root;
}
