/** Things that can be made again, as many as there is room for; what was not used for longest goes first. */
export class Kept<T> {
  readonly #things = new Map<string, { thing: T; size: number }>();
  readonly #room: number;
  #size = 0;

  /** @param room Most that is kept, in the unit of `size`. */
  constructor(room: number) {
    this.#room = room;
  }

  /** 0 to 1: how much of the room is taken. */
  get fullness(): number {
    return this.#size / this.#room;
  }

  find(name: string): T | undefined {
    const found = this.#things.get(name);
    if (!found) return undefined;
    this.#things.delete(name);
    this.#things.set(name, found);
    return found.thing;
  }

  /** What is larger than the room is not kept. */
  keep(name: string, thing: T, size: number): void {
    this.#drop(name);
    if (size > this.#room) return;
    this.#things.set(name, { thing, size });
    this.#size += size;
    for (const oldest of this.#things.keys()) {
      if (this.#size <= this.#room) break;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    this.#size -= this.#things.get(name)?.size ?? 0;
    this.#things.delete(name);
  }
}
