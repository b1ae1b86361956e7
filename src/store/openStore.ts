import { openDataFolder } from "./dataFolder.ts";
import type { Store } from "./store.ts";

/** Opens what a server keeps. @throws {LedgerError} One sentence: why it cannot be had. */
export async function openStore({ data }: { data: string }): Promise<Store> {
  return openDataFolder(data);
}
