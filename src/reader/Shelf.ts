import { clear, createStore, del, entries, get, promisifyRequest, set } from "idb-keyval";

/**
 * What this browser keeps on the device, under one name. Where there is no
 * storage (private windows, blocked by settings), nothing is kept and nothing
 * fails: what is being written then lives as long as the page.
 *
 * IndexedDB and not localStorage: a browser that is killed loses what it wrote
 * to localStorage in the last seconds.
 */
export class Shelf<T> {
  readonly #name: string;
  #store: ReturnType<typeof createStore> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async values(): Promise<T[]> {
    return (await this.entries()).map(([, value]) => value);
  }

  /** Each thing with the name it lies under. */
  async entries(): Promise<[string, T][]> {
    return (await this.#try((store) => entries<string, T>(store))) ?? [];
  }

  /** In a box, which is missing where nothing can be kept. */
  async get(key: string): Promise<{ value: T | undefined } | undefined> {
    return this.#try(async (store) => ({ value: await get<T>(key, store) }));
  }

  /** True also where nothing can be kept: then nobody else can have taken it away. */
  async has(key: string): Promise<boolean> {
    const found = await this.get(key);
    return !found || found.value !== undefined;
  }

  async put(key: string, value: T): Promise<void> {
    await this.#try((store) => set(key, value, store));
  }

  /**
   * Replaces what lies under a key by what is decided when it is seen; no other
   * window comes in between.
   *
   * @returns What lies there now; nothing where nothing is kept.
   */
  async change(key: string, decide: (stored: T | undefined) => T | undefined): Promise<T | undefined> {
    return this.#try((store) =>
      store("readwrite", (objects) => {
        const reading = objects.get(key) as IDBRequest<T | undefined>;
        const decided = promisifyRequest(reading).then((stored) => {
          const next = decide(stored);
          if (next === undefined) objects.delete(key);
          else objects.put(next, key);
          return next;
        });
        return decided.then(async (next) => {
          await promisifyRequest(objects.transaction);
          return next;
        });
      }),
    );
  }

  async remove(key: string): Promise<void> {
    await this.#try((store) => del(key, store));
  }

  async clear(): Promise<void> {
    await this.#try((store) => clear(store));
  }

  async #try<R>(act: (store: ReturnType<typeof createStore>) => Promise<R>): Promise<R | undefined> {
    try {
      this.#store ??= createStore(`openfloor-${this.#name}`, this.#name);
      return await act(this.#store);
    } catch {
      return undefined;
    }
  }
}
