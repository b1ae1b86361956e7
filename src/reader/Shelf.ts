import { clear, createStore, del, entries, get, set } from "idb-keyval";

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
    return (await this.#try((store) => entries<string, T>(store)))?.map(([, value]) => value) ?? [];
  }

  /** True also where nothing can be kept: then nobody else can have taken it away. */
  async has(key: string): Promise<boolean> {
    const found = await this.#try(async (store) => ({ value: await get<T>(key, store) }));
    return !found || found.value !== undefined;
  }

  async put(key: string, value: T): Promise<void> {
    await this.#try((store) => set(key, value, store));
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
